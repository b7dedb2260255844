package prompts

import (
	"regexp"
	"strings"
	"unicode"
)

// A Passage is a run of an article's sentences, numbered from 1 in the prompt.
type Passage struct {
	Title, Source, Date string // any may be empty
	Sentences           []string
}

// citation is what a sentence's number looks like, which article text must
// not be able to imitate.
var citation = regexp.MustCompile(`[\[［【〔]\s*(\p{Nd}+(?:\s*[-–.,;:]\s*\p{Nd}+)*)\s*[\]］】〕]`)

// roleMark is what some models take for a change of who speaks when it stands in
// square brackets; those with pointed ones lose them anyway.
var roleMark = regexp.MustCompile(`\[(/?(?:INST|SYS|[A-Z]+_[A-Z_]+))\]`)

// unseen reports whether r shows nothing, or only changes how others show.
func unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Variation_Selector) ||
		r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2800'
}

// Data returns words of an article as one line that cannot be taken for
// anything but data: no line breaks, no invisible characters, no tags that
// look like the prompt's own, no sentence numbers.
func Data(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unseen(r):
			return -1
		case r == '<':
			return '‹'
		case r == '>':
			return '›'
		default:
			return r
		}
	}, s)
	s = roleMark.ReplaceAllString(citation.ReplaceAllString(s, "($1)"), "($1)")
	return strings.Join(strings.Fields(s), " ")
}

// Clean returns p with each of its texts made Data.
func (p Passage) clean() Passage {
	c := Passage{Title: Data(p.Title), Source: Data(p.Source), Date: Data(p.Date)}
	for _, s := range p.Sentences {
		c.Sentences = append(c.Sentences, Data(s))
	}
	return c
}

func cleanAll(ps []Passage) []Passage {
	out := make([]Passage, len(ps))
	for i, p := range ps {
		out[i] = p.clean()
	}
	return out
}
