package answer

import (
	"strings"
	"testing"

	"byline/article"
)

// lengths is a search's result of two articles that disagree.
func lengths(t *testing.T) article.Found {
	a := &article.Article{ID: 1, RevisionID: 1, Published: day("2016-06-21"), Text: "The Nile is 6,853 kilometres long if it is followed to its most distant source."}
	b := &article.Article{ID: 2, RevisionID: 2, Published: day("2015-03-10"), Text: "The Nile is about 6,650 kilometres long, which makes it the longest river in the world. Its dam was completed in 1970. It was opened by Nasser on 9 January 1960."}
	return article.Found{Question: "how long is the Nile", Confidence: .9,
		Passages: []article.Hit{{Article: a, Passage: article.Span{End: len(a.Text)}}, {Article: b, Passage: article.Span{End: len(b.Text)}}},
		Sentences: []article.Quote{
			quoteOf(t, a, a.Text, 4),
			quoteOf(t, b, "The Nile is about 6,650 kilometres long, which makes it the longest river in the world.", 1),
			quoteOf(t, b, "Its dam was completed in 1970.", .5),
			quoteOf(t, b, "It was opened by Nasser on 9 January 1960.", .4),
		}}
}

func TestDisagreementShowsBoth(t *testing.T) {
	ans, err := new(Answerer).Answer(t.Context(), lengths(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(ans.Claims) != 2 || len(ans.Conflicts) != 1 {
		t.Fatalf("%d claims and %d conflicts, want 2 and 1: %q", len(ans.Claims), len(ans.Conflicts), ans.Text)
	}
	if c := ans.Conflicts[0]; c.AWords != "6,853 kilometres" || c.BWords != "6,650 kilometres" {
		t.Errorf("conflict %+v", c)
	}
}

func TestAgreementIsNoConflict(t *testing.T) {
	found := lengths(t)
	found.Sentences[1].Article.Text = strings.Replace(found.Sentences[1].Article.Text, "about 6,650", "about 6,850", 1)
	ans, err := new(Answerer).Answer(t.Context(), found, nil)
	if err != nil || len(ans.Conflicts) != 0 {
		t.Errorf("conflicts %+v, error %v; want none: 6,853 is about 6,850", ans.Conflicts, err)
	}
}

func TestCheck(t *testing.T) {
	for sentence, want := range map[string]article.Finding{
		"The Nile is 6,853 kilometres long.":           article.Supported,
		"The dam was completed in 1971.":               article.Contradicted,
		"Nasser never opened it on 9 January 1960.":    article.Contradicted,
		"The Amazon carries more water than any river": article.NotSaid,
	} {
		got, err := new(Answerer).Check(t.Context(), sentence, lengths(t))
		if err != nil {
			t.Fatal(err)
		}
		if got.Finding != want || len(got.Quotes) == 0 {
			t.Errorf("%q is %s with %d quotes (%s), want %s", sentence, got.Finding, len(got.Quotes), got.Reason, want)
		}
	}
}

func TestTimeline(t *testing.T) {
	got, err := new(Answerer).Timeline(t.Context(), lengths(t))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, d := range got {
		words = append(words, d.Date.String()+" "+d.Words)
	}
	if want := "1960-01-09 9 January 1960|1970-01-01 1970"; strings.Join(words, "|") != want {
		t.Errorf("timeline %q, want %q", strings.Join(words, "|"), want)
	}
}

func TestSummarize(t *testing.T) {
	art := treatyFound(t).Passages[0].Article
	ans, err := new(Answerer).Summarize(t.Context(), art, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(ans.Claims) == 0 || !strings.HasPrefix(ans.Text, "The INF Treaty was signed") {
		t.Errorf("summary %q", ans.Text)
	}
	for _, c := range ans.Claims {
		if q := c.Quotes[0]; q.Text() != c.Text {
			t.Errorf("%q is not its quote %q", c.Text, q.Text())
		}
	}
	written, err := (&Answerer{Model: says("Washington withdrew in August 2019 [1.3]. It withdrew in 2018 [1.3].")}).Summarize(t.Context(), art, nil)
	if err != nil || written.Text != "Washington withdrew in August 2019." || written.Withheld != 1 {
		t.Errorf("summary %q with %d withheld, error %v", written.Text, written.Withheld, err)
	}
}
