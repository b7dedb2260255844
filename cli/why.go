package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"byline/article"
)

// why shows how a stored answer came about, as it was at the time: the
// question as it was understood, what was ranked by which features, and each
// sentence a model wrote with the verdict on it. It is for the operator: it
// shows sentences that readers were not.
func why(ctx context.Context, t *terminal) error {
	if len(t.args) != 1 {
		return usageError{"why which answer? Give its number"}
	}
	id, err := strconv.ParseInt(strings.TrimPrefix(t.args[0], "#"), 10, 64)
	if err != nil {
		return usageError{"an answer's number, as ask --json shows it"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	libs, err := a.db.Libraries(ctx)
	if err != nil {
		return err
	}
	trace, err := a.db.Trace(ctx, libs, article.AnswerID(id))
	if err != nil {
		return err
	}
	if t.flags.json {
		return writeJSON(t.Out, whyToJSON(trace))
	}
	_, err = fmt.Fprint(t.Out, t.printer().why(trace))
	return err
}

// why is a trace for a person.
func (p printer) why(t article.Trace) string {
	var b strings.Builder
	wide := p.width
	p.width = 0 // folded does it for all
	ans := t.Answer
	fmt.Fprintf(&b, "Answer %d, asked %s: %s\n", ans.ID, t.Asked.Format("2006-01-02 15:04:05 MST"), clean(flat(ans.Question)))
	if ans.Understood != "" {
		fmt.Fprintf(&b, "Understood as: %s\n", clean(flat(ans.Understood)))
	}
	fmt.Fprintf(&b, "Mode %s, confidence %.3f, abstained %v, %d sentences withheld\n", ans.Mode, ans.Confidence, ans.Abstained, ans.Withheld)
	for _, stage := range sortedKeys(ans.Timings) {
		fmt.Fprintf(&b, "%s took %s\n", stage, ans.Timings[stage].Round(100*time.Microsecond))
	}
	b.WriteString("\n")
	p.answer(&b, ans)
	p.whyModel(&b, ans)
	p.whyRanked(&b, t.Weighed)
	if wide == 0 { // a pipe, whose lines stay whole
		return b.String()
	}
	return folded(b.String())
}

// hanging is how far in the rest of a line goes that is longer than columns.
const hanging = "          "

// folded breaks the lines of s that are longer than columns, at words.
func folded(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if utf8.RuneCountInString(unbold.Replace(line)) <= columns {
			continue
		}
		var b strings.Builder
		at := 0
		for k, word := range strings.Split(line, " ") {
			n := utf8.RuneCountInString(unbold.Replace(word))
			switch {
			case k == 0:
			case at+1+n > columns && at > len(hanging):
				b.WriteString("\n" + hanging + " ")
				at = len(hanging) + 1
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += n
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

// whyModel tells what was asked of a model and what became of its sentences.
func (p printer) whyModel(b *strings.Builder, ans article.Answer) {
	if ans.PromptHash != "" {
		fmt.Fprintf(b, "\nPrompt %s, %d tokens read and %d written\n", ans.PromptHash, ans.TokensIn, ans.TokensOut)
	}
	for _, c := range ans.Calls {
		fmt.Fprintf(b, "  %s by %s, prompt %s: %s tokens read, %s written, %s\n", c.Step, clean(c.Model), c.Hash,
			tokens(c.In, c.Estimated), tokens(c.Out, c.Estimated), c.Took.Round(time.Millisecond))
		if c.Problem != "" {
			fmt.Fprintf(b, "    not used: %s\n", clean(flat(c.Problem)))
		}
	}
	if len(ans.Checked) > 0 {
		b.WriteString("\nSentences the model wrote:\n")
	}
	for i, v := range ans.Checked {
		verdict := "shown"
		if v.Failed != "" {
			verdict = "withheld (" + v.Failed
			if v.Words != "" {
				verdict += ": “" + clean(flat(v.Words)) + "”"
			}
			verdict += ")"
		}
		fmt.Fprintf(b, "%2d. %s: %s %s\n", i+1, verdict, clean(flat(v.Text)), clean(v.Marks))
		if len(v.Against) == 0 {
			b.WriteString("      against no sentence\n")
		}
		for _, q := range v.Against {
			fmt.Fprintf(b, "      against %s\n", p.place(q.Article, q.Span))
		}
	}
}

func tokens(n int, estimated bool) string {
	if estimated {
		return fmt.Sprintf("about %d", n)
	}
	return strconv.Itoa(n)
}

// whyRanked tells what the search weighed.
func (p printer) whyRanked(b *strings.Builder, w article.Weighed) {
	if len(w.Terms)+len(w.Candidates) == 0 {
		b.WriteString("\nNo search was kept with this answer.\n")
		return
	}
	b.WriteString("\n")
	var list []string
	for _, u := range w.Understood {
		list = append(list, clean(flat(u)))
	}
	if len(list) > 0 {
		listed(b, "Question read:", list)
	}
	list = nil
	for _, m := range w.Terms {
		list = append(list, fmt.Sprintf("%s (%.2f)", clean(flat(m.Name)), m.Value))
	}
	listed(b, "Words that count:", list)
	list = nil
	for _, m := range w.Proof {
		list = append(list, fmt.Sprintf("%s %.2f", m.Name, m.Value))
	}
	listed(b, "Confidence from:", list)
	b.WriteString("Ranked then:\n")
	for i, c := range w.Candidates {
		fmt.Fprintf(b, "%2d. %.3f  %s\n", i+1, c.Score, p.place(c.Article, c.Span))
		list = nil
		for k, v := range c.Values {
			if v != 0 && k < len(w.Features) {
				list = append(list, fmt.Sprintf("%s %.2f", w.Features[k], v))
			}
		}
		listed(b, "          ", list)
	}
}

// columns is how wide a line becomes at most, unless one item or word is wider.
const columns = 80

// listed writes what leads to a list and its items, in lines of at most columns.
func listed(b *strings.Builder, lead string, items []string) {
	b.WriteString(lead)
	at := utf8.RuneCountInString(lead)
	for i, item := range items {
		if i < len(items)-1 {
			item += ";"
		}
		n := utf8.RuneCountInString(item) + 1
		if at+n > columns {
			b.WriteString("\n          ")
			at = 10
		}
		b.WriteString(" " + item)
		at += n
	}
	b.WriteString("\n")
}

// place is a sentence with where it stands; a is nil when it is gone.
func (p printer) place(a *article.Article, s article.Span) string {
	if a == nil {
		return fmt.Sprintf("(an article that is gone, bytes %d–%d)", s.Start, s.End)
	}
	return fmt.Sprintf("“%s” (%s, article %d, bytes %d–%d)", clean(flat(s.Of(a.Text))), clean(flat(p.source(a))), a.ID, s.Start, s.End)
}
