package main

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"byline/article"
	"byline/search"
	"byline/search/trees"
)

// What is hidden takes its comparisons with it; a name that begins like
// another does not.
func TestHides(t *testing.T) {
	names := search.FeatureNames()
	for _, c := range []struct {
		hide           []string
		hidden, spared []string
	}{
		{[]string{"sentence"}, []string{"sentence", "rank: sentence"}, []string{"sentences", "context"}},
		{[]string{"rank: "}, []string{"rank: title", "rank: base"}, []string{"title", "behind best: title"}},
	} {
		got := hides(c.hide)
		for _, n := range c.hidden {
			if !got[slices.Index(names, n)] {
				t.Errorf("without %q: %q is used", c.hide, n)
			}
		}
		for _, n := range c.spared {
			if got[slices.Index(names, n)] {
				t.Errorf("without %q: %q is hidden", c.hide, n)
			}
		}
	}
}

// Every feature is left out once, so that none escapes the table.
func TestGroupsAreComplete(t *testing.T) {
	left := make([]bool, len(search.FeatureNames()))
	for _, g := range groups {
		for i, h := range hides(g.features) {
			left[i] = left[i] || h
		}
	}
	for i, n := range search.FeatureNames() {
		if !left[i] {
			t.Errorf("%q is in no group", n)
		}
	}
}

// The files count evidence in characters, articles are cut in bytes.
func TestCountBytes(t *testing.T) {
	const text = "Zoë’s café opened. It sells crêpes."
	s := &set{
		articles: map[string]*article.Article{"a": {Ref: "a", Text: text}},
		questions: []question{
			{Evidence: []evidence{{Article: "a", Start: 19, End: 35}, {Article: "a", Start: 30, End: 90}}},
			{Evidence: []evidence{{Article: "missing", Start: 1, End: 2}}},
		},
	}
	s.countBytes()
	for i, want := range []string{"It sells crêpes.", "êpes."} {
		if got := s.questions[0].Evidence[i].spans(s.articles["a"])[0].Of(text); got != want {
			t.Errorf("evidence %d is %q, not %q", i, got, want)
		}
	}
}

// Fitting again gives the same bytes, of as many models as are averaged.
func TestFitAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	all := make([]sample, 60)
	for i := range all {
		for k := range 8 {
			f := make([]float32, len(search.FeatureNames()))
			for j := range f {
				f[j] = rng.Float32()
			}
			f[0] += float32(k)
			all[i].candidates = append(all[i].candidates, option{features: f, label: k / 4 * 2})
		}
	}
	sets := []*set{{name: "squad11"}}
	o := trees.Options{Trees: 5, MinRows: 5, Seed: 1}
	var made [2]*trees.Model
	for i := range made {
		var err error
		if made[i], err = fit(sets, all, func(*sample) bool { return true }, nil, o); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made[0].Encode(), made[1].Encode()) {
		t.Error("two fits to the same samples differ")
	}
	if n := made[0].Trees(); n != averaged*o.Trees {
		t.Errorf("the ranking adds up %d trees", n)
	}
	for i := range all {
		scores := all[i].scores(made[0])
		if slices.Max(scores[:4]) >= slices.Min(scores[4:]) {
			t.Errorf("question %d is not learned: %v", i, scores)
		}
	}
}
