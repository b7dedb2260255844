package answer

import (
	"context"
	"strings"
	"testing"
	"time"

	"byline/article"
)

// quoteOf returns the quote of words in a, which must hold them once.
func quoteOf(t testing.TB, a *article.Article, words string, score float64) article.Quote {
	t.Helper()
	i := strings.Index(a.Text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, a.Text)
	}
	return article.Quote{Article: a, Span: article.Span{Start: i, End: i + len(words)}, Passage: article.Span{End: len(a.Text)}, Score: score}
}

func day(s string) article.Date {
	d, err := article.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestExtract(t *testing.T) {
	treaty := &article.Article{RevisionID: 1, Title: "Treaty", Published: day("2020-10-27"), Teaser: true,
		Text: "The treaty was signed in 1987. It banned missiles of two ranges. The weather was fine."}
	copied := &article.Article{RevisionID: 2, Title: "Treaty, again", Published: day("2020-10-28"),
		Text: "The treaty was signed in 1987."}
	found := article.Found{Question: "when was the treaty signed", Confidence: .9, Sentences: []article.Quote{
		quoteOf(t, treaty, "The treaty was signed in 1987.", 4),
		quoteOf(t, copied, "The treaty was signed in 1987.", 3.9),
		quoteOf(t, treaty, "It banned missiles of two ranges.", 3),
		quoteOf(t, treaty, "The weather was fine.", 1),
	}}
	var a Answerer
	ans, err := a.Answer(context.Background(), found, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := "The treaty was signed in 1987. It banned missiles of two ranges."; ans.Text != want {
		t.Errorf("text %q, want %q", ans.Text, want)
	}
	if q := ans.Claims[0].Quotes[0]; len(q.Copies) != 1 || q.Copies[0] != copied {
		t.Errorf("copies %v, want the second article", q.Copies)
	}
	if ans.AsOf != day("2020-10-27") {
		t.Errorf("as of %s, want 2020-10-27", ans.AsOf)
	}
	if len(ans.Notes) != 1 || !strings.Contains(ans.Notes[0], "Only the beginning") {
		t.Errorf("notes %q, want one on the teaser", ans.Notes)
	}
}

func TestAbstain(t *testing.T) {
	a := &article.Article{Text: "The treaty was signed in 1987."}
	found := article.Found{Question: "who won the World Cup", Confidence: AbstainBelow - .01,
		Sentences: []article.Quote{quoteOf(t, a, a.Text, 1)}, Reasons: []string{"nothing mentions “World Cup”"}}
	found.Sentences[0].Bold = []article.Span{{Start: 4, End: 10}}
	ans, err := new(Answerer).Answer(context.Background(), found, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !ans.Abstained || len(ans.Claims) != 0 || len(ans.Nearest) != 1 {
		t.Errorf("abstained %v with %d claims and %d nearest, want true, 0, 1", ans.Abstained, len(ans.Claims), len(ans.Nearest))
	}
	if bold := ans.Nearest[0].Bold; len(bold) > 0 {
		t.Errorf("%v is bold in what came closest, as if it answered", bold)
	}
	if want := "The articles do not say: nothing mentions “World Cup”."; ans.Text != want {
		t.Errorf("text %q, want %q", ans.Text, want)
	}
}

func TestNumbersKeepSentencesApart(t *testing.T) {
	a := &article.Article{RevisionID: 1, Text: "The fire at the mill in Dunmore on Sunday night killed 12 people."}
	b := &article.Article{RevisionID: 2, Text: "The fire at the mill in Dunmore on Sunday night killed 14 people."}
	got := merge([]article.Quote{quoteOf(t, a, a.Text, 2), quoteOf(t, b, b.Text, 1)})
	if len(got) != 2 {
		t.Errorf("%d quotes, want both numbers", len(got))
	}
}

func TestEndedContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), -time.Second)
	defer cancel()
	if _, err := new(Answerer).Answer(ctx, article.Found{}, nil); err == nil {
		t.Error("no error from a context that has ended")
	}
}

func TestACorrectionNoticeDoesNotAnswer(t *testing.T) {
	ship := &article.Article{Title: "Ship", Correction: "Correction: an earlier version said that it was freed on 28 March. It was 29 March.",
		Text: "The ship was freed on 29 March.\n\nCorrection: an earlier version said that it was freed on 28 March. It was 29 March."}
	found := article.Found{Confidence: .9, Sentences: []article.Quote{
		quoteOf(t, ship, "Correction: an earlier version said that it was freed on 28 March.", 5),
		quoteOf(t, ship, "The ship was freed on 29 March.", 4),
	}}
	for question, want := range map[string]string{
		"when was it freed":  "The ship was freed on 29 March.",
		"what was corrected": "Correction: an earlier version said that it was freed on 28 March.",
	} {
		found.Question = question
		ans, err := new(Answerer).Answer(context.Background(), found, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.Claims[0].Text; got != want {
			t.Errorf("%s: first %q, want %q", question, got, want)
		}
	}
}
