package search

import (
	"strings"
	"unicode"

	"byline/text"
)

// What a slip of the hand or ear costs; any other letter wrong costs 1.
const (
	slipSwap   = .5 // "wrold"
	slipDouble = .5 // "comittee", "occassion"
	slipSound  = .5 // one letter for another that may sound alike: "seperate", "kremlyn"
	slipSilent = .7 // a vowel or an h too many or too few: "goverment" is a letter wrong, "labratory" is this
)

// soundAlike are pairs of consonants that stand for one sound somewhere.
var soundAlike = map[[2]rune]bool{}

func init() {
	for _, pair := range []string{"ck", "cs", "kq", "cq", "sz", "gj", "vw", "fv", "mn", "xs", "yj"} {
		a, b := rune(pair[0]), rune(pair[1])
		soundAlike[[2]rune{a, b}], soundAlike[[2]rune{b, a}] = true, true
	}
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouyаеиоуыэюяії", r) }

// slips returns how far two folded words are apart: each difference by how
// easily it is made.
func slips(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	rows := make([][]float64, len(x)+1)
	for i := range rows {
		rows[i] = make([]float64, len(y)+1)
		for j := range rows[i] {
			switch {
			case i == 0 && j == 0:
				continue
			case i == 0:
				rows[i][j] = rows[i][j-1] + extra(y, j-1)
				continue
			case j == 0:
				rows[i][j] = rows[i-1][j] + extra(x, i-1)
				continue
			}
			best := min(rows[i-1][j]+extra(x, i-1), rows[i][j-1]+extra(y, j-1), rows[i-1][j-1]+instead(x[i-1], y[j-1]))
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				best = min(best, rows[i-2][j-2]+slipSwap)
			}
			rows[i][j] = best
		}
	}
	return rows[len(x)][len(y)]
}

// extra is the cost of letter i of w being there or not.
func extra(w []rune, i int) float64 {
	switch {
	case i > 0 && w[i] == w[i-1] || i+1 < len(w) && w[i] == w[i+1]:
		return slipDouble
	case isVowel(w[i]) || w[i] == 'h':
		return slipSilent
	}
	return 1
}

// instead is the cost of one letter for another.
func instead(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case isVowel(a) && isVowel(b), soundAlike[[2]rune{a, b}]:
		return slipSound
	}
	return 1
}

// oneOff returns the terms, in the language of an, of all words that are one
// letter off from the folded word w, each with such a word; none when w is not
// in Latin letters. A wrong letter in an ending leads a stemmer astray, so
// that the terms themselves may be far apart: "populaton" and "popul".
func oneOff(an *text.Analyzer, w string) map[string]string {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return nil
		}
	}
	out := make(map[string]string)
	try := func(v string) {
		if t := an.Term(v); t != "" && (out[t] == "" || slips(w, v) < slips(w, out[t])) {
			out[t] = v
		}
	}
	for i := range len(w) + 1 {
		head, tail := w[:i], w[i:]
		if tail != "" {
			try(head + tail[1:])
		}
		if len(tail) > 1 {
			try(head + tail[1:2] + tail[:1] + tail[2:])
		}
		for c := 'a'; c <= 'z'; c++ {
			try(head + string(c) + tail)
			if tail != "" {
				try(head + string(c) + tail[1:])
			}
		}
	}
	delete(out, an.Term(w))
	return out
}

// lettersOnly reports whether w is one word of letters.
func lettersOnly(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}
