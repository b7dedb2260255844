package index

import (
	"cmp"
	"context"
	"slices"

	"byline/article"
)

// Score returns what Search would score the passages at, in their order; 0 for
// those that are not there, are deleted, or hold none of terms. It reads the
// terms' postings but decodes only the blocks that hold the passages.
func (x *Index) Score(ctx context.Context, libs []article.LibraryID, terms []Term, passages []article.PassageID) ([]float64, error) {
	var scores []float64
	err := again(func() error {
		scores = make([]float64, len(passages))
		q, err := x.resolve(ctx, libs, terms)
		if err != nil {
			return err
		}
		s := scorers.Get().(*scorer)
		defer scorers.Put(s)
		for _, t := range q.targets {
			wanted := t.wanted(passages)
			if len(wanted) == 0 {
				continue
			}
			if err := x.place(ctx, s, q.weights, t); err != nil {
				return err
			}
			for _, w := range wanted {
				scores[w.index] = scoreOf(s.exact(w.doc))
			}
			if err := s.err(); err != nil {
				return t.segment.wrong(err)
			}
		}
		return nil
	})
	return scores, err
}

// wanted is a document whose score is asked for.
type wanted struct {
	doc   uint32
	index int // where its score goes
}

// wanted returns which documents of t are among passages, in ascending order.
func (t target) wanted(passages []article.PassageID) []wanted {
	var w []wanted
	for i, p := range passages {
		if doc, ok := t.segment.doc(p); ok && !t.info.IsDeleted(doc) {
			w = append(w, wanted{uint32(doc), i})
		}
	}
	slices.SortFunc(w, func(a, b wanted) int { return cmp.Compare(a.doc, b.doc) })
	return w
}

// exact returns doc's score. Documents are asked in ascending order.
func (s *scorer) exact(doc uint32) int {
	score := 0
	for i := range s.cursors {
		score += s.cursors[i].at(doc, 0)
	}
	return score
}
