package search_test

import (
	"context"
	"slices"
	"testing"

	"byline/article"
	"byline/search"
)

// Words that may answer only change the order among the best three, and only
// take from what the trees gave, of those behind no more than it takes for scores to
// fall; a question for no words changes nothing.
func TestWordsPrefer(t *testing.T) {
	s := over(t, opening)
	for question, changes := range map[string]bool{
		"Who opened the harbour of Vel?":                 true,
		"When was the harbour of Vel opened?":            true,
		"How many guests saw the harbour of Vel opened?": true,
		"Was the harbour of Vel opened?":                 false,
	} {
		e, err := s.Explain(context.Background(), []article.LibraryID{article.Shared}, search.Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		before := map[int]float64{}
		for _, c := range e.Candidates {
			before[c.Quote.Start] = c.Score
		}
		found := find(t, s, search.Question{Text: question})
		taken, kept := 0, 0
		for i, q := range found.Sentences {
			switch was := before[q.Start]; {
			case q.Score > was:
				t.Errorf("%s: sentence %d has %f, and %f before", question, i, q.Score, was)
			case q.Score < was:
				taken++
			default:
				kept++
			}
			among := slices.ContainsFunc(e.Candidates[:3], func(c search.Candidate) bool { return c.Quote.Start == q.Start })
			if i < 3 != among {
				t.Errorf("%s: sentence %d was not among the best three", question, i)
			}
		}
		if changes != (taken > 0) || kept == 0 || !changes && taken > 0 {
			t.Errorf("%s: the scores of %d sentences are less, of %d the same", question, taken, kept)
		}
	}
}
