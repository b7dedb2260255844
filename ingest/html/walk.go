package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is one paragraph, heading, list item, quote or table row.
type block struct {
	kind kind
	text string     // without blank lines; a line break is a <br>
	link float64    // share of its words' bytes that are in links, 0…1
	at   *html.Node // the block element it is directly in
}

type kind uint8

const (
	paragraph kind = iota
	heading
	item
	quote
	row
)

// join makes a revision's text of blocks: a blank line between them.
func join(blocks []block) string {
	var b strings.Builder
	for i, bl := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(bl.text)
	}
	return b.String()
}

// blocksOf reads the text under n, block by block, in the order of the page.
// Elements that are hidden until something happens count only when all is set.
func blocksOf(n *html.Node, all bool) []block {
	w := walker{all: all}
	w.walk(n, paragraph)
	w.flush(paragraph)
	return w.out
}

// A walker gathers inline text until a block ends. The tree is at most 512
// deep (a limit of the parser), so it may recurse.
type walker struct {
	all    bool // hidden elements too
	out    []block
	line   strings.Builder // of the block being read
	at     *html.Node      // the block element being read
	links  int             // <a>s being read
	bytes  int             // of words in line
	linked int             // of those, in links
	space  bool            // white space is due before the next word
	brs    int             // <br>s since the last word
}

func (w *walker) walk(n *html.Node, k kind) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data)
		return
	case html.ElementNode:
	default:
		w.children(n, k)
		return
	}
	switch {
	case unseen(n) || !w.all && hidden(n):
	case n.DataAtom == atom.Br:
		w.brs++
	case n.DataAtom == atom.A:
		w.links++
		w.children(n, k)
		w.links--
	case n.DataAtom == atom.Tr:
		w.flush(k)
		w.row(n)
	case n.DataAtom == atom.Pre:
		w.flush(k)
		w.verbatim(n, k)
	case blockTags[n.DataAtom]:
		if own, ok := kinds[n.DataAtom]; ok {
			k = own
		}
		w.flush(k)
		outer := w.at
		w.at = n
		w.children(n, k)
		w.flush(k)
		w.at = outer
	default:
		w.children(n, k)
	}
}

func (w *walker) children(n *html.Node, k kind) {
	for c := range n.ChildNodes() {
		w.walk(c, k)
	}
	if w.brs > 1 {
		w.flush(k)
	}
}

// words adds inline text, white space folded. Two <br> before it end a block.
func (w *walker) words(s string) {
	for i, word := range strings.FieldsFunc(s, unicode.IsSpace) {
		if w.brs > 1 {
			w.flush(paragraph)
		}
		if w.line.Len() > 0 {
			switch {
			case w.brs == 1:
				w.line.WriteByte('\n')
			case w.space || i > 0 || startsSpace(s):
				w.line.WriteByte(' ')
			}
		}
		w.brs, w.space = 0, false
		w.line.WriteString(word)
		w.bytes += len(word)
		if w.links > 0 {
			w.linked += len(word)
		}
	}
	if s != "" && endsSpace(s) {
		w.space = true
	}
}

// flush ends the block being read.
func (w *walker) flush(k kind) {
	w.brs, w.space = 0, false
	if w.line.Len() == 0 {
		return
	}
	if text := visible(w.line.String()); text != "" {
		w.out = append(w.out, block{k, text, float64(w.linked) / float64(w.bytes), w.at})
	}
	w.line.Reset()
	w.bytes, w.linked = 0, 0
}

// row adds a table row: its cells on one line, a bar between them. A row of
// one cell is a paragraph: tables are used for layout too.
func (w *walker) row(n *html.Node) {
	var cells []string
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		inner := blocksOf(c, w.all)
		if len(inner) > 2 { // layout: keep its paragraphs
			w.cells(n, cells)
			cells = nil
			w.out = append(w.out, inner...)
			continue
		}
		if text := strings.ReplaceAll(join(inner), "\n\n", " "); text != "" {
			cells = append(cells, strings.ReplaceAll(text, "\n", " "))
		}
	}
	w.cells(n, cells)
}

func (w *walker) cells(n *html.Node, cells []string) {
	switch len(cells) {
	case 0:
	case 1:
		w.out = append(w.out, block{kind: paragraph, text: cells[0], at: n})
	default:
		w.out = append(w.out, block{kind: row, text: strings.Join(cells, " | "), at: n})
	}
}

// verbatim adds preformatted text with its line breaks.
func (w *walker) verbatim(n *html.Node, k kind) {
	var raw strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			raw.WriteString(d.Data)
		} else if d.DataAtom == atom.Br {
			raw.WriteByte('\n')
		}
	}
	for part := range strings.SplitSeq(strings.ReplaceAll(raw.String(), "\r\n", "\n"), "\n\n") {
		if text := visible(strings.Trim(part, "\n\t ")); text != "" {
			w.out = append(w.out, block{kind: k, text: text, at: n})
		}
	}
}

// visible drops characters without width and the space around s.
func visible(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\ufeff' || r == '\u2060' || r == '\u00ad':
			return -1
		case r == '\u00a0' || r == '\u202f':
			return ' '
		case r != '\n' && r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s))
}

func startsSpace(s string) bool { return strings.TrimLeftFunc(s, unicode.IsSpace) != s }
func endsSpace(s string) bool   { return strings.TrimRightFunc(s, unicode.IsSpace) != s }

// unseen reports whether an element never shows its text.
func unseen(n *html.Node) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Select, atom.Option, atom.Textarea, atom.Button, atom.Canvas, atom.Audio, atom.Video, atom.Head, atom.Title:
		return true
	}
	return false
}

// kinds of the elements whose text is not a plain paragraph.
var kinds = map[atom.Atom]kind{
	atom.H1: heading, atom.H2: heading, atom.H3: heading, atom.H4: heading, atom.H5: heading, atom.H6: heading,
	atom.Li: item, atom.Dt: item, atom.Dd: item, atom.Blockquote: quote, atom.Q: quote,
}

// blockTags are the elements that begin and end a block.
var blockTags = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Center: true,
	atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true,
	atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Html: true,
	atom.Li: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Section: true,
	atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true,
	atom.Thead: true, atom.Ul: true, atom.Caption: true,
}
