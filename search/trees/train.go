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
	for f := range t.bins.columns {
		if len(t.bins.edges[f]) > 0 && t.rng.Float64() < t.o.Columns {
			columns = append(columns, f)
		}
	}
	return t.grow(rows, columns, t.o.Depth)
}

// grow adds the subtree for rows and returns its place.
func (t *trainer) grow(rows []int32, columns []int, depth int) int32 {
	g, h := 0.0, 0.0
	for _, r := range rows {
		g += t.gradient[r]
		h += t.hessian[r]
	}
	at := int32(len(t.model.nodes))
	best := split{}
	if depth > 0 && len(rows) >= 2*t.o.MinRows {
		best = t.split(rows, columns, g, h)
	}
	if best.gain <= 1e-9 {
		t.model.nodes = append(t.model.nodes, node{feature: leaf, value: float32(-g / (h + t.o.Lambda) * t.o.Rate)})
		return at
	}
	t.model.nodes = append(t.model.nodes, node{feature: int16(best.feature), value: t.bins.edges[best.feature][best.bin]})
	column := t.bins.columns[best.feature]
	left, right := rows[:0:0], rows[:0:0]
	for _, r := range rows {
		if int(column[r]) <= best.bin {
			left = append(left, r)
		} else {
			right = append(right, r)
		}
	}
	t.grow(left, columns, depth-1)
	t.model.nodes[at].right = t.grow(right, columns, depth-1)
	return at
}

// split is a question: bins up to bin go left.
type split struct {
	feature, bin int
	gain         float64
}

// split returns the question with the largest gain, the first feature's of equals.
func (t *trainer) split(rows []int32, columns []int, g, h float64) split {
	found := make([]split, len(columns))
	parallel(len(columns), func(from, to int) {
		for i := from; i < to; i++ {
			found[i] = t.bestBin(columns[i], rows, g, h)
		}
	})
	best := split{}
	for _, s := range found {
		if s.gain > best.gain {
			best = s
		}
	}
	return best
}

// bestBin returns feature f's best question, by the gain of XGBoost (Chen and
// Guestrin 2016, eq. 7).
func (t *trainer) bestBin(f int, rows []int32, g, h float64) split {
	var sums [maxBins]struct {
		g, h float64
		n    int
	}
	column := t.bins.columns[f]
	for _, r := range rows {
		s := &sums[column[r]]
		s.g += t.gradient[r]
		s.h += t.hessian[r]
		s.n++
	}
	quality := func(g, h float64) float64 { return g * g / (h + t.o.Lambda) }
	best, whole := split{feature: f}, quality(g, h)
	lg, lh, ln := 0.0, 0.0, 0
	for b := range t.bins.edges[f] {
		lg, lh, ln = lg+sums[b].g, lh+sums[b].h, ln+sums[b].n
		if ln < t.o.MinRows || len(rows)-ln < t.o.MinRows {
			continue
		}
		if gain := quality(lg, lh) + quality(g-lg, h-lh) - whole; gain > best.gain {
			best.bin, best.gain = b, gain
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
