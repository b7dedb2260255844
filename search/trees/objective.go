package trees

import (
	"cmp"
	"math"
	"slices"
)

// An Objective says in which direction, and how surely, each row's score
// should move: the first and second derivative of its loss.
type Objective func(scores, gradient, hessian []float64)

// Logistic trains log odds: labels are 0 or 1 (or a share between).
func Logistic(labels []float32) Objective {
	return func(scores, gradient, hessian []float64) {
		for i, s := range scores {
			p := 1 / (1 + math.Exp(-s))
			gradient[i] = p - float64(labels[i])
			hessian[i] = max(p*(1-p), 1e-6)
		}
	}
}

// Pairwise trains an order within groups: groups[i] is the end of the i-th run
// of rows. A pair of a right row (label > 0) and a wrong one pulls apart as in
// RankNet, weighted as in LambdaMART by how much swapping them would change
// the reciprocal rank of the first right one, so that the top matters most
// (Burges 2010).
func Pairwise(labels []float32, groups []int) Objective {
	return func(scores, gradient, hessian []float64) {
		clear(gradient)
		for i := range hessian {
			hessian[i] = 1e-6
		}
		runs(groups, func(from, to int) {
			group(labels[from:to], scores[from:to], gradient[from:to], hessian[from:to])
		})
	}
}

// runs calls each with the rows [from,to) of every group.
func runs(groups []int, each func(from, to int)) {
	parallel(len(groups), func(from, to int) {
		for i := from; i < to; i++ {
			start := 0
			if i > 0 {
				start = groups[i-1]
			}
			each(start, groups[i])
		}
	})
}

// group adds the pulls of one group's pairs.
func group(labels []float32, scores, gradient, hessian []float64) {
	shares, powers := reciprocalRanks(scores), powers(scores)
	for i, right := range labels {
		if right <= 0 {
			continue
		}
		for j, wrong := range labels {
			if wrong >= right {
				continue
			}
			swap := math.Abs(shares[i]-shares[j]) + leastSwap
			weight := float64(right-wrong) * swap
			p := powers[j] / (powers[i] + powers[j]) // of the wrong one being first
			gradient[i] -= weight * p
			gradient[j] += weight * p
			h := weight * p * (1 - p)
			hessian[i] += h
			hessian[j] += h
		}
	}
}

// Softmax trains a choice of one row from each group: targets are shares of
// what is right and should add up to 1 in a group; a group of zeros is left
// alone. Groups are as for Pairwise.
func Softmax(targets []float32, groups []int) Objective {
	return func(scores, gradient, hessian []float64) {
		runs(groups, func(from, to int) {
			choose(targets[from:to], scores[from:to], gradient[from:to], hessian[from:to])
		})
	}
}

// choose sets one group's gradients of the cross entropy.
func choose(targets []float32, scores, gradient, hessian []float64) {
	mass, sum, powers := 0.0, 0.0, powers(scores)
	for i, e := range powers {
		sum += e
		mass += float64(targets[i])
	}
	for i, e := range powers {
		if mass == 0 {
			gradient[i], hessian[i] = 0, 1e-6
			continue
		}
		p := e / sum
		gradient[i] = p - float64(targets[i])/mass
		hessian[i] = max(p*(1-p), 1e-6)
	}
}

// powers returns the exponentials of scores, the highest of which is taken for
// 0, and at least leastPower, so that no two add up to nothing.
func powers(scores []float64) []float64 {
	top, out := slices.Max(scores), make([]float64, len(scores))
	for i, s := range scores {
		out[i] = max(math.Exp(s-top), leastPower)
	}
	return out
}

const leastPower = 1e-100

// leastSwap is what a pair counts beside the change of the reciprocal rank, so
// that pairs far down still learn.
const leastSwap = .05

// reciprocalRanks returns 1/(1+n) for each score that n others are above.
func reciprocalRanks(scores []float64) []float64 {
	order, out := make([]int, len(scores)), make([]float64, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(scores[j], scores[i]) })
	for k, i := range order {
		out[i] = 1 / float64(k+1)
		if k > 0 && scores[i] == scores[order[k-1]] {
			out[i] = out[order[k-1]]
		}
	}
	return out
}
