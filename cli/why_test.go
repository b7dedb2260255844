package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/article"
)

const quay = "The quay\n\nThe quay of Dunmore was opened by Orla Ayre in May 1998. It cost 4.5 million euros."

// TestWhyShowsWhatWasWithheld asks a model that tells one truth and three
// lies; the operator sees all four with their verdicts, the reader only one.
func TestWhyShowsWhatWasWithheld(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "quay.txt", quay)
	env := map[string]string{"OPENAI_MODEL": "any", "OPENAI_BASE_URL": loopback(t, func(r request) string {
		n := numberOf(r, "Orla Ayre")
		return "Orla Ayre opened the quay of Dunmore in May 1998 " + n + ". The quay was opened in 1997 " + n + ". " +
			"Victor Crane opened the quay of Dunmore in May 1998 " + n + ". It cost nothing [7.7]. "
	})}
	runWith(t, env, 0, "add", "quay.txt")
	answered := runWith(t, env, 0, "ask", "who opened the quay of Dunmore")
	if !strings.Contains(answered, "Orla Ayre opened the quay of Dunmore in May 1998.") ||
		strings.Contains(answered, "Crane") || strings.Contains(answered, "1997") || strings.Contains(answered, "nothing") {
		t.Errorf("the reader sees\n%s", answered)
	}
	text := runWith(t, env, 0, "why", "1")
	for _, want := range []string{
		"1. shown: Orla Ayre opened", "2. withheld (date: “1997”): The quay was opened in 1997. [1.1]",
		"3. withheld (name: “Victor Crane”)", "against “The quay of Dunmore was opened by Orla Ayre in May 1998.” (The quay, article 1, bytes",
		"4. withheld (citation): It cost nothing. [7.7]\n      against no sentence",
		"answer by scripted-1, prompt ", ": 100 tokens read, 20 written", "Question read: asks whom\n", "Words that count: ", "Ranked then:\n 1. ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("why does not say %q:\n%s", want, text)
		}
	}
	var j whyJSON
	if err := json.Unmarshal([]byte(runWith(t, env, 0, "why", "--json", "1")), &j); err != nil {
		t.Fatal(err)
	}
	if len(j.Checked) != 4 || !j.Checked[0].Shown || j.Checked[1].Rule != "date" || j.Checked[2].Against[0].Article != 1 || len(j.Checked[3].Against) != 0 ||
		len(j.Calls) != 1 || j.Calls[0].Hash != j.PromptHash || j.PromptHash == "" || j.Calls[0].Model != "scripted-1" || j.TokensIn != 100 ||
		len(j.Candidates) == 0 || j.Candidates[0].Features["words"] == 0 {
		t.Errorf("why --json: %+v", j)
	}
}

// TestWhySaysThatTheModelFailed asks a model whose server does not work.
func TestWhySaysThatTheModelFailed(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "quay.txt", quay)
	env := map[string]string{"OPENAI_MODEL": "any", "OPENAI_BASE_URL": loopback(t, func(request) string { return "" })}
	runWith(t, env, 0, "add", "quay.txt")
	if out := runWith(t, env, 0, "ask", "who opened the quay of Dunmore"); !strings.Contains(out, "opened by Orla Ayre") {
		t.Errorf("without the model the answer is\n%s", out)
	}
	text := runWith(t, env, 0, "why", "1")
	for _, want := range []string{"Mode extractive", "answer by any, prompt ", "not used: unavailable: llm: ask: ", "overloaded"} {
		if !strings.Contains(text, want) {
			t.Errorf("why does not say %q:\n%s", want, text)
		}
	}
}

// TestWhyFitsTheTerminal holds that no line of a terminal's why is wider than
// columns, and that a pipe gets the same words in whole lines.
func TestWhyFitsTheTerminal(t *testing.T) {
	long := strings.Repeat("The quay of Dunmore was opened by Orla Ayre. ", 6)
	art := &article.Article{ID: 3, Title: strings.Repeat("A long title ", 9), Text: long}
	trace := article.Trace{
		Answer:  article.Answer{Question: strings.Repeat("who opened it ", 9), Understood: long, Claims: []article.Claim{{Quotes: []article.Quote{{Article: art, Span: article.Span{End: len(long) - 1}}}}}},
		Weighed: article.Weighed{Candidates: []article.Candidate{{Article: art, Span: article.Span{End: len(long) - 1}, Score: 1.5}}, Terms: []article.Measure{{Name: "quay", Value: 2}}},
	}
	shown, piped := printer{width: 100}.why(trace), printer{}.why(trace)
	for line := range strings.Lines(shown) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > columns {
			t.Errorf("%d columns: %q", n, line)
		}
	}
	if got, want := strings.Fields(shown), strings.Fields(piped); !slices.Equal(got, want) {
		t.Errorf("in a terminal %q, in a pipe %q", got, want)
	}
	if !strings.Contains(piped, strings.TrimSpace(long)) {
		t.Errorf("a pipe gets %q", piped)
	}
}
