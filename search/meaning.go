package search

import (
	"cmp"
	"context"
	"slices"

	"byline/article"
)

// A Meaning finds passages by what they mean, as *dense.Finder does.
type Meaning interface {
	// Nearest returns up to k passages of libs, those nearest to the question
	// first; none when it cannot tell in time.
	Nearest(ctx context.Context, libs []article.LibraryID, question string, k int) []article.PassageID
}

const (
	// meant is how many passages are asked of Meaning, and how deep the two
	// rankings are that are fused.
	meant = 40
	// rankConstant is what is added to each rank before it is turned over: the
	// larger it is, the less the first places count. Cormack, Clarke and Büttcher
	// (2009) have 60 for lists of a thousand; ours have forty, and a first place
	// by words is right nine times in ten.
	rankConstant = 10
	// leastWords and mostWords bound the weight of the ranking by words, of 1 for
	// both.
	leastWords, mostWords = 0.05, 0.8
)

// A hunch is what Meaning says of a question, on its way.
type hunch <-chan []article.PassageID

// meaning asks Meaning beside the search by words; nil when there is none, or
// when the one article that is asked about is read whole anyway.
func (s *Searcher) meaning(ctx context.Context, libs []article.LibraryID, a *asked) hunch {
	if s.Meaning == nil || a.Article != 0 {
		return nil
	}
	question, k := a.Text, meant
	if a.after != nil {
		question = a.after.complete(a.Text)
	}
	if a.dated() {
		k *= datedMore
	}
	c := make(chan []article.PassageID, 1)
	go func() { c <- s.Meaning.Nearest(ctx, libs, question, k) }()
	return c
}

// A lead is a passage that Meaning found, with the sentence that stands for it.
type lead struct {
	passage article.Passage
	best    candidate
}

