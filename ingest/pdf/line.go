package pdf

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A line is one printed line of a column. Its box is in points, from the
// page's lower left.
type line struct {
	text                string // ends in softHyphen when a word is broken there
	x0, x1, bottom, top float64
	size                float64 // of the font, in points; 0 when not known
}

// softHyphen is how PDFium gives a hyphen at a line's end.
const softHyphen = '\x02'

func (l line) height() float64 { return l.top - l.bottom }

// sameRow reports whether two boxes stand side by side.
func (l line) sameRow(m line) bool {
	overlap := min(l.top, m.top) - max(l.bottom, m.bottom)
	return overlap > 0.5*min(l.height(), m.height())
}

// lines cuts a page's characters into lines: at PDFium's own line ends, where
// the next character stands above or below, and at gaps as wide as those
// between columns.
func lines(chars []char) []line {
	var out []line
	var b lineBuilder
	for _, c := range chars {
		switch {
		case c.r == '\r' || c.r == '\n':
			out = b.end(out)
		case c.r == softHyphen:
			b.text.WriteRune(softHyphen)
			out = b.end(out)
		case unicode.IsSpace(c.r):
			b.space()
		default:
			if !b.fits(c) {
				out = b.end(out)
			}
			b.add(c)
		}
	}
	return b.end(out)
}

// A lineBuilder is the line being read.
type lineBuilder struct {
	text strings.Builder
	line line
	last char
}

// space adds a space, but not at a line's beginning and not twice.
func (b *lineBuilder) space() {
	if b.text.Len() > 0 && !strings.HasSuffix(b.text.String(), " ") {
		b.text.WriteByte(' ')
	}
}

// columnGap is the least gap between columns, in heights of the line. Spaces
// in justified text reach one height, tabs of tables begin at about two.
const columnGap = 2.5

// fits reports whether c goes on with the line.
func (b *lineBuilder) fits(c char) bool {
	if b.text.Len() == 0 {
		return true
	}
	box := line{bottom: c.bottom, top: c.top}
	height := max(b.line.height(), box.height(), 1)
	switch {
	case c.x1-c.x0 == 0 && c.top == c.bottom: // no box: PDFium put it in
		return true
	case min(b.line.top, c.top)-max(b.line.bottom, c.bottom) < -0.3*height:
		return false
	case c.x0-b.last.x1 > columnGap*height, b.last.x0-c.x1 > 4*height:
		return false
	}
	return true
}

func (b *lineBuilder) add(c char) {
	if b.text.Len() == 0 {
		b.line = line{x0: c.x0, x1: c.x1, bottom: c.bottom, top: c.top}
	}
	b.text.WriteRune(c.r)
	b.line.x0, b.line.x1 = min(b.line.x0, c.x0), max(b.line.x1, c.x1)
	b.line.bottom, b.line.top = min(b.line.bottom, c.bottom), max(b.line.top, c.top)
	b.last = c
}

// end adds the finished line to out and begins the next.
func (b *lineBuilder) end(out []line) []line {
	l := b.line
	l.text = composeAccents(strings.TrimSpace(b.text.String()))
	b.text.Reset()
	b.line = line{}
	if l.text == "" || l.text == string(softHyphen) {
		return out
	}
	return append(out, l)
}

// spacingAccents are the accents that old TeX fonts print as characters of
// their own before the letter, with the combining form of each.
var spacingAccents = map[rune]rune{
	'´': '\u0301', '`': '\u0300', '¨': '\u0308', 'ˆ': '\u0302', '˜': '\u0303', '¯': '\u0304', 'ˇ': '\u030C', '˘': '\u0306', '˚': '\u030A', '˝': '\u030B', '¸': '\u0327',
}

// composeAccents makes "Caf´e" "Café".
func composeAccents(s string) string {
	if !strings.ContainsAny(s, "´`¨ˆ˜¯ˇ˘˚˝¸") {
		return norm.NFC.String(s)
	}
	var out []rune
	var accent rune
	for _, r := range s {
		switch mark := spacingAccents[r]; {
		case mark != 0 && accent == 0:
			accent = r
			continue
		case accent != 0 && unicode.IsLetter(r):
			if r == 'ı' {
				r = 'i'
			}
			out = append(out, r, spacingAccents[accent])
		case accent != 0:
			out = append(out, accent, r)
		default:
			out = append(out, r)
		}
		accent = 0
	}
	if accent != 0 {
		out = append(out, accent)
	}
	return norm.NFC.String(string(out))
}
