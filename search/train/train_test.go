package main

import (
	"slices"
	"testing"

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
