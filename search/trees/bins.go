package trees

import (
	"cmp"
	"math"
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

// quantize cuts every feature into at most maxBins steps. NaN counts as 0.
func quantize(rows [][]float32, features int) bins {
	b := bins{features: features, steps: make([]uint8, features*len(rows)), edges: make([][]float32, features)}
	for f := range features {
		for _, r := range rows {
			if math.IsNaN(float64(r[f])) {
				r[f] = 0
			}
		}
		values := make([]float32, len(rows))
		for i, r := range rows {
			values[i] = r[f]
		}
		b.edges[f] = edges(values)
		for i, r := range rows {
			v := r[f]
			n, _ := slices.BinarySearchFunc(b.edges[f], v, func(edge, v float32) int {
				if edge <= v {
					return -1
				}
				return cmp.Compare(edge, v)
			})
			b.steps[i*features+f] = uint8(n)
		}
	}
	return b
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
