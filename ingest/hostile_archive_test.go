package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// flagged returns a zip whose every entry has bits set in its flags: 1 says
// that it is encrypted.
func flagged(data []byte, bits uint16) []byte {
	out := bytes.Clone(data)
	for _, at := range []struct {
		mark string
		flag int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for i := 0; ; {
			j := bytes.Index(out[i:], []byte(at.mark))
			if j < 0 {
				break
			}
			i += j + at.flag
			binary.LittleEndian.PutUint16(out[i:], binary.LittleEndian.Uint16(out[i:])|bits)
		}
	}
	return out
}

func hostileArchives(t testing.TB) []hostile {
	text := "A text inside of the archive."
	bomb := strings.Repeat("\x00", 30<<20)
	var many []entry
	for i := range 2001 {
		many = append(many, entry{fmt.Sprintf("%d.txt", i), "x"})
	}
	good := makeZip(t, entry{"a.txt", text})
	broken := bytes.Replace(good, []byte("PK\x01\x02"), []byte("PK\x09\x09"), 1)
	changed := bytes.Clone(makeStored(t, text))
	changed[bytes.Index(changed, []byte(text))] = 'B'
	packed := makeGzip(t, text)
	return []hostile{
		{"bomb.zip", makeZip(t, entry{"a.txt", text}, entry{"bomb.txt", bomb}, entry{"b.txt", text}), "read bomb"},
		{"bomb.docx", makeDOCX(t, para("", strings.Repeat("a", 20<<20))), "bomb"},
		{"many.zip", makeZip(t, many...), "bomb"},
		{"nested.zip", makeZip(t, entry{"a.txt", text}, entry{"in.zip", string(good)}, entry{"in.gz", string(packed)}), "read nested×2"},
		{"document.zip", makeZip(t, entry{"a.docx", string(makeDOCX(t, para("", text)))}), "read"},
		{"traversal.zip", makeZip(t, entry{"../../etc/passwd.txt", text}, entry{"/abs.txt", text}, entry{`..\win.txt`, text}), "read×2"},
		{"same names.zip", makeZip(t, entry{"a.txt", text}, entry{"a.txt", text}), "read×2"},
		{"folders.zip", makeZip(t, entry{"a/", ""}, entry{"a/b/", ""}), "empty"},
		{"empty.zip", makeZip(t), "empty"},
		{"cut.zip", good[:len(good)/2], "unreadable"},
		{"no directory.zip", broken, "unreadable"},
		{"changed.zip", changed, "unreadable"},
		{"locked.zip", flagged(good, 1), "encrypted"},
		{"odd method.zip", bytes.ReplaceAll(good, []byte{8, 0, 8, 0}, []byte{8, 0, 99, 0}), "unreadable"},
		{"table.xlsx", makeZip(t, entry{"xl/workbook.xml", "<x/>"}), "unsupported"},
		{"slides.pptx", makeZip(t, entry{"ppt/presentation.xml", "<x/>"}), "unsupported"},
		{"photos.zip", makeZip(t, entry{"a.png", "\x89PNG\r\n\x1a\n\x00\x00"}, entry{"b.bin", "\x00\x01"}, entry{"c.txt", ""}), "unsupported binary empty"},
		{"bomb.gz", makeGzip(t, bomb), "bomb"},
		{"large.gz", makeGzip(t, largeText()), "too-large"},
		{"cut.gz", packed[:len(packed)-6], "unreadable"},
		{"head.gz", []byte("\x1f\x8b\x08"), "unreadable"},
		{"twice.gz", makeGzip(t, string(packed)), "nested"},
		{"zip.gz", makeGzip(t, string(good)), "nested"},
		{"garbage.gz", append(bytes.Clone(packed), "garbage"...), "unreadable"},
		{"two members.gz", append(bytes.Clone(packed), packed...), "read"},
		{"nothing.gz", makeGzip(t, ""), "empty"},
		{"lines.jsonl.gz", makeGzip(t, `{"text":"a"}`+"\n"+`{"text":`), "read bad-line"},
		{"cut.jsonl.gz", cutInTheMiddle(t), "read unreadable"},
	}
}

