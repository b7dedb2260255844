package formats

import (
	"regexp"
	"strings"
)

// mostTangled bounds what reading a text as Markdown may cost, in pairs of marks
// of one paragraph: some two seconds where none of them closes another. A
// paragraph of a real text has some tens of marks, a book of them a million
// pairs in all.
const mostTangled = 100_000_000

// marks are the signs for which the parser looks through all that came before,
// or comes after, where they have no partner. Backquotes and tildes cost it
// nothing of the kind.
const marks = "[*_<"

var (
	// nesting is how a line begins that opens quotes and lists, any number of
	// them inside one another.
	nesting = regexp.MustCompile(`^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))+`)
	// opener is one of these.
	opener = regexp.MustCompile(`>|[-+*][ \t]|\d{1,9}[.)][ \t]`)
)

// tangled reports whether reading text as Markdown would take beyond all measure:
// the parser's time grows with the square of the marks in a paragraph, and of
// how deep a line nests. It looks at each line once.
func tangled(text string) bool {
	cost, inside := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		begins := nesting.FindString(line)
		if begins != "" || strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimLeft(line, " \t"), "|") {
			cost += inside * inside
			inside = 0
		}
		if begins != "" {
			deep := len(opener.FindAllString(begins, -1))
			cost += deep * deep
		}
		for i := range len(line) {
			if strings.IndexByte(marks, line[i]) >= 0 {
				inside++
			}
		}
		if cost+inside*inside > mostTangled {
			return true
		}
	}
	return false
}
