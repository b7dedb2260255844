package formats

import (
	"strconv"
	"strings"

	"byline/article"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText returns the text of a fragment of HTML that is all content: a
// chapter, a mail, a block inside Markdown. It is one pass over the tokens,
// linear in the length, and needs no tree.
func htmlText(s string) string {
	w := walker{tokens: html.NewTokenizer(strings.NewReader(s))}
	w.tokens.SetMaxBuf(maxToken)
	w.walk()
	var parts []string
	for _, one := range w.out.blocks {
		parts = append(parts, one.text)
	}
	return strings.Join(parts, "\n\n")
}

// HTML reads a page that is all content, such as a chapter of a book, without
// judging what of it is boilerplate.
func HTML(page string, lim Limits) (article.Article, error) {
	w := walker{tokens: html.NewTokenizer(strings.NewReader(page))}
	w.tokens.SetMaxBuf(maxToken)
	w.walk()
	var art article.Article
	art.Text = w.out.text(&art)
	if art.Title == "" {
		art.Title = w.title
	}
	return art, check(&art, lim)
}

// AllContent reports whether a page carries nothing of a site around its
// article, as pages do that were written by hand or by a word processor: no
// navigation, no forms, no scripts, and next to no styled boxes or links.
func AllContent(page string) bool {
	in := html.NewTokenizer(strings.NewReader(page))
	in.SetMaxBuf(maxToken)
	var boxes, links, blocks int
	for {
		switch in.Next() {
		case html.ErrorToken:
			return boxes <= 3 && links <= blocks
		case html.StartTagToken:
			name, attributes := in.TagName()
			switch tag := atom.Lookup(name); {
			case tag == atom.Nav, tag == atom.Aside, tag == atom.Footer, tag == atom.Form, tag == atom.Iframe, tag == atom.Script, tag == atom.Input:
				return false
			case tag == atom.A:
				links++
			case tag == atom.Div && attributes:
				boxes++
			case isBlock(tag):
				blocks++
			}
		}
	}
}

// maxToken bounds one tag or run of text, in bytes.
const maxToken = 1 << 20

// A walker writes the blocks of HTML as it meets them.
type walker struct {
	tokens *html.Tokenizer
	out    builder
	words  strings.Builder
	title  string
	skip   atom.Atom // leave out everything up to this element's end
	head   int       // level of the heading we are in
	cells  []string  // of the table row we are in
	inRow  bool
	lists  []list
}

// A list is one we are in.
type list struct {
	ordered bool
	items   int
}

func (w *walker) walk() {
	for {
		switch w.tokens.Next() {
		case html.ErrorToken:
			w.flush()
			w.out.end()
			return
		case html.TextToken:
			if w.skip == 0 {
				w.words.Write(w.tokens.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := w.tokens.TagName()
			w.start(atom.Lookup(name))
		case html.EndTagToken:
			name, _ := w.tokens.TagName()
			w.finish(atom.Lookup(name))
		}
	}
}

func (w *walker) start(tag atom.Atom) {
	if w.skip != 0 {
		return
	}
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Template, atom.Nav, atom.Rt, atom.Rp:
		w.skip = tag
	case atom.Title:
		w.words.Reset()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.flush()
		w.head = int(tag.String()[1] - '0')
	case atom.Ul, atom.Ol:
		w.flush()
		if len(w.lists) < maxDepth {
			w.lists = append(w.lists, list{ordered: tag == atom.Ol})
		}
	case atom.Li:
		w.flush()
		if n := len(w.lists); n > 0 {
			w.lists[n-1].items++
		}
	case atom.Tr:
		w.flush()
		w.cells, w.inRow = nil, true
	case atom.Td, atom.Th:
		w.cell()
	case atom.Br:
		w.words.WriteByte('\n')
	case atom.Img, atom.Span, atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Sup, atom.Sub, atom.Code, atom.Small, atom.U, atom.Ruby:
	default:
		if isBlock(tag) {
			w.flush()
		}
	}
}

func (w *walker) finish(tag atom.Atom) {
	switch {
	case w.skip != 0:
		if tag == w.skip {
			w.skip = 0
		}
	case tag == atom.Title:
		if w.title == "" {
			w.title = oneLine(w.words.String())
		}
		w.words.Reset()
	case tag == atom.Td, tag == atom.Th:
		w.cell()
	case tag == atom.Tr:
		w.cell()
		w.out.row(w.cells)
		w.cells, w.inRow = nil, false
	case tag == atom.Ul, tag == atom.Ol:
		w.flush()
		if len(w.lists) > 0 {
			w.lists = w.lists[:len(w.lists)-1]
		}
		if len(w.lists) == 0 {
			w.out.end()
		}
	case tag == atom.Table:
		w.flush()
		w.out.end()
	case isBlock(tag):
		w.flush()
		w.head = 0
	}
}

// cell ends a cell of the table row we are in.
func (w *walker) cell() {
	s := oneLine(w.words.String())
	w.words.Reset()
	if s != "" {
		w.cells = append(w.cells, s)
	}
}

// flush ends the block being written.
func (w *walker) flush() {
	if w.inRow {
		w.words.WriteByte(' ')
		return
	}
	s := w.words.String()
	w.words.Reset()
	if strings.TrimSpace(s) == "" {
		return
	}
	switch n := len(w.lists); {
	case w.head > 0:
		w.out.heading(w.head, s)
	case n > 0:
		w.out.item(w.lists[n-1].mark() + s)
	default:
		w.out.paragraph(s)
	}
}

func (l list) mark() string {
	if l.ordered && l.items > 0 {
		return strconv.Itoa(l.items) + ". "
	}
	return "- "
}

// isBlock reports whether an element begins on a line of its own.
func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Aside, atom.Main, atom.Body,
		atom.Blockquote, atom.Pre, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Figure, atom.Figcaption, atom.Hr, atom.Table,
		atom.Thead, atom.Tbody, atom.Caption, atom.Address, atom.Details, atom.Summary, atom.Form, atom.Center,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
