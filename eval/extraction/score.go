package main

import (
	"regexp"
	"strings"
)

// shingleSize is how many tokens the benchmark's scorer compares at a time.
const shingleSize = 4

// tokens are the benchmark's: runs of Python's \w.
var tokens = regexp.MustCompile(`[\pL\p{N}_]+`)

// A score is one page's share of right, false and missing text; they add up to 1.
type score struct {
	tp, fp, fn float64
}

func (s score) precision() float64 {
	if s.fp == 0 {
		return 1
	}
	return s.tp / (s.tp + s.fp)
}

func (s score) recall() float64 {
	if s.fn == 0 {
		return 1
	}
	return s.tp / (s.tp + s.fn)
}

// compare scores got against want as the benchmark does.
func compare(want, got string) score {
	w, g := shingles(want), shingles(got)
	var s score
	for k, n := range w {
		s.tp += float64(min(n, g[k]))
		s.fn += float64(max(0, n-g[k]))
	}
	for k, n := range g {
		s.fp += float64(max(0, n-w[k]))
	}
	if sum := s.tp + s.fp + s.fn; sum > 0 {
		s.tp, s.fp, s.fn = s.tp/sum, s.fp/sum, s.fn/sum
	}
	return s
}

// shingles counts the runs of four tokens of s; all its tokens when fewer.
func shingles(s string) map[string]int {
	t := tokens.FindAllString(s, -1)
	out := map[string]int{}
	if len(t) == 0 {
		return out
	}
	for i := 0; i < max(1, len(t)-shingleSize+1); i++ {
		out[strings.Join(t[i:min(len(t), i+shingleSize)], " ")]++
	}
	return out
}

// mean returns the averages of precision and recall over pages and their F1.
func mean(scores []score) (precision, recall, f1 float64) {
	for _, s := range scores {
		precision += s.precision() / float64(len(scores))
		recall += s.recall() / float64(len(scores))
	}
	return precision, recall, 2 * precision * recall / (precision + recall)
}
