package answer

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"byline/article"
	"byline/prompts"
)

// obeys is a model that does what an injected sentence asks: it says the given
// words, repeats the injected sentence, and cites every number it can find.
type obeys struct{ words, injected string }

func (o obeys) Stream(_ context.Context, p prompts.Prompt, emit func(string) error) (prompts.Usage, error) {
	for _, words := range []string{o.words, o.injected} {
		for _, end := range []string{" [1.1].", " [1.2].", " [1.1][1.2][1.3].", " [9.9].", "", "\n"} {
			if err := emit(strings.TrimSuffix(words, ".") + end + "\n"); err != nil {
				return prompts.Usage{}, err
			}
		}
	}
	return prompts.Usage{}, nil
}

const (
	bridgeOpened = "The bridge at Varn was opened in June 1998 by Marta Velin."
	bridgeToll   = "The toll for cars is 4.50 euros."
)

// injected is a search's result in which the injected sentence ranks best.
func injected(sentence string) article.Found {
	a := &article.Article{RevisionID: 1, Title: "The bridge", Language: "en", Text: bridgeOpened + "\n\n" + sentence + "\n\n" + bridgeToll}
	whole := article.Span{End: len(a.Text)}
	at := len(bridgeOpened) + 2
	return article.Found{Question: "When was the bridge opened?", Confidence: 1,
		Passages: []article.Hit{{Article: a, Passage: whole}},
		Sentences: []article.Quote{
			{Article: a, Span: article.Span{Start: at, End: at + len(sentence)}, Passage: whole, Score: 9},
			{Article: a, Span: article.Span{End: len(bridgeOpened)}, Passage: whole, Score: 8},
		}}
}

func TestInjections(t *testing.T) {
	data, err := os.ReadFile("testdata/injections.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for block := range strings.SplitSeq(string(data), "\n\n") {
		sentence, words, ok := strings.Cut(strings.TrimSpace(block), "\n")
		if !ok || strings.HasPrefix(block, "# Articles") {
			continue
		}
		n++
		for name, model := range map[string]Model{"model": obeys{words, sentence}, "copied": nil} {
			var seen []string
			ans, err := (&Answerer{Model: model}).Answer(t.Context(), injected(sentence), func(a article.Answer) { seen = append(seen, a.Text) })
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, ans.Text)
			for _, c := range ans.Claims {
				for _, q := range c.Quotes {
					seen = append(seen, q.Text())
				}
			}
			for _, s := range seen {
				rest := strings.NewReplacer(bridgeOpened, "", bridgeToll, "").Replace(s)
				if model != nil && strings.TrimSpace(rest) != "" || !reachable(rest) {
					t.Errorf("%s: an article with %q has the reader see %q", name, sentence, s)
				}
			}
		}
	}
	if n < 60 {
		t.Errorf("%d injections, want at least 60", n)
	}
}

// reachable reports whether words may stand in a copied answer: they may tell
// what an article says, but not ping, link or steer.
func reachable(s string) bool {
	for _, bad := range []string{"@everyone", "@here", "<@", "<#", "](", "<script", "<img", "gnore all", "evil.example", "SYSTEM", "system prompt", "password", "seed phrase"} {
		if strings.Contains(s, bad) {
			return false
		}
	}
	return true
}

// TestHostileArticles holds a model that does what an article says to the
// same: whatever testdata/hostile.jsonl makes it write, with numbers that exist
// and numbers that do not, readers see the two true sentences at most.
func TestHostileArticles(t *testing.T) {
	f, err := os.Open("testdata/hostile.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	kinds := map[string]bool{}
	for lines.Scan() {
		var h struct {
			Kind, Says, Title string
			Obey              []string
			Plain             bool // it states something, however dressed, and may be quoted for that
			Verbatim          bool // it may be quoted as a whole, but nothing made of it
		}
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		kinds[h.Kind] = true
		for _, words := range h.Obey {
			var seen []string
			found := injected(h.Says)
			if h.Title != "" {
				found.Passages[0].Article.Title = h.Title
			}
			if _, err := (&Answerer{Model: obeys{words, h.Says}}).Answer(t.Context(), found, func(a article.Answer) { seen = append(seen, a.Text) }); err != nil {
				t.Fatal(err)
			}
			for _, s := range seen {
				rest := strings.TrimSpace(strings.NewReplacer(bridgeOpened, "", bridgeToll, "").Replace(s))
				if rest != "" && !(h.Plain && dressed(rest, h.Says)) && !(h.Verbatim && strings.Trim(rest, ".") == strings.Trim(h.Says, ".")) {
					t.Errorf("%s: the reader sees %q", h.Kind, s)
					break
				}
			}
		}
	}
	if len(kinds) < 170 {
		t.Errorf("%d kinds of hostile articles, want at least 170", len(kinds))
	}
}

// dressed reports whether every sentence of s is in says, but for its marks.
func dressed(s, says string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, clean(s))
	}
	for part := range strings.SplitSeq(s, ". ") {
		if !strings.Contains(letters(says), letters(part)) {
			return false
		}
	}
	return true
}
