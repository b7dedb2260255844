package render

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/article"
	"byline/commands"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
)

// source is an article of one sentence.
func sourced(title, text string) *article.Article {
	d, _ := article.ParseDate("2020-10-27")
	return &article.Article{ID: article.ID(len(text) + 1), Title: title, Source: "Harbour Post", URL: "https://harbour.example/" + strings.ReplaceAll(title, " ", "_"), Published: d, Text: text}
}

func whole(a *article.Article) article.Quote {
	return article.Quote{Article: a, Span: article.Span{Start: 0, End: len(a.Text)}}
}

func contents(pages []Page) string {
	var out []string
	for _, p := range pages {
		out = append(out, p.Content)
	}
	return strings.Join(out, "\n---\n")
}

func TestExtractiveAnswer(t *testing.T) {
	a := sourced("Dunmore vote", "Orla Ayre won by four votes.")
	q := whole(a)
	q.Bold = []article.Span{{Start: 0, End: 9}}
	asOf, _ := article.ParseDate("2020-10-27")
	got := contents(Reply(commands.Reply{Answer: &article.Answer{
		Mode: article.Extractive, AsOf: asOf, Claims: []article.Claim{{Text: a.Text, Quotes: []article.Quote{q}}},
	}}))
	want := `> **Orla Ayre** won by four votes. [1]

-# [1] Dunmore vote · Harbour Post · 2020-10-27 · <https://harbour.example/Dunmore_vote>
-# As of 2020-10-27 · quoted word for word`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestModelAnswer(t *testing.T) {
	a, b := sourced("One", "The treaty was signed in 1987."), sourced("Two", "It ended in 2019, officials said.")
	got := contents(Reply(commands.Reply{Answer: &article.Answer{
		Mode: article.Model, Withheld: 1,
		Claims: []article.Claim{
			{Text: "It was signed in 1987.", Quotes: []article.Quote{whole(a)}},
			{Text: "It lasted until 2019.", Quotes: []article.Quote{whole(b), whole(a)}},
		},
	}}))
	want := `It was signed in 1987. [1] It lasted until 2019. [2][1]

[1] “The treaty was signed in 1987.”
-# One · Harbour Post · 2020-10-27 · <https://harbour.example/One>
[2] “It ended in 2019, officials said.”
-# Two · Harbour Post · 2020-10-27 · <https://harbour.example/Two>
-# written by a model, each sentence checked against its quotes · 1 unsupported sentence withheld`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestAbstention(t *testing.T) {
	a := sourced("One", "The harbour froze in March.")
	got := contents(Reply(commands.Reply{Answer: &article.Answer{Abstained: true, Text: "The articles do not say who paid.", Nearest: []article.Quote{whole(a)}}}))
	want := `The articles do not say who paid.
What comes nearest:
> The harbour froze in March. [1]
-# [1] One · Harbour Post · 2020-10-27 · <https://harbour.example/One>`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, 3.5 % (of it)":              "plain words, 3.5 % (of it)",
		"*bold* _it_ ~~gone~~ ||spoiler||":        `\*bold\* \_it\_ \~\~gone\~\~ \|\|spoiler\|\|`,
		"[click](https://evil.example)":           `[click\](https\://evil.example)`,
		"<@123> <#4> <:x:5> <https://a.b>":        `\<@123> \<#4> \<:x:5> \<https\://a.b>`,
		"@everyone and @here, a@b.org":            `\@everyone and \@here, a@b.org`,
		"```js":                                   "\\`\\`\\`js",
		"# heading":                               `\# heading`,
		"> quote":                                 `\> quote`,
		"-# small":                                `\-# small`,
		"- item":                                  `\- item`,
		"1. item":                                 `1\. item`,
		"1987. That year":                         `1987\. That year`,
		`back\slash`:                              `back\\slash`,
		"see https://a.example/b_c_d for it":      `see https\://a.example/b\_c\_d for it`,
		"join discord.gg/x, Discord.com/invite/x": `join discord\.gg/x, Discord\.com/invite/x`,
		"It is on Discord. At 12:30, ratio 3:1":   "It is on Discord. At 12:30, ratio 3:1",
		"https://a.example/x*y*z":                 `https\://a.example/x\*y\*z`,
	} {
		if got := escape(in, true); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestFuzzedAnswers renders 10,000 answers of strangers' words and holds each
// message against Discord's limits and against what an answer must never do.
func TestFuzzedAnswers(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	r := rand.New(rand.NewPCG(1, 2))
	pages := 0
	for i := range n {
		reply := wild(r)
		if i == 0 {
			reply.Answer.Claims = append(reply.Answer.Claims, article.Claim{Text: strings.Repeat("A megabyte of words. ", 50_000)})
		}
		for _, p := range Reply(reply) {
			pages++
			if err := broken(p); err != nil {
				t.Fatalf("answer %d: %v in\n%s", i, err, p.Content)
			}
		}
	}
	t.Logf("%d answers, %d messages, no limit broken, no link cut, no fence open, nobody pinged", n, pages)
}

// FuzzReply lets the fuzzer write the words.
func FuzzReply(f *testing.F) {
	f.Add("A title", "Some words. [x](https://a.example) ```", "https://a.example/b")
	f.Fuzz(func(t *testing.T, title, text, url string) {
		a := &article.Article{ID: 1, Title: title, Text: strings.ToValidUTF8(text, "?"), URL: url}
		for _, mode := range []article.Mode{article.Extractive, article.Model} {
			for _, p := range Reply(commands.Reply{Title: title, Text: text, Answer: &article.Answer{Mode: mode, Claims: []article.Claim{{Text: a.Text, Quotes: []article.Quote{whole(a)}}}}}) {
				if err := broken(p); err != nil {
					t.Fatalf("%v in\n%s", err, p.Content)
				}
			}
		}
	})
}

var (
	linkTag   = regexp.MustCompile(`<(https?://[^\s<>]*)>`)
	backslash = regexp.MustCompile(`\\.`)
	heading   = regexp.MustCompile(`(?m)^(> |-# )?(#{1,3} |>>> )`)
	mentions  = regexp.MustCompile(`<[@#:/at]|@everyone|@here`)
)

// broken says what is wrong with a message.
func broken(p Page) error {
	if n := units(p.Content); n > 2000 || n == 0 {
		return fmt.Errorf("%d characters", n)
	}
	if !utf8.ValidString(p.Content) {
		return fmt.Errorf("not UTF-8")
	}
	if strings.HasSuffix(p.Content, `\`) && !strings.HasSuffix(p.Content, `\\`) {
		return fmt.Errorf("an escape is cut")
	}
	for _, line := range strings.Split(p.Content, "\n") {
		if strings.Count(line, "<http") != len(linkTag.FindAllString(line, -1))+strings.Count(line, `\<http`) {
			return fmt.Errorf("a link is cut")
		}
	}
	// What is left without links and escapes is markup that would take hold.
	bare := backslash.ReplaceAllString(linkTag.ReplaceAllString(p.Content, ""), "e")
	switch {
	case strings.Contains(bare, "://"):
		return fmt.Errorf("a link to press")
	case strings.Contains(bare, "`"):
		return fmt.Errorf("a fence")
	case strings.Contains(bare, "||") || strings.Contains(bare, "~~"):
		return fmt.Errorf("a spoiler or a strike")
	case strings.Contains(bare, "]("):
		return fmt.Errorf("a masked link")
	case heading.MatchString(bare):
		return fmt.Errorf("a heading")
	case mentions.MatchString(bare):
		return fmt.Errorf("a mention")
	case strings.Count(bare, "**")%2 != 0 || strings.Contains(strings.ReplaceAll(bare, "**", ""), "*"):
		return fmt.Errorf("stray emphasis")
	}
	return marks(p.Content)
}

// marks looks for marks that are cut, and for characters cut apart.
func marks(content string) error {
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(content, "> -#*")); first == 0x200d || first >= 0xfe00 && first <= 0xfe0f || first >= 0x1f3fb && first <= 0x1f3ff {
		return fmt.Errorf("a character is cut apart")
	}
	if strings.Contains(content, "\u200d") {
		for it := graphemes.FromString(content); it.Next(); {
			if it.Value() == "\u200d" {
				return fmt.Errorf("a joiner alone")
			}
		}
	}
	if strings.HasSuffix(strings.TrimRight(content, "0123456789"), "[") {
		return fmt.Errorf("a mark is cut")
	}
	return nil
}

// bits are what wild texts are made of.
func bits() []string {
	return []string{
		"word ", "Sentence ends here. ", "中文句子没有空格但是很长很长。", "日本語のテキスト、", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "é", "क्षि", "ก็",
		"@everyone ", "@here", "<@123456>", "<#1>", "</ask:1>", "<t:1:R>", "```", "`code`", "||hidden||", "~~no~~", "**bold**", "__u__", "_i_", "*",
		"[text](https://evil.example/a)", "](", "(https://x.example)", "https://long.example/" + strings.Repeat("a_b-c/", 40) + " ", "https://x.example/**y** ",
		"\n# Heading\n", "\n> quote\n", "\n- item\n", "\n1. one\n", "\n-# small\n", "\\", "\\\\", "\u202e", "\x00", "\t", "  ", "\n\n", "1987", "[1]", "]", "<", ">", "|", "~", "#",
		strings.Repeat("x", 700), strings.Repeat("漢", 900), strings.Repeat("👩‍🚒", 200), "e" + strings.Repeat("\u0301", 50),
	}
}

// wild makes a reply of random bits.
func wild(r *rand.Rand) commands.Reply {
	all := bits()
	text := func(max int) string {
		var b strings.Builder
		for range r.IntN(max) + 1 {
			b.WriteString(all[r.IntN(len(all))])
		}
		return b.String()
	}
	ans := &article.Answer{Mode: []article.Mode{article.Extractive, article.Model}[r.IntN(2)], Abstained: r.IntN(5) == 0, Text: text(4), Question: text(3), Understood: text(3), Withheld: r.IntN(3)}
	var quotes []article.Quote
	for range r.IntN(6) + 1 {
		a := &article.Article{ID: article.ID(r.IntN(1000)), Title: text(3), Source: text(2), URL: "https://news.example/" + strings.Repeat("p/", r.IntN(700)), Text: strings.ToValidUTF8(text(20), "?")}
		q := whole(a)
		if r.IntN(2) == 0 {
			if end := strings.IndexByte(a.Text, ' '); end > 0 {
				q.Bold = []article.Span{{Start: 0, End: end}}
			}
		}
		quotes = append(quotes, q)
	}
	for range r.IntN(5) {
		c := article.Claim{Text: text(12), Quotes: quotes[r.IntN(len(quotes)):]}
		if r.IntN(2) == 0 {
			c.Text = c.Quotes[0].Text()
		}
		ans.Claims = append(ans.Claims, c)
	}
	ans.Nearest = quotes
	ans.Notes = []string{text(3)}
	if len(ans.Claims) > 1 {
		ans.Conflicts = []article.Conflict{{A: 0, B: 1, AWords: text(1), BWords: text(1)}}
	}
	reply := commands.Reply{Answer: ans, Title: text(2), Text: text(5)}
	if r.IntN(4) > 0 {
		return reply
	}
	for i := range r.IntN(30) {
		reply.Items = append(reply.Items, commands.Item{ID: fmt.Sprint(i), Label: text(2), Text: text(3), Note: text(2), URL: "https://a.example"})
		reply.Actions = append(reply.Actions, commands.Action{Label: text(4), State: fmt.Sprintf("proof:%d", i)})
	}
	return reply
}
