package reader

import (
	"cmp"
	"math"
	"slices"

	"byline/search/trees"
)

const (
	// firstTrees is how many trees look at every candidate. What they leave out
	// all trees would put first in one of some two hundred sentences.
	firstTrees = 80
	// shortlisted is how many candidates of a sentence the other trees look at,
	// those that the first like best.
	shortlisted = 20
)

// scoresOf returns what the model makes of candidates, which come in order of
// their sentences: first of all, rest of those on the shortlist. Others have
// no chance, and score minus infinity.
func scoresOf(candidates []Candidate, first, rest *trees.Model) []float64 {
	rows := make([][]float32, len(candidates))
	for i, c := range candidates {
		rows[i] = c.Values
	}
	early := first.PredictAll(nil, rows)
	listed := shortlist(candidates, early)
	rows = rows[:0]
	for _, i := range listed {
		rows = append(rows, candidates[i].Values)
	}
	scores := make([]float64, len(candidates))
	for i := range scores {
		scores[i] = math.Inf(-1)
	}
	for k, late := range rest.PredictAll(nil, rows) {
		scores[listed[k]] = early[listed[k]] + late
	}
	return scores
}

// shortlist returns the indices of each sentence's best candidates.
func shortlist(candidates []Candidate, scores []float64) []int {
	var out []int
	for from := 0; from < len(candidates); {
		to := from
		var of []int // the sentence
		for ; to < len(candidates) && candidates[to].Sentence == candidates[from].Sentence; to++ {
			of = append(of, to)
		}
		slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
		of = of[:min(shortlisted, len(of))]
		slices.Sort(of)
		out, from = append(out, of...), to
	}
	return out
}
