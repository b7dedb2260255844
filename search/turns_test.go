package search_test

import (
	"strings"
	"testing"
)

// TestTwoQuestions asks two questions in one: what answers the second stands
// beside what answers the first, once, or its lack is told.
func TestTwoQuestions(t *testing.T) {
	s := invented(t, "testdata/isles.jsonl")
	for _, tt := range []struct {
		question string
		want     []string // one for each sentence that answers
		note     string
	}{
		{"when will the mine at Skarn close, and why?", []string{"March 2027", "low price of copper"}, ""},
		{"who opened the bridge and how much did it cost", []string{"Ilse Kvam", "412 million"}, ""},
		{"who left the pact and when?", []string{"1 January 2009"}, ""},
		{"who was dismissed by Ebel United and why?", []string{"Tomas Lind on Thursday after seven defeats"}, ""},
		{"who won the cup final and why?", []string{"Rovers beat"}, "The articles found do not say “why”."},
		{"who designed the Ebel opera", []string{"Henrik Saal"}, ""},
	} {
		found := talk(t, s, tt.question)
		if n := max(1, found.Together); n != len(tt.want) || found.Confidence < .5 {
			t.Errorf("%s: %d sentences answer, confidence %.2f: %q", tt.question, n, found.Confidence, together(found))
			continue
		}
		for i, want := range tt.want {
			if got := found.Sentences[i].Text(); !strings.Contains(got, want) {
				t.Errorf("%s: %q, want %q", tt.question, got, want)
			}
		}
		if note := strings.Join(found.Notes, " "); note != tt.note {
			t.Errorf("%s: told %q, want %q", tt.question, note, tt.note)
		}
	}
}

// TestSomethingElse asks for another answer than the first: what was said does
// not come again.
func TestSomethingElse(t *testing.T) {
	s := invented(t, "testdata/isles.jsonl")
	for _, tt := range []struct{ first, second, want string }{
		{"how many members has the ACD", "no, the other ACD", "closed nine schools"},
		{"how many seals did the UAVs count", "and ten years earlier?", "3,900"},
		{"how much water does the Elm reservoir hold", "and the other one?", "210 million"},
		{"who steered the ferry", "who else?", ""},
	} {
		first, found := talk(t, s, tt.first), talk(t, s, tt.first, tt.second)
		switch said := together(found); {
		case said == together(first):
			t.Errorf("%s, %s: %q comes again", tt.first, tt.second, said)
		case tt.want == "" && found.Confidence >= .5, !strings.Contains(said, tt.want):
			t.Errorf("%s, %s: %q with confidence %.2f, want %q", tt.first, tt.second, said, found.Confidence, tt.want)
		}
	}
}
