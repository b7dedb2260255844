package index

import (
	"context"
	"math/bits"
)

// windowDocs is how many consecutive documents are scored together: their
// scores fit the processor's first cache, and there are enough of them to pay
// for choosing the terms that matter in the window.
const windowDocs = 2048

// A scorer finds the best documents of one segment. It goes through the
// documents in windows. In each, the block maxima bound what every term can
// add; the terms with the smallest bounds that together stay below the floor
// of the k best so far cannot lift a document by themselves. Only the postings
// of the other, essential terms are read; the rest are looked up for the
// documents that may still make it. This is MaxScore (Turtle and Flood, 1995)
// with the block maxima of Ding and Suel (2011). It skips only documents that
// cannot be among the k best, ties included.
type scorer struct {
	cursors []cursor
	order   []*cursor // by bound in this window, the smallest first
	below   []int     // below[i]: sum of the bounds of order[:i]
	best    *topK
	tie     int
	accept  func(doc uint32, score int) // offers a document to best

	scores     [windowDocs]int32 // of the window's documents; all 0 between windows
	touched    [windowDocs / 64]uint64
	impacts    [windowDocs]uint8 // of one cursor; all 0 between its uses
	candidates []candidate       // in ascending order of documents, part of room
	room       [windowDocs]candidate
}

// A candidate is a document with what it scores so far.
type candidate struct {
	doc   uint32
	score int32
}

// run scores all documents below docs.
func (s *scorer) run(ctx context.Context, docs uint32) error {
	s.order = s.order[:0]
	for i := range s.cursors {
		s.order = append(s.order, &s.cursors[i])
	}
	for lo := uint32(0); lo < docs; lo += windowDocs {
		if lo%(64*windowDocs) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s.window(lo, min(docs, lo+windowDocs))
	}
	return s.err()
}

// err returns the error of a cursor that met corrupt postings.
func (s *scorer) err() error {
	for i := range s.cursors {
		if err := s.cursors[i].err; err != nil {
			return err
		}
	}
	return nil
}

// window scores the documents of [lo, hi).
func (s *scorer) window(lo, hi uint32) {
	floor := s.best.floor(s.tie)
	first := s.rank(lo, hi, floor)
	s.candidates = s.room[:0]
	switch len(s.order) - first {
	case 0:
		return
	case 1:
		s.take(first, lo, hi, floor)
	default:
		for _, c := range s.order[first:] {
			s.add(c, lo, hi)
		}
		s.collect(first, lo, floor)
	}
	s.complete(first, lo, hi, floor)
	for _, h := range s.candidates {
		if score := int(h.score); score >= s.best.floor(s.tie) {
			s.accept(h.doc, score)
		}
	}
}

// rank orders the cursors by their bounds in [lo, hi) and returns the index of
// the first essential one.
func (s *scorer) rank(lo, hi uint32, floor int) int {
	for i := range s.cursors {
		c := &s.cursors[i]
		c.bound = c.boundIn(lo, hi)
	}
	sortByBound(s.order)
	s.below = append(s.below[:0], 0)
	first, sum := 0, 0
	for i, c := range s.order {
		sum += c.bound
		s.below = append(s.below, sum)
		if sum < floor {
			first = i + 1
		}
	}
	return first
}

// sortByBound sorts by insertion: there are few cursors, and from one window to
// the next their order hardly changes.
func sortByBound(order []*cursor) {
	for i := 1; i < len(order); i++ {
		c, j := order[i], i
		for ; j > 0 && order[j-1].bound > c.bound; j-- {
			order[j] = order[j-1]
		}
		order[j] = c
	}
}

// add adds c's postings in [lo, hi) to the window's scores.
func (s *scorer) add(c *cursor, lo, hi uint32) {
	weight := int32(c.weight)
	for from := lo; from < hi && c.seek(from); from = c.docs[c.n-1] + 1 {
		pos := c.pos
		for pos < c.n && c.docs[pos&(blockDocs-1)] < hi {
			i := c.docs[pos&(blockDocs-1)] - lo
			s.scores[i%windowDocs] += weight * int32(c.impacts[pos])
			s.touched[i%windowDocs/64] |= 1 << (i % 64)
			pos++
		}
		if c.pos = pos; pos < c.n {
			return
		}
	}
}

// collect takes the documents of the window at lo that were touched and may
// reach floor as candidates, and clears it. The cursors from first on have been
// added.
func (s *scorer) collect(first int, lo uint32, floor int) {
	need, n := int32(floor-s.below[first]), 0
	for w, word := range s.touched {
		for ; word != 0; word &= word - 1 {
			i := (w*64 + bits.TrailingZeros64(word)) % windowDocs
			s.room[n%windowDocs] = candidate{lo + uint32(i), s.scores[i]}
			if s.scores[i] >= need {
				n++
			}
			s.scores[i] = 0
		}
	}
	clear(s.touched[:])
	s.candidates = s.room[:n]
}

// take takes the documents of the one essential cursor in [lo, hi) that may
// reach floor as candidates.
func (s *scorer) take(first int, lo, hi uint32, floor int) {
	c, weight := s.order[first], int32(s.order[first].weight)
	need := int32(floor - s.below[first])
	for from := lo; from < hi && c.advance(from); {
		if c.decoded != c.block && c.weight*int(c.top(c.block)) < int(need) {
			from = c.last(c.block) + 1
			continue
		}
		if !c.seek(from) {
			return
		}
		for c.pos < c.n && c.docs[c.pos] < hi {
			if score := weight * int32(c.impacts[c.pos]); score >= need {
				s.candidates = append(s.candidates, candidate{c.docs[c.pos], score})
			}
			c.pos++
		}
		from = c.docs[c.n-1] + 1
	}
}

// complete adds to the candidates what the cursors before first have for them,
// the greatest bound first, dropping those that cannot reach floor any more.
func (s *scorer) complete(first int, lo, hi uint32, floor int) {
	for i := first - 1; i >= 0 && len(s.candidates) > 0; i-- {
		need := int32(floor - s.below[i])
		if len(s.candidates) < fewCandidates {
			s.lookUp(s.order[i], need)
		} else {
			s.spread(s.order[i], lo, hi, need)
		}
	}
}

// fewCandidates is from how many on spreading a term's postings over the window
// costs less than looking each candidate up, whose branches no processor can
// foresee.
const fewCandidates = 8

// lookUp adds to each candidate what c has for it and keeps those that reach need.
func (s *scorer) lookUp(c *cursor, need int32) {
	kept := s.candidates[:0]
	for _, h := range s.candidates {
		if h.score += int32(c.at(h.doc, int(need-h.score))); h.score >= need {
			kept = append(kept, h)
		}
	}
	s.candidates = kept
}

// spread is lookUp for many candidates: it writes c's impacts in [lo, hi) to
// where their documents are.
func (s *scorer) spread(c *cursor, lo, hi uint32, need int32) {
	for from := lo; from < hi && c.seek(from); from = c.docs[c.n-1] + 1 {
		pos := c.pos
		for pos < c.n && c.docs[pos&(blockDocs-1)] < hi {
			s.impacts[(c.docs[pos&(blockDocs-1)]-lo)%windowDocs] = c.impacts[pos]
			pos++
		}
		if c.pos = pos; pos < c.n {
			break
		}
	}
	weight, n := int32(c.weight), 0
	for _, h := range s.candidates {
		h.score += weight * int32(s.impacts[(h.doc-lo)%windowDocs])
		s.candidates[n] = h
		if h.score >= need {
			n++
		}
	}
	s.candidates = s.candidates[:n]
	clear(s.impacts[:])
}
