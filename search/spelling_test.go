package search_test

import (
	"context"
	"strings"
	"testing"

	"byline/article"
	"byline/search"
	"byline/search/index"
	"byline/search/memory"
)

// harbour is a library with names and long words.
func harbour(t testing.TB) *search.Searcher {
	t.Helper()
	return over(t,
		&article.Article{Ref: "talks", Title: "Harbour talks resume", Text: "Negotiators for the dock workers met on Monday in Bergen. The minister, Astrid Halvorsen, proposed a moratorium on dismissals.\n\n" +
			"Union leader Tormod Bjelland said the government had delayed the settlement. The committee will publish its recommendation in March."},
		&article.Article{Ref: "storm", Title: "Storm damages the lighthouse", Text: "A storm damaged the lighthouse of Utsira on Tuesday. Engineers from Stavanger will separate the lantern from the tower.\n\n" +
			"The keeper, Ivar Johnson, was rescued by helicopter."},
		&article.Article{Ref: "museum", Title: "Museum buys a manuscript", Text: "The museum bought a medieval manuscript for two million kroner. Its director called the purchase extraordinary."},
	)
}

func TestMisspeltWordsAreRepaired(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct{ question, meant, want string }{
		{"who proposed the moratorum", "who proposed the moratorium", "The minister"},
		{"what did the goverment delay", "what did the government delay", "Union leader"},
		{"when will the comittee publish its reccomendation", "when will the committee publish its recommendation", "The committee"},
		{"who is Tormod Bjeland", "who is Tormod Bjelland", "Union leader"},
		{"where are the engineers from who seperate the lantren", "", "Engineers"},
		{"what did the museum pay for the medeival manuscirpt", "what did the museum pay for the medieval manuscript", "The museum bought"},
		{"which storm damaged the lihgthouse", "which storm damaged the lighthouse", "A storm"},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.want) {
			t.Errorf("%s: found %v, want %q first", tt.question, found.Sentences, tt.want)
			continue
		}
		if found.Confidence < .5 || len(found.Notes) == 0 {
			t.Errorf("%s: confidence %.2f, notes %q", tt.question, found.Confidence, found.Notes)
		}
		if tt.meant != "" && found.Question != tt.meant {
			t.Errorf("%s: understood as %q, want %q", tt.question, found.Question, tt.meant)
		}
	}
	found := find(t, s, search.Question{Text: "who proposed the moratorum"})
	if want := "Searched for “moratorium” instead of “moratorum”, which no article has."; found.Notes[0] != want {
		t.Errorf("note %q, want %q", found.Notes[0], want)
	}
}

func TestWordsThatAreRightStay(t *testing.T) {
	s := harbour(t)
	for _, q := range []string{
		"who proposed the moratorium",           // in the library
		"who rescued Ivar Johnston",             // another name, spelled right
		"what did Senator Halverson propose",    // likewise
		"what happened to the lightness",        // quite another word
		"what did the museum pay for the manes", // a short word
		`who said "moratorum on dismissals"`,    // quoted
		"who won the Bergamo race",              // a name like one of the library's
		"what is the 2million kronor for",       // not of letters alone
	} {
		found := find(t, s, search.Question{Text: q})
		if len(found.Notes) > 0 || found.Question != q {
			t.Errorf("%s: understood as %q, notes %q", q, found.Question, found.Notes)
		}
	}
}

func TestRepairKnowsOnlyTheLibrariesAsked(t *testing.T) {
	m, err := memory.New([]*article.Article{{Title: "Harbour talks", Text: "The minister proposed a moratorium on dismissals."}})
	if err != nil {
		t.Fatal(err)
	}
	s := search.New(index.New(m, 1<<20), m, 0)
	found, err := s.Find(context.Background(), []article.LibraryID{"another"}, search.Question{Text: "who proposed the moratorum"})
	if err != nil || len(found.Notes) > 0 || len(found.Sentences) > 0 {
		t.Errorf("another library's word was found: %+v, %v", found, err)
	}
}
