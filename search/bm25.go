package search

import "math/bits"

// A bag counts the question's terms in some text.
type bag struct {
	tf     [maxTerms]float32
	mask   uint64
	length float64 // content words
}

// add counts the hits of a text of so many content words, weight times.
func (b *bag) add(hits []hit, content int, weight float32) {
	for _, h := range hits {
		b.tf[h.term] += weight
		b.mask |= 1 << h.term
	}
	b.length += float64(content) * float64(weight)
}

// addMask counts each term of mask once, of a text of so many content words,
// weight times.
func (b *bag) addMask(mask uint64, content int, weight float32) {
	b.mask |= mask
	for ; mask != 0; mask &= mask - 1 {
		b.tf[bits.TrailingZeros64(mask)] += weight
	}
	b.length += float64(content) * float64(weight)
}

// bm25 scores b against the question; average is the length in content words
// of a usual text of its kind.
func (a *asked) bm25(b *bag, k1, bb, average float64) float64 {
	norm := k1 * (1 - bb + bb*b.length/average)
	score := 0.0
	for mask := b.mask; mask != 0; mask &= mask - 1 {
		t := bits.TrailingZeros64(mask)
		tf := float64(b.tf[t])
		score += a.terms[t].idf * tf * (k1 + 1) / (tf + norm)
	}
	return score
}

// covered returns the share of the question's idf that the terms of mask hold,
// 0 to 1.
func (a *asked) covered(mask uint64) float64 {
	if a.mass == 0 {
		return 0
	}
	sum := 0.0
	for ; mask != 0; mask &= mask - 1 {
		sum += a.terms[bits.TrailingZeros64(mask)].idf
	}
	return sum / a.mass
}
