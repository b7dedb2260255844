package search

import (
	"context"
	"fmt"
	"time"

	"byline/article"
	"byline/search/index"
	"byline/search/trees"
)

// A Question is what is asked, and of which articles.
type Question struct {
	Text     string
	Now      time.Time      // what "last week" counts from; zero: nothing is relative
	Since    time.Time      // only articles published then or later; zero: all
	Until    time.Time      // only articles published before; zero: all
	Article  article.ID     // only this one; 0: all
	Within   article.Span   // only sentences of Article inside it; empty: all
	Max      int            // most passages, and most sentences; 0: 20
	Previous []article.Turn // of the conversation, oldest first

	stance stance     // how it is taken beside Previous
	avoid  *avoidance // what is not wanted again; nil: nothing
	about  string     // what it is about, named before it: "the other treaty. who signed it"
}

// defaultMax is how many results a question gets that asks for no number.
const defaultMax = 20

// An Index finds passages by words, as *index.Index does.
type Index interface {
	Search(ctx context.Context, libs []article.LibraryID, terms []index.Term, k int, keep func(article.PassageID) bool) ([]index.Hit, error)
	Stats(ctx context.Context, libs []article.LibraryID, terms []string) (df []int, n int, err error)
}

// A Source holds the articles, as *store.DB does.
type Source interface {
	// Passages returns those of ids that are current, in the order of ids.
	Passages(ctx context.Context, libs []article.LibraryID, ids []article.PassageID) ([]article.Passage, error)
	// Articles returns the newest revisions with their text.
	Articles(ctx context.Context, libs []article.LibraryID, ids []article.ID) ([]*article.Article, error)
}

// A Searcher answers with passages and sentences. It is safe for concurrent use.
type Searcher struct {
	Index   Index
	Store   Source
	Model   *trees.Model // orders candidates; nil: BM25 alone does
	Weights []Weight     // of the confidence

	Articles ArticleModel // without weights articles add nothing to their sentences
	Meaning  Meaning      // nil: words alone

	readings readings
}

// New returns a Searcher that keeps at most bytes of the articles it has read;
// 0 stands for 64 MB.
func New(x Index, s Source, bytes int64) *Searcher {
	if bytes <= 0 {
		bytes = 64 << 20
	}
	return &Searcher{Index: x, Store: s, readings: readings{bound: bytes}, Model: defaultModel(), Weights: defaultWeights(), Articles: defaultArticles()}
}

// find answers q in one reading.
func (s *Searcher) find(ctx context.Context, libs []article.LibraryID, q Question) (article.Found, error) {
	r, err := s.reading(ctx, libs, q)
	return r.Found, err
}

// reading is find, with what else is known of the answer.
func (s *Searcher) reading(ctx context.Context, libs []article.LibraryID, q Question) (heard, error) {
	if q.Max <= 0 {
		q.Max = defaultMax
	}
	found := article.Found{Question: q.Text}
	ask, err := s.settle(ctx, libs, q)
	if err != nil {
		return heard{Found: found}, fmt.Errorf("search: %w", err)
	}
	q.Text = ask.Text
	found.Notes = ask.notes()
	if len(found.Notes) > 0 {
		found.Question = q.Text
	}
	if ask.after != nil {
		found.Question = ask.after.complete(q.Text)
	}
	found.Question = ask.dates(found.Question)
	hunch := s.meaning(ctx, libs, ask)
	cands, err := s.candidates(ctx, libs, ask)
	if err != nil {
		return heard{Found: found}, fmt.Errorf("search: %w", err)
	}
	ask.measure(cands)
	s.rank(ask, cands)
	if err := s.prefer(ctx, libs, ask, cands); err != nil {
		return heard{Found: found}, fmt.Errorf("search: words that answer: %w", err)
	}
	leads, err := s.leads(ctx, libs, ask, cands, hunch)
	if err != nil {
		return heard{Found: found}, fmt.Errorf("search: by meaning: %w", err)
	}
	if len(leads) > 0 {
		ask.Max = max(q.Max, meant)
	}
	found.Sentences, found.Passages = ask.quotes(cands), ask.hits(cands)
	found.Confidence, found.Reasons = s.confidence(ask, cands)
	if len(leads) > 0 {
		ask.fuse(leads, &found)
		found.Sentences = found.Sentences[:min(q.Max, len(found.Sentences))]
		found.Passages = found.Passages[:min(q.Max, len(found.Passages))]
	}
	found.Together = ask.together(&found)
	if err := s.embolden(ctx, libs, ask, found.Sentences); err != nil {
		return heard{Found: found}, fmt.Errorf("search: words in bold: %w", err)
	}
	found.Weighed = ask.weighed(cands)
	if len(leads) > 0 {
		tell(&found.Weighed, leads)
	}
	return ask.heardOf(found, cands), nil
}
