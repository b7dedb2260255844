package trees

import "math"

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
		start := 0
		for _, end := range groups {
			group(labels[start:end], scores[start:end], gradient[start:end], hessian[start:end])
			start = end
		}
	}
}

// group adds the pulls of one group's pairs.
func group(labels []float32, scores, gradient, hessian []float64) {
	ranks := make([]int, len(scores))
	for i, s := range scores {
		for _, t := range scores {
			if t > s {
				ranks[i]++
			}
		}
	}
	for i, right := range labels {
		if right <= 0 {
			continue
		}
		for j, wrong := range labels {
			if wrong >= right {
				continue
			}
			swap := math.Abs(1/float64(ranks[i]+1)-1/float64(ranks[j]+1)) + .05
			weight := float64(right-wrong) * swap
			p := 1 / (1 + math.Exp(scores[i]-scores[j]))
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
		start := 0
		for _, end := range groups {
			choose(targets[start:end], scores[start:end], gradient[start:end], hessian[start:end])
			start = end
		}
	}
}

// choose sets one group's gradients of the cross entropy.
func choose(targets []float32, scores, gradient, hessian []float64) {
	top, mass, sum := math.Inf(-1), 0.0, 0.0
	for i, s := range scores {
		top = max(top, s)
		mass += float64(targets[i])
	}
	for _, s := range scores {
		sum += math.Exp(s - top)
	}
	for i, s := range scores {
		if mass == 0 {
			gradient[i], hessian[i] = 0, 1e-6
			continue
		}
		p := math.Exp(s-top) / sum
		gradient[i] = p - float64(targets[i])/mass
		hessian[i] = max(p*(1-p), 1e-6)
	}
}
