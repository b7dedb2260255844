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

// An article counts by the best of its windows; one without any is behind all.
func TestBesideScores(t *testing.T) {
	c := articleChoice{articles: []article.ID{7, 8, 9}}
	s := &sample{candidates: []option{{id: 8, window: search.Pane{Covered: .5}}, {id: 7}, {id: 7, window: search.Pane{Covered: 1}}}}
	c.besideScores(s, []float64{4, 1, 2})
	want := []float64{2 + search.WindowWeight, 4 + .5*search.WindowWeight, min(2+search.WindowWeight, 4+.5*search.WindowWeight) - 1}
	for i, w := range want {
		if c.beside[i] != besideScale*w {
			t.Errorf("article %d has %v, want %v", c.articles[i], c.beside[i], besideScale*w)
		}
	}
}

// What the trees know already needs no weight of its own.
func TestSoftmaxBesideScores(t *testing.T) {
	features := func(first float64) []float64 {
		f := make([]float64, len(search.ArticleNames()))
		f[0] = first
		return f
	}
	var alone, beside []articleChoice
	for range 20 {
		c := articleChoice{features: [][]float64{features(1), features(0)}, right: []bool{true, false}}
		alone = append(alone, c)
		c.beside = []float64{20, 0}
		beside = append(beside, c)
	}
	if w := softmax(alone, -1)[0].Weight; w < .5 {
		t.Errorf("a feature that tells the right article weighs %.3f", w)
	}
	if w := softmax(beside, -1)[0].Weight; w > .05 {
		t.Errorf("beside scores that tell it as well it weighs %.3f", w)
	}
}

// Values are dealt out with their comparisons, and those that all candidates
// share come from another question.
func TestDealt(t *testing.T) {
	names := search.FeatureNames()
	columns := marked(hides([]string{"sentence"}))
	if len(columns) < 2 || names[columns[0]] != "sentence" {
		t.Fatalf("columns %v are no feature with its comparisons", columns)
	}
	build := func(from float32, step float32) *sample {
		s := &sample{}
		for i := range 5 {
			row := make([]float32, len(names))
			for k, c := range columns {
				row[c] = from + step*float32(i) + float32(k)
			}
			s.candidates = append(s.candidates, option{features: row})
		}
		return s
	}
	r := rand.New(rand.NewPCG(2, 2))
	s, other := build(10, 1), build(100, 1)
	got := s.dealt(columns, other, r)
	sum := float32(0)
	for i, c := range got.candidates {
		v := c.features[columns[0]]
		sum += v
		if c.features[columns[1]] != v+1 {
			t.Errorf("candidate %d: %v came without its comparison %v", i, v, c.features[columns[1]])
		}
		if s.candidates[i].features[columns[0]] != 10+float32(i) {
			t.Error("the sample itself was changed")
		}
	}
	if sum != 60 {
		t.Errorf("the values dealt out sum up to %v, want 60", sum)
	}
	if got := build(10, 0).dealt(columns, other, r); got.candidates[0].features[columns[0]] < 100 {
		t.Error("what all candidates share was not taken from another question")
	}
}
