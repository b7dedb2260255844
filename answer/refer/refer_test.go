package refer_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"byline/answer/refer"
	"byline/article"
	"byline/text"
)

// A gold is a word of a text that points back, and whom it may be said to mean.
type gold struct {
	text  *article.Article
	at    article.Span
	names []string // none: it must be left alone
}

var marked = regexp.MustCompile(`\{([^|}]*)\|([^}]*)\}`)

// golds reads the marked texts of a file.
func golds(t *testing.T, path string) []gold {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []gold
	for _, part := range strings.Split(string(data), "\n## ")[1:] {
		title, body, _ := strings.Cut(part, "\n")
		art := &article.Article{Title: title}
		var marks []gold
		var b strings.Builder
		at := 0
		for _, m := range marked.FindAllStringSubmatchIndex(body, -1) {
			b.WriteString(body[at:m[0]])
			g := gold{text: art, at: article.Span{Start: b.Len(), End: b.Len() + m[3] - m[2]}}
			if names := body[m[4]:m[5]]; names != "-" {
				g.names = strings.Split(names, "/")
			}
			b.WriteString(body[m[2]:m[3]])
			marks = append(marks, g)
			at = m[1]
		}
		b.WriteString(body[at:])
		art.Text = strings.TrimRight(b.String(), "\n")
		art.Text = strings.TrimLeft(art.Text, "\n")
		if cut := b.Len() - len(strings.TrimLeft(b.String(), "\n")); cut > 0 {
			for i := range marks {
				marks[i].at.Start -= cut
				marks[i].at.End -= cut
			}
		}
		out = append(out, marks...)
	}
	return out
}

// A tally counts what was named.
type tally struct{ marks, nameable, named, right int }

func count(t *testing.T, path string, verbose bool) tally {
	var n tally
	for _, g := range golds(t, path) {
		n.marks++
		if len(g.names) > 0 {
			n.nameable++
		}
		var said string
		for _, s := range text.Sentences(g.text.Text) {
			if !s.Contains(g.at) {
				continue
			}
			for _, r := range refer.Names(g.text, s) {
				if r.Span == g.at {
					said = r.Name
				}
			}
			plain := strings.TrimPrefix(strings.TrimPrefix(said, "The "), "the ")
			switch {
			case said == "":
				if verbose && len(g.names) > 0 {
					t.Logf("left: %q of %q", g.names, s.Of(g.text.Text))
				}
			case slices.Contains(g.names, plain):
				n.named++
				n.right++
			default:
				n.named++
				t.Logf("%s: %q in %q is said to be %q, want %q", g.text.Title, g.at.Of(g.text.Text), s.Of(g.text.Text), said, g.names)
			}
		}
	}
	return n
}

// TestMarkedTexts holds the rules to the marked texts: what is named is right,
// and much is named.
func TestMarkedTexts(t *testing.T) {
	for _, file := range []string{"first", "second", "third", "fourth", "fifth", "sixth"} {
		n := count(t, "testdata/"+file+".txt", testing.Verbose())
		t.Logf("%s: %d words that point back, %d can be named, %d were, %d rightly", file, n.marks, n.nameable, n.named, n.right)
		if n.marks < 100 || float64(n.right) < .98*float64(n.named) {
			t.Errorf("%s: %d of %d names are right; want 98 %%", file, n.right, n.named)
		}
	}
}
