package main

import (
	"fmt"
	"math"
	"os"
	"strings"

	"byline/search"
)

// allowance is the proof that only long questions have.
const allowance = "long"

// fitWeights fits the confidence to the examples of sets, each by itself, and
// averages the weights: what counts is what several sets agree on, and how the
// unanswerable questions of one were made counts only its share. Then the
// constant is moved to where .5 parts best, and last the allowance alone is
// fitted to long questions, so that it does not learn from how the others were
// made, nor they from it.
func fitWeights(proofs map[string][]example, sets []string, penalty float64) []search.Weight {
	var all, natural, joined []example
	usual := make([][]example, len(sets))
	for i, n := range sets {
		for _, e := range proofs[n] {
			if e.Way < long {
				usual[i] = append(usual[i], e)
			} else {
				joined = append(joined, e)
			}
		}
		all = append(all, usual[i]...)
		if !sly[n] {
			natural = append(natural, usual[i]...)
		}
	}
	weights := scales(all)
	for _, list := range usual {
		own := scales(all)
		fitSet(list, own, penalty)
		for k := range weights {
			weights[k].Weight += own[k].Weight / float64(len(sets))
		}
	}
	weights[0].Weight += parting(natural, weights)
	descend(joined, weights, func(k int, _, slope float64) float64 {
		if weights[k].Name == allowance {
			return slope
		}
		return 0
	})
	return weights
}

// sly are sets whose unanswerable questions people wrote to mislead: with a
// say in where .5 lies they make it refuse too much that is simply asked.
var sly = map[string]bool{"squad20": true}

// parting returns what is to be added to the constant for the most of list to
// be on its side of .5, those with an answer above. Near .5 each counts in part
// to both sides, lest single questions decide.
func parting(list []example, weights []search.Weight) float64 {
	const (
		most, step = 1, .01
		steep      = 4
	)
	odds := make([]float64, len(list))
	for i, e := range list {
		p := search.Confidence(weights, e.Proof)
		odds[i] = math.Log(p / (1 - p))
	}
	best, right := 0.0, 0.0
	for add := -float64(most); add <= most; add += step {
		sum := 0.0
		for i, e := range list {
			sum += e.Weight / (1 + math.Exp(steep*(1-2*e.Label)*(odds[i]+add)))
		}
		if sum > right {
			best, right = add, sum
		}
	}
	return best
}

// fitSet fits all weights but the allowance to the examples of one set.
func fitSet(list []example, weights []search.Weight, penalty float64) {
	signs := search.ProofSigns()
	descend(list, weights, func(k int, w, slope float64) float64 {
		if k == 0 {
			return slope
		}
		if weights[k].Name == allowance {
			return 0
		}
		slope += penalty * w
		if (w-step*slope)*signs[k-1] < 0 { // each counts in its own direction or not at all
			return w / step
		}
		return slope
	})
}

const (
	// step is how far a weight goes down its slope; three times as far and
	// weights of proofs that say nearly the same swing about.
	step = .5
	// descents is how many steps are taken; twice as many change no weight by .01.
	descents = 1000
)

// descend moves weights down the slope of the mean loss over list; how says
// what of its slope a weight follows.
func descend(list []example, weights []search.Weight, how func(k int, w, slope float64) float64) {
	rows, all := make([][]float64, len(list)), 0.0
	for i, e := range list {
		rows[i] = []float64{1}
		for k, w := range weights[1:] {
			rows[i] = append(rows[i], (e.Proof[k]-w.Mean)/w.Scale)
		}
		all += e.Weight
	}
	slope := make([]float64, len(weights))
	for range descents {
		clear(slope)
		for i, row := range rows {
			sum := 0.0
			for k, v := range row {
				sum += weights[k].Weight * v
			}
			d := list[i].Weight * (1/(1+math.Exp(-sum)) - list[i].Label) / all
			for k, v := range row {
				slope[k] += d * v
			}
		}
		for k := range weights {
			weights[k].Weight -= step * how(k, weights[k].Weight, slope[k])
		}
	}
}

// scales returns weights of nothing with the means and deviations of the proofs.
func scales(list []example) []search.Weight {
	weights := []search.Weight{{Name: "constant", Scale: 1}}
	for k, n := range search.ProofNames() {
		w := search.Weight{Name: n, Scale: 1}
		var sum, squares, all float64
		for _, e := range list {
			sum += e.Weight * e.Proof[k]
			squares += e.Weight * e.Proof[k] * e.Proof[k]
			all += e.Weight
		}
		if n != allowance {
			w.Mean = sum / all
			w.Scale = math.Sqrt(max(squares/all-w.Mean*w.Mean, 1e-9))
		}
		weights = append(weights, w)
	}
	return weights
}

// writeWeights writes weights as package search reads them.
func writeWeights(path string, weights []search.Weight) error {
	var b strings.Builder
	b.WriteString("# Made by `make train`: name: mean scale weight\n")
	for _, w := range weights {
		fmt.Fprintf(&b, "%s: %.5g %.5g %.5g\n", w.Name, w.Mean, w.Scale, w.Weight)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
