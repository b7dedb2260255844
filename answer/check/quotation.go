package check

import (
	"slices"
	"strings"
	"unicode"
)

// quotations holds when each run of words that the claim puts in quotation
// marks stands in one of the sources letter for letter, signs and case aside.
func quotations(c *reading, sources []*source) Verdict {
	for _, q := range quoted(c.text) {
		want := bare(q)
		if want == "" {
			continue
		}
		if !slices.ContainsFunc(sources, func(s *source) bool { return s.quotes(want) }) {
			return Verdict{Kind: Quotation, Words: q}
		}
	}
	return Verdict{}
}

// quotes reports whether the source has these bare words: within quotation
// marks when it has any, else anywhere, or in its title.
func (s *source) quotes(want string) bool {
	within := func(t string) bool { return strings.Contains(" "+bare(t)+" ", " "+want+" ") }
	own := quoted(s.Text())
	return slices.ContainsFunc(own, within) || len(own) == 0 && within(s.Text()) || within(s.Article.Title)
}

// quoted returns what stands between quotation marks in s. A mark that is
// opened and not closed runs to the end.
func quoted(s string) []string {
	var out []string
	closing := rune(0)
	start := 0
	for i, c := range s {
		switch {
		case closing != 0 && c == closing && (c != '’' || !letterFollows(s[i+len("’"):])):
			out = append(out, s[start:i])
			closing = 0
		case closing != 0:
		case c == '“' || c == '„':
			closing, start = '”', i+len("“")
		case c == '«':
			closing, start = '»', i+len("«")
		case c == '"':
			closing, start = '"', i+1
		case c == '‘':
			closing, start = '’', i+len("‘")
		}
	}
	if closing != 0 && closing != '’' {
		out = append(out, s[start:])
	}
	return out
}

func letterFollows(s string) bool {
	for _, c := range s {
		return unicode.IsLetter(c)
	}
	return false
}

// bare returns the words of s in lower case, a space between them.
func bare(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !sign(c)
	}), " ")
}
