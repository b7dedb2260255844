package trees

import "math"

// A stride is a node laid out for PredictAll: both children stand together, and a
// leaf leads to itself, so that every row takes the same number of steps
// through a tree and no branch depends on a row.
type stride struct {
	feature uint32
	left    uint32 // the right child stands behind it
	value   float32
}

// walks are a model's trees as PredictAll walks them.
type walks struct {
	steps  []stride
	scores []float32 // of leaves, by step
	roots  []uint32
	depth  []int // questions from root to the deepest leaf, per tree

	tangled bool // nodes are shared, as no trainer makes them: not laid out
}

// lanes is how many rows walk a tree side by side, so that the processor
// waits for the memory of all at once.
const lanes = 4

// PredictAll appends the scores of rows to dst, those of Predict, in a fraction
// of the time.
func (m *Model) PredictAll(dst []float64, rows [][]float32) []float64 {
	w := m.walks()
	if w.tangled {
		for _, r := range rows {
			dst = append(dst, m.Predict(r))
		}
		return dst
	}
	from := len(dst)
	dst = append(dst, make([]float64, len(rows))...)
	sums := dst[from:]
	for t, root := range w.roots {
		i := 0
		for ; i+lanes <= len(rows); i += lanes {
			w.four(root, w.depth[t], rows[i:i+lanes], sums[i:i+lanes])
		}
		for ; i < len(rows); i++ {
			at := root
			for range w.depth[t] {
				at = w.steps[at].next(rows[i])
			}
			sums[i] += float64(w.scores[at])
		}
	}
	return dst
}

// four adds one tree's leaves to the sums of four rows.
func (w *walks) four(root uint32, depth int, rows [][]float32, sums []float64) {
	a, b, c, d := rows[0], rows[1], rows[2], rows[3]
	i, j, k, l := root, root, root, root
	steps := w.steps
	for range depth {
		i, j, k, l = steps[i].next(a), steps[j].next(b), steps[k].next(c), steps[l].next(d)
	}
	sums[0] += float64(w.scores[i])
	sums[1] += float64(w.scores[j])
	sums[2] += float64(w.scores[k])
	sums[3] += float64(w.scores[l])
}

// next returns the child that row goes to.
func (s *stride) next(row []float32) uint32 {
	var below uint32
	if row[s.feature] < s.value {
		below = 1
	}
	return s.left + 1 - below
}

// walks returns the model's trees laid out, which is done once.
func (m *Model) walks() *walks {
	if w := m.laid.Load(); w != nil {
		return w
	}
	w := &walks{}
	for _, r := range m.roots {
		root := w.room(1)
		w.roots = append(w.roots, root)
		w.depth = append(w.depth, w.lay(m, r, root))
	}
	w.tangled = len(w.steps) > len(m.nodes)
	m.laid.Store(w)
	return w
}

// room makes n steps and returns the first.
func (w *walks) room(n int) uint32 {
	at := len(w.steps)
	w.steps, w.scores = append(w.steps, make([]stride, n)...), append(w.scores, make([]float32, n)...)
	return uint32(at)
}

// lay lays node i of m out at step at, with all below it, and returns how many
// questions are left from there.
func (w *walks) lay(m *Model, i int32, at uint32) int {
	n := m.nodes[i]
	if len(w.steps) > len(m.nodes) {
		return 0
	}
	if n.feature == leaf {
		w.scores[at] = n.value
		w.steps[at] = stride{left: at - 1, value: float32(math.NaN())} // nothing is below it
		return 0
	}
	left := w.room(2)
	w.steps[at] = stride{feature: uint32(n.feature), left: left, value: n.value}
	return 1 + max(w.lay(m, i+1, left), w.lay(m, n.right, left+1))
}
