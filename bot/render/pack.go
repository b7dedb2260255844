package render

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A block is a line of the message: a prefix, which is repeated where the
// block goes on in the next message, and its pieces.
type block struct {
	prefix string // "> ", "-# " or nothing
	pieces []piece
}

// A piece is what stays together where it can: a sentence, a mark, a link.
type piece struct {
	raw    string
	around string // "**" or nothing
	fixed  bool   // markup of our own: neither escaped nor cut
}

func fixed(s string) piece { return piece{raw: s, fixed: true} }

func said(text string) block { return block{pieces: sentences(text)} }

func note(text string) block {
	if text == "" {
		return block{}
	}
	return block{prefix: "-# ", pieces: sentences(text)}
}

// paragraphs makes a block of each line of text.
func paragraphs(prefix, text string) []block {
	var out []block
	for _, line := range strings.Split(clean(text), "\n") {
		out = append(out, block{prefix: prefix, pieces: sentences(oneLine(line))})
	}
	return out
}

// sourceLine is mark, words and a link that opens no preview.
func sourceLine(prefix, mark, words, url string) block {
	b := block{prefix: prefix, pieces: []piece{}}
	if mark != "" {
		b.pieces = append(b.pieces, fixed(mark))
	}
	b.pieces = append(b.pieces, sentences(words)...)
	if link := safeLink(url); link != "" {
		if words != "" {
			b.pieces = append(b.pieces, piece{raw: " · "})
		}
		b.pieces = append(b.pieces, fixed("<"+link+">"))
	}
	return b
}

// maxLink bounds a link shown, in characters. A longer one would not leave room
// for what it belongs to.
const maxLink = 1000

// safeLink returns url if it can stand between angle brackets, else nothing.
func safeLink(url string) string {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") || units(url) > maxLink {
		return ""
	}
	for _, r := range url {
		if r <= ' ' || r == '<' || r == '>' || r == 0x7f || r == utf8.RuneError || r == '`' {
			return ""
		}
	}
	return url
}

// A packer fills messages.
type packer struct {
	limit int
	done  []string
	page  strings.Builder
	size  int // units of page
	bare  int // size of page with nothing but prefixes in it
}

// pack lays blocks into texts of at most limit units. A sentence that does not
// fit starts a new text; only one longer than a whole text is cut, between
// words or, in a word without end, between characters as readers see them.
func pack(blocks []block, limit int) []string {
	p := &packer{limit: limit}
	for _, b := range blocks {
		p.line(b.prefix)
		for _, piece := range b.pieces {
			p.put(b.prefix, piece)
		}
	}
	p.flush()
	return p.done
}

// line begins a line.
func (p *packer) line(prefix string) {
	if p.size > 0 {
		if p.size+1+units(prefix) >= p.limit {
			p.flush()
		} else {
			p.write("\n")
		}
	}
	p.write(prefix)
	p.bare = p.size
}

func (p *packer) write(s string) {
	p.page.WriteString(s)
	p.size += units(s)
}

// flush ends the page, unless nothing is on it.
func (p *packer) flush() {
	if text := strings.TrimSpace(p.page.String()); text != "" && text != ">" && text != "-#" {
		p.done = append(p.done, text)
	}
	p.page.Reset()
	p.size, p.bare = 0, 0
}

// fresh begins a page that goes on with the line of prefix.
func (p *packer) fresh(prefix string) {
	p.flush()
	p.write(prefix)
	p.bare = p.size
}

// put adds a piece to the line.
func (p *packer) put(prefix string, x piece) {
	if x.raw == "" {
		return
	}
	if p.fits(x) {
		p.write(p.rendered(x))
		return
	}
	if units(rendered(x, true))+units(prefix) <= p.limit {
		p.fresh(prefix)
		x.raw = strings.TrimLeft(x.raw, " ")
		p.write(p.rendered(x))
		return
	}
	if x.fixed {
		return
	}
	for _, word := range words(x.raw) {
		p.word(prefix, piece{raw: word, around: x.around})
	}
}

// word adds a word of a sentence that is longer than a message.
func (p *packer) word(prefix string, w piece) {
	if p.fits(w) {
		p.write(p.rendered(w))
		return
	}
	p.fresh(prefix)
	w.raw = strings.TrimLeft(w.raw, " ")
	if p.fits(w) {
		p.write(p.rendered(w))
		return
	}
	if isLink(w.raw) {
		p.write("(a link too long to show) ")
		return
	}
	for it := graphemes.FromString(w.raw); it.Next(); {
		for _, g := range bounded(it.Value()) {
			one := piece{raw: g, around: w.around}
			if !p.fits(one) {
				p.fresh(prefix)
			}
			p.write(p.rendered(one))
		}
	}
}

// bounded cuts a character with more than maxMarks marks on it, which no
// script needs.
func bounded(g string) []string {
	const maxMarks = 400 // bytes
	var out []string
	for len(g) > maxMarks {
		n := maxMarks
		for n > 0 && !utf8.RuneStart(g[n]) {
			n--
		}
		out, g = append(out, g[:n]), g[n:]
	}
	return append(out, g)
}

func (p *packer) fits(x piece) bool { return p.size+units(p.rendered(x)) <= p.limit }

func (p *packer) rendered(x piece) string { return rendered(x, p.size == p.bare) }

// rendered is x as Discord's markup; first says that it begins its line.
func rendered(x piece, first bool) string {
	if x.fixed {
		return x.raw
	}
	text := escape(x.raw, first && x.around == "")
	if x.around == "" {
		return text
	}
	// Markup does not take hold next to a space.
	core := strings.TrimSpace(text)
	if core == "" {
		return text
	}
	lead := text[:strings.Index(text, core)]
	return lead + x.around + core + x.around + text[len(lead)+len(core):]
}
