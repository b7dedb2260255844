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
	seen   forms
	hashed atomic.Pointer[table] // made by the first Words
}

// A Word is a Token without its term, which is given as a hash: what is
// compared by the thousand.
type Word struct {
	Hash       uint32 // of the term, as Hash gives it
	Prefix     uint32 // of its first letters, as PrefixHash gives it
	Start, End int32  // bytes; without a possessive "’s"
	Flags      Flags
	kind       kind // what it is but for its place
}

// Flags are what a Token says of a word beside its term.
type Flags uint8

// The flags of a Word.
const (
	StopFlag   Flags = 1 << iota // Token.Stop
	NumberFlag                   // Token.Number
	UpperFlag                    // Token.Upper
)

// Language is the analyzer's language; "" when it only folds.
func (a *Analyzer) Language() string { return a.lang }

// Tokens appends the words of s to dst. A script without spaces gives a token
// for each pair of neighbouring characters; those overlap.
func (a *Analyzer) Tokens(dst []Token, s string) []Token {
	a.each(s, func(start, end int) {
		if f := a.form(s, start, end); f.term != "" {
			dst = append(dst, f.token(start))
		}
	}, func(start int, f *form) { dst = append(dst, f.token(start)) })
	return dst
}

// Words appends the words of s to dst, those that Tokens gives.
func (a *Analyzer) Words(dst []Word, s string) []Word {
	var b batch
	a.each(s, func(start, end int) {
		if b.n == len(b.places) {
			dst = b.flush(dst, a, s)
		}
		b.places[b.n] = newPlace(s, start, end)
		b.n++
	}, func(start int, f *form) {
		dst = append(b.flush(dst, a, s), f.word(start))
	})
	return b.flush(dst, a, s)
}

// table returns where Words remembers forms.
func (a *Analyzer) table() *table {
	if t := a.hashed.Load(); t != nil {
		return t
	}
	a.hashed.CompareAndSwap(nil, new(table))
	return a.hashed.Load()
}

// each calls word with the places of the words of s in order, and pair with
// where each pair of a script without spaces starts.
func (a *Analyzer) each(s string, word func(start, end int), pair func(start int, f *form)) {
	for i := 0; i < len(s); {
		start, end, run, ok := nextWord(s, i)
		if !ok {
			break
		}
		i = end
		switch {
		case run:
			pairs(s, start, end, pair)
		case a.elides:
			parted(s, start, end, word)
		default:
			word(start, end)
		}
	}
}

// Term returns the term of the single word w, "" when w holds none.
func (a *Analyzer) Term(w string) string {
	if t := a.Tokens(make([]Token, 0, 4), w); len(t) > 0 {
		return t[0].Term
	}
	return ""
}

// parted gives the words between the apostrophes of s[start:end].
func parted(s string, start, end int, word func(start, end int)) {
	for start < end {
		w := s[start:end]
		at, width := strings.IndexByte(w, '\''), 1
		if curly := strings.Index(w, "’"); curly >= 0 && (at < 0 || curly < at) {
			at, width = curly, len("’")
		}
		if at < 0 {
			at, width = len(w), 0
		}
		if at > 0 {
			word(start, start+at)
		}
		start += at + width
	}
}

// form returns what is known of the word s[start:end], and remembers it.
func (a *Analyzer) form(s string, start, end int) *form {
	f := a.seen.of(s, start, end)
	if f == nil {
		f = a.find(s, start, end)
		a.seen.add(f)
	}
	return f
}

// find returns what is known of the word s[start:end], or finds it out.
func (a *Analyzer) find(s string, start, end int) *form {
	if f := a.seen.of(s, start, end); f != nil {
		return f
	}
	written := strings.Clone(s[start:end])
	return newForm(written, a.analyze(written))
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

// pairForms are those of pairs, which no language stems.
var pairForms forms

// foldedPair returns what is to be known of the pair s[start:end].
func foldedPair(s string, start, end int) *form {
	f := pairForms.of(s, start, end)
	if f == nil {
		written := strings.Clone(s[start:end])
		f = newForm(written, Token{End: len(written), Term: Fold(written)})
		pairForms.add(f)
	}
	return f
}

// pairs gives a word for each two neighbouring characters of s[start:end], or
// for the one that is alone.
func pairs(s string, start, end int, word func(int, *form)) {
	_, n := utf8.DecodeRuneInString(s[start:end])
	if start+n == end {
		word(start, foldedPair(s, start, end))
		return
	}
	for at := start; at+n < end; {
		_, next := utf8.DecodeRuneInString(s[at+n : end])
		word(at, foldedPair(s, at, at+n+next))
		at, n = at+n, next
	}
}