// leads returns what Meaning found that may be shown, best first. Of each
// passage the sentence that is best by words stands for it: one of cands, best
// first, or, where cands has none, the best when such passages are measured by
// themselves.
func (s *Searcher) leads(ctx context.Context, libs []article.LibraryID, a *asked, cands []candidate, h hunch) ([]lead, error) {
	if h == nil {
		return nil, nil
	}
	var ids []article.PassageID
	select {
	case ids = <-h:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	passages, err := s.Store.Passages(ctx, libs, ids)
	if err != nil || len(passages) == 0 {
		return nil, err
	}
	readings, err := s.read(ctx, libs, passages)
	if err != nil {
		return nil, err
	}
	doubts := len(a.doubts)
	others := a.insist(a.weigh(passages, readings))
	a.doubts = a.doubts[:doubts] // those are of what words found
	a.measure(others)
	s.rank(a, others)
	var out []lead
	for _, p := range passages {
		c := bestIn(p, cands)
		if c == nil {
			c = bestIn(p, others)
		}
		if c != nil && len(out) < meant && a.inTime(c.art) {
			out = append(out, lead{p, *c})
		}
	}
	return out, nil
}

// bestIn returns the first of cands whose sentence lies in p; nil: none.
func bestIn(p article.Passage, cands []candidate) *candidate {
	for i := range cands {
		c := &cands[i]
		if c.art.RevisionID == p.RevisionID && p.Contains(c.sentences[c.at].Span) {
			return c
		}
	}
	return nil
}

// fuse makes one ranking of what words and what meaning found. A place in
// either counts by its reciprocal rank (rankConstant), and the two rankings
// have a say by how sure words alone are that they have the answer: where they
// are, meaning hardly moves anything, and where they are not, it leads.
//
// The confidence stays what it was: nearness by a model that nobody has
// calibrated is no proof that the articles answer.
func (a *asked) fuse(leads []lead, found *article.Found) {
	say := min(mostWords, max(leastWords, found.Confidence*found.Confidence))
	found.Passages = fuseHits(a, found.Passages, leads, say)
	found.Sentences = fuseQuotes(a, found.Sentences, leads, say)
}

// fuseHits fuses passages. A lead goes to the passage shown that has its
// sentence, or is shown with a window of its own.
func fuseHits(a *asked, hits []article.Hit, leads []lead, say float64) []article.Hit {
	f := newFusion(hits, say)
	for rank, l := range leads {
		i := slices.IndexFunc(f.items, func(h article.Hit) bool {
			return h.Article.RevisionID == l.best.art.RevisionID && h.Passage.Contains(l.best.sentences[l.best.at].Span)
		})
		if i < 0 {
			i = f.add(article.Hit{
				Article: l.best.art, Passage: l.best.spanOf(a.windowAround(l.best.match, l.best.at, windowsOf(f.items, l.best.reading))),
				Sentence: l.best.sentences[l.best.at].Span, Score: l.best.score,
			})
		}
		f.vote(i, rank)
	}
	return f.ranked(func(h *article.Hit) *float64 { return &h.Score })
}

// windowsOf returns the windows of r that hits show.
func windowsOf(hits []article.Hit, r *reading) []window {
	var out []window
	for _, h := range hits {
		if h.Article.RevisionID != r.art.RevisionID {
			continue
		}
		w := window{}
		for w.from < len(r.sentences) && r.sentences[w.from].Start < h.Passage.Start {
			w.from++
		}
		for w.to = w.from; w.to < len(r.sentences) && r.sentences[w.to].End <= h.Passage.End; {
			w.to++
		}
		out = append(out, w)
	}
	return out
}

// fuseQuotes fuses sentences. A lead goes to its sentence.
func fuseQuotes(a *asked, quotes []article.Quote, leads []lead, say float64) []article.Quote {
	f := newFusion(quotes, say)
	for rank, l := range leads {
		i := slices.IndexFunc(f.items, func(q article.Quote) bool {
			return q.Article.RevisionID == l.best.art.RevisionID && q.Span == l.best.sentences[l.best.at].Span
		})
		if i < 0 {
			i = f.add(a.quotes([]candidate{l.best})[0])
		}
		f.vote(i, rank)
	}
	return f.ranked(func(q *article.Quote) *float64 { return &q.Score })
}

// A fusion gathers what the two rankings say of items.
type fusion[T any] struct {
	items []T
	votes []float64
	voted []bool // by meaning
	words int    // the first so many items are ranked by words
	say   float64
}

func newFusion[T any](byWords []T, say float64) *fusion[T] {
	f := &fusion[T]{items: slices.Clone(byWords), words: len(byWords), say: say}
	for rank := range byWords {
		f.votes, f.voted = append(f.votes, say/float64(rankConstant+rank)), append(f.voted, false)
	}
	return f
}

// add appends an item that words did not rank and returns its index.
func (f *fusion[T]) add(item T) int {
	f.items, f.votes, f.voted = append(f.items, item), append(f.votes, 0), append(f.voted, false)
	return len(f.items) - 1
}

// vote counts a rank by meaning, the first that an item gets.
func (f *fusion[T]) vote(i, rank int) {
	if !f.voted[i] {
		f.votes[i] += (1 - f.say) / float64(rankConstant+rank)
	}
	f.voted[i] = true
}

// ranked returns the items in their order. So that scores still fall, an item
// that was moved up has at least the score of what is behind it; one that words
// did not rank starts below all that they did.
func (f *fusion[T]) ranked(score func(*T) *float64) []T {
	order := make([]int, len(f.items))
	lowest := 0.0
	for i := range order {
		order[i] = i
		if i < f.words {
			lowest = min(lowest, *score(&f.items[i]))
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(f.votes[j], f.votes[i]) })
	out := make([]T, len(order))
	behind := lowest
	for k := len(order) - 1; k >= 0; k-- {
		out[k] = f.items[order[k]]
		s := score(&out[k])
		if order[k] >= f.words {
			*s = lowest
		}
		*s = max(*s, behind)
		behind = *s
	}
	return out
}
