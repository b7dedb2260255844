package search_test

import (
	"slices"
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

// papers are reports of four outlets on one thing, two of them copies, and of one on another.
func papers(t testing.TB) *search.Searcher {
	return over(t,
		&article.Article{Ref: "gazette", Title: "Canal to close", Source: "The Gazette", Published: day("2022-03-04"), Story: 1, Text: "The lock authority said that the Dorn Canal will close for repairs in May. Barges will take the river."},
		&article.Article{Ref: "copy", Title: "Canal to close", Source: "Daily Copy", Published: day("2022-03-05"), Story: 1, Text: "The lock authority said that the Dorn Canal will close for repairs in May. Barges will take the river."},
		&article.Article{Ref: "post", Title: "No barges in May", Source: "Evening Post", Published: day("2022-03-03"), Story: 3, Text: "The Dorn Canal will be closed in May because its gates need repairs. The town council of Hale was not asked."},
		&article.Article{Ref: "union", Title: "Bargemen angry", Source: "Union News", Published: day("2022-03-07"), Story: 4, Text: "Closing the Dorn Canal for repairs costs bargemen a month of pay, their union said. The Orla Canal is longer than that and stays open."},
		&article.Article{Ref: "lengths", Title: "Two canals", Source: "Atlas", Published: day("2019-01-01"), Story: 5, Text: "The Dorn Canal is 41 kilometres long. The Orla Canal measures 77 kilometres from Hale to the sea. Both were dug by hand."},
		&article.Article{Ref: "wheat", Title: "Wheat", Source: "Field", Published: day("2021-01-01"), Story: 6, Text: "Farmers brought in 40 million tonnes of wheat."},
	)
}

func TestTogether(t *testing.T) {
	s := papers(t)
	for _, tt := range []struct {
		question string
		articles []string // of which the sentences are, in order; nil: any
		have     []string // words that they have together
	}{
		{"which outlets reported that the Dorn Canal will close for repairs", []string{"post", "gazette", "union"}, nil},
		{"what do the papers say of the closing of the Dorn Canal", []string{"post", "gazette", "union"}, nil},
		{"what did the Evening Post and Union News say about the closing of the Dorn Canal", []string{"union", "post"}, nil},
		{"what is the difference between the Dorn Canal and the Orla Canal", nil, []string{"Dorn", "Orla"}},
		{"how do the Dorn Canal and the Orla Canal differ in length", nil, []string{"Dorn", "Orla"}},
		{"compare the Dorn Canal with the Orla Canal", nil, []string{"Dorn", "Orla"}},
		{"which is longer, the Dorn Canal or the Orla Canal", nil, []string{"Dorn", "Orla"}},
		{"is the Dorn Canal longer than the Orla Canal?", nil, []string{"Dorn", "Orla"}},
		{"when will the Dorn Canal close", []string{}, nil},
		{"how many tonnes of wheat did farmers bring in", []string{}, nil},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		got, words := []string{}, ""
		for _, q := range found.Sentences[:found.Together] {
			got = append(got, q.Article.Ref)
			words += q.Text()
		}
		missing := slices.ContainsFunc(tt.have, func(w string) bool { return !strings.Contains(words, w) })
		if tt.articles != nil && !slices.Equal(got, tt.articles) || missing {
			t.Errorf("%s: together %q of %v, want %v with %q", tt.question, words, got, tt.articles, tt.have)
			for _, q := range found.Sentences {
				t.Logf("%.2f %s: %s", q.Score, q.Article.Ref, q.Text())
			}
		}
		if found.Confidence < .5 {
			t.Errorf("%s: confidence %.2f", tt.question, found.Confidence)
		}
	}
}

func TestComparedWithNothing(t *testing.T) {
	found := find(t, papers(t), search.Question{Text: "what is the difference between the Dorn Canal and the Panama Canal"})
	if found.Together != 0 || found.Confidence >= .5 || !strings.Contains(strings.Join(found.Reasons, " "), "“Panama”") {
		t.Errorf("%d together, confidence %.2f, reasons %q", found.Together, found.Confidence, found.Reasons)
	}
}

// The words that only ask for something are not missing from the answer.
func TestRequests(t *testing.T) {
	s := papers(t)
	for _, question := range []string{"tell me about the Orla Canal", "what do you know about wheat", "summarize the article on wheat",
		"which articles mention wheat", "Can you give me some information on the Orla Canal?"} {
		if found := find(t, s, search.Question{Text: question}); found.Confidence < .5 {
			t.Errorf("%s: confidence %.2f", question, found.Confidence)
		}
	}
	if found := find(t, s, search.Question{Text: "tell me about the Panama Canal"}); found.Confidence >= .5 {
		t.Errorf("the Panama Canal: confidence %.2f", found.Confidence)
	}
}

// TestWhatHappened asks what happened, to something or at a time.
func TestWhatHappened(t *testing.T) {
	s := over(t, samples(t)...)
	for question, want := range map[string]string{
		"what happened to the Ever Given": "was freed", "what happened in March 2021": "was freed", "what happened on 8 December 1987": "was signed",
		"news about Russia": "Russia", "what happened to the Nile in 2019": "", "what happened in 2011": "", "what happened to the Titanic": "",
	} {
		found := find(t, s, search.Question{Text: question, Now: thatDay})
		if said := together(found); want == "" && found.Confidence >= .5 || want != "" && (found.Confidence < .5 || !strings.Contains(said, want)) {
			t.Errorf("%s: %q with confidence %.2f, want %q", question, said, found.Confidence, want)
		}
	}
}
