package formats

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// A flow is the text of a word processor's document as its XML is read:
// paragraphs, which may hold others (a text box inside a line), and tables,
// whose cells hold paragraphs.
type flow struct {
	out    builder
	open   []*strings.Builder // the paragraphs we are in, innermost last
	tables int                // the tables we are in; the innermost's rows are lines only at 1
	row    []string           // finished cells of the outermost table's row
	cell   []string           // finished paragraphs of its cell
}

// begin opens a paragraph.
func (f *flow) begin() {
	if len(f.open) < maxDepth {
		f.open = append(f.open, new(strings.Builder))
	}
}

// write adds s to the innermost paragraph, if there is one.
func (f *flow) write(s string) {
	if n := len(f.open); n > 0 {
		f.open[n-1].WriteString(s)
	}
}

// finish closes the innermost paragraph and returns its text. Inside a table
// the text belongs to the cell, and is returned as empty.
func (f *flow) finish() string {
	n := len(f.open)
	if n == 0 {
		return ""
	}
	s := oneLine(f.open[n-1].String())
	f.open = f.open[:n-1]
	if f.tables > 0 {
		f.cell = append(f.cell, s)
		return ""
	}
	return s
}

// endCell, endRow and endTable close what they name. Tables inside tables
// become part of the outer cell.
func (f *flow) endCell() {
	if f.tables == 1 {
		f.row = append(f.row, strings.Join(f.cell, " "))
		f.cell = nil
	}
}

func (f *flow) endRow() {
	if f.tables == 1 {
		f.out.row(f.row)
		f.row = nil
	}
}

func (f *flow) endTable() {
	if f.tables--; f.tables <= 0 {
		f.tables = 0
		f.out.end()
	}
}

// tokens calls start, end and text for what it meets in an XML file. External
// entities are never read: encoding/xml knows none.
func tokens(data []byte, start func(xml.StartElement), end func(xml.EndElement), text func(string)) error {
	in := xml.NewDecoder(strings.NewReader(string(data)))
	in.Strict = false
	in.Entity = xml.HTMLEntity
	for depth := 0; ; {
		token, err := in.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return Refuse(Unreadable, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxElements {
				return Refuse(Unreadable, errors.New("formats: XML nests too deep"))
			}
			start(t)
		case xml.EndElement:
			depth--
			end(t)
		case xml.CharData:
			text(string(t))
		}
	}
}

// maxElements bounds how deep XML may nest; real documents stay under 100.
const maxElements = 2000

// attr returns the value of the attribute of that local name.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
