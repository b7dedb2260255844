package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/article"
	"byline/ingest/pdf"
)

// shared returns the folder of public test data, or skips the test: the data
// is other people's and no part of this repository.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("BYLINE_SHARED")
	for up := "."; dir == "" && len(up) < 40; up = filepath.Join("..", up) {
		if _, err := os.Stat(filepath.Join(up, "shared", "bench")); err == nil {
			dir = filepath.Join(up, "shared")
		}
	}
	full := filepath.Join(dir, name)
	if _, err := os.Stat(full); dir == "" || err != nil {
		t.Skipf("no %s: set BYLINE_SHARED to the folder that has it", name)
	}
	return full
}

// TestDocuments reads one short article in several formats: each must hold
// the same paragraphs in the same order.
func TestDocuments(t *testing.T) {
	dir := shared(t, "bench/documents")
	want := []string{"resumed on Wednesday", "Ana Çelik", "Żaneta Nowak", "Pensions rise 3%", "Fuel duty frozen", "Привет из Москвы", "東京は静かだった", "Year", "Deficit", "2024", "3.1%"}
	var pdfs pdf.Reader
	defer pdfs.Close()
	r := New(nil, &pdfs)
	for _, name := range []string{"art.html", "art.docx", "art.odt", "art.epub", "art.pdf"} {
		t.Run(name, func(t *testing.T) {
			items := read(t, r, Source{Path: filepath.Join(dir, name)})
			if len(items) != 1 || items[0].Err != nil {
				t.Fatalf("got %s", show(items))
			}
			inOrder(t, items[0].Article, want)
			if title := items[0].Article.Title; title != "Budget talks resume" {
				t.Errorf("title %q", title)
			}
		})
	}
}

// TestBrokenDocuments reads two files that only claim to be PDFs.
func TestBrokenDocuments(t *testing.T) {
	dir := shared(t, "bench/documents")
	var pdfs pdf.Reader
	defer pdfs.Close()
	for _, name := range []string{"bad.pdf", "trunc.pdf"} {
		items := read(t, New(nil, &pdfs), Source{Path: filepath.Join(dir, name)})
		if len(items) != 1 || article.CodeOf(items[0].Err) != "unreadable" {
			t.Errorf("%s: %s", name, show(items))
		}
	}
}

// inOrder reports the words that art's text lacks, or has in another order.
func inOrder(t *testing.T, art article.Article, words []string) {
	t.Helper()
	rest := art.Text
	for _, w := range words {
		_, after, ok := strings.Cut(rest, w)
		if !ok {
			t.Errorf("no %q in %q", w, rest)
			return
		}
		rest = after
	}
}
