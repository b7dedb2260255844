package search

import (
	"fmt"
	"math"
)

// confidence says how likely it is that cands, best first, hold the answer
// (0 to 1), and, when that is doubtful, why.
func (a *asked) confidence(cands []candidate) (float64, []string) {
	if len(cands) == 0 || len(a.terms) == 0 {
		return 0, a.reasons(nil)
	}
	best := 0.0
	for _, c := range cands[:min(3, len(cands))] {
		p := c.paragraphOf(c.at)
		var mask, near uint64
		for i := p.from; i < p.to; i++ {
			mask |= c.mask(i)
		}
		near = c.mask(c.at) | c.mask(c.at-1) | c.mask(c.at+1)
		best = max(best, .6*a.covered(near|c.title)+.4*a.covered(mask|c.title))
	}
	return math.Sqrt(best), a.reasons(cands)
}

// reasons names the question's names and numbers that no article has.
func (a *asked) reasons([]candidate) []string {
	var out []string
	for _, t := range a.terms {
		if t.df == 0 && (t.upper || t.number) {
			out = append(out, fmt.Sprintf("nothing mentions “%s”", t.word))
		}
	}
	return out
}
