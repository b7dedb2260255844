package trees

import (
	"errors"
	"math/rand/v2"
	"sync"
)

// Options of a training run. The zero value of a field takes the default in
// its comment.
type Options struct {
	Trees    int     // 200
	Depth    int     // questions from root to leaf, at most 12; 5
	Rate     float64 // learning rate; 0.1
	MinRows  int     // rows a leaf holds at least; 20
	Lambda   float64 // L2 penalty on leaves; 1
	Rows     float64 // share of rows a tree sees; 0.8
	Columns  float64 // share of features a tree may ask for; 0.5
	Seed     uint64
	Progress func(tree int, scores []float64) // after each tree; may be nil
}

func (o Options) withDefaults() Options {
	set := func(v *float64, to float64) {
		if *v == 0 {
			*v = to
		}
	}
	if o.Trees == 0 {
		o.Trees = 200
	}
	if o.Depth == 0 {
		o.Depth = 5
	}
	if o.MinRows == 0 {
		o.MinRows = 20
	}
	set(&o.Rate, .1)
	set(&o.Lambda, 1)
	set(&o.Rows, .8)
	set(&o.Columns, .5)
	return o
}

// Train fits a model to rows, each with a value for every feature.
func Train(features []string, rows [][]float32, objective Objective, o Options) (*Model, error) {
	if len(rows) == 0 || len(features) == 0 || len(features) > maxFeatures {
		return nil, errors.New("trees: train: no rows or no features")
	}
	o = o.withDefaults()
	t := &trainer{
		o: o, bins: quantize(rows, len(features)), model: &Model{Features: features},
		gradient: make([]float64, len(rows)), hessian: make([]float64, len(rows)),
		rng: rand.New(rand.NewPCG(o.Seed, 1)),
	}
	scores := make([]float64, len(rows))
	for i := range o.Trees {
		objective(scores, t.gradient, t.hessian)
		root := t.tree()
		t.model.roots = append(t.model.roots, root)
		one := Model{nodes: t.model.nodes, roots: []int32{root}}
		parallel(len(rows), func(from, to int) {
			for r := from; r < to; r++ {
				scores[r] += one.Predict(rows[r])
			}
		})
		if o.Progress != nil {
			o.Progress(i, scores)
		}
	}
	return t.model, nil
}

// trainer grows trees on quantized rows.
type trainer struct {
	o                 Options
	bins              bins
	model             *Model
	gradient, hessian []float64
	rng               *rand.Rand
}

// tree grows one tree on a sample of rows and features, and returns its root.
func (t *trainer) tree() int32 {
	var rows []int32
	for i := range t.gradient {
		if t.rng.Float64() < t.o.Rows {
			rows = append(rows, int32(i))
		}
	}
	var columns []int
	for f := range t.bins.features {
		if len(t.bins.edges[f]) > 0 && t.rng.Float64() < t.o.Columns {
			columns = append(columns, f)
		}
	}
	return t.grow(rows, columns, t.count(rows, columns), t.o.Depth)
}

// step is what the rows of one step of a feature add up to.
type step struct {
	g, h float64
	n    int
}

// histogram has the steps of each column that a tree may ask for.
type histogram [][maxBins]step

// count adds up the rows of a node.
func (t *trainer) count(rows []int32, columns []int) histogram {
	h := make(histogram, len(columns))
	parallel(len(columns), func(from, to int) {
		mine, into := columns[from:to], h[from:to]
		for _, r := range rows {
			gradient, hessian := t.gradient[r], t.hessian[r]
			row := t.bins.steps[int(r)*t.bins.features:][:t.bins.features]
			for i, f := range mine {
				s := &into[i][row[f]%maxBins]
				s.g += gradient
				s.h += hessian
				s.n++
			}
		}
	})
	return h
}

// less takes the steps of a child away, which leaves its sibling's.
func (h histogram) less(child histogram) histogram {
	for i := range h {
		for b := range h[i] {
			s, c := &h[i][b], &child[i][b]
			s.g, s.h, s.n = s.g-c.g, s.h-c.h, s.n-c.n
		}
	}
	return h
}

// grow adds the subtree for rows, whose histogram is h, and returns its place.
// Only the smaller child is counted; the other is the difference.
func (t *trainer) grow(rows []int32, columns []int, h histogram, depth int) int32 {
	gradient, hessian := 0.0, 0.0
	for _, r := range rows {
		gradient += t.gradient[r]
		hessian += t.hessian[r]
	}
	at := int32(len(t.model.nodes))
	best := split{}
	if depth > 0 && len(rows) >= 2*t.o.MinRows {
		best = t.split(len(rows), columns, h, gradient, hessian)
	}
	if best.gain <= 1e-9 {
		t.model.nodes = append(t.model.nodes, node{feature: leaf, value: float32(-gradient / (hessian + t.o.Lambda) * t.o.Rate)})
		return at
	}
	t.model.nodes = append(t.model.nodes, node{feature: int16(best.feature), value: t.bins.edges[best.feature][best.bin]})
	left, right := t.part(rows, best)
	lh, rh := h, h
	switch {
	case depth == 1: // leaves need no histogram
	case len(left) < len(right):
		lh = t.count(left, columns)
		rh = h.less(lh)
	default:
		rh = t.count(right, columns)
		lh = h.less(rh)
	}
	t.grow(left, columns, lh, depth-1)
	t.model.nodes[at].right = t.grow(right, columns, rh, depth-1)
	return at
}

// part sorts rows by the answer to a question.
func (t *trainer) part(rows []int32, s split) (left, right []int32) {
	left, right = make([]int32, 0, len(rows)), make([]int32, 0, len(rows)/2)
	for _, r := range rows {
		if int(t.bins.of(int(r), s.feature)) <= s.bin {
			left = append(left, r)
		} else {
			right = append(right, r)
		}
	}
	return left, right
}

// split is a question: bins up to bin go left.
type split struct {
	feature, bin int
	gain         float64
}

// split returns the question with the largest gain, the first feature's of
// equals, by the gain of XGBoost (Chen and Guestrin 2016, eq. 7).
func (t *trainer) split(rows int, columns []int, h histogram, gradient, hessian float64) split {
	quality := func(g, h float64) float64 { return g * g / (h + t.o.Lambda) }
	best, whole := split{}, quality(gradient, hessian)
	for i, f := range columns {
		var left step
		for b := range t.bins.edges[f] {
			s := h[i][b]
			left.g, left.h, left.n = left.g+s.g, left.h+s.h, left.n+s.n
			if left.n < t.o.MinRows || rows-left.n < t.o.MinRows {
				continue
			}
			if gain := quality(left.g, left.h) + quality(gradient-left.g, hessian-left.h) - whole; gain > best.gain {
				best = split{feature: f, bin: b, gain: gain}
			}
		}
	}
	return best
}

// parallel calls work on two halves of [0,n) at once: training is done on two
// cores, and small n does not pay for more.
func parallel(n int, work func(from, to int)) {
	if n < 2 {
		work(0, n)
		return
	}
	var wait sync.WaitGroup
	wait.Go(func() { work(0, n/2) })
	work(n/2, n)
	wait.Wait()
}
