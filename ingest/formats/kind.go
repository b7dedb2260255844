package formats

import (
	"archive/zip"
	"bytes"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// A Kind is what a file's bytes are.
type Kind string

const (
	KindText     Kind = "text"
	KindMarkdown Kind = "markdown"
	KindHTML     Kind = "html"
	KindJSONL    Kind = "jsonl" // one object a line
	KindJSON     Kind = "json"  // one object, or an array of them
	KindCSV      Kind = "csv"
	KindMail     Kind = "mail"
	KindPDF      Kind = "pdf"
	KindDOCX     Kind = "docx"
	KindODT      Kind = "odt"
	KindEPUB     Kind = "epub"
	KindZip      Kind = "zip"
	KindGzip     Kind = "gzip"
	KindFeed     Kind = "feed" // RSS, Atom or a sitemap: a list of links, not an article
	KindOther    Kind = "other"
)

// SniffBytes is how many of a file's first bytes Magic wants to see.
const SniffBytes = 64 << 10

// magic lists first bytes that tell a kind. What is KindOther is known and
// not read.
var magic = []struct {
	prefix string
	kind   Kind
}{
	{"\x1f\x8b", KindGzip},
	{"PK\x03\x04", KindZip},
	{"PK\x05\x06", KindZip},                         // without entries
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", KindOther}, // DOC, XLS, PPT, and DOCX with a password
	{"{\\rtf", KindOther},
	{"7z\xBC\xAF\x27\x1C", KindOther},
	{"Rar!\x1A\x07", KindOther},
	{"BZh", KindOther},
	{"\xFD7zXZ\x00", KindOther},
	{"\x28\xB5\x2F\xFD", KindOther},
	{"%!PS", KindOther},
	{"SQLite format 3\x00", KindOther},
	{"\x7fELF", KindOther},
}

// Magic tells the kinds that their first bytes give away, from the head of a
// file; empty for text of any sort, which TextKind tells apart.
func Magic(head []byte) Kind {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.kind
		}
	}
	if at := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-")); at >= 0 {
		return KindPDF
	}
	kind := http.DetectContentType(head)
	for _, family := range []string{"image/", "audio/", "video/", "font/"} {
		if strings.HasPrefix(kind, family) && bytes.IndexByte(head, 0) >= 0 {
			return KindOther
		}
	}
	return ""
}

// ZipKind tells documents that are zip archives from plain archives.
func ZipKind(z *zip.Reader) Kind {
	for _, f := range z.File {
		switch {
		case f.Name == "word/document.xml":
			return KindDOCX
		case f.Name == "META-INF/container.xml":
			return KindEPUB
		case f.Name == "content.xml" && hasEntry(z, "META-INF/manifest.xml"):
			return odfKind(z)
		case f.Name == "xl/workbook.xml", f.Name == "ppt/presentation.xml":
			return KindOther
		}
	}
	return KindZip
}

func hasEntry(z *zip.Reader, name string) bool {
	for _, f := range z.File {
		if f.Name == name {
			return true
		}
	}
	return false
}

// odfKind tells a text document from spreadsheets and slides by the mimetype
// entry, which OpenDocument stores first and uncompressed.
func odfKind(z *zip.Reader) Kind {
	f, err := z.Open("mimetype")
	if err != nil {
		return KindODT
	}
	defer f.Close()
	var buf [100]byte
	n, _ := f.Read(buf[:])
	if strings.HasPrefix(string(buf[:n]), "application/vnd.oasis.opendocument.text") {
		return KindODT
	}
	return KindOther
}

// prolog is what may stand before a document's first element: comments,
// instructions, a document type with or without declarations of its own.
const prolog = `(?:<!--.*?-->|<\?.*?\?>|<!doctype\s[^>\[]*(?:\[.*?\]\s*)?>|\s)*`

var (
	htmlStart  = regexp.MustCompile(`(?is)^` + prolog + `<(?:!doctype\s+html|html|head|body|article|main|div|section|h1|p|table|meta|title)\b`)
	feedStart  = regexp.MustCompile(`(?is)^` + prolog + `<(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b`)
	otherXML   = regexp.MustCompile(`(?is)^(?:<!--.*?-->|\s)*<(?:\?xml\s|!doctype\s|svg\b)`)
	mailHeader = regexp.MustCompile(`(?i)^(received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|content-type|reply-to|x-[a-z0-9-]+|dkim-signature|list-[a-z]+):[ \t]`)
	headerLine = regexp.MustCompile(`^(?:[A-Za-z0-9-]+:|[ \t])`)
	markSign   = regexp.MustCompile("(?m)^(?:#{1,6} \\S|```|\\|.+\\|\\s*$|!\\[|(?:=+|-{3,})\\s*$)|\\]\\([^)\\s]+\\)|\\*\\*[^*\\s][^*]*\\*\\*|`[^`]+`")
)

// TextKind tells apart what is made of characters. name is the file's, and
// decides only between Markdown and plain text.
func TextKind(text, name string) Kind {
	head := strings.TrimLeft(text[:min(len(text), SniffBytes)], "\uFEFF \t\n\r")
	switch {
	case feedStart.MatchString(head):
		return KindFeed
	case htmlStart.MatchString(head):
		return KindHTML
	case otherXML.MatchString(head):
		return KindOther // drawings, data: their marks are no text
	case looksLikeJSON(head):
		return jsonKind(head)
	case looksLikeMail(head):
		return KindMail
	case looksLikeCSV(head):
		return KindCSV
	case isMarkdown(head, name):
		return KindMarkdown
	}
	return KindText
}

// looksLikeJSON reports whether head begins with an object that begins with a
// key, or an array of such.
func looksLikeJSON(head string) bool {
	rest := strings.TrimLeft(strings.TrimPrefix(head, "["), " \t\r\n")
	rest, ok := strings.CutPrefix(rest, "{")
	rest = strings.TrimLeft(rest, " \t\r\n")
	return ok && (strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "}"))
}

// jsonKind takes for JSON lines whatever does not begin with an array or with
// an object that goes on in the next line.
func jsonKind(head string) Kind {
	line, _ := cutLine(head)
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "[") || line == "{" || strings.HasSuffix(line, ",") {
		return KindJSON
	}
	return KindJSONL
}

// looksLikeMail wants three header lines of which two are mail's own.
func looksLikeMail(head string) bool {
	var lines, known int
	for line := range strings.SplitSeq(head, "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" {
			break
		}
		if !headerLine.MatchString(line) {
			return false
		}
		lines++
		if mailHeader.MatchString(line) {
			known++
		}
	}
	return lines >= 3 && known >= 3 && mailHeader.MatchString(head)
}

func isMarkdown(head, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return true
	case ".txt", ".text":
		return false
	}
	return len(markSign.FindAllStringIndex(head, 3)) >= 2
}

// Mislabelled reports whether a file named as a document or archive holds
// nothing but plain words: an error message saved in its place, most often.
func Mislabelled(name string, kind Kind) bool {
	if kind != KindText && kind != KindMarkdown {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf", ".docx", ".doc", ".odt", ".epub", ".zip", ".gz", ".rtf", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".gif", ".mp3", ".mp4":
		return true
	}
	return false
}
