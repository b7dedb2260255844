package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"byline/article"
)

// A Candidate is a sentence that was measured, with what was measured of it.
type Candidate struct {
	Quote    article.Quote
	Features []float32 // by FeatureNames
	Score    float64
	Window   Pane // Quote.Passage, with the score before its order
}

// An ArticleProof is what was measured of an article found.
type ArticleProof struct {
	Article  *article.Article
	Features []float64 // by ArticleNames
}

// An Explanation says how a question was understood and what was weighed.
type Explanation struct {
	Question   string
	Terms      []string // the words that counted, as asked
	Weights    []float64
	Candidates []Candidate // best first
	Articles   []ArticleProof
	Proof      []float64 // by ProofNames; nil when nothing was found
	Confidence float64
}

// Explain does what Find does and shows the measurements behind it.
func (s *Searcher) Explain(ctx context.Context, libs []article.LibraryID, q Question) (Explanation, error) {
	a, err := s.settle(ctx, libs, q)
	if err != nil {
		return Explanation{}, fmt.Errorf("search: explain: %w", err)
	}
	cands, err := s.candidates(ctx, libs, a)
	if err != nil {
		return Explanation{}, fmt.Errorf("search: explain: %w", err)
	}
	a.measure(cands)
	s.rank(a, cands)
	e := Explanation{Question: a.Text}
	e.Confidence, _ = s.confidence(a, cands)
	if len(cands) > 0 {
		e.Proof = a.proof(cands)
	}
	for _, t := range a.terms {
		e.Terms = append(e.Terms, t.word)
		e.Weights = append(e.Weights, t.idf)
	}
	for _, c := range cands[:min(measured, len(cands))] {
		w := a.windowAround(c.match, c.at, nil)
		e.Candidates = append(e.Candidates, Candidate{
			Quote:    article.Quote{Article: c.art, Span: c.sentences[c.at].Span, Passage: c.spanOf(w), Score: c.score},
			Features: c.features,
			Score:    c.score,
			Window:   a.pane(&c, w),
		})
	}
	for m, f := range a.measureArticles(cands) {
		e.Articles = append(e.Articles, ArticleProof{m.art, f})
	}
	slices.SortFunc(e.Articles, func(x, y ArticleProof) int { return cmp.Compare(x.Article.ID, y.Article.ID) })
	return e, nil
}
