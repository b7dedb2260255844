package search_test

import (
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

// agencies is a library in which acronyms are defined in one article and one
// form alone is used in others.
func agencies(t testing.TB) *search.Searcher {
	t.Helper()
	return over(t,
		&article.Article{Ref: "defines", Title: "Fisheries talks", Text: "The North Sea Fisheries Council (NSFC) met in Ostend.\n\nThe HRA (Harbour Rail Authority) sent an observer. They spoke of quotas for herring."},
		&article.Article{Ref: "short", Title: "Quota cut", Text: "The NSFC cut the herring quota by a fifth on Friday. Skippers protested."},
		&article.Article{Ref: "long", Title: "Tracks renewed", Text: "The Harbour Rail Authority will renew nine kilometres of track this year. Freight trains must wait."},
		&article.Article{Ref: "country", Title: "Exports", Text: "The United States bought most of the salmon in 2019. Norway sold the rest to Japan."},
		&article.Article{Ref: "path", Title: "A new path", Text: "The Pier And Town Harbourway (PATH) opened. Walkers call it the path along the sea."},
		&article.Article{Ref: "noise", Title: "Council elections", Text: "The town council of Ostend was elected in May. The authority of the harbour master ends at the pier."},
	)
}

func TestAcronymsMeetTheirWords(t *testing.T) {
	s := agencies(t)
	for _, tt := range []struct{ question, want string }{
		{"how much did the North Sea Fisheries Council cut the herring quota", "The NSFC cut"},
		{"what did the north sea fisheries council cut", "The NSFC cut"},
		{"what will the HRA renew", "The Harbour Rail Authority will renew"},
		{"what will the hra renew", "The Harbour Rail Authority will renew"},
		{"what will the H.R.A. renew", "The Harbour Rail Authority will renew"},
		{"how much salmon did the U.S. buy", "The United States bought"},
		{"when did the us buy the salmon", "The United States bought"},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.want) {
			t.Errorf("%s: found %v, want %q first", tt.question, found.Sentences, tt.want)
			continue
		}
		if found.Confidence < .5 {
			t.Errorf("%s: confidence %.2f, %q", tt.question, found.Confidence, found.Reasons)
		}
	}
}

func TestAcronymOfAnotherLibraryIsUnknown(t *testing.T) {
	s := over(t, &article.Article{Ref: "long", Title: "Tracks renewed", Text: "The Harbour Rail Authority will renew nine kilometres of track this year."})
	found := find(t, s, search.Question{Text: "what did the HRA say of the election"})
	if found.Confidence >= .5 || !strings.Contains(strings.Join(found.Reasons, " "), "HRA") {
		t.Errorf("confidence %.2f, reasons %q; nothing says what HRA is", found.Confidence, found.Reasons)
	}
}

func TestQuotedPhraseIsNoAcronym(t *testing.T) {
	s := agencies(t)
	found := find(t, s, search.Question{Text: `who said "the North Sea Fisheries Council" cut the quota`})
	for _, q := range found.Sentences {
		if q.Article.Ref != "defines" {
			t.Errorf("%q is of an article without the phrase", q.Text())
		}
	}
}

func TestNumberOneInAnyForm(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "i", Title: "Herring War I", Text: "Herring War I was settled in Ostend in 1911. Two ships were lost."},
		&article.Article{Ref: "ii", Title: "Herring War II", Text: "Herring War II was settled in Bergen in 1924. One ship was lost."},
		&article.Article{Ref: "ps", Title: "Minding one's Ps", Text: "To mind one's Ps is to be polite. Sailors said it first."},
	)
	for question, want := range map[string]string{
		"where was herring war one settled":    "Herring War I was",
		"where was Herring War 1 settled":      "Herring War I was",
		"where was herring war two settled":    "Herring War II was",
		"who said first that you mind the p's": "Sailors",
	} {
		found := find(t, s, search.Question{Text: question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), want) {
			t.Errorf("%s: found %v, want %q first", question, found.Sentences, want)
		}
	}
}
