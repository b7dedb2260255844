package text

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/jdkato/prose/v3/segment"

	"byline/article"
)

// shared returns the folder of public test sets beside the repository, and
// skips the test when there is none.
func shared(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("BYLINE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "bench")); err == nil {
			return filepath.Join(dir, "shared")
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("there is no folder shared/bench beside the repository; set BYLINE_SHARED to its place")
	return ""
}

// eachLine decodes the lines of a gzipped JSONL file.
func eachLine[T any](t *testing.T, path string, f func(T)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		f(v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestSentencesAgainstGold compares our borders with those of MultiReQA's
// sentences, and prose's with the same.
func TestSentencesAgainstGold(t *testing.T) {
	dir := filepath.Join(shared(t), "bench", "squad11")
	texts := map[string]string{}
	eachLine(t, filepath.Join(dir, "articles.jsonl.gz"), func(a struct{ ID, Text string }) { texts[a.ID] = a.Text })
	gold := map[string]bool{} // an article's id and a sentence
	total := 0
	eachLine(t, filepath.Join(dir, "sentences.jsonl.gz"), func(s struct{ Article, Text string }) {
		gold[s.Article+"#"+s.Text] = true
		total++
	})
	prose, err := segment.New()
	if err != nil {
		t.Fatal(err)
	}
	byProse := func(s string) (out []article.Span) {
		for p := range Paragraphs(s) {
			for _, g := range prose.Segment(p.Of(s)) {
				out = append(out, trimmed(s, p.Start+g.Start, p.Start+g.End()))
			}
		}
		return out
	}
	f1 := func(split func(string) []article.Span) float64 {
		found, right := 0, 0
		for id, text := range texts {
			for _, sp := range split(text) {
				found++
				if gold[id+"#"+sp.Of(text)] {
					right++
				}
			}
		}
		return 2 * float64(right) / float64(found+total)
	}
	ours, theirs := f1(Sentences), f1(byProse)
	t.Logf("F1 of whole sentences: ours %.4f, prose %.4f, of %d", ours, theirs, total)
	if ours < theirs-0.002 {
		t.Errorf("F1 of whole sentences %.4f, prose reaches %.4f", ours, theirs)
	}
}
