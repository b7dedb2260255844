package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"os"

	"byline/search"
	"byline/search/trees"
)

// rows are measured candidates with their grades, by question.
type rows struct {
	values [][]float32
	labels []float32
	groups []int // ends of the questions' runs of rows
}

// fold puts a question's article in one of n parts.
func (q question) fold(n int) int {
	if len(q.Evidence) == 0 {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(q.Evidence[0].Article))
	return int(h.Sum32() % uint32(n))
}

// collect measures the candidates of every so manieth question, by fold.
func (s *set) collect(into []rows, every int) error {
	s.search.Model = nil
	for i, q := range s.questions {
		if i%every != 0 || !q.Answerable {
			continue
		}
		e, err := s.search.Explain(context.Background(), library, search.Question{Text: q.Question})
		if err != nil {
			return err
		}
		r := &into[q.fold(len(into))]
		start := len(r.labels)
		right := false
		for _, c := range e.Candidates {
			label := s.label(q, c.Quote)
			right = right || label > 0
			r.values = append(r.values, c.Features)
			r.labels = append(r.labels, grade(label))
		}
		if !right { // nothing to learn from
			r.values, r.labels = r.values[:start], r.labels[:start]
			continue
		}
		r.groups = append(r.groups, len(r.labels))
	}
	return nil
}

// join appends all of parts but the one left out (-1: none).
func join(parts []rows, without int) rows {
	var all rows
	for i, p := range parts {
		if i == without {
			continue
		}
		offset := len(all.labels)
		all.values = append(all.values, p.values...)
		all.labels = append(all.labels, p.labels...)
		for _, g := range p.groups {
			all.groups = append(all.groups, offset+g)
		}
	}
	return all
}

func (r rows) fit(o trees.Options) (*trees.Model, error) {
	return trees.Train(search.FeatureNames(), r.values, trees.Pairwise(r.labels, r.groups), o)
}

// trained are the sets that are learned from; nothing is learned from others.
var trained = map[string]bool{"squad11": true, "newwiki": true, "qed_nq": true}

// fitAll prints what models reach on articles they have not seen, then trains
// one on all and writes it.
func fitAll(sets []*set, out string, every, folds int, o trees.Options) error {
	parts := make([]rows, max(folds, 1))
	for _, s := range sets {
		if !trained[s.name] {
			continue
		}
		step := every
		if s.name == "qed_nq" {
			step = 1
		}
		if err := s.collect(parts, step); err != nil {
			return err
		}
	}
	sums := make([]figures, len(sets))
	for fold := range folds {
		m, err := join(parts, fold).fit(o)
		if err != nil {
			return err
		}
		for i, s := range sets {
			s.search.Model = m
			sums[i].add(s.figures(1, func(q question) bool { return q.fold(folds) == fold }))
		}
	}
	for _, f := range sums {
		fmt.Println(f)
	}
	m, err := join(parts, -1).fit(o)
	if err != nil {
		return err
	}
	b := m.Encode()
	fmt.Printf("%s: %d trees, %d bytes\n", out, m.Trees(), len(b))
	return os.WriteFile(out, b, 0o644)
}

// grade is what a label counts: a sentence beside the answer is worth little.
func grade(label int) float32 { return [...]float32{0, partial, 1}[label] }

// partial is the grade of a sentence beside the answer.
const partial = .1
