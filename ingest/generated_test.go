package ingest

import (
	"context"
	"strings"
	"testing"

	"byline/ingest/pdf"
)

// TestGeneratedDocuments reads a file of each kind that is not text, made here,
// and wants all of it, in order, with what the file says of itself.
func TestGeneratedDocuments(t *testing.T) {
	core := entry{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">` +
		`<dc:title>Document1</dc:title><dc:creator>Orla Ayre</dc:creator><dc:language>en-GB</dc:language><dcterms:created>2020-10-27T08:00:00Z</dcterms:created></cp:coreProperties>`}
	meta := entry{"meta.xml", `<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>` +
		`<dc:title>Harbour bridge closes</dc:title><meta:initial-creator>Orla Ayre</meta:initial-creator><dc:creator>Tom Birk</dc:creator><meta:creation-date>2020-10-27T08:00:00</meta:creation-date></office:meta></office:document-meta>`}
	long := strings.Repeat("The bridge was closed for a long time. ", 5)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"bridge.docx": {makeDOCX(t, para("Title", "Harbour bridge closes")+
			para("", "The bridge closes <b/>on Monday.")+
			`<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>ferry</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>bus</w:t><w:tab/><w:t>line 4</w:t></w:r></w:p>`+
			para("Heading2", "Boats")+
			`<w:tbl><w:tr><w:tc>`+para("", "Day")+`</w:tc><w:tc>`+para("", "Boats")+`</w:tc></w:tr><w:tr><w:tc>`+para("", "Mon")+`</w:tc><w:tc>`+para("", "4")+para("", "or 5")+`</w:tc></w:tr></w:tbl>`+
			`<w:p><w:del><w:r><w:delText>not this</w:delText></w:r></w:del><w:r><w:t>After the table.</w:t></w:r></w:p>`, core,
			entry{"word/footnotes.xml", `<w:footnotes ` + wordSpace + `><w:footnote w:type="separator">` + para("", "no") + `</w:footnote><w:footnote>` + para("", "A note.") + `</w:footnote></w:footnotes>`}),
			`read bridge.docx as bridge.docx
title: Harbour bridge closes
authors: Orla Ayre
published: 2020-10-27T08:00:00Z
language: en
warnings: the date is that of the file

The bridge closes on Monday.

- ferry
- bus line 4

Boats

Day | Boats
Mon | 4 or 5

After the table.

A note.

`},
		"bridge.odt": {makeODT(t, `<text:h text:outline-level="1">Harbour bridge closes</text:h><text:p>The bridge<text:s/>closes<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> on Monday.</text:p>`+
			`<text:list><text:list-item><text:p>ferry</text:p></text:list-item><text:list-item><text:p>bus</text:p></text:list-item></text:list>`+
			`<table:table><table:table-row><table:table-cell><text:p>Day</text:p></table:table-cell><table:table-cell><text:p>Boats</text:p></table:table-cell></table:table-row></table:table><text:p>The end.</text:p>`, meta),
			`read bridge.odt as bridge.odt
title: Harbour bridge closes
authors: Orla Ayre
published: 2020-10-27T08:00:00Z
warnings: the date is that of the file

The bridge closes on Monday.

- ferry
- bus

Day | Boats

The end.

A note.

`},
		"bridge.epub": {makeEPUB(t, "The Bridge", "<h1>The Bridge</h1>", "<h2>One</h2><p>"+long+"</p>", "<h2>Two</h2><p>"+long+"</p><ol><li>ferry</li><li>bus</li></ol>"),
			`read bridge.epub#OPS/text/c1.xhtml as bridge.epub#OPS/text/c1.xhtml
title: The Bridge: One
source: Dunmore Press
authors: Orla Ayre
published: 2020-10-27
language: en

` + strings.TrimSpace(long) + `

read bridge.epub#OPS/text/c2.xhtml as bridge.epub#OPS/text/c2.xhtml
title: The Bridge: Two
source: Dunmore Press
authors: Orla Ayre
published: 2020-10-27
language: en

` + strings.TrimSpace(long) + `

1. ferry
2. bus

`},
		"all.zip": {makeZip(t, entry{"a.txt", "The first text of the archive."}, entry{"sub/", ""}, entry{"sub/list.jsonl", `{"id":"x","text":"A line."}`}, entry{"__MACOSX/._a.txt", "junk"}, entry{".hidden", "no"}),
			"read all.zip/a.txt as all.zip/a.txt\n\nThe first text of the archive.\n\nread all.zip/sub/list.jsonl line 1 as x\n\nA line.\n\n"},
		"text.gz": {makeGzip(t, "A packed text, that is short."), "read text.gz as text.gz\n\nA packed text, that is short.\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := show(read(t, &Reader{}, Source{Data: c.data, Name: name})); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestReadRaw extracts again from raw copies: of a chapter the same chapter, of
// a page what the page never said is kept.
func TestReadRaw(t *testing.T) {
	long := strings.Repeat("The bridge was closed for a long time. ", 5)
	book := makeEPUB(t, "The Bridge", "<h2>One</h2><p>"+long+"</p>", "<h2>Two</h2><p>"+long+"</p>")
	var pdfs pdf.Reader
	defer pdfs.Close()
	r := New(nil, &pdfs)
	for _, source := range []Source{
		{Data: book, Name: "book.epub"},
		{Data: []byte("Bridge closes\n\nThe harbour bridge closes on Monday, the council said."), Name: "note.txt"},
	} {
		for _, i := range read(t, r, source) {
			old := i.Article
			old.Source = "The Dunmore Post"
			again, err := r.ReadRaw(context.Background(), i.Raw, &old)
			if err != nil || again.Err != nil {
				t.Fatalf("%s: %v, %v", i.Name, err, again.Err)
			}
			if again.Article.Ref != old.Ref || again.Article.Title != old.Title || again.Article.Text != old.Text || again.Article.Source == "" {
				t.Errorf("%s: read again as %+v", i.Name, again.Article)
			}
		}
	}
	old := read(t, r, Source{Data: book, Name: "book.epub"})[0].Article
	old.Ref = "book.epub#gone.xhtml"
	if again, err := r.ReadRaw(context.Background(), book, &old); err != nil || again.Err == nil {
		t.Errorf("a chapter that is not there: %+v, %v", again, err)
	}
}
