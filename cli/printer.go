package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"byline/article"
	"byline/commands"
)

// A printer renders replies as lines of text.
type printer struct {
	bold  bool // the terminal shows bold
	width int  // columns to wrap at; 0: do not wrap
}

// printer returns the one that suits standard output: bold and wrapped on a
// terminal, plain lines in a pipe.
func (t *terminal) printer() printer {
	f, ok := t.Out.(*os.File)
	if !ok || !isTerminal(f) {
		return printer{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 40 {
		width = 80
	}
	return printer{bold: true, width: min(width, 100)}
}

const (
	boldOn  = "\x1b[1m"
	boldOff = "\x1b[0m"
)

// unbold takes out what switches bold on and off.
var unbold = strings.NewReplacer(boldOn, "", boldOff, "")

// strong shows s in bold where that can be shown.
func (p printer) strong(s string) string {
	if !p.bold || s == "" {
		return s
	}
	return boldOn + s + boldOff
}

// clean takes out what could steer a terminal: article text is a stranger's.
func clean(s string) string { return commands.Visible(s) }

// reply prints a reply.
func (p printer) reply(w io.Writer, r commands.Reply) error {
	var b strings.Builder
	if r.Title != "" {
		fmt.Fprintln(&b, p.strong(clean(r.Title)))
	}
	if r.Answer != nil {
		p.answer(&b, *r.Answer)
	}
	if r.Text != "" {
		fmt.Fprintln(&b, p.wrap(clean(r.Text), ""))
	}
	for _, it := range r.Items {
		p.item(&b, it)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// answer prints the claims with their marks, and for each mark the words, the
// title, source and date.
func (p printer) answer(b *strings.Builder, a article.Answer) {
	if a.Understood != "" {
		fmt.Fprintln(b, p.wrap("(understood as: "+clean(a.Understood)+")", ""))
	}
	if a.Abstained {
		fmt.Fprintln(b, p.wrap(clean(a.Text), ""))
		if len(a.Nearest) > 0 {
			fmt.Fprintln(b, "\nNearest:")
		}
		for _, q := range a.Nearest {
			fmt.Fprintln(b, p.indent("“"+p.quote(q)+"”"))
			p.origin(b, q, "")
		}
		p.footer(b, a)
		return
	}
	n := 0
	for _, c := range a.Claims {
		first := n + 1
		n += len(c.Quotes)
		fmt.Fprintln(b, p.wrap(p.claim(a, c)+marks(first, n), ""))
	}
	fmt.Fprintln(b)
	n = 0
	for _, c := range a.Claims {
		for _, q := range c.Quotes {
			n++
			if a.Mode == article.Model {
				fmt.Fprintln(b, p.indent("“"+p.quote(q)+"”"))
			}
			p.origin(b, q, fmt.Sprintf("[%d] ", n))
		}
	}
	p.footer(b, a)
}

// claim is a claim's words: of an extractive one the quote itself, with what it
// needs to be understood.
func (p printer) claim(a article.Answer, c article.Claim) string {
	if a.Mode == article.Model || len(c.Quotes) == 0 {
		return clean(c.Text)
	}
	q := c.Quotes[0]
	before := ""
	if q.Needs.Len() > 0 {
		before = clean(flat(q.Needs.Of(q.Article.Text))) + " … "
	}
	return before + "“" + p.quote(q) + "”"
}

// marks is " [1][2]".
func marks(first, last int) string {
	var b strings.Builder
	for i := first; i <= last; i++ {
		if i == first {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "[%d]", i)
	}
	return b.String()
}

// origin prints where a quote is from.
func (p printer) origin(b *strings.Builder, q article.Quote, mark string) {
	line := mark + clean(p.source(q.Article))
	if q.Article.URL != "" {
		line += ", " + clean(q.Article.URL)
	}
	line += fmt.Sprintf(" (article %d, bytes %d–%d)", q.Article.ID, q.Start, q.End)
	fmt.Fprintln(b, p.hang(line, "  ", "      "))
	for _, c := range q.Copies {
		fmt.Fprintln(b, p.hang("also in: "+clean(p.source(c)), "      ", "        "))
	}
}

func (p printer) footer(b *strings.Builder, a article.Answer) {
	for _, c := range a.Conflicts {
		fmt.Fprintln(b, p.hang(fmt.Sprintf("The articles disagree: %s or %s.", clean(c.AWords), clean(c.BWords)), "  ", "  "))
	}
	for _, note := range a.Notes {
		fmt.Fprintln(b, p.hang("Note: "+clean(note), "  ", "  "))
	}
	var facts []string
	if !a.AsOf.IsZero() {
		facts = append(facts, "as of "+a.AsOf.Time().Format("2006-01-02"))
	}
	if a.Mode == article.Model {
		facts = append(facts, "written by a model, each sentence checked")
	}
	switch {
	case a.Withheld == 1:
		facts = append(facts, "1 unsupported sentence withheld")
	case a.Withheld > 1:
		facts = append(facts, fmt.Sprintf("%d unsupported sentences withheld", a.Withheld))
	}
	if len(facts) > 0 {
		fmt.Fprintln(b, p.hang(strings.Join(facts, "; "), "  ", "  "))
	}
}

// quote is a quote's words on one line, the answering ones in bold and
// pronouns explained in brackets.
func (p printer) quote(q article.Quote) string {
	var b strings.Builder
	for _, piece := range q.Pieces() {
		shown := clean(flat(piece.Text))
		if piece.Bold {
			shown = p.strong(shown)
		}
		b.WriteString(shown)
	}
	return b.String()
}

// flat puts text on one line.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

// item prints one row of a list.
func (p printer) item(b *strings.Builder, it commands.Item) {
	head := clean(it.Label)
	if it.Quote == nil && it.ID != "" && !strings.Contains(it.Label, it.ID) && !strings.HasPrefix(it.Label, "!") && strings.Trim(it.ID, "0123456789") == "" {
		head = it.ID + "  " + head
	}
	if it.Note != "" && it.Quote == nil && !strings.HasPrefix(it.Label, it.Note) {
		head += " (" + clean(it.Note) + ")"
	}
	switch {
	case it.Quote != nil:
		fmt.Fprintf(b, "%s\n%s\n", p.strong(head), p.indent("“"+p.quote(*it.Quote)+"”"))
		p.origin(b, *it.Quote, "")
		if it.Note != commands.Byline(it.Quote.Article) {
			fmt.Fprintln(b, p.hang(clean(it.Note), "      ", "      "))
		}
	case it.Text != "":
		fmt.Fprintln(b, p.hang(clean(it.Text), fmt.Sprintf("%-24s ", head), strings.Repeat(" ", 25)))
	default:
		fmt.Fprintln(b, p.hang(head, "", "   "))
	}
}

// indent sets text four columns in.
func (p printer) indent(s string) string { return p.wrap(s, "    ") }

// wrap breaks lines at words, not counting what switches bold on and off.
func (p printer) wrap(s, prefix string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = p.hang(line, prefix, prefix)
	}
	return strings.Join(lines, "\n")
}

// hang sets a line behind prefix and breaks it at words; what follows the first
// break stands behind next.
func (p printer) hang(line, prefix, next string) string {
	if p.width == 0 {
		return prefix + line
	}
	var b strings.Builder
	b.WriteString(prefix)
	column := utf8.RuneCountInString(prefix)
	for i, word := range strings.Split(line, " ") {
		n := len([]rune(unbold.Replace(word)))
		switch {
		case i == 0:
		case column+1+n > p.width:
			b.WriteString("\n" + next)
			column = utf8.RuneCountInString(next)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
