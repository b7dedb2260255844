// Package trees is boosted regression trees: a small model that adds up the
// leaves of some hundred shallow trees, and the trainer that makes one
// (train.go). Ranking, choosing the words in bold and the confidence use it.
//
// A model is some tens of kilobytes for each two hundred trees, evaluates in
// microseconds, and can be made again: training is deterministic for the same
// rows, options and seed. Average joins models into one.
package trees

import "sync/atomic"

// leaf marks a node without a question.
const leaf = -1

// node is a question, or a leaf. The left child (value below the threshold)
// follows its parent; right is the right child's place.
type node struct {
	feature int16   // leaf, or an index into Model.Features
	right   int32   // index into Model.nodes
	value   float32 // the threshold of a question, the score of a leaf
}

// A Model adds up trees. It is safe for concurrent use once made.
type Model struct {
	Features []string // names, in the order of Predict's values
	nodes    []node
	roots    []int32
	laid     atomic.Pointer[layout] // made by the first PredictAll
}

// Trees returns how many trees the model adds up.
func (m *Model) Trees() int { return len(m.roots) }

// Predict returns the model's score of one row, which must have a value for
// every feature. What the score means depends on what it was trained for: log
// odds, or an order within a group.
func (m *Model) Predict(row []float32) float64 {
	sum := 0.0
	for _, i := range m.roots {
		n := &m.nodes[i]
		for n.feature != leaf {
			if row[n.feature] < n.value {
				i++
			} else {
				i = n.right
			}
			n = &m.nodes[i]
		}
		sum += float64(n.value)
	}
	return sum
}

// Split returns the first n trees of m, or all, and the rest, as models whose
// scores add up to m's.
func (m *Model) Split(n int) (first, rest *Model) {
	n = min(n, len(m.roots))
	return &Model{Features: m.Features, nodes: m.nodes, roots: m.roots[:n]}, &Model{Features: m.Features, nodes: m.nodes, roots: m.roots[n:]}
}

// Uses returns how often each feature is asked for, in the order of Features.
func (m *Model) Uses() []int {
	uses := make([]int, len(m.Features))
	for _, n := range m.nodes {
		if n.feature != leaf {
			uses[n.feature]++
		}
	}
	return uses
}
