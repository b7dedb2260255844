package answer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"byline/article"
	"byline/prompts"
)

// says is a model that replies with these words, a few bytes at a time.
type says string

func (s says) Stream(ctx context.Context, p prompts.Prompt, emit func(string) error) (prompts.Usage, error) {
	for i := 0; i < len(s); i += 7 {
		if err := emit(string(s[i:min(i+7, len(s))])); err != nil {
			return prompts.Usage{}, err
		}
	}
	return prompts.Usage{In: prompts.Tokens(p.User), Out: prompts.Tokens(string(s))}, nil
}

// breaks is a model that fails after these words.
type breaks string

func (b breaks) Stream(ctx context.Context, p prompts.Prompt, emit func(string) error) (prompts.Usage, error) {
	if err := emit(string(b)); err != nil {
		return prompts.Usage{}, err
	}
	return prompts.Usage{}, errors.New("the line went dead")
}

// hangs is a model that says nothing until its time is over.
type hangs struct{}

func (hangs) Stream(ctx context.Context, p prompts.Prompt, emit func(string) error) (prompts.Usage, error) {
	<-ctx.Done()
	return prompts.Usage{}, ctx.Err()
}

// treatyFound is a search's result of one passage with three sentences.
func treatyFound(t testing.TB) article.Found {
	a := &article.Article{RevisionID: 1, Title: "Treaty", Source: "The Gazette", Published: day("2020-10-27"), Text: "The INF Treaty was signed by Reagan and Gorbachev in 1987. " +
		"It banned missiles with ranges of 500 to 5,500 kilometres. Washington withdrew in August 2019."}
	q := quoteOf(t, a, "The INF Treaty was signed by Reagan and Gorbachev in 1987.", 3)
	return article.Found{Question: "when was the treaty signed", Confidence: .9,
		Passages: []article.Hit{{Article: a, Passage: article.Span{End: len(a.Text)}}}, Sentences: []article.Quote{q}}
}

