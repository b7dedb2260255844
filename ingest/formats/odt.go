package formats

import (
	"encoding/xml"
	"strconv"
	"strings"

	"byline/article"
)

// ODT reads an OpenDocument text: paragraphs, headings, lists and tables in
// the order of the text, then its notes. Comments and deleted words are left out.
func ODT(a *Archive) (article.Article, error) {
	body, err := a.Read("content.xml")
	if err != nil {
		return article.Article{}, err
	}
	if manifest, err := a.Read("META-INF/manifest.xml"); err == nil && strings.Contains(string(manifest), "encryption-data") {
		return article.Article{}, Refuse(Encrypted, nil)
	}
	o := odt{}
	if err := tokens(body, o.start, o.end, o.text); err != nil {
		return article.Article{}, err
	}
	for _, note := range o.notes {
		o.out.paragraph(note)
	}
	return a.document(article.Article{}, &o.out, "meta.xml")
}

// odt is the state of reading an ODT file's XML.
type odt struct {
	flow
	lists  int // the lists we are in
	level  int // of the heading we are in; 0 in paragraphs
	inNote int // notes we are in: 0 or 1, since notes hold no notes
	notes  []string
	skip   int // elements deep in what is left out
}

func (o *odt) text(s string) {
	if o.skip == 0 {
		o.write(s)
	}
}

func (o *odt) start(e xml.StartElement) {
	if o.skip > 0 {
		o.skip++
		return
	}
	switch e.Name.Local {
	case "annotation", "tracked-changes", "note-citation", "ruby-text", "object", "forms", "table-of-content", "alphabetical-index":
		o.skip = 1
	case "p", "h":
		o.begin()
		o.level = 0
		if e.Name.Local == "h" {
			o.level, _ = strconv.Atoi(first(attr(e, "outline-level"), "1"))
		}
	case "s", "tab", "line-break":
		o.write(" ")
	case "note-body":
		o.inNote++
	case "list":
		o.lists++
	case "table":
		o.tables++
	}
}

func (o *odt) end(e xml.EndElement) {
	if o.skip > 0 {
		o.skip--
		return
	}
	switch e.Name.Local {
	case "p", "h":
		o.paragraph(o.finish(), e.Name.Local == "h")
	case "note-body":
		o.inNote--
	case "list":
		if o.lists--; o.lists <= 0 {
			o.lists = 0
			o.out.end()
		}
	case "table-cell":
		o.endCell()
	case "table-row":
		o.endRow()
	case "table":
		o.endTable()
	}
}

func (o *odt) paragraph(s string, heading bool) {
	switch {
	case s == "":
	case o.inNote > 0:
		o.notes = append(o.notes, s)
	case heading:
		o.out.heading(o.level, s)
	case o.lists > 0:
		o.out.item("- " + s)
	default:
		o.out.paragraph(s)
	}
}
