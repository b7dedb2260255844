package search_test

import (
	"context"
	"slices"
	"testing"

	"byline/article"
	"byline/search"
)

// otherWords says the same things in words that questions do not use.
var otherWords = &article.Article{Title: "Harbour of Vel", Language: "en", Text: `The harbour of Vel was constructed by convicts over nine winters.

The harbour of Vel gave its name to a song about departures.

The harbour of Vel is painted in purple every spring.

The harbour of Vel lies opposite a chapel and a physician's house.`}

// values returns a feature of each sentence of a, in their order.
func values(t *testing.T, a *article.Article, question, feature string) []float32 {
	t.Helper()
	e, err := over(t, a).Explain(context.Background(), []article.LibraryID{article.Shared}, search.Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(search.FeatureNames(), feature)
	if at < 0 {
		t.Fatalf("no feature is called %q", feature)
	}
	slices.SortFunc(e.Candidates, func(a, b search.Candidate) int { return a.Quote.Start - b.Quote.Start })
	var out []float32
	for _, c := range e.Candidates {
		out = append(out, c.Features[at])
	}
	return out
}

// The sentence that says it in other words stands out, by each feature that
// looks for such words.
func TestSoft(t *testing.T) {
	for question, want := range map[string]int{
		"Who built the harbour of Vel?":                 0,
		"Which ballad was called after Vel's harbour?":  1,
		"What colour does the harbour of Vel have?":     2,
		"Is there a doctor across from Vel's harbour?":  3,
		"How long did the building of the harbour take": 0,
	} {
		for _, feature := range []string{"soft", "soft near", "soft paragraph", "like all", "like paragraph"} {
			got := values(t, otherWords, question, feature)
			if i := slices.Index(got, slices.Max(got)); i != want {
				t.Errorf("%s: by %q sentence %d is nearest, want %d: %v", question, feature, i, want, got)
			}
		}
		got := values(t, otherWords, question, "soft missing")
		if got[want] > slices.Min(got)+1e-6 {
			t.Errorf("%s: sentence %d misses more than others: %v", question, want, got)
		}
	}
}

// A word of the kind asked for is found by its company.
func TestNoun(t *testing.T) {
	for question, want := range map[string]int{
		"What colour is the harbour of Vel?":           2,
		"Which profession lives by the harbour of Vel": 3,
		"Which music knows the harbour of Vel?":        1,
	} {
		for _, feature := range []string{"noun like", "noun near"} {
			got := values(t, otherWords, question, feature)
			if i := slices.Index(got, slices.Max(got)); i != want {
				t.Errorf("%s: by %q sentence %d has such a word, want %d: %v", question, feature, i, want, got)
			}
		}
	}
	for _, v := range values(t, otherWords, "Who built the harbour of Vel?", "noun like") {
		if v != -1 {
			t.Errorf("no noun is asked for: %v, want -1", v)
		}
	}
}

// A question in another language has no meaning in English: "Gift" is poison.
func TestSoftIsEnglish(t *testing.T) {
	german := &article.Article{Title: "Hafen", Text: "Das Gift der Schlange war im Hafen gefunden worden.\n\nDer Hafen ist sehr alt."}
	for _, v := range values(t, german, "Welches Geschenk wurde denn damals im alten Hafen gefunden?", "like all") {
		if v != 0 {
			t.Errorf("a German question has an English meaning: %v", v)
		}
	}
}

// Another month, though its word is near, is not the one that is asked for.
func TestMonthsAreNotAlike(t *testing.T) {
	months := &article.Article{Title: "Fares", Language: "en", Text: "The line put its fares up in October.\n\nThe line put its fares up in autumn and again later."}
	got := values(t, months, "Did the line put its fares up in August?", "soft")
	if got[0] > got[1] {
		t.Errorf("October counts for August: %v", got)
	}
}
