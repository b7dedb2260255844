package formats

import (
	"fmt"
	"strings"

	"byline/article"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// Markdown reads Markdown that has been decoded: front matter, then its
// blocks as plain text. The first heading is the title where front matter
// names none. What is made to take for ever is read as plain text.
func Markdown(source string, lim Limits) (article.Article, error) {
	art, body := frontMatter(source)
	if tangled(body) {
		fromHead(&art, body)
		return art, check(&art, lim)
	}
	src := []byte(body)
	doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(src))
	w := markdown{src: src}
	w.blocks(doc, "")
	art.Text = w.out.text(&art)
	if art.Dateline == "" {
		readDateline(&art)
	}
	return art, check(&art, lim)
}

// markdown writes a parsed document as blocks of text.
type markdown struct {
	src []byte
	out builder
}

// maxDepth bounds how deep lists and quotes may nest; what is deeper is left
// out, so that no file can exhaust the stack.
const maxDepth = 100

// blocks writes the block nodes below n, each list item with indent before it.
func (w *markdown) blocks(n ast.Node, indent string) {
	if len(indent) > 2*maxDepth {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			w.out.heading(c.Level, w.inline(c))
		case *ast.List:
			w.list(c, indent)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			w.out.lines(w.raw(c))
		case *ast.HTMLBlock:
			w.out.paragraphs(htmlText(w.raw(c)))
		case *ast.ThematicBreak:
		case *east.Table:
			w.table(c)
		case *ast.Blockquote:
			w.blocks(c, indent+"  ")
		default:
			w.out.paragraph(w.inline(c))
		}
	}
}

// list writes one line an item; what is nested in an item follows it.
func (w *markdown) list(list *ast.List, indent string) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if list.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Paragraph, *ast.TextBlock:
				w.out.item(mark + w.inline(c))
				mark = ""
			case *ast.List:
				if len(indent) <= 2*maxDepth {
					w.list(c, indent+"  ")
				}
			default:
				w.out.item(mark + w.inline(c))
				mark = ""
			}
		}
	}
	w.out.end()
}

func (w *markdown) table(t *east.Table) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, w.inline(cell))
		}
		w.out.row(cells)
	}
	w.out.end()
}

// raw returns a block's lines as they are.
func (w *markdown) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.src))
	}
	return b.String()
}

// inline returns the words of n without their marks; a link is its text, an
// image its description.
func (w *markdown) inline(n ast.Node) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker itself never errs
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Segment.Value(w.src))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.URL(w.src))
		case *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return unescape(b.String())
}
