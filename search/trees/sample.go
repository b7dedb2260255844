package trees

import "math"

// A sample is the rows and features that one tree is grown on, copied together
// so that counting touches nothing else. A place is an index into rows.
type sample struct {
	rows, others []int32    // sampled, and the rest
	columns      []int      // features
	steps        [2][]uint8 // of the halves of columns, place after place
	weights      []step     // by place
	gUnit, hUnit float64    // of weights: what they count in
}

// A step is what the rows of one step of a feature add up to, in whole
// numbers: sums do not depend on their order, and two additions count a row.
type step struct {
	g  int64
	hn uint64 // second derivatives above countBits, the number of rows below
}

func (s step) plus(o step) step  { return step{s.g + o.g, s.hn + o.hn} }
func (s step) minus(o step) step { return step{s.g - o.g, s.hn - o.hn} }

// rows returns how many rows s adds up.
func (s step) rows() int { return int(s.hn & maxRows) }

// derivatives returns the sums as the objective counts them.
func (t *sample) derivatives(s step) (gradient, hessian float64) {
	return float64(s.g) / t.gUnit, float64(s.hn>>countBits) / t.hUnit
}

const (
	countBits    = 24 // of step.hn: the number of rows
	maxRows      = 1<<countBits - 1
	gradientBits = 30 // of the largest derivatives: maxRows of them can be added up
	hessianBits  = 16
)

// histogram has maxBins steps for each column that a tree may ask for.
type histogram []step

// draw samples the next tree's rows and columns.
func (t *trainer) draw() {
	t.rows, t.others, t.columns = t.rows[:0], t.others[:0], t.columns[:0]
	for i := range t.gradient {
		if t.rng.Float64() < t.o.Rows {
			t.rows = append(t.rows, int32(i))
		} else {
			t.others = append(t.others, int32(i))
		}
	}
	for f := range t.bins.features {
		if len(t.bins.edges[f]) > 0 && t.rng.Float64() < t.o.Columns {
			t.columns = append(t.columns, f)
		}
	}
	t.weigh()
	parallel(2, func(half, _ int) {
		from, to := t.half(half)
		t.steps[half] = t.bins.gather(t.steps[half][:0], t.rows, t.columns[from:to])
	})
}

// weigh rounds the derivatives of the sample's rows to whole numbers.
func (t *trainer) weigh() {
	g, h := 1e-30, 1e-30
	for _, r := range t.rows {
		g, h = max(g, math.Abs(t.gradient[r])), max(h, t.hessian[r])
	}
	t.gUnit, t.hUnit = (1<<gradientBits)/g, (1<<hessianBits-1)/h
	t.weights = t.weights[:0]
	for _, r := range t.rows {
		t.weights = append(t.weights, step{int64(math.Round(t.gradient[r] * t.gUnit)), uint64(t.hessian[r]*t.hUnit+.5)<<countBits | 1})
	}
}

// count adds up the rows of places.
func (t *trainer) count(places []int32) histogram {
	h := make(histogram, len(t.columns)*maxBins)
	parallel(2, func(half, _ int) {
		from, to := t.half(half)
		t.countHalf(h[from*maxBins:to*maxBins], t.steps[half], to-from, places)
	})
	return h
}

// half returns the columns [from,to) whose steps are steps[i].
func (s *sample) half(i int) (from, to int) {
	middle := len(s.columns) / 2
	if i == 0 {
		return 0, middle
	}
	return middle, len(s.columns)
}

// countHalf adds up steps, rows of width columns.
func (t *trainer) countHalf(h histogram, steps []uint8, width int, places []int32) {
	for _, p := range places {
		w := t.weights[p]
		row := steps[int(p)*width:][:width]
		for i, b := range row {
			s := &h[i*maxBins+int(b%maxBins)]
			s.g += w.g
			s.hn += w.hn
		}
	}
}

// less takes the steps of a child away, which leaves its sibling's.
func (h histogram) less(child histogram) histogram {
	for i, c := range child {
		h[i].g -= c.g
		h[i].hn -= c.hn
	}
	return h
}

// part sorts places by the answer to a question, in their order.
func (t *trainer) part(places []int32, s split) (left, right []int32) {
	half := 0
	from, to := t.half(0)
	if s.column >= to {
		half = 1
		from, to = t.half(1)
	}
	n := 0
	for _, p := range places {
		if int(t.steps[half][int(p)*(to-from)+s.column-from]) <= s.bin {
			places[n] = p
			n++
		} else {
			right = append(right, p)
		}
	}
	copy(places[n:], right)
	return places[:n], places[n:]
}
