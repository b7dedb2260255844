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
	if len(rows) == 0 || len(features) == 0 || len(features) > maxFeatures || len(rows) > maxRows {
		return nil, errors.New("trees: train: no rows or no features, or too many")
	}
	o = o.withDefaults()
	t := &trainer{
		o: o, bins: quantize(rows, len(features)), values: rows, model: &Model{Features: features}, scores: make([]float64, len(rows)),
		gradient: make([]float64, len(rows)), hessian: make([]float64, len(rows)),
		rng: rand.New(rand.NewPCG(o.Seed, 1)),
	}
	for i := range o.Trees {
		objective(t.scores, t.gradient, t.hessian)
		t.tree()
		if o.Progress != nil {
			o.Progress(i, t.scores)
		}
	}
	return t.model, nil
}

// trainer grows trees on quantized rows.
type trainer struct {
	o                         Options
	bins                      bins
	values                    [][]float32
	model                     *Model
	scores, gradient, hessian []float64 // by row
	rng                       *rand.Rand
	sample
}

// tree grows one tree on a sample of rows and features, and adds it to the
// scores of all rows.
func (t *trainer) tree() {
	t.draw()
	root := int32(len(t.model.nodes))
	t.model.roots = append(t.model.roots, root)
	all, whole := make([]int32, len(t.rows)), step{}
	for p := range all {
		all[p] = int32(p)
		whole = whole.plus(t.weights[p])
	}
	t.grow(all, whole, t.count(all), t.o.Depth)
	t.scoreOthers(&Model{nodes: t.model.nodes, roots: []int32{root}})
}

// scoreOthers adds the tree to the scores of the rows that are not sampled.
func (t *trainer) scoreOthers(tree *Model) {
	parallel(len(t.others), func(from, to int) {
		for _, r := range t.others[from:to] {
			t.scores[r] += tree.Predict(t.values[r])
		}
	})
}

// grow adds the subtree for the places of the sample, which add up to sum and
// whose histogram is h, and returns its node. Only the smaller child is counted;
// the other is the difference.
func (t *trainer) grow(places []int32, sum step, h histogram, depth int) int32 {
	at := int32(len(t.model.nodes))
	best := split{}
	if depth > 0 && len(places) >= 2*t.o.MinRows {
		best = t.split(sum, h)
	}
	if best.gain <= 1e-9 {
		t.leaf(places, sum)
		return at
	}
	feature := t.columns[best.column]
	t.model.nodes = append(t.model.nodes, node{feature: int16(feature), value: t.bins.edges[feature][best.bin]})
	left, right := t.part(places, best)
	lh, rh := h, h
	switch {
	case depth == 1: // leaves need no histogram
	case len(left) < len(right):
		lh = t.count(left)
		rh = h.less(lh)
	default:
		rh = t.count(right)
		lh = h.less(rh)
	}
	t.grow(left, best.left, lh, depth-1)
	t.model.nodes[at].right = t.grow(right, sum.minus(best.left), rh, depth-1)
	return at
}

// leaf adds a leaf for places, which add up to sum, and its value to their
// scores.
func (t *trainer) leaf(places []int32, sum step) {
	gradient, hessian := t.derivatives(sum)
	value := float32(-gradient / (hessian + t.o.Lambda) * t.o.Rate)
	t.model.nodes = append(t.model.nodes, node{feature: leaf, value: value})
	for _, p := range places {
		t.scores[t.rows[p]] += float64(value)
	}
}

// split is a question: bins up to bin go left.
type split struct {
	column, bin int // place among the sample's columns
	gain        float64
	left        step // what goes left adds up to
}

// split returns the question with the largest gain, the first column's of
// equals, by the gain of XGBoost (Chen and Guestrin 2016, eq. 7).
func (t *trainer) split(whole step, h histogram) split {
	quality := func(s step) float64 {
		g, h := t.derivatives(s)
		return g * g / (h + t.o.Lambda)
	}
	best, all, rows := split{}, quality(whole), whole.rows()
	for i, f := range t.columns {
		var left step
		for b := range t.bins.edges[f] {
			left = left.plus(h[i*maxBins+b])
			if n := left.rows(); n < t.o.MinRows || rows-n < t.o.MinRows {
				continue
			}
			if gain := quality(left) + quality(whole.minus(left)) - all; gain > best.gain {
				best = split{column: i, bin: b, gain: gain, left: left}
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
