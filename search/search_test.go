package search_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/search"
	"byline/search/index"
	"byline/search/memory"
)

var shared = []article.LibraryID{article.Shared}

func day(s string) article.Date {
	d, err := article.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// treaty and others are a small library.
func treaties(t testing.TB) *search.Searcher {
	t.Helper()
	return over(t,
		&article.Article{Ref: "moratorium", Title: "Moscow offers a moratorium", Source: "Wire", Published: day("2020-10-27"), Text: "Russian President Vladimir Putin proposed a moratorium on new missiles in Europe.\n\n" +
			"He called on NATO countries to declare a similar moratorium. The INF Treaty was signed in 1987. Washington withdrew from the treaty on August 2."},
		&article.Article{Ref: "harvest", Title: "A record harvest", Source: "Field", Published: day("2021-09-01"), Text: "Farmers brought in 40 million tonnes of wheat. Rain in May had helped, the ministry said."},
		&article.Article{Ref: "ernte", Title: "Rekordernte", Source: "Feld", Published: day("2021-09-02"), Text: "Die Bauern haben vierzig Millionen Tonnen Weizen geerntet. Der Regen im Mai hat geholfen, sagte das Ministerium."},
	)
}

func over(t testing.TB, articles ...*article.Article) *search.Searcher {
	t.Helper()
	m, err := memory.New(articles)
	if err != nil {
		t.Fatal(err)
	}
	return search.New(index.New(m, 1<<20), m, 0)
}

func find(t testing.TB, s *search.Searcher, q search.Question) article.Found {
	t.Helper()
	found, err := s.Find(context.Background(), shared, q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestFind(t *testing.T) {
	s := treaties(t)
	for _, tt := range []struct{ question, want string }{
		{"who proposed the moratorium", "Russian President Vladimir Putin proposed"},
		{"when was the INF treaty signed", "The INF Treaty was signed in 1987."},
		{"When did Washington withdraw from the treaty?", "Washington withdrew"},
		{"how many tonnes of wheat", "Farmers brought in"},
		{"WHO PROPOSED THE MORATORIUM???", "Russian President Vladimir Putin proposed"},
		{"Was haben die Bauern geerntet?", "Die Bauern haben"},
	} {
		found := find(t, s, search.Question{Text: tt.question})
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.want) {
			t.Errorf("%s: found %v, want %q first", tt.question, found.Sentences, tt.want)
			continue
		}
		if found.Confidence < .5 {
			t.Errorf("%s: confidence %.2f", tt.question, found.Confidence)
		}
		p := found.Passages[0]
		if !strings.Contains(p.Passage.Of(p.Article.Text), tt.want) || !p.Passage.Contains(p.Sentence) {
			t.Errorf("%s: passage %q does not show its sentence", tt.question, p.Passage.Of(p.Article.Text))
		}
	}
}

func TestFindNothing(t *testing.T) {
	s := treaties(t)
	for _, q := range []string{"", "?!", "who was it", "zzyzx"} {
		if found := find(t, s, search.Question{Text: q}); len(found.Sentences) != 0 || found.Confidence != 0 {
			t.Errorf("%q: %d sentences with confidence %.2f", q, len(found.Sentences), found.Confidence)
		}
	}
	found := find(t, s, search.Question{Text: "who won the World Cup in Brazil"})
	if found.Confidence >= .5 || len(found.Reasons) == 0 || !strings.Contains(strings.Join(found.Reasons, " "), "Brazil") {
		t.Errorf("confidence %.2f, reasons %q", found.Confidence, found.Reasons)
	}
}

func TestFindInTime(t *testing.T) {
	s := treaties(t)
	found := find(t, s, search.Question{Text: "missiles or wheat", Since: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)})
	for _, q := range found.Sentences {
		if q.Article.Ref == "moratorium" {
			t.Errorf("an article of 2020 for a question since 2021")
		}
	}
	if len(found.Sentences) == 0 {
		t.Error("nothing found since 2021")
	}
}

func TestFindWithin(t *testing.T) {
	s := treaties(t)
	all := find(t, s, search.Question{Text: "when was the treaty signed"})
	art := all.Sentences[0].Article
	within := article.Span{Start: 0, End: strings.Index(art.Text, "\n\n")}
	found := find(t, s, search.Question{Text: "when was the treaty signed", Article: art.ID, Within: within})
	for _, q := range found.Sentences {
		if !within.Contains(q.Span) {
			t.Errorf("%q is not within", q.Text())
		}
	}
}

func TestLoneArticleIsNotDoubted(t *testing.T) {
	s := over(t, &article.Article{Title: "Port strike ends", Text: "Dock workers ended their strike on Thursday.\n\nTheir union had proposed talks in May.\n\nThe port reopened at once, and ships came in."})
	for question, answered := range map[string]bool{
		"when did the dock workers end their strike": true,
		"who won the World Cup":                      false,
	} {
		if found := find(t, s, search.Question{Text: question}); (found.Confidence >= .5) != answered {
			t.Errorf("%s: confidence %.2f", question, found.Confidence)
		}
	}
}

// A question that turns round what the articles say has no answer in them.
func TestTurnedRoundIsDoubted(t *testing.T) {
	s := over(t,
		&article.Article{Title: "Harbours of the coast", Text: "Norhaven has the largest harbour of the coast.\n\nThe harbour of Norhaven was dug in 1890 by the Ayre brothers.\n\nFerries may enter it at night."},
		&article.Article{Title: "Wheat", Text: "Farmers brought in wheat."})
	sure := func(q string) float64 { return find(t, s, search.Question{Text: q}).Confidence }
	for _, c := range []struct{ said, turned string }{
		{"which harbour of the coast is the largest", "which harbour of the coast is the smallest"},
		{"who dug the harbour of Norhaven in 1890", "who dug the harbour of Norhaven in 1950"},
		{"which ferries may enter Norhaven at night", "which ferries may not enter Norhaven at night"},
	} {
		if said, turned := sure(c.said), sure(c.turned); said <= turned {
			t.Errorf("%q %.2f, %q %.2f", c.said, said, c.turned, turned)
		}
	}
	found := find(t, s, search.Question{Text: "who dug the harbour of Norhaven in 1950"})
	if !strings.Contains(strings.Join(found.Reasons, "; "), "1950") {
		t.Errorf("reasons %q", found.Reasons)
	}
}

// A long question need not be covered by one sentence.
func TestLongQuestionOverSeveralArticles(t *testing.T) {
	s := treaties(t)
	q := "Who proposed the moratorium on missiles in Europe, while the treaty was signed in 1987 and Washington withdrew from it in August and farmers brought in tonnes of wheat?"
	if found := find(t, s, search.Question{Text: q}); found.Confidence < .5 {
		t.Errorf("confidence %.2f", found.Confidence)
	}
	absent := "Who coached the winning football team of Brazil in the final of the tournament, while the orchestra of Vienna played its opening concert and painters exhibited watercolours in Lisbon?"
	if found := find(t, s, search.Question{Text: absent}); found.Confidence >= .5 {
		t.Errorf("of nothing that is there: confidence %.2f", found.Confidence)
	}
}

func TestPageThatIsNamedComesFirst(t *testing.T) {
	s := over(t,
		&article.Article{Ref: "song", Title: "The Quiet Harbour (song)", Text: "It was written by Inga Moe in 1994 and reached number two. It was later used in a film."},
		&article.Article{Ref: "town", Title: "Harbour", Text: "A harbour is a sheltered body of water. Who owns a quiet harbour may charge for it. It was written by law in 1994 that charges be posted at the harbour."},
		&article.Article{Ref: "other", Title: "Inga Moe", Text: "Inga Moe wrote songs. She lived by a quiet fjord and kept goats."},
	)
	for _, q := range []string{"who wrote the song the quiet harbour", "when was the quiet harbour song written"} {
		found := find(t, s, search.Question{Text: q})
		if len(found.Passages) == 0 || found.Passages[0].Article.Ref != "song" {
			t.Errorf("%s: %v first, want the page of that name", q, found.Passages)
		}
	}
}
