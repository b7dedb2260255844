package checktest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/answer/check"
	"byline/article"
)

var writtenDir = flag.String("written", "", "also judge the cases of this folder, in the form of testdata/written")

// kinds are the words before a claim in testdata/written.
var kinds = map[string]string{
	"number": "number changed", "unit": "unit changed", "date": "date changed", "name": "name swapped", "quote": "quote altered",
	"negation": "negation flipped", "hedge": "hedge dropped", "misattributed": "misattributed", "swapped": "subject and object swapped",
	"stitched": "stitched", "fabricated": "fabricated detail", "opposite": "opposite", "degree": "superlative changed",
	"true": "rewritten by hand",
}

// written reads the cases of a folder, which were written by hand: blocks with
// lines "title:", "published:", "before:" (what stands before the source),
// "source:" and, for a second cited sentence that follows it, "and:"; then the
// claims, each after its kind.
func written(t *testing.T, pattern string) []Case {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", pattern, err)
	}
	var out []Case
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
			out = append(out, writtenBlock(t, file, block)...)
		}
	}
	return out
}

func writtenBlock(t *testing.T, file, block string) []Case {
	t.Helper()
	a := &article.Article{}
	var out []Case
	var cited []check.Source
	for line := range strings.SplitSeq(block, "\n") {
		key, value, ok := strings.Cut(line, ": ")
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
			cited = append(cited, check.Source{Article: a, Span: article.Span{Start: start, End: len(a.Text)}})
			a.Text += " "
		default:
			if !ok || kinds[key] == "" || len(cited) == 0 {
				t.Fatalf("%s: line %q has no kind that is known, or no source", file, line)
			}
			out = append(out, Case{Kind: kinds[key], True: key == "true", Claim: value, Cited: cited})
		}
	}
	return out
}

// TestWritten judges sentences of all kinds that were written without a look
// at the rules; the rules were corrected on them since.
func TestWritten(t *testing.T) {
	if *writtenDir != "" {
		for _, r := range judge(t, written(t, filepath.Join(*writtenDir, "*.txt"))) {
			t.Logf("%-36s %5d cases, %3d wrong", r.kind, r.n, r.wrong)
		}
		return
	}
	rows := judge(t, written(t, "testdata/written/*.txt"))
	for _, r := range rows {
		t.Logf("%-36s %5d cases, %3d wrong", r.kind, r.n, r.wrong)
	}
	if n, wrong := share(rows, isFalse); n < 300 || wrong*100 > 2*n {
		t.Errorf("%d of %d falsehoods pass; want at least 300 cases and at most 2 %%", wrong, n)
	}
	if n, wrong := share(rows, isPrecise); wrong > 0 {
		t.Errorf("%d of %d falsehoods in quotations, numbers, names and dates pass; want none", wrong, n)
	}
	if n, wrong := share(rows, isTrue); n < 150 || wrong*100 > 18*n {
		t.Errorf("%d of %d true sentences are withheld; want at most 18 %%", wrong, n)
	}
}
