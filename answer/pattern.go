package answer

import (
	"regexp"
	"strings"
)

// A pattern is an expression over lower-case text and words of which one must
// be there for it to match: looking for those first is a hundred times faster.
type pattern struct {
	words []string
	re    *regexp.Regexp
}

// A book is patterns of which any may match, with their words by first byte,
// so that one pass over a text finds those that are worth trying. A word that
// begins with a letter of English is looked for at the beginning of words.
type book struct {
	patterns []pattern
	by       [256][]key
}

type key struct {
	word string
	of   int // index of the pattern
}

// bound makes a book of patterns.
func bound(patterns []pattern) *book {
	b := &book{patterns: patterns}
	if len(patterns) > maxPatterns {
		panic("answer: more patterns than matches keeps track of") // our own tables
	}
	for i, p := range patterns {
		for _, w := range p.words {
			b.by[w[0]] = append(b.by[w[0]], key{w, i})
		}
	}
	return b
}

const maxPatterns = 96

// matches reports whether a pattern matches low.
func (b *book) matches(low string) bool {
	var tried [maxPatterns]bool
	before := byte(' ')
	for at := range len(low) {
		c := low[at]
		inside := letter(before) && letter(c)
		before = c
		if inside {
			continue
		}
		for _, k := range b.by[c] {
			if tried[k.of] || !strings.HasPrefix(low[at:], k.word) {
				continue
			}
			tried[k.of] = true
			if b.patterns[k.of].re.MatchString(low) {
				return true
			}
		}
	}
	return false
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' }
