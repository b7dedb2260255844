package index

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"

	"byline/article"
)

// A Term is one word of a question.
type Term struct {
	Alternatives []string // stems of the word in the library's languages; they count as one word
	Weight       float64  // multiplies its idf; a term of weight 0 or less is left out
}

// A Hit is a passage found.
type Hit struct {
	Passage article.PassageID
	Library article.LibraryID
	Score   float64 // BM25F; comparable within one call only
}

// attempts is how often a search starts over because a segment it was reading
// was replaced by a merge.
const attempts = 5

// errMoved is returned when the segments kept changing under a search.
var errMoved = &article.Error{
	Kind:   article.Busy,
	Public: "The articles are changing too fast to search right now. Please try again in a moment.",
	Err:    errors.New("index: segments were replaced during every attempt"),
}

// again calls f until it does not fail with NotFound, which says that a segment
// of the list it works on was replaced.
func again(f func() error) error {
	for range attempts {
		err := f()
		if err == nil || article.KindOf(err) != article.NotFound {
			return err
		}
	}
	return errMoved
}

// Search returns the best k passages of the libraries that hold any of terms
// and that keep accepts (nil: all), best first; of equal scores the lower
// passage. The result is the same as if every passage had been scored: a
// passage's score is the sum, over the terms it holds, of weight × idf × impact,
// and a term's idf counts all passages of libs, those deleted but not yet
// merged away included. keep is asked only for passages that are good enough.
func (x *Index) Search(ctx context.Context, libs []article.LibraryID, terms []Term, k int, keep func(article.PassageID) bool) ([]Hit, error) {
	if k <= 0 || len(terms) == 0 {
		return nil, nil
	}
	var hits []Hit
	err := again(func() error {
		q, err := x.resolve(ctx, libs, terms)
		if err != nil {
			return err
		}
		best := &topK{k: k}
		if err := x.scoreAll(ctx, q, best, keep); err != nil {
			return err
		}
		hits = best.hits()
		return nil
	})
	return hits, err
}

// A query is a question looked up in the dictionaries of all segments.
type query struct {
	targets []target // by their first passages
	weights []int    // of the terms; 0: nobody has it
	docs    int
}

// A target is one segment to search.
type target struct {
	info    article.SegmentInfo
	segment *segment
	entries [][]entry // per term, one for each alternative that the segment has
}

// resolve looks terms up in all segments of libs and weighs them.
func (x *Index) resolve(ctx context.Context, libs []article.LibraryID, terms []Term) (query, error) {
	q := query{weights: make([]int, len(terms))}
	alternatives := make([][]string, len(terms))
	for i, t := range terms {
		alternatives[i] = distinct(t.Alternatives)
	}
	df := make([]int, len(terms))
	err := x.each(ctx, libs, func(info article.SegmentInfo, s *segment) error {
		q.docs += info.Docs
		t := target{info: info, segment: s, entries: make([][]entry, len(terms))}
		for i, words := range alternatives {
			for _, w := range words {
				e, err := x.lookup(ctx, s, w)
				if err != nil {
					return err
				}
				if e.df > 0 {
					df[i] += e.df
					t.entries[i] = append(t.entries[i], e)
				}
			}
		}
		q.targets = append(q.targets, t)
		return nil
	})
	for i, t := range terms {
		q.weights[i] = queryWeight(t.Weight, df[i], q.docs, len(terms))
	}
	slices.SortFunc(q.targets, func(a, b target) int { return cmp.Compare(a.info.First, b.info.First) })
	return q, err
}

// each calls f with every open segment of libs; of a library named twice, once.
func (x *Index) each(ctx context.Context, libs []article.LibraryID, f func(article.SegmentInfo, *segment) error) error {
	for i, lib := range libs {
		if slices.Contains(libs[:i], lib) {
			continue
		}
		l, err := x.store.Segments(ctx, lib)
		if err != nil {
			return err
		}
		for _, info := range l.Segments {
			s, err := x.open(ctx, info)
			if err != nil {
				return err
			}
			if err := f(info, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// distinct returns the words as they are in dictionaries, each once.
func distinct(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w = cut(w); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// scorers are reused: one is large.
var scorers = sync.Pool{New: func() any { return new(scorer) }}

// scoreAll offers the documents of all targets to best.
func (x *Index) scoreAll(ctx context.Context, q query, best *topK, keep func(article.PassageID) bool) error {
	s := scorers.Get().(*scorer)
	defer scorers.Put(s)
	for _, t := range q.targets {
		s.best, s.tie = best, best.tie(t.info.First)
		if t.bound(q.weights) < best.floor(s.tie) {
			continue
		}
		if err := x.place(ctx, s, q.weights, t); err != nil {
			return err
		}
		s.accept = func(doc uint32, score int) {
			if t.info.IsDeleted(int(doc)) {
				return
			}
			p := t.segment.passage(int(doc))
			if keep == nil || keep(p) {
				best.offer(scored{score: score, passage: p, library: t.info.Library})
			}
		}
		if err := s.run(ctx, uint32(t.info.Docs)); err != nil {
			return t.segment.wrong(err)
		}
	}
	return nil
}

// bound returns the most that a document of t can score.
func (t target) bound(weights []int) int {
	sum := 0
	for i, entries := range t.entries {
		var top uint8
		for _, e := range entries {
			top = max(top, e.max)
		}
		sum += weights[i] * int(top)
	}
	return sum
}

// place gives s a cursor before each term's postings in t.
func (x *Index) place(ctx context.Context, s *scorer, weights []int, t target) error {
	s.cursors = s.cursors[:0]
	for i, entries := range t.entries {
		if len(entries) == 0 || weights[i] == 0 {
			continue
		}
		p, err := x.merged(ctx, t.segment, entries)
		if err != nil {
			return err
		}
		s.cursors = append(s.cursors, cursor{})
		s.cursors[len(s.cursors)-1].reset(p, weights[i], uint32(t.info.Docs))
	}
	return nil
}
