package search_test

import (
	"slices"
	"strings"
	"testing"

	"byline/article"
)

// opening says who, when, where, how many and why, in a sentence each.
var opening = &article.Article{Title: "Harbour of Vel", Text: strings.Join([]string{
	"The harbour of Vel was opened by the engineer Orla Ayre.",
	"The harbour of Vel was opened after long delays in spring 1871.",
	"The harbour of Vel was opened for larger ships that came from Tarn.",
	"The harbour of Vel was opened before 40 invited guests.",
	"The harbour of Vel was opened because the river had silted up.",
}, " ")}

// measured returns a feature of each sentence of opening, in their order.
func measured(t *testing.T, question, feature string) []float32 {
	t.Helper()
	out := values(t, opening, question, feature)
	if len(out) != 5 {
		t.Fatalf("%q: %d sentences are measured, want 5", question, len(out))
	}
	return out
}

// The word that may answer stands in one sentence of the five, which are alike
// otherwise.
func TestAnswerNear(t *testing.T) {
	for question, want := range map[string]int{
		"Who opened the harbour of Vel?":                      0,
		"When was the harbour of Vel opened?":                 1,
		"Where was the harbour of Vel opened?":                2,
		"How many guests were at the opened harbour of Vel?":  3,
		"In what year was the harbour of Vel opened at last?": 1,
	} {
		near := measured(t, question, "answer near")
		best := 0
		for i, v := range near {
			if v > near[best] {
				best = i
			}
		}
		if best != want {
			t.Errorf("%s: sentence %d is nearest to an answer, want %d: %v", question, best, want, near)
		}
	}
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		question, feature string
		want              []float32
	}{
		{"How many guests saw the harbour of Vel opened?", "counted", []float32{0, 0, 0, 1, 0}},
		{"Who opened the harbour of Vel?", "counted", []float32{-1, -1, -1, -1, -1}},
		{"Who opened the harbour of Vel?", "fresh", []float32{2, 0, 1, 0, 0}},
		{"Why was the harbour of Vel opened?", "strong", []float32{1, 1, 1, 1, 2}},
		{"When was the harbour of Vel opened?", "strong", []float32{0, 2, 0, 1, 0}},
		{"Who was the engineer of the harbour of Vel?", "dense", []float32{.375, 2. / 3, 2. / 3, 2. / 3, 2. / 3}},
	} {
		if got := measured(t, c.question, c.feature); !slices.Equal(got, c.want) {
			t.Errorf("%s: %s is %v, want %v", c.question, c.feature, got, c.want)
		}
	}
}

// A word that every sentence of the article has says nothing about which of
// them answers, however seldom it is elsewhere.
func TestLocal(t *testing.T) {
	got := measured(t, "Which engineer opened the harbour of Vel?", "local")
	if got[0] < .8 || got[1] > .3 {
		t.Errorf("the sentence with the word that only it has holds %.2f of the question, another %.2f", got[0], got[1])
	}
}
