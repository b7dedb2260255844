// Package eval asks questions with known answers and counts: how high the
// right passage, sentence and article stand, how often the quoted sentence is
// the right one, whether the words in bold answer, and whether Byline abstains
// when it should.
//
// It knows nothing of how the articles are stored or found; the terminal hands
// it a Finder and an Answerer that are the product's own.
package eval

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"byline/article"
)

// depth is how many passages and sentences of a ranking are looked at: the
// deepest figure is recall@20.
const depth = 20

// A Query is one question as put to a Finder.
type Query struct {
	Text string
	Max  int // passages and sentences wanted

	// Article and Within, when set, restrict the search to a span of the
	// article of that Ref: a reader that is handed the paragraph.
	Article string
	Within  article.Span
}

// A Finder ranks the passages and sentences of the articles under test.
type Finder interface {
	Find(ctx context.Context, q Query) (article.Found, error)
}

// An Answerer makes the answer that a reader would see.
type Answerer interface {
	Answer(ctx context.Context, found article.Found) (article.Answer, error)
}

// A Set is articles with questions on them.
type Set struct {
	Name      string
	Articles  map[string]*article.Article // by Ref, with the text as stored
	Published map[string]string           // the texts as published, by Ref, where loading tidied them
	Questions []Question
}

// text returns the text that evidence on the article counts its characters in.
func (s Set) text(ref string) string {
	if t, ok := s.Published[ref]; ok {
		return t
	}
	return s.Articles[ref].Text
}

// Run asks every question of the set, on all cores, and returns the figures.
// With paragraphs it also asks each question of its own paragraph alone.
func Run(ctx context.Context, set Set, find Finder, answer Answerer, paragraphs bool) (Figures, error) {
	marks := make([]mark, len(set.Questions))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range set.Questions {
		group.Go(func() (err error) {
			marks[i], err = ask(ctx, set, q, find, answer, paragraphs)
			if err != nil {
				return fmt.Errorf("eval: question %s: %w", q.ID, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Figures{}, err
	}
	return sum(set, marks), nil
}

// ask puts one question and marks what comes back.
func ask(ctx context.Context, set Set, q Question, find Finder, answer Answerer, paragraphs bool) (mark, error) {
	found, err := find.Find(ctx, Query{Text: q.Text, Max: depth})
	if err != nil {
		return mark{}, err
	}
	ans, err := answer.Answer(ctx, found)
	if err != nil {
		return mark{}, err
	}
	m, gold := markOf(set, q, found, ans)
	if p, ok := gold.paragraph(); ok && paragraphs && q.Answerable {
		found, err = find.Find(ctx, Query{Text: q.Text, Max: 3, Article: p.ref, Within: p.span})
		if err != nil {
			return mark{}, err
		}
		m.given, m.isGiven = q.bold(boldOf(found)), true
	}
	return m, nil
}

// markOf marks what was found and answered.
func markOf(set Set, q Question, found article.Found, ans article.Answer) (mark, gold) {
	gold := goldOf(set, q)
	m := mark{
		answerable: q.Answerable,
		confidence: ans.Confidence,
		abstained:  ans.Abstained,
		verbatim:   verbatim(ans),
	}
	if !q.Answerable {
		return m, gold
	}
	m.passage = gold.passages(found.Passages)
	m.sentence = gold.sentences(found.Sentences)
	m.article, m.story = gold.articles(found.Passages), gold.copies(found.Passages)
	m.many = gold.many(found.Passages)
	m.chars = gold.chars(found.Passages)
	m.quoted = gold.quoted(ans)
	m.holds, m.short = holds(ans.Text, q.Answers), len(q.Answers) > 0 && !gold.long
	m.bold = q.bold(boldOf(found))
	return m, gold
}

// boldOf returns the words of the best sentence that are shown in bold.
func boldOf(found article.Found) string {
	if len(found.Sentences) == 0 || len(found.Sentences[0].Bold) == 0 {
		return ""
	}
	q := found.Sentences[0]
	return q.Bold[0].Of(q.Article.Text)
}

// verbatim reports whether every quote of the answer is the stored bytes it
// names; the renderers rely on it.
func verbatim(ans article.Answer) bool {
	for _, c := range ans.Claims {
		for _, q := range c.Quotes {
			if q.Start < 0 || q.End > len(q.Article.Text) || q.Start >= q.End {
				return false
			}
			if ans.Mode == article.Extractive && len(c.Quotes) == 1 && q.Text() != c.Text {
				return false
			}
		}
	}
	return true
}