// makeStored returns a zip of one file that is not compressed.
func makeStored(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "a.txt", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// largeText is over the limit of a file, and does not compress well.
func largeText() string {
	var b strings.Builder
	for i := 0; b.Len() < 9<<20; i++ {
		fmt.Fprintf(&b, "Line %d says %d and %d.\n", i, i*i, i*7919%104729)
	}
	return b.String()
}

// cutInTheMiddle returns JSON lines whose gzip ends in the second one.
func cutInTheMiddle(t testing.TB) []byte {
	t.Helper()
	words := strings.ReplaceAll(largeText()[:900_000], "\n", " ")
	whole := makeGzip(t, `{"text":"a"}`+"\n"+`{"text":"`+words+`"}`+"\n")
	return whole[:len(whole)/2]
}

func hostileDocuments(t testing.TB) []hostile {
	text := "A text inside of the document."
	book := func(files ...entry) []byte {
		return makeZip(t, append([]entry{{"META-INF/container.xml", `<c><rootfile full-path="b.opf"/></c>`}}, files...)...)
	}
	opf := func(hrefs string, spine string) entry {
		return entry{"b.opf", `<package><manifest>` + hrefs + `</manifest><spine>` + spine + `</spine></package>`}
	}
	one := `<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`
	long := "<p>" + strings.Repeat("The bridge was closed for a long time. ", 10) + "</p>"
	return []hostile{
		{"bad xml.docx", makeDOCX(t, "<w:p><w:r><w:t>"+text+"</w:p"), "unreadable"},
		{"no text.docx", makeDOCX(t, "<w:p/>"), "no-text"},
		{"nested.docx", makeDOCX(t, strings.Repeat("<w:p>", 1900)+"<w:r><w:t>"+text+"</w:t></w:r>"), "no-text"},
		{"deep.docx", makeDOCX(t, strings.Repeat("<w:sdt>", 100_000)), "unreadable"},
		{"tables.docx", makeDOCX(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 150)+para("", text)+strings.Repeat("</w:tc></w:tr></w:tbl>", 150)), "read"},
		{"stray ends.docx", makeDOCX(t, "</w:tbl></w:p></w:tc>"+para("", text)), "unreadable"},
		{"external entity.docx", makeZip(t, entry{"word/document.xml", `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ` + wordSpace + `><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:document>`}), "read"},
		{"laughs.docx", makeZip(t, entry{"word/document.xml", `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document ` + wordSpace + `><w:p><w:r><w:t>&b;&b; ` + text + `</w:t></w:r></w:p></w:document>`}), "read"},
		{"bad properties.docx", makeDOCX(t, para("", text), entry{"docProps/core.xml", "<a><b></a"}), "read"},
		{"wrong namespace.docx", makeZip(t, entry{"word/document.xml", "<document><p><t>" + text + "</t></p></document>"}), "no-text"},
		{"old charset.docx", makeZip(t, entry{"word/document.xml", "<?xml version=\"1.0\" encoding=\"windows-1251\"?><w:document " + wordSpace + "/>"}), "unreadable"},
		{"locked.odt", makeZip(t, entry{"content.xml", "x"}, entry{"META-INF/manifest.xml", "<manifest:encryption-data/>"}), "encrypted"},
		{"table.ods", makeZip(t, entry{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, entry{"content.xml", "<x/>"}, entry{"META-INF/manifest.xml", ""}), "unsupported"},
		{"open.odt", makeODT(t, "<text:p>not closed"), "read"}, {"cut.odt", makeZip(t, entry{"mimetype", "application/vnd.oasis.opendocument.text"}, entry{"META-INF/manifest.xml", "<m/>"}, entry{"content.xml", "<a><b"}), "unreadable"},
		{"empty.odt", makeODT(t, ""), "no-text"},
		{"open lists.odt", makeODT(t, strings.Repeat("<text:list>", 500)+"<text:p>"+text+"</text:p>"+strings.Repeat("</text:list>", 500)), "read"},
		{"no package.epub", book(), "unreadable"},
		{"no spine.epub", book(opf(one, "")), "no-text"},
		{"lost chapter.epub", book(opf(one+`<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>`, `<itemref idref="b"/><itemref idref="a"/>`), entry{"a.xhtml", long}), "read"},
		{"same chapter.epub", book(opf(one, strings.Repeat(`<itemref idref="a"/>`, 3)), entry{"a.xhtml", long}), "read"},
		{"traversal.epub", book(opf(`<item id="a" href="../../a.xhtml" media-type="text/html"/>`, `<itemref idref="a"/>`), entry{"a.xhtml", long}), "no-text"},
		{"rights.epub", book(opf(one, `<itemref idref="a"/>`), entry{"META-INF/rights.xml", "<rights/>"}), "encrypted"},
		{"cover only.epub", book(opf(one, `<itemref idref="a"/>`), entry{"a.xhtml", "<h1>Cover</h1><p>By Orla Ayre</p>"}), "read"},
		{"bad container.epub", makeZip(t, entry{"META-INF/container.xml", "<c><rootfile"}), "unreadable"},
		{"binary chapter.epub", book(opf(one, `<itemref idref="a"/>`), entry{"a.xhtml", strings.Repeat("\x00\x01\x02", 100)}), "binary"},
		{"head.pdf", []byte("%PDF-1.7\n%%EOF"), "unreadable"},
		{"late head.pdf", []byte(strings.Repeat("x", 500) + "%PDF-1.4\ntrailer"), "unreadable"},
		{"zeros.pdf", append([]byte("%PDF-1.4\n"), make([]byte, 1<<16)...), "unreadable"},
	}
}

func hostileMails() []hostile {
	head := "From: Orla Ayre <orla@post.example>\nTo: desk@post.example\nSubject: Bridge\nDate: Tue, 27 Oct 2020 10:15:00 +0200\nMIME-Version: 1.0\n"
	var deep strings.Builder
	deep.WriteString(head)
	for i := range 300 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	deep.WriteString("Content-Type: text/plain\n\nThe innermost text.\n")
	return []hostile{
		{"plain.eml", []byte(head + "\nThe bridge closes on Monday.\n"), "read"},
		{"no body.eml", []byte(head + "\n"), "no-text"},
		{"page.eml", []byte(head + "Content-Type: text/html; charset=utf-8\n\n<p>The bridge closes on Monday, the council said.</p>"), "read"},
		{"no boundary.eml", []byte(head + "Content-Type: multipart/mixed\n\n--b\n\ntext\n"), "unreadable"},
		{"cut boundary.eml", []byte(head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe bridge closes"), "read"},
		{"base64.eml", []byte(head + "Content-Transfer-Encoding: base64\n\nVGhlIGJyaWRnZSBjbG9zZXMgb24gTW9uZGF5!!!!\n"), "read"},
		{"deep.eml", []byte(deep.String()), "unreadable"},
		{"attachment only.eml", []byte(head + "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nJVBERi0="), "no-text"},
		{"long header.eml", []byte(head + "X-Long: " + strings.Repeat("a", 300_000) + "\n\nThe bridge closes on Monday.\n"), "read"},
		{"bad charset.eml", []byte(head + "Content-Type: text/plain; charset=klingon\n\nThe bridge closes on Monday.\n"), "read"},
	}
}
