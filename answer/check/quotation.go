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
// marks when it has any, else anywhere, or in the article's title.
func (s *source) quotes(want string) bool {
	within := func(t string) bool { return mayQuote(bare(t), want) && !isTitle(t) || bare(t) == want }
	own := quoted(s.Text())
	return slices.ContainsFunc(own, within) || len(own) == 0 && holds(bare(s.Text()), want) || s.titled(want, len(own) > 0)
}

// titled reports whether the article's title has the bare words; a single one
// that does not begin it is none where the source has quotations of its own.
func (s *source) titled(want string, quotes bool) bool {
	title := bare(s.Article.Title)
	return holds(title, want) && (!quotes || strings.Contains(want, " ") || title == want || strings.HasPrefix(title, want+" "))
}

// holds reports whether bare words have others in one run.
func holds(words, want string) bool { return strings.Contains(" "+words+" ", " "+want+" ") }

// mayQuote reports whether a claim may quote want of a quotation: a run of at
// least two of its words that leaves out more than one, or only its article.
func mayQuote(words, want string) bool {
	if !holds(words, want) {
		return false
	}
	switch has := strings.Fields(words); len(has) - len(strings.Fields(want)) {
	case 0:
		return true
	case 1:
		return (has[0] == "the" || has[0] == "a" || has[0] == "an") && strings.HasSuffix(words, want)
	}
	return strings.Contains(want, " ")
}

// isTitle reports whether a quotation is the name of a work: of several words,
// all but small ones begin with capitals.
func isTitle(t string) bool {
	f := strings.Fields(t)
	for _, w := range f {
		if c := rune(w[0]); unicode.IsLower(c) && !smallWord(w) && !isFunction(w) {
			return false
		}
	}
	return len(f) > 1
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
