package answer

import (
	"context"
	"slices"
	"strings"

	"byline/answer/check"
	"byline/article"
)

// maxTimeline bounds the entries of a timeline.
const maxTimeline = 25

// Timeline returns the sentences found that name a date, in order of time, each
// once by its first date; a sentence without one stands at its article's date
// when nothing else is dated.
func (a *Answerer) Timeline(ctx context.Context, found article.Found) ([]article.Dated, error) {
	var out []article.Dated
	for _, q := range merge(quotable(candidates(found))) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		days := check.Days(q.Text(), q.Article.Published)
		if len(days) == 0 {
			continue
		}
		d := days[0]
		out = append(out, article.Dated{Date: article.Day(d.Time), Words: d.Of(q.Text()), Quote: needed(q)})
	}
	if len(out) == 0 {
		out = byArticle(found)
	}
	out = out[:min(len(out), maxTimeline)]
	slices.SortStableFunc(out, func(a, b article.Dated) int {
		if c := a.Date.Time().Compare(b.Date.Time()); c != 0 {
			return c
		}
		return strings.Compare(a.Quote.Article.Ref, b.Quote.Article.Ref)
	})
	return out, nil
}

// candidates are the sentences found, then the best of each passage.
func candidates(found article.Found) []article.Quote {
	out := slices.Clone(found.Sentences)
	for _, h := range found.Passages {
		if q := (article.Quote{Article: h.Article, Span: h.Sentence, Passage: h.Passage, Score: h.Score}); h.Sentence.Len() > 0 && indexOf(out, q) < 0 {
			out = append(out, q)
		}
	}
	return out
}

// byArticle dates sentences by the articles they are from.
func byArticle(found article.Found) []article.Dated {
	var out []article.Dated
	for _, q := range merge(quotable(found.Sentences)) {
		if !q.Article.Published.IsZero() {
			out = append(out, article.Dated{Date: q.Article.Published, Quote: needed(q)})
		}
	}
	return out
}
