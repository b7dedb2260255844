package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/article"
)

// A testCase is one line of a file under testdata/cases: a claim made of the
// block's source, and the rule that must stop it ("true": none).
type testCase struct {
	file, want, claim string
	cited             []Source
}

// cases reads testdata/cases. A block has lines "title:", "published:",
// "before:" (what the article says before the source), "source:" and, for a
// second cited sentence that follows it, "and:"; then the claims, each after
// the rule that must stop it.
func cases(t testing.TB) []testCase {
	t.Helper()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var out []testCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(data), "\n\n") {
			out = append(out, blockCases(t, file, block)...)
		}
	}
	return out
}

func blockCases(t testing.TB, file, block string) []testCase {
	t.Helper()
	a := &article.Article{}
	var out []testCase
	var cited []Source
	for line := range strings.SplitSeq(strings.TrimSpace(block), "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("%s: line %q has no key", file, line)
		}
		switch key {
		case "title":
			a.Title = value
		case "published":
			d, err := article.ParseDate(value)
			if err != nil {
				t.Fatal(err)
			}
			a.Published = d
		case "before":
			a.Text = value + " "
		case "source", "and":
			start := len(a.Text)
			a.Text += value
			cited = append(cited, Source{a, article.Span{Start: start, End: len(a.Text)}})
			a.Text += " "
		case "true":
			out = append(out, testCase{file, "", value, cited})
		default:
			out = append(out, testCase{file, key, value, cited})
		}
	}
	return out
}

func TestCases(t *testing.T) {
	for _, c := range cases(t) {
		v := Sentence(c.claim, "", c.cited)
		if (c.want == "") != v.OK() {
			t.Errorf("%s: %s\n\tsource: %s\n\tgot %q (%s), want %q", c.file, c.claim, c.cited[0].Text(), v.Kind, v.Words, c.want)
		}
	}
}
