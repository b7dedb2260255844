package search_test

import (
	"slices"
	"testing"

	"byline/search"
)

// The first window of an article stands by its sentence and by what it holds
// of the question; the others by their own words, never before it.
func TestOrder(t *testing.T) {
	panes := []search.Pane{
		{Article: 1, Score: 3, Covered: .5, BM25: .8},
		{Article: 1, Score: 2.8, Covered: .4, BM25: .2}, // says little
		{Article: 1, Score: 1, Covered: .5, BM25: .9},   // says much
		{Article: 2, Score: 2, Covered: .9, BM25: .1},
		{Article: 3, Score: -4, Covered: 0, BM25: 1.5},
		{Article: 3, Score: -5, Covered: 1, BM25: 1.6},
	}
	search.Order(panes)
	order := []int{0, 1, 2, 3, 4, 5}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case panes[a].Score > panes[b].Score:
			return -1
		case panes[a].Score < panes[b].Score:
			return 1
		}
		return 0
	})
	if want := []int{0, 3, 2, 1, 5, 4}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v: %+v", order, want, panes)
	}
	for _, i := range []int{1, 2} {
		if panes[i].Score > panes[0].Score {
			t.Errorf("window %d stands before its article's first: %+v", i, panes)
		}
	}
}
