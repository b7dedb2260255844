package library

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	// shingleWords is how many words in a row make a shingle, and shingleChars
	// how many characters do in writing without spaces. Shorter ones are shared
	// by chance, longer ones break at every edit.
	shingleWords = 3
	shingleChars = 5
)

// A fingerprint is what two articles are compared by. Its sets are sorted.
type fingerprint struct {
	shingles []uint64 // of the text, in order, with repetitions
	set      []uint64 // set of shingles
	words    []uint64 // set of the text's words
	facts    []uint64 // set of the text's names and numbers
	title    []uint64 // set of the title's longer words
}

// fingerprintOf reads an article once.
func fingerprintOf(title, text string) fingerprint {
	words, facts, chars := wordsOf(text, 0)
	long, _, _ := wordsOf(title, 4)
	shingles := runsOf(words, chars)
	return fingerprint{shingles, sorted(shingles), sorted(words), sorted(facts), sorted(long)}
}

// shinglesOf is the part of a fingerprint that a signature is made of.
func shinglesOf(text string) []uint64 {
	words, _, chars := wordsOf(text, 0)
	return runsOf(words, chars)
}

// wordsOf hashes the words of a text that have at least that many characters,
// in order, without case and punctuation; facts are those that are names or
// numbers. Where writing has no spaces each of the chars is a word.
func wordsOf(text string, atLeast int) (words, facts []uint64, chars int) {
	var w word
	first := true // of its sentence: a capital there says nothing
	end := func() {
		if w.length > 0 && w.length >= atLeast {
			h := mix(w.hash)
			words = append(words, h)
			if w.digit || w.capital && !first && w.length > 1 {
				facts = append(facts, h)
			}
		}
		first = first && w.length == 0
		w = word{}
	}
	for i, r := range text {
		switch {
		case unspaced(r):
			end()
			words = append(words, mix(uint64(r)))
			chars++
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			w.add(r)
		default:
			end()
			first = first || ends(r) || r == '\n' && i > 0 && text[i-1] == '\n'
		}
	}
	end()
	return words, facts, chars
}

// A word is one being read.
type word struct {
	hash    uint64
	length  int
	capital bool
	digit   bool
}

// add appends a character.
func (w *word) add(r rune) {
	if w.length == 0 {
		w.capital = r < utf8.RuneSelf && 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
	}
	switch {
	case '0' <= r && r <= '9':
		w.digit = true
	case 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
	case r >= utf8.RuneSelf:
		r = unicode.ToLower(r)
	}
	w.hash = (w.hash ^ uint64(r)) * 0x100000001b3 // FNV-1a's prime
	w.length++
}

// ends reports whether a sentence may end at r.
func ends(r rune) bool {
	switch r {
	case '.', '!', '?', ':', '“', '"', '„', '«':
		return true
	}
	return false
}

// unspaced reports whether r belongs to a script written without spaces.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// runsOf hashes every run of three words, or of five where more than half are
// single characters. Fewer words are one run.
func runsOf(words []uint64, chars int) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n := shingleWords
	if 2*chars > len(words) {
		n = shingleChars
	}
	n = min(n, len(words))
	runs := make([]uint64, 0, len(words)-n+1)
	for i := range len(words) - n + 1 {
		var h uint64
		for _, w := range words[i : i+n] {
			h = roll(h, w)
		}
		runs = append(runs, h)
	}
	return runs
}

// sorted returns the set of values.
func sorted(values []uint64) []uint64 {
	s := slices.Clone(values)
	slices.Sort(s)
	return slices.Compact(s)
}

// contained returns how much of the smaller of two sets is in the other, 0…1;
// 1 when one is empty.
func contained(a, b []uint64) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	return share(a, b)
}

// share returns how much of set a is in set b, 0…1; 1 when a is empty.
func share(a, b []uint64) float64 {
	if len(a) == 0 {
		return 1
	}
	both, j := 0, 0
	for _, v := range a {
		for j < len(b) && b[j] < v {
			j++
		}
		if j < len(b) && b[j] == v {
			both++
		}
	}
	return float64(both) / float64(len(a))
}
