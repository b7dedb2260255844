package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"byline/search"
	"byline/search/trees"
)

// dealFeatures prints for each feature what models that learned with it reach on
// unseen articles when its values are dealt out anew among the candidates
// (Breiman, "Random forests", 2001, section 10), less what they reach as it is.
// That is finer than learning without it: the models are the same.
func dealFeatures(sets []*set, every, folds int, o trees.Options) error {
	all, err := measureAll(sets, every, folds)
	if err != nil {
		return err
	}
	models, err := fitFolds(sets, all, folds, nil, o)
	if err != nil {
		return err
	}
	reached := func(columns []int) []figures {
		sums := make([]figures, len(sets))
		r := rand.New(rand.NewPCG(1, 1))
		for i := range all {
			s := &all[i]
			dealt := s.dealt(columns, &all[r.IntN(len(all))], r)
			s.count(&sums[s.set], dealt.scores(models[s.fold]))
		}
		return sums
	}
	before := reached(nil)
	for _, name := range search.FeatureNames() {
		if strings.Contains(name, ": ") {
			continue // a comparison, which goes with what it compares
		}
		after := reached(marked(hides([]string{name})))
		fmt.Printf("%-18s", name)
		for i, f := range after {
			b := before[i]
			points := func(after, before float64) float64 { return 100 * (after - before) / b.n }
			fmt.Printf(" | %s passage %+.2f article %+.2f sentence %+.2f", sets[i].name, points(f.p1, b.p1), points(f.a1, b.a1), points(f.s1, b.s1))
		}
		fmt.Println()
	}
	return nil
}

// marked returns the indices that are true.
func marked(is []bool) (out []int) {
	for i, b := range is {
		if b {
			out = append(out, i)
		}
	}
	return out
}

// dealt returns s with the values in columns dealt out anew among its
// candidates; all of them together, so that a value keeps its comparisons. What
// is the same for all candidates comes from another question's.
func (s *sample) dealt(columns []int, other *sample, r *rand.Rand) sample {
	out := *s
	if len(columns) == 0 || len(s.candidates) == 0 {
		return out
	}
	from := s
	if s.constant(columns) && len(other.candidates) > 0 {
		from = other
	}
	order := r.Perm(len(from.candidates))
	out.candidates = append([]option(nil), s.candidates...)
	for i := range out.candidates {
		row := append([]float32(nil), s.candidates[i].features...)
		for _, c := range columns {
			row[c] = from.candidates[order[i%len(order)]].features[c]
		}
		out.candidates[i].features = row
	}
	return out
}

// constant reports whether all candidates have the same values in columns.
func (s *sample) constant(columns []int) bool {
	for i := range s.candidates {
		for _, c := range columns {
			if s.candidates[i].features[c] != s.candidates[0].features[c] {
				return false
			}
		}
	}
	return true
}
