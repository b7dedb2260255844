package search

import (
	"fmt"
	"strings"
	"time"

	"byline/when"
)

// kindNames are what a question of each kind asks for, for a person.
var kindNames = [kinds]string{
	person: "whom", moment: "when", place: "where", amount: "how many", reason: "why", manner: "how", thing: "a thing or a name", yesno: "whether it is so",
}

// understood says, one thing a line, how the question was read beside its words.
func (a *asked) understood() []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if name := kindNames[a.kind]; name != "" {
		add("asks %s", name)
	}
	if a.noun >= 0 {
		add("of a kind: %s", a.terms[a.noun].word)
	}
	for _, p := range a.phrases {
		if !p.soft {
			add("an article must have “%s”", p.words)
		} else {
			add("prefers “%s”", p.words)
		}
	}
	if !a.time.IsZero() {
		add("prefers the time “%s”, %s", strings.TrimSpace(a.time.Words), period(a.time.Period))
	} else if a.where.month != 0 || a.where.year != 0 {
		add("names the time %s", strings.TrimSpace(monthName(a.where.month)+" "+yearName(a.where.year)))
	}
	if a.time.Newest {
		add("wants the newest")
	}
	if a.dated() {
		add("only articles %s", period(when.Period{From: a.Since, To: a.Until}))
	}
	if a.sort.negated {
		add("asks what is not so")
	}
	if a.wants.each {
		add("a quote of each article")
	}
	for _, side := range a.wants.sides {
		add("compares %s", strings.Join(side, " "))
	}
	if f := a.after; f != nil {
		add("goes on from the turn before: %s", strings.Join(f.subject, " "))
	}
	for _, n := range a.aliases {
		var words []string
		for _, t := range n.terms {
			words = append(words, a.terms[t].word)
		}
		add("“%s” may also stand as “%s”", strings.Join(words, " "), strings.Join(n.index, " "))
	}
	return out
}

// period says from when to when p goes.
func period(p when.Period) string {
	const day = "2 January 2006"
	switch {
	case p.To.IsZero():
		return "from " + p.From.Format(day)
	case p.From.IsZero():
		return "before " + p.To.Format(day)
	default:
		return "from " + p.From.Format(day) + " to before " + p.To.Format(day)
	}
}

func monthName(m time.Month) string {
	if m == 0 {
		return ""
	}
	return m.String()
}

func yearName(y int) string {
	if y == 0 {
		return ""
	}
	return fmt.Sprint(y)
}
