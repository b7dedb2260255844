package main

import (
	"slices"
	"testing"

	"byline/article"
	"byline/search"
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
