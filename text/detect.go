package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

const (
	// detectBytes is how much of a text Detect reads: enough for some eighty
	// words, beyond which the answer no longer changes.
	detectBytes = 600
	// stopShare is the least share of stop words by which a language is taken
	// for sure: running text of the languages listed has .25 to .5.
	stopShare = 0.15
	// stopLead is how many times the second language's stop words the first
	// must have.
	stopLead = 1.5
)

// Detect names the language of s (BCP 47 primary subtag) and whether that is
// reliable; "" when nothing can be said. It counts stop words, and asks
// whatlanggo when they do not decide; what both say is reliable.
func Detect(s string) (lang string, reliable bool) {
	if len(s) > detectBytes {
		s = cut(s, detectBytes)
	}
	if lang := script(s); lang != "" {
		return lang, true
	}
	most, sure := byStopWords(s)
	if sure {
		return most, true
	}
	info := whatlanggo.DetectWithOptions(s, whatlanggo.Options{Whitelist: known})
	lang = info.Lang.Iso6391()
	return lang, info.IsReliable() || lang != "" && lang == most
}

// cut returns the whole words of the first n bytes of s.
func cut(s string, n int) string {
	for i := n; i > n/2; i-- {
		if s[i] == ' ' || s[i] == '\n' {
			return s[:i]
		}
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// known are the languages whatlanggo may answer with. Left out are those it
// confuses with a neighbour that is written far more often.
var known = map[whatlanggo.Lang]bool{
	whatlanggo.Arb: true, whatlanggo.Bul: true, whatlanggo.Ben: true, whatlanggo.Ces: true, whatlanggo.Dan: true,
	whatlanggo.Deu: true, whatlanggo.Ell: true, whatlanggo.Eng: true, whatlanggo.Spa: true, whatlanggo.Pes: true,
	whatlanggo.Fin: true, whatlanggo.Fra: true, whatlanggo.Heb: true, whatlanggo.Hin: true, whatlanggo.Hun: true,
	whatlanggo.Ind: true, whatlanggo.Ita: true, whatlanggo.Jpn: true, whatlanggo.Kor: true, whatlanggo.Nld: true,
	whatlanggo.Nob: true, whatlanggo.Pol: true, whatlanggo.Por: true, whatlanggo.Ron: true, whatlanggo.Rus: true,
	whatlanggo.Swe: true, whatlanggo.Tha: true, whatlanggo.Tur: true, whatlanggo.Ukr: true, whatlanggo.Vie: true,
	whatlanggo.Cmn: true,
}

// script names the language of a text whose script has but one, or "".
func script(s string) string {
	var letters, han, kana, hangul int
	for _, r := range s {
		switch {
		case r < 0x0E00:
			if unicode.IsLetter(r) {
				letters++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		}
	}
	all := letters + han + kana + hangul
	switch {
	case 2*hangul > all:
		return "ko"
	case 2*(han+kana) > all && 10*kana > han:
		return "ja"
	case 2*han > all:
		return "zh"
	}
	return ""
}

// byStopWords names the language that has most stop words in s, "" when there are
// fewer than three, and whether there are few enough of any other.
func byStopWords(s string) (lang string, sure bool) {
	counts := make(map[string]int)
	words := 0
	for i := 0; ; {
		start, end, _, ok := nextWord(s, i)
		if !ok {
			break
		}
		i = end
		words++
		if first, _ := utf8.DecodeRuneInString(s[start:]); words > 1 && unicode.IsUpper(first) && end-start > 3 {
			continue // of a name: "van der Meer"
		}
		w := Fold(s[start:end])
		for _, l := range stopLanguages()[w] {
			counts[l]++
		}
	}
	best, second := 0, 0
	for l, n := range counts {
		switch {
		case n > best || n == best && l < lang:
			lang, best, second = l, n, best
		case n > second:
			second = n
		}
	}
	if best < 3 || float64(best) < stopShare*float64(words) {
		return "", false
	}
	return lang, float64(best) >= stopLead*float64(second)
}