func TestWrite(t *testing.T) {
	const copied = "The INF Treaty was signed by Reagan and Gorbachev in 1987."
	tests := []struct {
		name     string
		model    Model
		text     string
		withheld int
	}{
		{"true", says("Reagan and Gorbachev signed the INF Treaty in 1987 [1.1]. Washington withdrew in August 2019 [1.3]."),
			"Reagan and Gorbachev signed the INF Treaty in 1987. Washington withdrew in August 2019.", 0},
		{"numbers after the full stop", says("Washington withdrew in August 2019. [1.3]"), "Washington withdrew in August 2019.", 0},
		{"numbers in one bracket", says("Reagan signed the INF Treaty in 1987 [1.1, 1.2]."), "Reagan signed the INF Treaty in 1987.", 0},
		{"numbers in front", says("[1.3] Washington withdrew in August 2019."), "Washington withdrew in August 2019.", 0},
		{"a list", says("- **Washington** withdrew in August 2019 [1.3]\n- Reagan signed the INF Treaty in 1987 [1.1]\n"),
			"Washington withdrew in August 2019 Reagan signed the INF Treaty in 1987", 0},
		{"to the asker", says("Yes. According to the articles, Washington withdrew in August 2019 [1.3]. Indeed, the INF Treaty was signed by Reagan and Gorbachev in 1987 [1.1]."),
			"Washington withdrew in August 2019. The INF Treaty was signed by Reagan and Gorbachev in 1987.", 0},
		{"to the asker and false", says("Yes, the INF Treaty was signed by Reagan and Thatcher in 1987 [1.1]. No, Washington did not withdraw in August 2019 [1.3]."), copied, 2},
		{"one false", says("The INF Treaty was signed in 1988 [1.1]. Washington withdrew in August 2019 [1.3]."), "Washington withdrew in August 2019.", 1},
		{"no number", says("Washington withdrew in August 2019. Reagan signed the INF Treaty in 1987 [1.1]."), "Reagan signed the INF Treaty in 1987.", 1},
		{"a number too high", says("Washington withdrew in August 2019 [1.4]."), copied, 1},
		{"number zero", says("Washington withdrew in August 2019 [0.1]."), copied, 1},
		{"a passage too high", says("Washington withdrew in August 2019 [9.1]."), copied, 1},
		{"a wrong number", says("Washington withdrew in August 2019 [1.1]."), copied, 1},
		{"half a number", says("Washington withdrew in August 2019 [1]."), copied, 1},
		{"an open bracket", says("Washington withdrew in August 2019 [1.3"), copied, 1},
		{"a mention", says("@everyone Washington withdrew in August 2019 [1.3]."), copied, 1},
		{"a link", says("Washington withdrew in August 2019, see https://evil.example/x [1.3]."), copied, 1},
		{"silence", says("The articles do not say."), copied, 0},
		{"nothing", says(""), copied, 0},
		{"refusal", says("I'm sorry, I cannot help with that."), copied, 1},
		{"failure", breaks("Washington withdrew in August 2019 [1.3]. "), copied, 0},
		{"as others cite", says("Reagan signed the INF Treaty in 1987 [[1.1]]. Washington withdrew in August 2019. [^1.3] It banned missiles [Sentence 1.2].\u202f【1.2†source】"),
			"Reagan signed the INF Treaty in 1987. Washington withdrew in August 2019. It banned missiles.", 0},
		{"a range", says("Washington withdrew in August 2019 [1.1-1.3]. The INF Treaty was signed by Reagan in 1987 [1.1 and 1.2]."),
			"Washington withdrew in August 2019. The INF Treaty was signed by Reagan in 1987.", 0},
		{"a range that is none", says("Washington withdrew in August 2019 [1.3-1.1]. Washington withdrew in August 2019 [1.1-2.3]. Washington withdrew in August 2019 [1.1-1.9]."), copied, 3},
		{"blanks that do not break", says("Washington\u00a0withdrew in August 2019\u202f[1.3]\u00a0."), "Washington withdrew in August 2019.", 0},
		{"a tick", says("✅ Washington withdrew in August 2019 [1.3]."), "Washington withdrew in August 2019.", 0},
		{"in a loop", says(strings.Repeat("Washington withdrew in August 2019 [1.3]. ", 9000)), "Washington withdrew in August 2019.", 0},
		{"turned round", says("Washington withdrew \u202ein August 2019\u202c [1.3]."), "Washington withdrew in August 2019.", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := &Answerer{Model: tt.model}
			ans, err := a.Answer(t.Context(), treatyFound(t), nil)
			if err != nil {
				t.Fatal(err)
			}
			if ans.Text != tt.text || ans.Withheld != tt.withheld {
				t.Errorf("%q with %d withheld, want %q with %d\n%+v", ans.Text, ans.Withheld, tt.text, tt.withheld, ans.Checked)
			}
			if (ans.Mode == article.Model) != (tt.text != copied) {
				t.Errorf("mode %s", ans.Mode)
			}
			for _, c := range ans.Claims {
				for _, q := range c.Quotes {
					if q.Len() == 0 || !strings.HasSuffix(q.Text(), ".") {
						t.Errorf("claim %q rests on %q", c.Text, q.Text())
					}
				}
			}
		})
	}
}

// narrow is a model that takes prompts of so many bytes.
type narrow struct {
	most int
	says
}

func (n narrow) Stream(ctx context.Context, p prompts.Prompt, emit func(string) error) (prompts.Usage, error) {
	if len(p.User) > n.most {
		return prompts.Usage{}, fmt.Errorf("llm: %w", prompts.ErrTooLong)
	}
	return n.says.Stream(ctx, p, emit)
}

func TestPromptThatIsTooLongIsHalved(t *testing.T) {
	found := treatyFound(t)
	whole := len(prompts.Answer{Question: found.Question, Passages: sheetOf(found).prompt(), MaxSentences: 3}.Render().User)
	for _, tt := range []struct {
		most int
		mode article.Mode
		asks int
	}{{whole, article.Model, 1}, {whole - 1, article.Model, 2}, {10, article.Extractive, 2}} {
		a := &Answerer{Model: narrow{tt.most, "Reagan signed the INF Treaty in 1987 [1.1]."}}
		ans, err := a.Answer(t.Context(), found, nil)
		if err != nil || ans.Mode != tt.mode || len(ans.Calls) != tt.asks {
			t.Errorf("with room for %d of %d bytes: mode %s after %d calls, %v; want %s after %d", tt.most, whole, ans.Mode, len(ans.Calls), err, tt.mode, tt.asks)
		}
	}
}

