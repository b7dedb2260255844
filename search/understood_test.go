package search_test

import (
	"slices"
	"testing"
	"time"

	"byline/search"
)

// What was read off a question is kept for whoever asks why.
func TestUnderstood(t *testing.T) {
	s := ferries(t)
	now := time.Date(2023, 10, 12, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		question search.Question
		want     []string
	}{
		{search.Question{Text: "who proposed the fare"}, []string{"asks whom"}},
		{search.Question{Text: "which town never agreed to the fare before June 2022"},
			[]string{"asks where", "of a kind: town", "prefers the time “before June 2022”, before 1 June 2022", "asks what is not so"}},
		{search.Question{Text: "what was the latest fare?", Since: day("2022-01-01").Time(), Until: day("2023-01-01").Time()},
			[]string{"asks a thing or a name", "wants the newest", "only articles from 1 January 2022 to before 1 January 2023"}},
		{search.Question{Text: "which outlets reported “the ferry line”"},
			[]string{"asks a thing or a name", "of a kind: outlets", "an article must have “the ferry line”", "a quote of each article"}},
	} {
		tt.question.Now = now
		if got := find(t, s, tt.question).Weighed.Understood; !slices.Equal(got, tt.want) {
			t.Errorf("%s: understood %q, want %q", tt.question.Text, got, tt.want)
		}
	}
}
