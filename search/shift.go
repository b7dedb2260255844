package search

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"byline/article"
	"byline/when"
)

// shifts count from the time of the turn before: "a year before", "ten years
// later", "the month after that", "the previous week".
var shifts = regexp.MustCompile(`(?i)\b(?:(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|the) )?(year|month|week|day|decade|centur)(?:s|y|ies)? (before|earlier|prior|previously|after|later|afterwards)(?: (?:that|then|this))?\s*[?!.]*$|` +
	`\bthe (previous|preceding|prior|following) (year|month|week|day|decade)\s*[?!.]*$`)

var smallNumbers = map[string]int{"a": 1, "an": 1, "the": 1, "": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "fifty": 50}

// singleYear finds years in what was asked or answered.
var singleYear = regexp.MustCompile(`\b(?:1[0-9]|20)\d\d\b`)

// shifted puts the time that q means in the place of one that counts from the
// turn before, if that names one, or its article has a date. The question before
// is asked again when it names the year.
func (q Question) shifted(last article.Turn, asked string, published func() article.Date) Question {
	m := shifts.FindStringSubmatch(q.Text)
	if m == nil {
		return q
	}
	n, known := smallNumbers[strings.ToLower(m[1])]
	if !known {
		n, _ = strconv.Atoi(m[1])
	}
	unit := strings.ToLower(m[2] + m[5])
	switch strings.ToLower(m[3] + m[4]) {
	case "before", "earlier", "prior", "previously", "previous", "preceding":
		n = -n
	}
	head := strings.TrimSpace(q.Text[:len(q.Text)-len(m[0])])
	years := map[string]int{"year": n, "decade": 10 * n, "centur": 100 * n}[unit]
	if y := onlyYear(asked); y != "" && years != 0 && len(contentWords(head)) == 0 {
		of, _ := strconv.Atoi(y)
		q.Text, q.stance = strings.Replace(asked, y, strconv.Itoa(of+years), 1), alone
		return q
	}
	from := timeOf(asked, last.Text, q.Now)
	if from.IsZero() {
		if p := published(); !p.IsZero() {
			from = when.Period{From: p.Time(), To: p.Time().AddDate(0, 0, 1)}
		}
	}
	if !from.IsZero() {
		q.Text = head + " in " + moved(from, n, unit) + "?"
	}
	return q
}

// onlyYear returns the one year that s names; empty when it names none or several.
func onlyYear(s string) string {
	all := slices.Compact(slices.Sorted(slices.Values(singleYear.FindAllString(s, -1))))
	if len(all) != 1 {
		return ""
	}
	return all[0]
}

// timeOf is the time that the turn before speaks of: what its question names, else the
// one year of it or of its answer.
func timeOf(asked, said string, now time.Time) when.Period {
	if t := when.Read(asked, now); !t.IsZero() && !t.Bounded && !t.From.IsZero() && !t.To.IsZero() {
		return t.Period
	}
	for _, s := range []string{asked, said} {
		if y := onlyYear(s); y != "" {
			from, _ := time.Parse("2006", y)
			return when.Period{From: from, To: from.AddDate(1, 0, 0)}
		}
	}
	return when.Period{}
}

// moved says a time n units from p, as exactly as the unit is.
func moved(p when.Period, n int, unit string) string {
	switch unit {
	case "day":
		return p.From.AddDate(0, 0, n).Format("2 January 2006")
	case "week":
		from := p.From.AddDate(0, 0, 7*n)
		return fmt.Sprintf("the time between %s and %s", from.Format("2 January 2006"), from.AddDate(0, 0, 6).Format("2 January 2006"))
	case "month":
		return p.From.AddDate(0, n, 0).Format("January 2006")
	case "decade":
		n *= 10
	case "centur":
		n *= 100
	}
	at := p.From.AddDate(n, 0, 0)
	if days := p.To.Sub(p.From).Hours() / 24; days > 27 && days < 32 { // that month
		return at.Format("January 2006")
	}
	return at.Format("2006")
}
