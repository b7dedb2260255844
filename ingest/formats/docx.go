package formats

import (
	"encoding/xml"
	"strings"

	"byline/article"
)

// DOCX reads a Word document: paragraphs, headings, lists and tables in the
// order of the text, then its footnotes. Headers, footers, comments and
// deleted words are left out.
func DOCX(a *Archive) (article.Article, error) {
	var art article.Article
	body, err := a.Read("word/document.xml")
	if err != nil {
		return art, err
	}
	d := docx{}
	if err := d.read(body); err != nil {
		return art, err
	}
	if notes, err := a.Read("word/footnotes.xml"); err == nil { // most documents have none
		if err := d.read(notes); err != nil {
			art.Warnings = append(art.Warnings, "the footnotes cannot be read")
		}
	}
	return a.document(art, &d.out, "docProps/core.xml")
}

// document makes the article of a document's blocks and its properties.
func (a *Archive) document(art article.Article, out *builder, properties string) (article.Article, error) {
	art.Text = out.text(&art)
	if data, err := a.Read(properties); err == nil {
		p, err := readProperties(data)
		if err != nil {
			art.Warnings = append(art.Warnings, "the document's properties cannot be read")
		}
		p.describe(&art)
	}
	ReadHead(&art)
	return art, check(&art, a.lim)
}

// docx is the state of reading a DOCX file's XML.
type docx struct {
	flow
	style  string // of the paragraph we are in
	listed bool   // it is an item of a list
	inText bool   // inside w:t, whose characters are the text
	skip   int    // elements deep in what is left out
}

func (d *docx) read(data []byte) error {
	return tokens(data, d.start, d.end, func(s string) {
		if d.inText && d.skip == 0 {
			d.write(s)
		}
	})
}

func (d *docx) start(e xml.StartElement) {
	switch {
	case d.skip > 0, leftOut(e):
		d.skip++
		return
	case !strings.Contains(e.Name.Space, "wordprocessingml"):
		return
	}
	switch e.Name.Local {
	case "p":
		d.begin()
		d.style, d.listed = "", false
	case "pStyle":
		d.style = attr(e, "val")
	case "numPr":
		d.listed = true
	case "t":
		d.inText = true
	case "tab", "br", "cr":
		d.write(" ")
	case "noBreakHyphen":
		d.write("-")
	case "tbl":
		d.tables++
	}
}

// leftOut reports whether e and all in it is no part of the text: the copy of
// a drawing for old programs, text moved away, notes that only draw a line.
func leftOut(e xml.StartElement) bool {
	switch e.Name.Local {
	case "Fallback", "del", "moveFrom":
		return true
	case "footnote":
		return attr(e, "type") != ""
	}
	return false
}

func (d *docx) end(e xml.EndElement) {
	switch {
	case d.skip > 0:
		d.skip--
		return
	case !strings.Contains(e.Name.Space, "wordprocessingml"):
		return
	}
	switch e.Name.Local {
	case "t":
		d.inText = false
	case "p":
		d.paragraph(d.finish())
	case "tc":
		d.endCell()
	case "tr":
		d.endRow()
	case "tbl":
		d.endTable()
	}
}

// paragraph adds a finished paragraph by its style. Styles' ids stay English
// in every language of Word, but for a few that are translated.
func (d *docx) paragraph(s string) {
	style := strings.ToLower(d.style)
	switch {
	case s == "":
	case style == "title" || style == "titel" || style == "titre":
		d.out.heading(1, s)
	case strings.HasPrefix(style, "heading"), strings.HasPrefix(style, "berschrift"), strings.HasPrefix(style, "titre"):
		d.out.heading(2, s)
	case d.listed, strings.HasPrefix(style, "list"):
		d.out.item("- " + s)
	default:
		d.out.paragraph(s)
	}
}
