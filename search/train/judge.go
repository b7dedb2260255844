package main

import (
	"fmt"
	"slices"
	"strings"

	"byline/search"
)

// A judgement is how well confidences part the questions of each set.
type judgement struct {
	sets   []string
	scores map[string][]scored // questions as they are
	spoilt map[string]map[way][]scored
}

// judge asks fitted out of folds of the articles, and unseen of weights fitted
// to all of fitted.
func judge(proofs map[string][]example, fitted, unseen []string, penalty float64) judgement {
	j := judgement{sets: slices.Concat(fitted, unseen), scores: map[string][]scored{}, spoilt: map[string]map[way][]scored{}}
	for fold := range checkFolds + 1 {
		seen := make(map[string][]example, len(fitted))
		for _, n := range fitted {
			for _, e := range proofs[n] {
				if e.Fold != fold {
					seen[n] = append(seen[n], e)
				}
			}
		}
		weights := fitWeights(seen, fitted, penalty)
		for _, n := range j.sets {
			for _, e := range proofs[n] {
				if slices.Contains(unseen, n) == (fold == checkFolds) && (e.Fold == fold || fold == checkFolds) {
					j.add(n, e, search.Confidence(weights, e.Proof))
				}
			}
		}
	}
	return j
}

func (j *judgement) add(set string, e example, confidence float64) {
	x := scored{confidence, e.Label > 0}
	if e.Way == plain {
		j.scores[set] = append(j.scores[set], x)
	}
	if j.spoilt[set] == nil {
		j.spoilt[set] = map[way][]scored{}
	}
	j.spoilt[set][e.Way] = append(j.spoilt[set][e.Way], x)
}

// String is a line for each set, and one for each way in which its questions
// were asked without an answer to find; then how often each confidence is right.
func (j judgement) String() string {
	var b strings.Builder
	for _, set := range j.sets {
		if s := j.scores[set]; parted(s) {
			fmt.Fprintf(&b, "%-18s AUC %.3f accuracy %.3f  ", set, auc(s), accuracy(s))
			reliability(&b, s)
			continue
		}
		for _, w := range []way{hidden, cut, bare, longBare} {
			with, name := plain, w.String()
			if w == longBare {
				with = long
			}
			s := slices.Concat(j.spoilt[set][with], j.spoilt[set][w])
			fmt.Fprintf(&b, "%-18s AUC %.3f accuracy %.3f  ", set+" "+name, auc(s), accuracy(s))
			reliability(&b, s)
		}
	}
	return b.String()
}

// parted reports whether list has both kinds of questions.
func parted(list []scored) bool {
	yes := slices.ContainsFunc(list, func(s scored) bool { return s.answerable })
	return yes && slices.ContainsFunc(list, func(s scored) bool { return !s.answerable })
}

// reliability prints the share of answerable questions among those of each
// fifth of confidence, with their number.
func reliability(b *strings.Builder, list []scored) {
	const steps = 5
	var n, right [steps]int
	for _, s := range list {
		k := min(steps-1, int(s.confidence*steps))
		n[k]++
		if s.answerable {
			right[k]++
		}
	}
	for k := range n {
		fmt.Fprintf(b, " %.2f (%d)", float64(right[k])/float64(max(1, n[k])), n[k])
	}
	b.WriteByte('\n')
}

// ablate prints the figures without each proof, and of each proof alone.
func ablate(proofs map[string][]example, fitted, unseen []string, penalty float64) {
	for k, name := range search.ProofNames() {
		j := judge(blind(proofs, k), fitted, unseen, penalty)
		fmt.Printf("%-14s without/alone", name)
		for _, set := range j.sets {
			list, alone := j.scores[set], proofs[set]
			if !parted(list) {
				list = nil
				for w := plain; w < long; w++ {
					list = append(list, j.spoilt[set][w]...)
				}
			}
			var one []scored
			for _, e := range alone {
				if e.Way < long {
					one = append(one, scored{search.ProofSigns()[k] * e.Proof[k], e.Label > 0})
				}
			}
			fmt.Printf("  %s %.3f/%.3f", set, auc(list), auc(one))
		}
		fmt.Println()
	}
}

// blind returns the examples with the proof k unknown.
func blind(proofs map[string][]example, k int) map[string][]example {
	out := make(map[string][]example, len(proofs))
	for set, list := range proofs {
		for _, e := range list {
			e.Proof = slices.Clone(e.Proof)
			e.Proof[k] = 0
			out[set] = append(out[set], e)
		}
	}
	return out
}
