package search_test

import (
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/search"
)

// strike is one story as two outlets carried it, and another story.
func strike(t testing.TB) (*search.Searcher, []*article.Article) {
	t.Helper()
	list := []*article.Article{
		{Ref: "a", Title: "Port strike ends", Source: "The Harbour", Published: day("2023-10-05"), Story: 1,
			Text: "Dock workers ended their strike on Thursday after 12 days. The port reopened at once."},
		{Ref: "b", Title: "Dockers return", Source: "Evening Post", Published: day("2023-10-06"), Story: 1,
			Text: "Dock workers ended their strike on Thursday, after 12 days. Ships had waited outside."},
		{Ref: "c", Title: "A strike at the mill", Source: "Evening Post", Published: day("2023-09-20"), Story: 3,
			Text: "Mill workers began a strike over pay. Orla Ayre leads their union. She called the offer an insult."},
	}
	return over(t, list...), list
}

func TestCopiesCountOnce(t *testing.T) {
	s, list := strike(t)
	found := find(t, s, search.Question{Text: "when did the dock workers end their strike"})
	q := found.Sentences[0]
	if !strings.HasPrefix(q.Text(), "Dock workers ended") || len(q.Copies) != 1 || q.Copies[0] == q.Article {
		t.Errorf("%q with copies %v; want the other outlet's", q.Text(), q.Copies)
	}
	for _, other := range found.Sentences[1:] {
		if strings.HasPrefix(other.Text(), "Dock workers ended") {
			t.Errorf("%s's copy counts again", other.Article.Source)
		}
	}
	list[1].Text = "Dock workers ended their strike on Thursday, after 14 days."
	found = find(t, over(t, list...), search.Question{Text: "when did the dock workers end their strike"})
	if len(found.Sentences[0].Copies) != 0 {
		t.Error("a sentence with another number counts as a copy")
	}
}

func TestQuotedPhrase(t *testing.T) {
	s, _ := strike(t)
	found := find(t, s, search.Question{Text: `who said of the strike "called the offer" bad`})
	for _, q := range found.Sentences {
		if q.Article.Ref != "c" {
			t.Errorf("%q is from an article without the phrase", q.Text())
		}
	}
	found = find(t, s, search.Question{Text: `dock workers strike "never again"`})
	if len(found.Sentences) == 0 || !strings.Contains(strings.Join(found.Reasons, " "), "“never again”") {
		t.Errorf("%d sentences, reasons %q; want all, and the phrase named", len(found.Sentences), found.Reasons)
	}
}

func TestSourceAndTime(t *testing.T) {
	s, _ := strike(t)
	now := time.Date(2023, 10, 12, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ question, want string }{
		{"what does the Evening Post say of the dock workers' strike", "b"},
		{"which strike began in September", "c"},
		{"what strike was there last month", "c"},
	} {
		found := find(t, s, search.Question{Text: tt.question, Now: now})
		if len(found.Sentences) == 0 || found.Sentences[0].Article.Ref != tt.want {
			t.Errorf("%s: %v first, want of %s", tt.question, found.Sentences, tt.want)
		}
	}
	found := find(t, s, search.Question{Text: "what strike was there yesterday", Now: now})
	if len(found.Sentences) == 0 || !strings.Contains(strings.Join(found.Reasons, " "), "of that time") {
		t.Errorf("reasons %q; want that no article is of that time", found.Reasons)
	}
}

func TestListTakesOnePerArticle(t *testing.T) {
	s, _ := strike(t)
	found := find(t, s, search.Question{Text: "which outlets reported a strike of workers"})
	if len(found.Sentences) < 2 || found.Sentences[0].Article == found.Sentences[1].Article {
		t.Errorf("%v; want the best of each article first", found.Sentences)
	}
}
