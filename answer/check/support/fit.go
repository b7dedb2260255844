package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"math"

	"byline/answer/check"
)

// How much a case counts: true ones and those written by hand are few.
func weight(r row) float64 {
	if r.truth || r.hand {
		return 3
	}
	return .5
}

// sure is how likely a case must be true to pass.
const sure = .7

const (
	ridge = 10   // pulls the weights of scaled features to 0
	steps = 4000 // of gradient descent; more change nothing
	rate  = 1.   // of a step, as a share of the mean gradient
	folds = 8
)

// fit returns the weights of the features and, last, what is added.
func fit(rows []row) []float64 {
	n := len(check.Features)
	mean, spread := scale(rows)
	w, total := make([]float64, n+1), 0.
	for _, r := range rows {
		total += weight(r)
	}
	for range steps {
		gradient := make([]float64, n+1)
		for _, r := range rows {
			z := w[n]
			for k, v := range r.x {
				z += w[k] * (v - mean[k]) / spread[k]
			}
			miss := -1 / (1 + math.Exp(-z))
			if r.truth {
				miss++
			}
			miss *= weight(r)
			for k, v := range r.x {
				gradient[k] += miss * (v - mean[k]) / spread[k]
			}
			gradient[n] += miss
		}
		for k := range w {
			if k < n {
				gradient[k] -= ridge * w[k]
			}
			w[k] += rate * gradient[k] / total
		}
	}
	for k := range n { // back to features as they are
		w[k] /= spread[k]
		w[n] -= w[k] * mean[k]
	}
	return w
}

// scale returns the mean and the spread of each feature.
func scale(rows []row) (mean, spread []float64) {
	n := float64(len(rows))
	for k := range check.Features {
		sum, squares := 0., 0.
		for _, r := range rows {
			sum += r.x[k]
			squares += r.x[k] * r.x[k]
		}
		m := sum / n
		mean, spread = append(mean, m), append(spread, math.Sqrt(squares/n-m*m)+1e-9)
	}
	return mean, spread
}

// A tally counts the cases that pass, by truth and origin.
type tally map[[2]bool][2]int

// cross judges each case by weights that were fitted without the cases of its
// fold, to which all of one source belong.
func cross(rows []row, at float64) tally {
	t := tally{}
	for f := range uint32(folds) {
		var rest []row
		for _, r := range rows {
			if fold(r) != f {
				rest = append(rest, r)
			}
		}
		w := fit(rest)
		for _, r := range rows {
			if fold(r) != f {
				continue
			}
			z := w[len(w)-1]
			for k, v := range r.x {
				z += w[k] * v
			}
			c := t[[2]bool{r.truth, r.hand}]
			c[0]++
			if 1/(1+math.Exp(-z)) > at {
				c[1]++
			}
			t[[2]bool{r.truth, r.hand}] = c
		}
	}
	return t
}

func fold(r row) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(r.group))
	return h.Sum32() % folds
}

func (t tally) print(out io.Writer, at float64) {
	for _, truth := range []bool{true, false} {
		for _, hand := range []bool{true, false} {
			c := t[[2]bool{truth, hand}]
			fmt.Fprintf(out, "above %.1f: true %t, by hand %t: %d of %d pass\n", at, truth, hand, c[1], c[0])
		}
	}
}
