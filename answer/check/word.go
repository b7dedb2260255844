package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is one word of a sentence, or a sign that counts as one ($, %).
type word struct {
	start, end int    // in the sentence
	low        string // folded, without possessive
	stem       string
	base       string // stem of the base form: "wrote" → "write"
	sep        string // punctuation between the word before and this one
	cap        bool   // begins with a capital
	upper      bool   // all capitals, two letters or more
	lead       bool   // its capital may be the sentence's
	possessive bool
	content    bool // not a function word
	roman      bool // a numeral that ends a name: "Charles II"
}

// A reading is a sentence as its words.
type reading struct {
	text    string
	words   []word
	numbers []number
	dates   []date
	marks   []mark
	taken   []bool    // words that are part of a number or date
	verbal  []bool    // words that look like verbs here
	before  []word    // of the sentence shown before a claim
	lexemes []*lexeme // what the thesaurus knows of each word, once asked
	looked  []bool    // the lexeme has been asked for
}

// lexeme returns what the thesaurus knows of word i, nil for nothing.
func (r *reading) lexeme(i int) *lexeme {
	if r.looked == nil {
		r.lexemes, r.looked = make([]*lexeme, len(r.words)), make([]bool, len(r.words))
	}
	if !r.looked[i] {
		particle := ""
		if next := r.low(i + 1); isParticle(next) && r.words[i+1].sep == "" {
			particle = next
		}
		r.lexemes[i], r.looked[i] = lexemeOf(r.words[i].low, particle), true
	}
	return r.lexemes[i]
}

// read splits a sentence into words and finds its particulars.
func read(text string) *reading {
	r := &reading{text: text}
	r.split()
	r.join()
	for i := range r.words {
		w := &r.words[i]
		w.content = !isFunction(w.low)
		w.stem, w.base = stems(w.low)
		if i > 0 && r.words[i-1].cap && w.sep == "" && isRoman(r.text[w.start:w.end]) {
			w.roman, w.content = true, true
		}
		w.lead = i == 0 || strings.ContainsAny(w.sep, ".!?:“\"") || strings.HasSuffix(w.sep, "‘") || r.joinedOn(i)
	}
	r.taken = make([]bool, len(r.words))
	r.findDates()
	r.findNumbers()
	r.findVerbs()
	r.findMarks()
	return r
}

// joinedOn reports whether word i began a sentence of its own before it was
// joined to another: "…, and Initially it was".
func (r *reading) joinedOn(i int) bool {
	w := r.words[i]
	if i == 0 || !w.cap || w.content && !strings.HasSuffix(w.low, "ly") || w.upper {
		return false
	}
	switch r.words[i-1].low {
	case "and", "but", "while", "whereas", "that":
		return true
	}
	return strings.Contains(w.sep, ";")
}

// isRoman reports whether w is a Roman numeral up to thirty or so.
func isRoman(w string) bool { return w != "" && len(w) < 6 && strings.Trim(w, "IVX") == "" }

// split cuts the text at everything that is neither letter, digit nor sign.
func (r *reading) split() {
	end := 0
	for i := 0; i < len(r.text); {
		c, size := utf8.DecodeRuneInString(r.text[i:])
		if !wordRune(c) && !sign(c) {
			i += size
			continue
		}
		start := i
		if sign(c) {
			i += size
		} else {
			i = wordEnd(r.text, i)
		}
		r.add(start, i, strings.TrimSpace(r.text[end:start]))
		end = i
	}
}

func wordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) }

func sign(c rune) bool { return c == '%' || unicode.Is(unicode.Sc, c) }

// wordEnd returns where the word that begins at i ends. Apostrophes between
// letters, points and commas between digits, and the points of "U.S." belong
// to a word.
func wordEnd(s string, i int) int {
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		if wordRune(c) {
			i += size
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+size:])
		switch {
		case (c == '\'' || c == '’') && unicode.IsLetter(before) && unicode.IsLetter(after):
		case (c == '.' || c == ',') && unicode.IsDigit(before) && unicode.IsDigit(after):
		case c == '.' && unicode.IsUpper(before) && unicode.IsUpper(after) && (i < 2 || !unicode.IsLower(rune(s[i-2]))):
		case (c == '+' || c == '#') && unicode.IsLetter(before) && !wordRune(after):
		default:
			return i
		}
		i += size
	}
	return i
}

// add appends the word, taking contractions apart.
func (r *reading) add(start, end int, sep string) {
	raw := r.text[start:end]
	first, _ := utf8.DecodeRuneInString(raw)
	w := word{start: start, end: end, sep: sep, cap: unicode.IsUpper(first)}
	w.upper = len(raw) > 1 && raw == strings.ToUpper(raw) && raw != strings.ToLower(raw)
	w.low = fold(raw)
	if strings.Contains(w.low, ".") && !unicode.IsDigit(first) {
		w.low = strings.ReplaceAll(w.low, ".", "")
		w.upper = true
	}
	negated := false
	switch {
	case w.low == "can't" || w.low == "cannot":
		w.low, negated = "can", true
	case w.low == "won't":
		w.low, negated = "will", true
	case strings.HasSuffix(w.low, "n't"):
		w.low, negated = strings.TrimSuffix(w.low, "n't"), true
	case strings.HasSuffix(w.low, "'s"):
		w.low, w.possessive = strings.TrimSuffix(w.low, "'s"), true
	case strings.HasSuffix(w.low, "'ll"):
		r.words = append(r.words, word{start: start, end: end, sep: sep, low: strings.TrimSuffix(w.low, "'ll"), cap: w.cap})
		w = word{start: end, end: end, low: "will"}
	default:
		for _, suffix := range []string{"'re", "'ve", "'d", "'m"} {
			w.low = strings.TrimSuffix(w.low, suffix)
		}
	}
	if w.low == "us" && w.upper {
		w.low = "usa"
	}
	r.words = append(r.words, w)
	if negated {
		r.words = append(r.words, word{start: end, end: end, low: "not"})
	}
}

// join makes one word of names of several words that have short forms, and of
// phrases that mean one word.
func (r *reading) join() {
	out := r.words[:0]
	for i := 0; i < len(r.words); i++ {
		w := r.words[i]
		if n, low := lexicon().longName(r.words[i:]); n > 1 && w.cap {
			last := r.words[i+n-1]
			w.end, w.low, w.possessive = last.end, low, last.possessive
			i += n - 1
		} else if n, low := lexicon().phraseAt(r.words[i:]); n > 1 {
			w.end, w.low = r.words[i+n-1].end, low
			i += n - 1
		}
		out = append(out, w)
	}
	r.words = out
}

// fold returns s in lower case, without accents, with straight apostrophes.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.Map(func(c rune) rune {
		switch {
		case c == '’':
			return '\''
		case unicode.Is(unicode.Mn, c):
			return -1
		}
		return c
	}, norm.NFD.String(s)))
}
