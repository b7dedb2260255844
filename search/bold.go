package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"byline/article"
	"byline/search/reader"
	"byline/text"
)

const (
	// emboldened is how many of the best sentences get words in bold: as many as
	// an answer shows.
	emboldened = 3
	// wordsWeight is how much of the log odds of a sentence's best words, behind
	// those of the best, is added to its score. Out of three folds anything
	// between .2 and .5 adds .002 to .006 to the sentence R@1 of squad11 and newwiki.
	wordsWeight = .5
)

// prefer puts those of the best sentences first that have words which answer.
func (s *Searcher) prefer(ctx context.Context, libs []article.LibraryID, a *asked, cands []candidate) error {
	best := cands[:min(emboldened, measured, len(cands))]
	if a.wants.each || len(best) == 0 || s.Model == nil {
		return nil
	}
	lines := make([]article.Quote, len(best))
	for i, c := range best {
		lines[i] = article.Quote{Article: c.art, Span: c.sentences[c.at].Span, Score: c.score}
	}
	spans, err := s.readWords(ctx, libs, a, lines)
	if err != nil || len(spans) == 0 {
		return err
	}
	byScore := func(x, y reader.Span) int { return cmp.Compare(x.Score, y.Score) }
	top, least := slices.MaxFunc(spans, byScore).Score, slices.MinFunc(spans, byScore).Score
	for i := range best {
		behind := least - top // where no words may answer
		if k := slices.IndexFunc(spans, func(sp reader.Span) bool { return sp.Sentence == i }); k >= 0 {
			behind = spans[k].Score - top
		}
		best[i].score += wordsWeight * behind
	}
	slices.SortStableFunc(best, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	return nil
}

// embolden fills in the words of the best quotes that answer the question.
func (s *Searcher) embolden(ctx context.Context, libs []article.LibraryID, a *asked, quotes []article.Quote) error {
	quotes = quotes[:min(len(quotes), emboldened)]
	if slices.ContainsFunc(quotes, func(q article.Quote) bool { _, read := a.words[lineOf(&q)]; return !read }) {
		if _, err := s.readWords(ctx, libs, a, quotes); err != nil {
			return err
		}
	}
	for i := range quotes {
		q := &quotes[i]
		if b := a.words[lineOf(q)]; b.Len() > 0 {
			q.Bold = []article.Span{{Start: q.Start + b.Start, End: q.Start + b.End}}
		}
	}
	return nil
}

// readWords returns the words of quotes that answer a, at most one run for
// each, and keeps them in a.words.
func (s *Searcher) readWords(ctx context.Context, libs []article.LibraryID, a *asked, quotes []article.Quote) ([]reader.Span, error) {
	a.words = make(map[line]article.Span, len(quotes))
	if !reader.Read(a.spelled()).AsksForWords() {
		return nil, nil
	}
	sentences := make([]reader.Sentence, len(quotes))
	for i, q := range quotes {
		sentences[i] = reader.Sentence{Text: q.Text(), Language: q.Article.Language, Title: q.Article.Title, Score: q.Score}
		a.words[lineOf(&q)] = article.Span{}
	}
	idf, err := s.weigh(ctx, libs, a.spelled(), sentences)
	if err != nil {
		return nil, err
	}
	spans, err := reader.Best(a.spelled(), sentences, idf)
	if err != nil {
		return nil, err
	}
	for _, sp := range spans {
		a.words[lineOf(&quotes[sp.Sentence])] = sp.Span
	}
	return spans, nil
}

// A line is a sentence of a revision.
type line struct {
	revision article.RevisionID
	article.Span
}

func lineOf(q *article.Quote) line { return line{q.Article.RevisionID, q.Span} }

// weigh returns the inverse document frequencies of the words of the question
// and the sentences, as shares of the largest possible.
func (s *Searcher) weigh(ctx context.Context, libs []article.LibraryID, question string, sentences []reader.Sentence) (reader.Weights, error) {
	at := make(map[string]int)
	var terms []string
	collect := func(toks []text.Token) {
		for _, t := range toks {
			if _, ok := at[t.Term]; !ok && !t.Stop { // what stop words weigh is not asked for
				at[t.Term] = len(terms)
				terms = append(terms, t.Term)
			}
		}
	}
	collect(reader.Read(question).Tokens)
	for _, l := range sentences {
		collect(text.For(l.Language).Tokens(nil, l.Text))
	}
	df, n, err := s.Index.Stats(ctx, libs, terms)
	if err != nil {
		return nil, err
	}
	top := math.Log(1 + (float64(n)+.5)/.5)
	return func(term string) float64 {
		d := 0.0
		if i, ok := at[term]; ok {
			d = float64(min(df[i], n))
		}
		return math.Log(1+(float64(n)-d+.5)/(d+.5)) / top
	}, nil
}
