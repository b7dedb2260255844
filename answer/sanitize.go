package answer

import (
	"regexp"
	"strings"
	"unicode"

	"byline/article"
)

// quotable returns the quotes that may be shown as an answer: those of
// sentences that neither ping nor link nor steer.
func quotable(quotes []article.Quote) []article.Quote {
	var out []article.Quote
	var w warden
	for _, q := range quotes {
		if w.quotable(q.Article, q.Span) {
			out = append(out, q)
		}
	}
	return out
}

// quotableText reports whether an article's sentence may be shown as an answer,
// or be cited for one, whatever stands around it.
func quotableText(s string) bool {
	if inverted(s) || strings.ContainsAny(s, "[［【〔") && imitates.MatchString(s) || !quotableWords(s) {
		return false
	}
	plain := clean(s)
	return plain == s || quotableWords(plain)
}

// imitates is what looks like one of the prompt's sentence numbers, in any
// digits and brackets.
var imitates = regexp.MustCompile(`[\[［【〔]\s*-?\p{Nd}+[\x{200b}-\x{200f}\x{2060}]*\s*[.,]\s*-?\p{Nd}+`)

// inverted reports whether s has characters that turn its direction round.
func inverted(s string) bool {
	return strings.ContainsAny(s, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
}

// clean returns a model's words as one plain line: no characters that do not
// show or turn the text round, no marks of emphasis, headings or lists.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar,
			r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0', r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
			return -1
		case r == '＠', r == '﹫':
			return '@'
		case r == '`' || r == '*' || r == '~' || r == '\\' || r == '|':
			return -1
		default:
			return r
		}
	}, s)
	if strings.ContainsRune(s, '_') {
		s = underlined.ReplaceAllString(s, "$1$2$3")
	}
	return strings.Join(strings.Fields(listMark.ReplaceAllString(strings.TrimSpace(s), "")), " ")
}

var (
	underlined = regexp.MustCompile(`(^|[^\p{L}\p{N}])_{1,2}([^_]+)_{1,2}($|[^\p{L}\p{N}])`)
	listMark   = regexp.MustCompile(`^(?:[\p{So}→]+\x{fe0f}?\s+|[-•‣◦–—+]\s+|#{1,6}\s+|>\s*|\d{1,2}[.)]\s+)+`)
)
