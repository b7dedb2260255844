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

// fitWeights fits the confidence to examples: first all weights but the
// allowance to questions of usual length, then the allowance alone to long
// ones, so that the one does not learn from how the other was made.
func fitWeights(list []example, penalty float64) []search.Weight {
	var usual, joined []example
	for _, e := range list {
		if e.Way < long {
			usual = append(usual, e)
		} else {
			joined = append(joined, e)
		}
	}
	weights := scales(usual)
	signs := search.ProofSigns()
	descend(usual, weights, func(k int, w, slope float64) float64 {
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
	descend(joined, weights, func(k int, _, slope float64) float64 {
		if weights[k].Name == allowance {
			return slope
		}
		return 0
	})
	return weights
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
