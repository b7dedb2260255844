package html

import (
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzExtract: whatever the bytes, the article is valid UTF-8, without
// blank-line runs or control characters, and its link is a web link.
func FuzzExtract(f *testing.F) {
	data, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		f.Fatal(err)
	}
	for section := range strings.SplitSeq(string(data), "\n=== ") {
		f.Add([]byte(section), "text/html; charset=utf-8")
	}
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a"), "text/html; charset=utf-16")
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		if len(page) > 64<<10 {
			return
		}
		a, err := Extract(page, Options{URL: "https://a.example/b?c", ContentType: contentType})
		if err != nil {
			return
		}
		if !utf8.ValidString(a.Text + a.Title + strings.Join(a.Authors, "") + a.Source) {
			t.Fatal("not UTF-8")
		}
		if a.Text == "" || a.Text != strings.TrimSpace(a.Text) || strings.Contains(a.Text, "\n\n\n") || strings.Contains(a.Text, "\x00") {
			t.Fatalf("text %q", a.Text)
		}
		if u, err := url.Parse(a.URL); err != nil || u.Host != "a.example" || u.User != nil {
			t.Fatalf("link %q", a.URL)
		}
	})
}

// FuzzBlocks: our own reading of a page, without the extractors, which are slow
// under the fuzzer: the tree's blocks and the tokens' are valid UTF-8 of one
// paragraph each, and a page of the one has facts in the other.
func FuzzBlocks(f *testing.F) {
	data, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		f.Fatal(err)
	}
	for section := range strings.SplitSeq(string(data), "\n=== ") {
		f.Add([]byte(section), "text/html")
	}
	f.Add([]byte("<table><tr><td>a<p>b<td>c<pre>d\n\ne</pre><br><br>f"), "text/html; charset=koi8-r")
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		src := decode(page, contentType)
		fs, blocks := linear(src)
		if doc, err := parse(src); err == nil {
			fs = factsOf(doc)
			blocks = append(blocks, blocksOf(doc, true)...)
			reading := reading{}
			reading.add(src)
			choose(blocksOf(doc, false), readings{reading, reading, reading, reading}, titlesOf(fs))
		}
		for _, b := range blocks {
			if b.text == "" || !utf8.ValidString(b.text) || strings.Contains(b.text, "\n\n") || b.text != strings.TrimSpace(b.text) {
				t.Fatalf("block %q", b.text)
			}
		}
		if kept := prose(blocks); len(kept) > 0 && barrier(fs, fs.article(), kept, join(kept)) == "" {
			authors(fs, fs.article(), source(fs, fs.article(), &url.URL{Host: "a.example"}))
		}
	})
}

// FuzzFacts: reading JSON-LD, bylines, titles and dates never panics, ends
// soon, and gives bounded lists.
func FuzzFacts(f *testing.F) {
	f.Add(`{"@type":"NewsArticle","author":[{"name":"By Ada Stone and Ben Yu"}],"datePublished":"2026-03-02T08:00:00+02:00"}`, "The Herald")
	f.Add(`<!-- [{"@graph":[{"@id":"#a","@type":"Article","author":{"@id":"#a"}},]}] -->`, "")
	f.Add(`"\ud800" {"@type":["Article"]}`, "a | b")
	f.Fuzz(func(t *testing.T, ld, source string) {
		if len(ld)+len(source) > 64<<10 {
			return
		}
		start := time.Now()
		fs := facts{title: source, headings: []string{source}, bylines: []string{ld, source}, linked: readLD(ld), meta: map[string][]string{"author": {ld}, "date": {ld}}}
		a := fs.article()
		if n := len(authors(fs, a, source)); n > maxAuthors {
			t.Fatalf("%d authors", n)
		}
		if s := title(fs, a, source); len(s) > maxFact+len(source) {
			t.Fatalf("a title of %d bytes", len(s))
		}
		d, _ := dates(nil, fs, a, &url.URL{}, ld)
		if !d.IsZero() && (d.Time().Year() < 1970 || d.Time().Year() > 2200) {
			t.Fatalf("date %v", d)
		}
		canonical(facts{canonical: ld, meta: map[string][]string{"og:url": {source}}}, &url.URL{Scheme: "https", Host: "a.example"})
		if took := time.Since(start); took > 10*time.Second {
			t.Fatalf("took %v", took)
		}
	})
}
