package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
)

// An Acronym is a short form that a text defines by the words it stands for:
// "North Atlantic Treaty Organization (NATO)".
type Acronym struct {
	Short article.Span // "NATO"
	Long  article.Span // "North Atlantic Treaty Organization"
}

const (
	longestAcronym  = 10  // letters
	longestExpanded = 120 // bytes
	compound        = 8   // letters of a word that may be made of two
)

// Acronyms returns the definitions in s, in their order: the words before a
// bracket with their acronym in it, or an acronym before a bracket with its
// words. Only pairs whose letters agree count: every word but the little ones
// gives its first letter, in their order.
func Acronyms(s string) []Acronym {
	var out []Acronym
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '(')
		if i < 0 {
			return out
		}
		open := at + i
		at = open + 1
		n := strings.IndexAny(s[at:], "()\n")
		if n < 0 || s[at+n] != ')' {
			continue
		}
		if a, ok := defined(s, open, at+n); ok {
			out = append(out, a)
		}
	}
}

// defined reads the definition whose bracket is s[open:end+1].
func defined(s string, open, end int) (Acronym, bool) {
	if short, ok := acronymIn(s, open+1, end); ok {
		if long, ok := expansionBefore(s, open, letters(short.Of(s))); ok {
			return Acronym{short, long}, true
		}
	}
	start := strings.LastIndexFunc(strings.TrimRight(s[:open], " "), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(“\"‘", r) }) + 1
	for start > 0 && start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	short, ok := acronymIn(s, start, len(strings.TrimRight(s[:open], " ")))
	if !ok || end-open > longestExpanded {
		return Acronym{}, false
	}
	long := article.Span{Start: open + 1, End: open + 1 + len(until(s[open+1:end], ",;:/"))}
	words := wordsIn(s, long.Start, long.End)
	if len(words) < 2 || !agrees(s, words, letters(short.Of(s))) {
		return Acronym{}, false
	}
	return Acronym{short, article.Span{Start: words[0].Start, End: words[len(words)-1].End}}, true
}

// until returns s up to the first of the characters of cutset.
func until(s, cutset string) string {
	if i := strings.IndexAny(s, cutset); i >= 0 {
		return s[:i]
	}
	return s
}

// acronymIn returns the acronym at the beginning of s[start:end], alone there
// or before a comma or semicolon: two letters or more, most of them capitals.
func acronymIn(s string, start, end int) (article.Span, bool) {
	w := until(s[start:end], ",;")
	trimmed := strings.TrimLeft(w, " “\"‘'")
	start += len(w) - len(trimmed)
	w = strings.TrimRight(trimmed, " ”\"’'")
	upper, lower := 0, 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case r != '.' && r != '&' && r != '-':
			return article.Span{}, false
		}
	}
	if upper < 2 || upper <= lower || upper+lower > longestAcronym {
		return article.Span{}, false
	}
	return article.Span{Start: start, End: start + len(w)}, true
}

// letters returns the letters of an acronym in small, without the s of a plural.
func letters(short string) []rune {
	short = strings.TrimSuffix(strings.TrimSuffix(short, "s"), "’")
	var out []rune
	for _, r := range short {
		if unicode.IsLetter(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

// little are words that need not give a letter.
var little = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "a": true, "an": true, "at": true,
	"by": true, "with": true, "from": true, "de": true, "la": true, "le": true, "du": true, "des": true, "et": true, "und": true, "der": true,
	"die": true, "für": true, "y": true, "e": true, "s": true}

// wordsIn returns the parts of s[start:end] that may give a letter, from the
// last sentence or clause on: words, cut at hyphens too.
func wordsIn(s string, start, end int) []article.Span {
	var out []article.Span
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			from := i
			for i < end {
				r, n = utf8.DecodeRuneInString(s[i:end])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’' {
					break
				}
				i += n
			}
			out = append(out, article.Span{Start: from, End: i})
			continue
		}
		if !strings.ContainsRune(" -‐‑–/&\u00a0", r) {
			out = out[:0]
		}
		i += n
	}
	return out
}

// expansionBefore returns the words before s[open] that give letters.
func expansionBefore(s string, open int, letters []rune) (article.Span, bool) {
	from := max(0, open-longestExpanded)
	for from < open && !utf8.RuneStart(s[from]) {
		from++
	}
	if nl := strings.LastIndexByte(s[from:open], '\n'); nl >= 0 {
		from += nl + 1
	}
	if strings.TrimRight(s[from:open], " ") == "" || !endsInWord(strings.TrimRight(s[from:open], " ”\"’")) {
		return article.Span{}, false
	}
	words := wordsIn(s, from, open)
	for k := len(words) - 2; k >= 0 && len(words)-k <= 2*len(letters)+2; k-- {
		if agrees(s, words[k:], letters) {
			return article.Span{Start: words[k].Start, End: words[len(words)-1].End}, true
		}
	}
	return article.Span{}, false
}

func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// agrees reports whether words give letters: the first word the first letter,
// and each other word its own, unless it is little or the second half of a
// hyphened one. A word may give one letter more from its middle when that is
// a capital, as in "HyperText", or when all the others are from beginnings and
// there are three or more.
func agrees(s string, words []article.Span, letters []rune) bool {
	if len(letters) < 2 || len(words) == 0 || little[strings.ToLower(words[0].Of(s))] {
		return false
	}
	return gives(s, words, letters, true, len(letters) >= 3)
}

func gives(s string, words []article.Span, want []rune, first, spare bool) bool {
	if len(words) == 0 {
		return len(want) == 0
	}
	w := words[0].Of(s)
	half := words[0].Start > 0 && strings.ContainsRune("-‐‑–", lastRune(s[:words[0].Start]))
	if !first && (little[strings.ToLower(w)] || half) && gives(s, words[1:], want, false, spare) {
		return true
	}
	initial, n := utf8.DecodeRuneInString(w)
	if len(want) == 0 || unicode.ToLower(initial) != want[0] {
		return false
	}
	rest := want[1:]
	if gives(s, words[1:], rest, false, spare) {
		return true
	}
	if len(rest) > 0 {
		long := spare && utf8.RuneCountInString(w) >= compound
		for _, r := range w[n:] {
			if unicode.ToLower(r) == rest[0] && (unicode.IsUpper(r) || long) &&
				gives(s, words[1:], rest[1:], false, spare && unicode.IsUpper(r)) {
				return true
			}
		}
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// Marks returns terms that say which acronyms s defines, for an index: one for
// each short form, and one for each beginning of a long form. No word of a
// text or question is one of them.
func (a *Analyzer) Marks(s string) []string {
	var out []string
	for _, d := range Acronyms(s) {
		out = append(out, ShortMark(d.Short.Of(s)))
		if two := a.content(d.Long.Of(s), 2); len(two) == 2 {
			out = append(out, LongMark(two[0], two[1]))
		}
	}
	return out
}

// ShortMark is the mark of a short form, however it is written.
func ShortMark(short string) string { return "=" + string(letters(short)) }

// LongMark is the mark of the long forms whose first two content words have
// these terms.
func LongMark(first, second string) string { return "=" + first + " " + second }

// content returns the terms of the first most content words of s.
func (a *Analyzer) content(s string, most int) []string {
	var out []string
	for _, t := range a.Tokens(nil, s) {
		if len(out) == most {
			break
		}
		if !t.Stop {
			out = append(out, t.Term)
		}
	}
	return out
}
