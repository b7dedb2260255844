package formats

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/article"
)

// fuzzLimits keep one run short.
var fuzzLimits = Limits{File: 1 << 20, Text: 1 << 18, Line: 1 << 16, Entries: 20, Entry: 1 << 18, Archive: 1 << 19}

// sound reports what no article may be: invalid UTF-8, over the limit, a title
// of several lines, and an error without a code and a sentence.
func sound(t *testing.T, art article.Article, err error) {
	t.Helper()
	if err != nil {
		if article.CodeOf(err) == "" || article.PublicText(err) == "" || article.KindOf(err) == article.Internal {
			t.Errorf("refused without a reason for readers: %v", err)
		}
		return
	}
	switch {
	case !utf8.ValidString(art.Text), !utf8.ValidString(art.Title), !utf8.ValidString(art.Dateline):
		t.Errorf("invalid UTF-8 in %q, %q", art.Title, art.Text)
	case strings.TrimSpace(art.Text) == "", len(art.Text) > fuzzLimits.Text:
		t.Errorf("text of %d bytes", len(art.Text))
	case strings.Contains(art.Title, "\n"):
		t.Errorf("title %q", art.Title)
	case !strings.HasPrefix(art.Text, art.Dateline) && art.Dateline != "":
		t.Logf("dateline %q stands elsewhere", art.Dateline)
	}
}

// FuzzText covers what every file of characters goes through: decoding, front
// matter, the head, paragraphs, and the readers of its kind.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"Harbour bridge closes\n\nMoscow, Oct 27 : The bridge closes.\n\nIt is old.",
		"---\ntitle: a\ndate: 2020-01-02\nauthors: [a, {name: b}]\n---\n# a\n\n- x\n  - y\n\n> q\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
		"Title: a\nDate: 27 October 2020\n\nBy Orla Ayre\nText.",
		"\xff\xfeH\x00i\x00", "\xef\xbb\xbfHi", "caf\xe9 na\xefve, d\xe9j\xe0 vu", "\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd",
		"{\"text\":\"a\"}\n{\"text\":1}\n", "[{\"text\":\"a\"},", "id,text\n1,\"a\nb\"\n2,c\n", "<p>a<table><tr><td>b<li>c", "From: a@b.example\nTo: c@d.example\nSubject: x\n\nbody",
		"---\na: &a [x,x]\nb: *a\n---\ntext", "# \n\n```\nx", "[x]: y\n\n[x][x][x]",
	} {
		f.Add([]byte(seed), "a.md")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		Magic(data)
		text, err := Decode(data, Charset(name, data))
		if err != nil {
			sound(t, article.Article{}, err)
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("decoded to invalid UTF-8: %q", text)
		}
		TextKind(text, name)
		for _, reader := range []func(string, Limits) (article.Article, error){Text, Markdown, HTML} {
			art, err := reader(text, fuzzLimits)
			sound(t, art, err)
		}
		AllContent(text)
	})
}

// FuzzLists covers the readers of many articles in one file.
func FuzzLists(f *testing.F) {
	f.Add([]byte("{\"id\":1,\"text\":\"a\",\"authors\":[\"b\",{\"name\":\"c\"}],\"published\":\"2020-01-02\"}\n\n{\"text\":null}\nx"))
	f.Add([]byte("text;id\n\"a;b\";1\n\"c"))
	f.Add([]byte(`[{"text":"a"},{"text":"b"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		emit := func(line int, art article.Article, err error) error {
			if line < last {
				t.Errorf("line %d after %d", line, last)
			}
			last = line
			sound(t, art, err)
			return nil
		}
		sound(t, article.Article{Text: "-"}, JSONL(bytes.NewReader(data), fuzzLimits, emit))
		last = 0
		sound(t, article.Article{Text: "-"}, JSON(string(data), fuzzLimits, emit))
		last = 0
		sound(t, article.Article{Text: "-"}, CSV(strings.ToValidUTF8(string(data), "?"), fuzzLimits, emit))
	})
}

// FuzzDocuments covers the zip-based documents: the XML inside, put into an
// archive that is whole.
func FuzzDocuments(f *testing.F) {
	f.Add([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>`), []byte(`<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>t</dc:title></x>`))
	f.Add([]byte(`<o xmlns:text="urn:x"><text:p>a<text:s/><text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><text:list><text:p>b</text:p></text:list></o>`), []byte(``))
	f.Add([]byte(`<html><body><h1>a</h1><p>b</p></body></html>`), []byte(`<package><manifest><item id="a" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`))
	f.Fuzz(func(t *testing.T, body, more []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range map[string][]byte{
			"word/document.xml": body, "word/footnotes.xml": more, "docProps/core.xml": more, "content.xml": body, "meta.xml": more, "c.xhtml": body,
			"META-INF/container.xml": []byte(`<c><rootfile full-path="p.opf"/></c>`), "p.opf": more,
		} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(content); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		a, err := OpenArchive(b.Bytes(), fuzzLimits)
		if err != nil {
			t.Fatal(err)
		}
		art, err := DOCX(a)
		sound(t, art, err)
		art, err = ODT(a)
		sound(t, art, err)
		chapters, err := EPUB(a)
		sound(t, article.Article{Text: "-"}, err)
		for _, c := range chapters {
			sound(t, c.Article, nil)
		}
	})
}

// FuzzArchive covers zip files that are not whole.
func FuzzArchive(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if w, err := z.Create("word/document.xml"); err == nil {
		w.Write([]byte("<a/>"))
	}
	z.Close()
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := OpenArchive(data, fuzzLimits)
		if err != nil {
			sound(t, article.Article{}, err)
			return
		}
		a.Kind()
		var total int
		for _, name := range a.Files() {
			content, err := a.Read(name)
			sound(t, article.Article{Text: "-"}, err)
			total += len(content)
		}
		if int64(total) > fuzzLimits.Archive {
			t.Errorf("unpacked %d bytes, over the limit", total)
		}
	})
}

// FuzzMail covers letters.
func FuzzMail(f *testing.F) {
	f.Add([]byte("From: a@b.example\r\nSubject: =?utf-8?q?x?=\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<p>x\r\n--b--\r\n"))
	f.Add([]byte("Subject: x\nContent-Transfer-Encoding: base64\n\nSGVsbG8="))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Mail(data)
		if err != nil {
			sound(t, article.Article{}, err)
			return
		}
		art, err := l.Body(article.Article{}, fuzzLimits)
		sound(t, art, err)
	})
}
