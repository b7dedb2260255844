package ingest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
)

// An entry is one file of a zip archive.
type entry struct{ name, content string }

func makeZip(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func makeGzip(t testing.TB, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// makeDOCX returns a Word document with the body's XML.
func makeDOCX(t testing.TB, body string, more ...entry) []byte {
	t.Helper()
	return makeZip(t, append([]entry{{"[Content_Types].xml", "<Types/>"},
		{"word/document.xml", `<?xml version="1.0"?><w:document ` + wordSpace + `><w:body>` + body + `</w:body></w:document>`}}, more...)...)
}

// para returns a paragraph of a Word document in a style, which may be empty.
func para(style, text string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

// makeODT returns an OpenDocument text with the body's XML.
func makeODT(t testing.TB, body string, more ...entry) []byte {
	t.Helper()
	return makeZip(t, append([]entry{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"META-INF/manifest.xml", "<manifest/>"},
		{"content.xml", `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>` +
			body + `</office:text></office:body></office:document-content>`}}, more...)...)
}

// makeEPUB returns a book of chapters, each the XHTML of its body.
func makeEPUB(t testing.TB, title string, chapters ...string) []byte {
	t.Helper()
	entries := []entry{{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`}}
	var manifest, spine strings.Builder
	for i, c := range chapters {
		fmt.Fprintf(&manifest, `<item id="c%d" href="text/c%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
		entries = append(entries, entry{fmt.Sprintf("OPS/text/c%d.xhtml", i), `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>c</title></head><body>` + c + `</body></html>`})
	}
	entries = append(entries, entry{"OPS/book.opf", `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>` + title +
		`</dc:title><dc:creator>Orla Ayre</dc:creator><dc:publisher>Dunmore Press</dc:publisher><dc:language>en-GB</dc:language><dc:date>2020-10-27</dc:date></metadata><manifest>` +
		manifest.String() + `</manifest><spine>` + spine.String() + `</spine></package>`})
	return makeZip(t, entries...)
}
