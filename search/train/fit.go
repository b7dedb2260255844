package main

import (
	"fmt"
	"hash/fnv"
	"os"

	"byline/search"
	"byline/search/trees"
)

// fold puts a question's article in one of n parts.
func (q question) fold(n int) int {
	if len(q.Evidence) == 0 {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(q.Evidence[0].Article))
	return int(h.Sum32() % uint32(max(n, 1)))
}

// trained are the sets that are learned from; nothing is learned from others.
var trained = map[string]bool{"squad11": true, "newwiki": true, "qed_nq": true}

// whole are small sets, of which every question is used.
var whole = map[string]bool{"qed_nq": true, "clapnq": true}

// measureAll measures the candidates of the sets' questions.
func measureAll(sets []*set, every, folds int) ([]sample, error) {
	var all []sample
	for i, s := range sets {
		step := every
		if whole[s.name] {
			step = 1
		}
		list, err := s.samples(i, step, folds)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// averaged is how many models, each of a seed of its own, the ranking is the
// mean of: which of two equally good trees is grown is chance, and shows in
// libraries unlike those trained on.
const averaged = 3

// fit trains a ranking on the samples of trained sets that use accepts, without
// the features that hide marks.
func fit(sets []*set, all []sample, use func(*sample) bool, hide []bool, o trees.Options) (*trees.Model, error) {
	var values [][]float32
	var labels []float32
	var groups []int
	for i := range all {
		s := &all[i]
		if !trained[sets[s.set].name] || !use(s) || !s.findable() {
			continue
		}
		for _, c := range s.candidates {
			values = append(values, without(c.features, hide))
			labels = append(labels, grade(c.label))
		}
		groups = append(groups, len(labels))
	}
	models := make([]*trees.Model, averaged)
	for i := range models {
		var err error
		if models[i], err = trees.Train(search.FeatureNames(), values, trees.Pairwise(labels, groups), o); err != nil {
			return nil, err
		}
		o.Seed++
	}
	return trees.Average(models...)
}

// without returns row with zeros, which nothing is learned from, where hide is
// true; nil hides nothing.
func without(row []float32, hide []bool) []float32 {
	if hide == nil {
		return row
	}
	out := make([]float32, len(row))
	for i, v := range row {
		if !hide[i] {
			out[i] = v
		}
	}
	return out
}

// unseen returns, by sample, the scores of models that have not seen the
// sample's article.
func unseen(sets []*set, all []sample, folds int, hide []bool, o trees.Options) ([][]float64, error) {
	models, err := fitFolds(sets, all, folds, hide, o)
	if err != nil {
		return nil, err
	}
	scores := make([][]float64, len(all))
	for i := range all {
		if folds > 0 {
			scores[i] = all[i].scores(models[all[i].fold])
		}
	}
	return scores, nil
}

// fitFolds trains for each fold a model on the other folds.
func fitFolds(sets []*set, all []sample, folds int, hide []bool, o trees.Options) ([]*trees.Model, error) {
	models := make([]*trees.Model, folds)
	for fold := range folds {
		var err error
		if models[fold], err = fit(sets, all, func(s *sample) bool { return s.fold != fold }, hide, o); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// report prints what scores reach on each set.
func report(sets []*set, all []sample, scores [][]float64) {
	sums := make([]figures, len(sets))
	for i := range all {
		all[i].count(&sums[all[i].set], scores[i])
	}
	for i, f := range sums {
		f.name = sets[i].name
		fmt.Println(f)
	}
}

// fitAll trains a model on all and writes it, and prints what models reach on
// articles they have not seen.
func fitAll(sets []*set, out string, every, folds int, o trees.Options) error {
	all, err := measureAll(sets, every, folds)
	if err != nil {
		return err
	}
	m, err := fit(sets, all, func(*sample) bool { return true }, nil, o)
	if err != nil {
		return err
	}
	b := m.Encode()
	fmt.Printf("%s: %d trees, %d bytes\n", out, m.Trees(), len(b))
	if err := os.WriteFile(out, b, 0o644); err != nil {
		return err
	}
	scores, err := unseen(sets, all, folds, nil, o)
	if err != nil || folds == 0 {
		return err
	}
	report(sets, all, scores)
	return nil
}

// grade is what a label counts: a sentence beside the answer is worth little.
func grade(label int) float32 { return [...]float32{0, partial, 1}[label] }

// partial is the grade of a sentence beside the answer.
const partial = .1
