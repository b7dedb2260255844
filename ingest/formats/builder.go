package formats

import (
	"html"
	"regexp"
	"strings"

	"byline/article"
)

// A builder collects a document's blocks as text: paragraphs and headings with
// blank lines between, the items of a list and the rows of a table one a line.
type builder struct {
	blocks []block
	run    []string // items or rows of the list or table being written
}

type block struct {
	text    string
	heading int // level, 1 the highest; 0 for all else
}

func (b *builder) add(text string, heading int) {
	b.end()
	if text != "" {
		b.blocks = append(b.blocks, block{text, heading})
	}
}

func (b *builder) paragraph(s string)          { b.add(oneLine(s), 0) }
func (b *builder) heading(level int, s string) { b.add(oneLine(s), max(level, 1)) }

// paragraphs adds text that is already divided by blank lines.
func (b *builder) paragraphs(s string) {
	for part := range strings.SplitSeq(s, "\n\n") {
		b.add(strings.TrimSpace(part), 0)
	}
}

// lines adds text whose line breaks are meant.
func (b *builder) lines(s string) {
	var kept []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimRight(line, " \t"); line != "" {
			kept = append(kept, line)
		}
	}
	b.add(strings.Join(kept, "\n"), 0)
}

// item adds one line to the list being written.
func (b *builder) item(s string) {
	if s = oneLine(s); s != "" && s != "-" {
		b.run = append(b.run, s)
	}
}

// row adds one line of cells to the table being written.
func (b *builder) row(cells []string) {
	for i := range cells {
		cells[i] = oneLine(cells[i])
	}
	b.item(strings.Join(cells, " | "))
}

// end closes the list or table being written.
func (b *builder) end() {
	if len(b.run) > 0 {
		b.blocks = append(b.blocks, block{text: strings.Join(b.run, "\n")})
		b.run = nil
	}
}

// text returns the blocks as an article's text. A heading at the top, or a
// short line, becomes art's title if it has none; at the top, repetitions of the title are left
// out, since search weighs the title by itself.
func (b *builder) text(art *article.Article) string {
	b.end()
	blocks := b.blocks
	if len(blocks) > 1 && art.Title == "" && blocks[0].heading > 0 {
		art.Title = blocks[0].text
	}
	if len(blocks) > 1 && art.Title == "" && looksLikeTitle(blocks[0].text) && len(blocks[0].text) < len(blocks[1].text) {
		art.Title = blocks[0].text
	}
	for len(blocks) > 1 && art.Title != "" && sameWords(blocks[0].text, art.Title) {
		blocks = blocks[1:]
	}
	texts := make([]string, len(blocks))
	for i, one := range blocks {
		texts[i] = one.text
	}
	return strings.Join(texts, "\n\n")
}

func sameWords(a, b string) bool {
	return strings.EqualFold(oneLine(a), oneLine(b))
}

var escaped = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)

// unescape resolves Markdown's backslashes and HTML's entities.
func unescape(s string) string {
	return html.UnescapeString(escaped.ReplaceAllString(s, "$1"))
}
