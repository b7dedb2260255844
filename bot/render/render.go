// Package render turns replies into Discord messages. It is pure: values in,
// values out. It knows Discord's limits, and it escapes every word that came
// from articles, members or models, so that none can mention, format, link or
// fence.
package render

import (
	"cmp"
	"fmt"
	"strings"

	"byline/article"
	"byline/commands"
)

const (
	// maxContent is Discord's limit on a message's content, in characters; it
	// is kept in UTF-16 units, of which there are never fewer.
	// Source: developers/resources/message, create message.
	maxContent = 2000

	// maxPages is how many messages one reply may become. The whole of a longer
	// one comes as a file with the last.
	maxPages = 5

	// maxLabel is the limit on a button's label, perRow on the buttons of a row
	// and maxRows on rows. Source: developers/components/reference.
	maxLabel = 80
	perRow   = 5
	maxRows  = 5

	// maxButtonURL is the limit on a link button's address (same source).
	maxButtonURL = 512
)

// A Page is one message.
type Page struct {
	Content string // at most maxContent
	Rows    [][]Button
	File    *commands.Attachment
}

// A Button is pressed, or opens a link.
type Button struct {
	Label string
	ID    string // custom_id; empty for a link
	URL   string
	Style commands.Style
}

// Reply renders r as at least one page. Buttons and the file are on the last.
func Reply(r commands.Reply) []Page {
	texts := pack(blocks(r), maxContent)
	file := r.File
	if len(texts) > maxPages {
		if file == nil {
			file = &commands.Attachment{Name: "answer.txt", Data: []byte(Plain(r))}
		}
		texts = append(texts[:maxPages-2:maxPages-2], ending(r)...)
	}
	if len(texts) == 0 {
		texts = []string{"Done."}
	}
	pages := make([]Page, len(texts))
	for i, t := range texts {
		pages[i].Content = t
	}
	last := &pages[len(pages)-1]
	last.File = file
	if !r.Partial {
		last.Rows = rows(r.Actions)
	}
	return pages
}

// ending is what the last messages of a reply that is too long say: the answer
// is cut, its sources are not.
func ending(r commands.Reply) []string {
	out := []block{said("The whole of it is in the file.")}
	if r.Answer != nil {
		var n numbering
		for _, c := range r.Answer.Claims {
			n.add(c.Quotes)
		}
		out = append(out, sources(n.quotes, false)...)
		out = append(out, note(footer(r.Answer)))
	}
	texts := pack(out, maxContent)
	return texts[:min(len(texts), 2)]
}

// blocks lays r out.
func blocks(r commands.Reply) []block {
	var out []block
	if r.Title != "" {
		out = append(out, block{pieces: []piece{{raw: oneLine(r.Title), around: "**"}}})
	}
	if r.Text != "" {
		out = append(out, paragraphs("", r.Text)...)
	}
	if r.Answer != nil {
		out = append(out, answer(r.Answer)...)
	}
	for _, it := range r.Items {
		out = append(out, item(it)...)
	}
	if r.Partial {
		out = append(out, note("…"))
	}
	return out
}

// item lays one row of a list out.
func item(it commands.Item) []block {
	head := block{pieces: []piece{{raw: oneLine(it.Label), around: "**"}}}
	if it.ID != "" && !strings.Contains(it.Label, it.ID) {
		head.pieces = append(head.pieces, piece{raw: " (" + oneLine(it.ID) + ")"})
	}
	out := []block{head}
	switch {
	case it.Quote != nil && it.Quote.Article != nil:
		out = append(out, quoted(*it.Quote, nil))
	case it.Text != "":
		out = append(out, paragraphs("> ", it.Text)...)
	}
	note := it.Note
	if strings.HasPrefix(it.Label, note) { // "added 12 The pier" has said so
		note = ""
	}
	if note != "" || it.URL != "" {
		out = append(out, sourceLine("-# ", "", oneLine(note), it.URL))
	}
	return out
}

// answer lays an answer out: its claims with their marks, then for each mark
// where its words stand.
func answer(a *article.Answer) []block {
	var out []block
	if a.Understood != "" && a.Understood != a.Question {
		out = append(out, note("Understood as: "+oneLine(a.Understood)))
	}
	n := numbering{}
	switch {
	case a.Abstained:
		out = append(out, paragraphs("", cmp.Or(a.Text, "The articles do not say."))...)
		out = append(out, nearest(a.Nearest, &n)...)
	case a.Mode == article.Model:
		out = append(out, written(a.Claims, &n))
	default:
		out = append(out, copied(a.Claims, &n)...)
	}
	if len(n.quotes) > 0 && !a.Abstained {
		out = append(out, block{})
		out = append(out, sources(n.quotes, a.Mode == article.Model)...)
	}
	for _, c := range a.Conflicts {
		if max(c.A, c.B) < len(a.Claims) && min(c.A, c.B) >= 0 {
			out = append(out, block{pieces: []piece{
				{raw: "The articles disagree: ", around: ""},
				{raw: "“" + oneLine(c.AWords) + "” "}, fixed(n.marks(a.Claims[c.A].Quotes)),
				{raw: ", but “" + oneLine(c.BWords) + "” "}, fixed(n.marks(a.Claims[c.B].Quotes)),
			}})
		}
	}
	for _, text := range a.Notes {
		out = append(out, note(oneLine(text)))
	}
	return append(out, note(footer(a)))
}