func TestSlowModel(t *testing.T) {
	a := &Answerer{Model: hangs{}, Timeout: 1}
	ans, err := a.Answer(t.Context(), treatyFound(t), nil)
	if err != nil || ans.Mode != article.Extractive || len(ans.Claims) == 0 {
		t.Errorf("answer %+v, error %v; want the copied one", ans, err)
	}
}

func TestProgressShowsOnlyCheckedSentences(t *testing.T) {
	var shown []string
	a := &Answerer{Model: says("The treaty was signed in 1812 [1.1]. Washington withdrew in August 2019 [1.3]. It banned missiles [1.2].")}
	if _, err := a.Answer(t.Context(), treatyFound(t), func(ans article.Answer) { shown = append(shown, ans.Text) }); err != nil {
		t.Fatal(err)
	}
	want := []string{"Washington withdrew in August 2019.", "Washington withdrew in August 2019. It banned missiles."}
	if strings.Join(shown, "|") != strings.Join(want, "|") {
		t.Errorf("shown %q, want %q", shown, want)
	}
}

func TestAbstentionAsksNoModel(t *testing.T) {
	found := treatyFound(t)
	found.Confidence = 0
	ans, err := (&Answerer{Model: says("Washington withdrew in August 2019 [1.3].")}).Answer(t.Context(), found, nil)
	if err != nil || !ans.Abstained || ans.TokensIn != 0 {
		t.Errorf("answer %+v, error %v; want an abstention without a call", ans, err)
	}
}

func TestNeeds(t *testing.T) {
	ans, err := (&Answerer{Model: says("It banned missiles [1.2].")}).Answer(t.Context(), treatyFound(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	q := ans.Claims[0].Quotes[0]
	if got := q.Needs.Of(q.Article.Text); !strings.HasPrefix(got, "The INF Treaty was signed") {
		t.Errorf("needs %q, want the sentence before", got)
	}
}

func FuzzCite(f *testing.F) {
	f.Add("The treaty was signed in 1987 [2.3][4.1].")
	f.Add("x 【1.2】 [1.2, 3.4] [99999.1] [[1.2]")
	f.Fuzz(func(t *testing.T, s string) {
		text, numbers, ok := cite(s)
		if ok && (citing.MatchString(text) || bracketed.MatchString(text)) {
			t.Errorf("cite(%q) left a number in %q", s, text)
		}
		sheet := sheetOf(treatyFound(t))
		for _, n := range numbers {
			if source, _, found := sheet.at(n); found && source.Text() == "" {
				t.Errorf("%v is no sentence", n)
			}
		}
	})
}

func FuzzAssemble(f *testing.F) {
	f.Add("A b c [1.1]. D e f [2.2]. G", 3)
	f.Add("No end\n\n[1.2] x. [3.4] “Q.” [5.6]", 1)
	f.Fuzz(func(t *testing.T, s string, step int) {
		if step <= 0 {
			step = 1
		}
		var out strings.Builder
		a := &assembler{emit: func(s string) error { out.WriteString(s); return nil }}
		for i := 0; i < len(s); i += step {
			_ = a.add(s[i:min(len(s), i+step)])
		}
		_ = a.close()
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := squeeze(out.String()), squeeze(s); got != want {
			t.Errorf("assembled %q of %q", got, want)
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("**bold** _x_ `code` \u202e\u200b@everyone ＠here <@1>")
	f.Fuzz(func(t *testing.T, s string) {
		c := clean(s)
		if strings.ContainsAny(c, "`*~|\\\n\r\u202e\u200b\u2066＠") {
			t.Errorf("clean(%q) = %q", s, c)
		}
		if safe(c) && (strings.Contains(c, "@everyone") || strings.Contains(c, "://") || strings.Contains(c, "<@")) {
			t.Errorf("%q is held to be safe", c)
		}
	})
}
