package search

import "testing"

func TestPromoteMeasuresTheBestArticles(t *testing.T) {
	cands := make([]candidate, measured+30)
	scores := make(map[*match]float64)
	common := &match{reading: &reading{}}
	for i := range cands {
		cands[i] = candidate{match: common, at: i, base: float64(len(cands) - i)}
	}
	wanted := map[*match]bool{}
	for _, i := range []int{measured + 3, measured + 20} {
		cands[i].match = &match{reading: &reading{}}
		scores[cands[i].match] = 2
		wanted[cands[i].match] = true
	}
	promote(cands, scores)
	seen := map[int]bool{}
	for i, c := range cands {
		if wanted[c.match] && i >= measured {
			t.Errorf("the sentence of a good article is in place %d", i)
		}
		if i < measured-2 && c.at != i {
			t.Errorf("place %d has what was in place %d", i, c.at)
		}
		seen[c.at] = true
	}
	if len(seen) != len(cands) {
		t.Errorf("%d of %d candidates are left", len(seen), len(cands))
	}
}