// written lays the sentences of a model out as running text.
func written(claims []article.Claim, n *numbering) block {
	var b block
	for i, c := range claims {
		if i > 0 {
			b.pieces = append(b.pieces, piece{raw: " "})
		}
		b.pieces = append(b.pieces, sentences(oneLine(c.Text))...)
		if m := n.add(c.Quotes); m != "" {
			b.pieces = append(b.pieces, fixed(" "+m))
		}
	}
	return b
}

// copied lays sentences of articles out as quotations.
func copied(claims []article.Claim, n *numbering) []block {
	var out []block
	for _, c := range claims {
		m := n.add(c.Quotes)
		if len(c.Quotes) > 0 && c.Quotes[0].Article != nil && c.Quotes[0].Text() == c.Text {
			out = append(out, quoted(c.Quotes[0], []piece{fixed(" " + m)}))
			continue
		}
		b := block{prefix: "> ", pieces: sentences(oneLine(c.Text))}
		out = append(out, block{prefix: b.prefix, pieces: append(b.pieces, fixed(" "+m))})
	}
	return out
}

// nearest lays out what came closest to an answer.
func nearest(quotes []article.Quote, n *numbering) []block {
	if len(quotes) == 0 {
		return nil
	}
	out := []block{said("What comes nearest:")}
	for _, q := range quotes {
		m := n.add([]article.Quote{q})
		out = append(out, quoted(q, []piece{fixed(" " + m)}))
		out = append(out, source(n.of[keyOf(q)], q, false)...)
	}
	return out
}

// quoted lays the words of q out, with its bold ones, after those of an earlier
// sentence that they need to be understood.
func quoted(q article.Quote, after []piece) block {
	b := block{prefix: "> "}
	if q.Needs.Len() > 0 && q.Needs.End <= q.Start {
		b.pieces = append(b.pieces, sentences(oneLine(q.Needs.Of(q.Article.Text)+" … "))...)
	}
	for _, p := range q.Pieces() {
		if p.Bold {
			b.pieces = append(b.pieces, piece{raw: oneLine(p.Text), around: "**"})
		} else {
			b.pieces = append(b.pieces, sentences(oneLine(p.Text))...)
		}
	}
	b.pieces = append(b.pieces, after...)
	return b
}

// sources says where the words of each mark stand. Without words, marks of one
// article that follow each other share a line.
func sources(quotes []article.Quote, words bool) []block {
	var out []block
	for i := 0; i < len(quotes); {
		if words {
			out = append(out, source(i+1, quotes[i], true)...)
			i++
			continue
		}
		mark := ""
		for first := i; i < len(quotes) && sameArticle(quotes[i], quotes[first]); i++ {
			mark += fmt.Sprintf("[%d]", i+1)
		}
		a := quotes[i-1].Article
		out = append(out, sourceLine("-# ", mark+" ", about(a), a.URL))
	}
	return out
}

// source says where the words of a mark stand, and with words repeats them.
func source(number int, q article.Quote, words bool) []block {
	var out []block
	mark := fmt.Sprintf("[%d] ", number)
	if words {
		b := quoted(q, []piece{{raw: "”"}})
		b.prefix = ""
		b.pieces = append([]piece{fixed(mark), {raw: "“"}}, b.pieces...)
		out, mark = append(out, b), ""
	}
	return append(out, sourceLine("-# ", mark, about(q.Article), q.Article.URL))
}

// about names an article: title, source, date.
func about(a *article.Article) string {
	parts := []string{oneLine(cmp.Or(a.Title, a.Ref, "untitled"))}
	if a.Source != "" {
		parts = append(parts, oneLine(a.Source))
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Time().Format("2006-01-02"))
	}
	if !a.Corrected.IsZero() {
		parts = append(parts, "corrected "+a.Corrected.Time().Format("2006-01-02"))
	}
	return strings.Join(parts, " · ")
}

// footer says as of when and by what the answer was made.
func footer(a *article.Answer) string {
	var parts []string
	if !a.AsOf.IsZero() {
		parts = append(parts, "As of "+a.AsOf.Time().Format("2006-01-02"))
	}
	switch {
	case a.Abstained:
	case a.Mode == article.Model:
		parts = append(parts, "written by a model, each sentence checked against its quotes")
	default:
		parts = append(parts, "quoted word for word")
	}
	if a.Withheld > 0 {
		plural := "s"
		if a.Withheld == 1 {
			plural = ""
		}
		parts = append(parts, fmt.Sprintf("%d unsupported sentence%s withheld", a.Withheld, plural))
	}
	return strings.Join(parts, " · ")
}

// rows puts actions into rows of buttons.
func rows(actions []commands.Action) [][]Button {
	var out [][]Button
	for _, a := range actions {
		if a.URL != "" && len(a.URL) > maxButtonURL || a.URL == "" && a.State == "" {
			continue
		}
		b := Button{Label: Clip(cmp.Or(oneLine(a.Label), "Open"), maxLabel), URL: a.URL, Style: a.Style}
		if a.URL == "" {
			b.ID = a.State
		}
		if n := len(out); n == 0 || len(out[n-1]) == perRow {
			if n == maxRows {
				return out
			}
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], b)
	}
	return out
}
