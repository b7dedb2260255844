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
	below   []int     // below[i]: sum of bounds[:i]
	scores  [windowDocs]int
	touched [windowDocs / 64]uint64
	best    *topK
	tie     int
	accept  func(doc uint32, score int) // offers a document to best
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
	switch len(s.order) - first {
	case 0:
	case 1:
		s.scoreOne(first, lo, hi)
	default:
		for _, c := range s.order[first:] {
			s.add(c, lo, hi)
		}
		s.collect(first, lo)
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
	for from := lo; c.advance(from); from = c.docs[c.n-1] + 1 {
		if c.decoded != c.block {
			c.load()
		}
		c.skipTo(from)
		for c.pos < c.n && c.docs[c.pos] < hi {
			i := c.docs[c.pos] - lo
			s.scores[i%windowDocs] += c.weight * int(c.impacts[c.pos])
			s.touched[i%windowDocs/64] |= 1 << (i % 64)
			c.pos++
		}
		if c.pos < c.n || c.n == 0 {
			return
		}
	}
}

// collect completes and offers the documents of the window at lo that were
// touched, and clears it. The cursors from first on have been added.
func (s *scorer) collect(first int, lo uint32) {
	floor := s.best.floor(s.tie)
	for w, word := range s.touched {
		if word == 0 {
			continue
		}
		s.touched[w] = 0
		for ; word != 0; word &= word - 1 {
			i := w*64 + bits.TrailingZeros64(word)
			score := s.scores[i]
			s.scores[i] = 0
			if score+s.below[first] >= floor {
				s.complete(first, lo+uint32(i), score, floor)
				floor = s.best.floor(s.tie)
			}
		}
	}
}

// scoreOne goes through the postings of the one essential cursor in [lo, hi).
func (s *scorer) scoreOne(first int, lo, hi uint32) {
	c := s.order[first]
	rest := s.below[first]
	floor := s.best.floor(s.tie)
	for c.advance(lo) {
		if c.decoded != c.block {
			if c.weight*int(c.top(c.block))+rest < floor {
				if lo = c.last(c.block) + 1; lo >= hi {
					return
				}
				continue
			}
			c.load()
		}
		c.skipTo(lo)
		for c.pos < c.n && c.docs[c.pos] < hi {
			doc, score := c.docs[c.pos], c.weight*int(c.impacts[c.pos])
			c.pos++
			if score+rest >= floor {
				s.complete(first, doc, score, floor)
				floor = s.best.floor(s.tie)
			}
		}
		if c.pos < c.n || c.n == 0 {
			return
		}
		lo = c.docs[c.n-1] + 1
	}
}

// complete adds what the cursors before first have for doc, the greatest bound
// first, and offers doc unless its score stays below floor.
func (s *scorer) complete(first int, doc uint32, score, floor int) {
	for i := first - 1; i >= 0; i-- {
		rest := s.below[i]
		if score+s.below[i+1] < floor {
			return
		}
		c := s.order[i]
		score += c.weight * c.at(doc, floor-score-rest)
	}
	if score >= floor {
		s.accept(doc, score)
	}
}
