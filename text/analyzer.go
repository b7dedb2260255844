package text

import (
	"strconv"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
)

// A Token is one word of a string.
type Token struct {
	Start, End int    // bytes; without a possessive "’s"
	Term       string // folded, and stemmed in the analyzer's language: what is indexed and compared
	Stop       bool   // says little in that language
	Number     bool   // begins with a digit, or is a number word
	Upper      bool   // begins with a capital
}

// An Analyzer finds the words of texts in one language. It keeps what it has
// seen, so that a word is folded and stemmed once. Safe for concurrent use.
type Analyzer struct {
	lang   string
	stem   func(*snowballstem.Env) bool // nil: words stay as folded
	stop   map[string]bool
	elides bool
	seen   [cacheSlots]atomic.Pointer[seenWord]
}

// cacheSlots is how many written forms an analyzer remembers; a form that
// falls on another's slot takes its place. 100,000 passages of news have some
// 90,000 forms, of which the 30,000 commonest are 97 % of the words.
const cacheSlots = 1 << 15

// A seenWord is a written form with what was found out about it.
type seenWord struct {
	form string
	tok  Token // Start is 0, End the length of the form without its possessive
}

// Language is the analyzer's language; "" when it only folds.
func (a *Analyzer) Language() string { return a.lang }

// Tokens appends the words of s to dst. A script without spaces gives a token
// for each pair of neighbouring characters; those overlap.
func (a *Analyzer) Tokens(dst []Token, s string) []Token {
	for i := 0; i < len(s); {
		start, end, run, ok := nextWord(s, i)
		if !ok {
			break
		}
		i = end
		switch {
		case run:
			dst = pairs(dst, s, start, end)
		case a.elides:
			dst = a.parted(dst, s, start, end)
		default:
			dst = a.word(dst, s, start, end)
		}
	}
	return dst
}

// Term returns the term of the single word w, "" when w holds none.
func (a *Analyzer) Term(w string) string {
	if t := a.Tokens(make([]Token, 0, 4), w); len(t) > 0 {
		return t[0].Term
	}
	return ""
}

// parted appends the words between the apostrophes of s[start:end].
func (a *Analyzer) parted(dst []Token, s string, start, end int) []Token {
	for start < end {
		w := s[start:end]
		at, width := strings.IndexByte(w, '\''), 1
		if curly := strings.Index(w, "’"); curly >= 0 && (at < 0 || curly < at) {
			at, width = curly, len("’")
		}
		if at < 0 {
			return a.word(dst, s, start, end)
		}
		dst = a.word(dst, s, start, start+at)
		start += at + width
	}
	return dst
}

// word appends the token of s[start:end].
func (a *Analyzer) word(dst []Token, s string, start, end int) []Token {
	form := s[start:end]
	slot := &a.seen[hash(form)%cacheSlots]
	w := slot.Load()
	if w == nil || w.form != form {
		form = strings.Clone(form)
		w = &seenWord{form: form, tok: a.analyze(form)}
		slot.Store(w)
	}
	t := w.tok
	if t.Term == "" {
		return dst
	}
	t.Start, t.End = start, start+t.End
	return append(dst, t)
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// analyze finds out what is to be known of one written form.
func (a *Analyzer) analyze(form string) Token {
	base := trimPossessive(form)
	first, _ := utf8.DecodeRuneInString(base)
	t := Token{End: len(base), Upper: unicode.IsUpper(first), Number: unicode.IsDigit(first)}
	folded := Fold(base)
	if n, ok := numberWords[folded]; ok && a.lang == "en" {
		t.Term, t.Number = n, true
		return t
	}
	if n := roman(base); n > 0 {
		t.Term, t.Number = strconv.Itoa(n), true
		return t
	}
	if base, ok := irregular()[folded]; ok && a.lang == "en" {
		folded = base
	}
	t.Stop = a.stop[folded] && !isAcronym(base)
	t.Term = folded
	if t.Number { // a decimal point means something, unlike the points of "U.S."
		t.Term = strings.ToLower(strings.ReplaceAll(base, ",", ""))
	}
	if a.stem != nil && !t.Number && !t.Stop {
		env := snowballstem.NewEnv(folded)
		a.stem(env)
		t.Term = env.Current()
	}
	return t
}

// trimPossessive returns w without a closing "'s".
func trimPossessive(w string) string {
	if base, ok := strings.CutSuffix(w, "'s"); ok {
		return base
	}
	if base, ok := strings.CutSuffix(w, "’s"); ok {
		return base
	}
	return w
}

// isAcronym reports whether w is two or more capitals: "WHO" is no stop word.
func isAcronym(w string) bool {
	n := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.':
			return false
		}
	}
	return n > 1
}

// pairs appends a token for each two neighbouring characters of s[start:end],
// or for the one that is alone.
func pairs(dst []Token, s string, start, end int) []Token {
	_, n := utf8.DecodeRuneInString(s[start:end])
	if start+n == end {
		return append(dst, Token{Start: start, End: end, Term: Fold(s[start:end])})
	}
	for at := start; at+n < end; {
		_, next := utf8.DecodeRuneInString(s[at+n : end])
		dst = append(dst, Token{Start: at, End: at + n + next, Term: Fold(s[at : at+n+next])})
		at, n = at+n, next
	}
	return dst
}
