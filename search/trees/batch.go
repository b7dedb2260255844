package trees

import (
	"math"
	"slices"
)

// deepest is the most questions from root to leaf of a tree that is laid out;
// each more doubles its room.
const deepest = 10

// A question is a node laid out for PredictAll.
type question struct {
	feature uint32 // times lanes
	key     uint32 // of the threshold; 0: nothing is below it
}

// A layout is a model's trees as PredictAll walks them. Each tree is filled up
// to its deepest leaf, its nodes numbered from 1 at the root: the children of i
// are 2i and 2i+1. So no place of a child is kept or waited for, every row
// takes the same number of steps through a tree, and no branch depends on a row.
type layout struct {
	trees     []perfect
	questions []question // of all trees; that at 0 of each tree is not asked
	scores    []float32  // of all leaves
	deep      bool       // a tree is too deep, or is none: not laid out
}

// perfect is where the questions and leaves of a tree stand, 2^depth of both.
type perfect struct{ from, depth int }

// lanes is how many rows walk a tree side by side, so that the processor
// waits for the memory of all at once.
const lanes = 4

// atOnce is how many values of rows all trees are walked for before the next:
// half of the 32 KB of a processor's first cache.
const atOnce = 4096

// PredictAll appends the scores of rows to dst, those of Predict, in a fraction
// of the time.
func (m *Model) PredictAll(dst []float64, rows [][]float32) []float64 {
	l := m.layout()
	if l.deep {
		for _, r := range rows {
			dst = append(dst, m.Predict(r))
		}
		return dst
	}
	width := len(m.Features)
	most := max(1, atOnce/(lanes*max(1, width))) * lanes
	var b block
	for len(rows) > 0 {
		n := min(most, len(rows))
		b.fill(rows[:n], width)
		dst = append(dst, l.scoresOf(&b)[:n]...)
		rows = rows[n:]
	}
	return dst
}

// A block is the keys of the values of some rows, in groups of so many lanes;
// in a group, the rows' values of a feature stand together.
type block struct {
	keys   []uint32
	size   int // keys of a group
	groups int
}

// fill makes the block of rows. What the last group has beyond them counts for
// nothing.
func (b *block) fill(rows [][]float32, width int) {
	b.size, b.groups = width*lanes, (len(rows)+lanes-1)/lanes
	b.keys = slices.Grow(b.keys[:0], b.size*b.groups)[:b.size*b.groups]
	for i, r := range rows {
		group := b.keys[i/lanes*b.size:]
		for f, v := range r[:width] {
			group[f*lanes+i%lanes] = key(v)
		}
	}
}

// scoresOf returns the sums of all trees' leaves, by row.
func (l *layout) scoresOf(b *block) []float64 {
	sums := make([]float64, b.groups*lanes)
	for _, t := range l.trees {
		questions, scores := l.questions[t.from:][:1<<t.depth], l.scores[t.from:][:1<<t.depth]
		for g := range b.groups {
			four(questions, scores, t.depth, b.keys[g*b.size:][:b.size], (*[lanes]float64)(sums[g*lanes:]))
		}
	}
	return sums
}

// four adds one tree's leaves to the sums of four rows.
func four(questions []question, scores []float32, depth int, group []uint32, sums *[lanes]float64) {
	i, j, k, l := 1, 1, 1, 1
	for range depth {
		p, q, r, s := questions[i], questions[j], questions[k], questions[l]
		i = child(i, group[p.feature], p.key)
		j = child(j, group[q.feature+1], q.key)
		k = child(k, group[r.feature+2], r.key)
		l = child(l, group[s.feature+3], s.key)
	}
	n := len(questions)
	sums[0] += float64(scores[i-n])
	sums[1] += float64(scores[j-n])
	sums[2] += float64(scores[k-n])
	sums[3] += float64(scores[l-n])
}

// child returns the child of node i that a row goes to: 2i when its value's key
// is less than the threshold's, else 2i+1.
func child(i int, value, threshold uint32) int {
	return i + i + 1 + int((int64(value)-int64(threshold))>>63)
}

// key returns a number that is less than another's when v is less than that.
// NaN, which is less than nothing, has the greatest.
func key(v float32) uint32 {
	if v != v {
		return math.MaxUint32
	}
	b := math.Float32bits(v + 0) // -0 is not less than 0
	return b ^ (uint32(int32(b)>>31) | 1<<31)
}

// thresholdKey returns the key of a threshold. Nothing is less than NaN.
func thresholdKey(v float32) uint32 {
	if v != v {
		return 0
	}
	return key(v)
}

// layout returns the model's trees laid out, which is done once.
func (m *Model) layout() *layout {
	if l := m.laid.Load(); l != nil {
		return l
	}
	l := &layout{}
	for _, r := range m.roots {
		depth := m.depth(r, deepest)
		if depth > deepest {
			l = &layout{deep: true}
			break
		}
		t := perfect{from: len(l.questions), depth: depth}
		l.trees = append(l.trees, t)
		l.questions = append(l.questions, make([]question, 1<<depth)...)
		l.scores = append(l.scores, make([]float32, 1<<depth)...)
		m.lay(l, t, r, 1)
	}
	m.laid.Store(l)
	return l
}

// depth returns how many questions there are from node i to its deepest leaf,
// most+1 when there are more than most.
func (m *Model) depth(i int32, most int) int {
	n := m.nodes[i]
	if n.feature == leaf {
		return 0
	}
	if most == 0 {
		return 1
	}
	left := m.depth(i+1, most-1)
	if left == most {
		return most + 1
	}
	return 1 + max(left, m.depth(n.right, most-1))
}

// lay lays node i of m out at place at of t, with all below it.
func (m *Model) lay(l *layout, t perfect, i int32, at int) {
	n := m.nodes[i]
	if at >= 1<<t.depth {
		l.scores[t.from+at-1<<t.depth] = n.value
		return
	}
	q, left, right := question{}, i, i // a leaf above the deepest: both ways lead to it
	if n.feature != leaf {
		q, left, right = question{uint32(n.feature) * lanes, thresholdKey(n.value)}, i+1, n.right
	}
	l.questions[t.from+at] = q
	m.lay(l, t, left, 2*at)
	m.lay(l, t, right, 2*at+1)
}
