package trees

import (
	"math"
	"math/rand/v2"
	"slices"
)

// maxBins is how many steps a feature is cut into for training; 64 lose
// nothing against exact splits on features like ours and fit a byte.
const maxBins = 64

// bins are the rows as steps of about equal frequency.
type bins struct {
	features int
	steps    []uint8     // row after row, so that counting a row touches one place
	edges    [][]float32 // step b holds values below edges[b] and not below edges[b-1]
}

// of returns the step of a row's feature.
func (b *bins) of(row, feature int) uint8 { return b.steps[row*b.features+feature] }

// gather appends the steps of rows in columns to dst, row after row.
func (b *bins) gather(dst []uint8, rows []int32, columns []int) []uint8 {
	for _, r := range rows {
		row := b.steps[int(r)*b.features:][:b.features]
		for _, f := range columns {
			dst = append(dst, row[f])
		}
	}
	return dst
}

// edgeRows is how many rows, at most, the borders of steps are taken from.
const edgeRows = 1 << 15

// chosen returns up to edgeRows of n rows, the same each time: drawn, since rows
// stand in an order, every so manieth of which may be alike.
func chosen(n int) []int {
	out := make([]int, min(n, edgeRows))
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range out {
		out[i] = i
		if n > edgeRows {
			out[i] = rng.IntN(n)
		}
	}
	return out
}

// quantize cuts every feature into at most maxBins steps. NaN counts as 0.
func quantize(rows [][]float32, features int) bins {
	b := bins{features: features, steps: make([]uint8, features*len(rows)), edges: make([][]float32, features)}
	for _, r := range rows {
		for f, v := range r {
			if math.IsNaN(float64(v)) {
				r[f] = 0
			}
		}
	}
	some := chosen(len(rows))
	parallel(features, func(from, to int) {
		values := make([]float32, len(some))
		for f := from; f < to; f++ {
			for k, i := range some {
				values[k] = rows[i][f]
			}
			b.edges[f] = edges(values)
		}
	})
	parallel(len(rows), func(from, to int) {
		for i := from; i < to; i++ {
			for f, v := range rows[i][:features] {
				b.steps[i*features+f] = stepOf(b.edges[f], v)
			}
		}
	})
	return b
}

// stepOf returns how many of edges are not above v.
func stepOf(edges []float32, v float32) uint8 {
	from, to := 0, len(edges)
	for from < to {
		if mid := (from + to) / 2; edges[mid] <= v {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return uint8(from)
}

// edges returns the borders between steps of about equal frequency: values
// half-way between neighbours.
func edges(values []float32) []float32 {
	slices.Sort(values)
	var out []float32
	for k := 1; k < maxBins; k++ {
		i := len(values) * k / maxBins
		for i < len(values) && i > 0 && values[i] == values[i-1] {
			i++
		}
		if i == 0 || i >= len(values) {
			continue
		}
		edge := values[i-1]/2 + values[i]/2
		if edge <= values[i-1] {
			edge = values[i]
		}
		if len(out) == 0 || edge > out[len(out)-1] {
			out = append(out, edge)
		}
	}
	return out
}
