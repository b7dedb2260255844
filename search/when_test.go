package search_test

import (
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/search"
)

// ferries is a story that goes on through time.
func ferries(t testing.TB) *search.Searcher {
	return over(t,
		&article.Article{Ref: "summit", Title: "Ministers meet in Turku", Published: day("2022-06-03"),
			Text: "The ferry summit in Turku ended on 2 June 2022. Ministers shook hands."},
		&article.Article{Ref: "before", Title: "Ferry fares", Published: day("2022-05-10"), Text: "The ferry line proposed a fare of 12 crowns. Passengers complained."},
		&article.Article{Ref: "after", Title: "Ferry fares again", Published: day("2022-08-20"), Text: "The ferry line proposed a fare of 14 crowns. Nobody complained."},
		&article.Article{Ref: "new", Title: "Fares once more", Published: day("2023-10-04"), Text: "The ferry line proposed a fare of 15 crowns. The town agreed."},
		&article.Article{Ref: "undated", Title: "Fares of old", Text: "The ferry line proposed a fare of 3 crowns on 7 October 2013. Some paid."},
	)
}

func TestTimePrefers(t *testing.T) {
	s := ferries(t)
	now := time.Date(2023, 10, 12, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ question, first, understood string }{
		{"what fare did the ferry line propose last week", "new", ""},
		{"what fare did the ferry line propose this year", "new", ""},
		{"what fare did the ferry line propose last year", "after before", ""},
		{"what fare did the ferry line propose since the ferry summit in Turku ended", "after new", "(from 2 June 2022)"},
		{"what fare did the ferry line propose before the ferry summit in Turku", "before", "(before 2 June 2022)"},
		{"what fare did the ferry line propose before June 2022", "before", ""},
		{"what fare did the ferry line propose in August 2022", "after", ""},
		{"what is the latest fare that the ferry line proposed", "new", ""},
		{"what fare did the ferry line propose since the flood of Babylon", "before after new undated", ""},
	} {
		found := find(t, s, search.Question{Text: tt.question, Now: now})
		if len(found.Sentences) == 0 {
			t.Errorf("%s: nothing found", tt.question)
			continue
		}
		if got := found.Sentences[0].Article.Ref; !strings.Contains(tt.first, got) {
			t.Errorf("%s: of %s first, want %s", tt.question, got, tt.first)
		}
		if !strings.HasSuffix(found.Question, tt.understood) || tt.understood == "" && found.Question != tt.question {
			t.Errorf("%s: understood as %q, want %q", tt.question, found.Question, tt.understood)
		}
		articles := map[string]bool{}
		for _, q := range found.Sentences {
			articles[q.Article.Ref] = true
		}
		if len(articles) < 4 {
			t.Errorf("%s: only articles %v; a time in a question prefers and does not exclude", tt.question, articles)
		}
	}
}

func TestTimeMovesWithTheClock(t *testing.T) {
	s := ferries(t)
	for today, want := range map[string]string{"2022-05-17": "before", "2022-08-24": "after", "2023-10-09": "new"} {
		found := find(t, s, search.Question{Text: "what fare did the ferry line propose in the past two weeks", Now: day(today).Time().Add(20 * time.Hour)})
		if got := found.Sentences[0].Article.Ref; got != want {
			t.Errorf("on %s: of %s first, want %s", today, got, want)
		}
		if len(found.Reasons) > 0 {
			t.Errorf("on %s: doubts %q", today, found.Reasons)
		}
	}
	found := find(t, s, search.Question{Text: "what fare did the ferry line propose yesterday", Now: day("2030-01-01").Time()})
	if len(found.Sentences) == 0 || !strings.Contains(strings.Join(found.Reasons, " "), "of that time") {
		t.Errorf("%d sentences, reasons %q; want all, and that none is of that time", len(found.Sentences), found.Reasons)
	}
}
