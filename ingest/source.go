package ingest

import (
	"regexp"

	"byline/article"
)

// A Source is one thing to read: a Path, a URL, or Data with the Name it came by.
type Source struct {
	Path string // a file, a folder, or "-" for standard input
	URL  string // a link; with Data, where the data came from
	Data []byte // the bytes themselves, such as an attachment's
	Name string // with Data: the file's name; empty for pasted text
	Type string // with Data: the content type as declared; not trusted
}

// ParseSource returns the Source that a command's argument means.
func ParseSource(arg string) Source {
	if link, ok := article.Link(arg); ok {
		return Source{URL: link}
	}
	if schemed.MatchString(arg) {
		return Source{URL: arg} // which is told why it is not read
	}
	return Source{Path: arg}
}

// schemed is what names where something is in the way of links, other than a
// file of that name would.
var schemed = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// String returns what to call s in a report.
func (s Source) String() string {
	switch {
	case s.Path == "-":
		return "standard input"
	case s.Path != "":
		return s.Path
	case s.Name != "":
		return s.Name
	case s.URL != "":
		return s.URL
	}
	return "pasted text"
}

// An Item is one article that was read, or the reason why there is none.
type Item struct {
	Name    string // for the report: the path, the link, "list.jsonl line 3"
	Article article.Article
	Raw     []byte // the bytes it was extracted from; nil when Article.Text is all there was
	Err     error  // an *article.Error whose Code is the state ("empty", "no-text", …); nil when read
}
