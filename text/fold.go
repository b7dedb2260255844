package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as it is compared: lower case, without accents on Latin and
// Greek letters or vowel signs on Arabic and Hebrew ones, wide forms narrow,
// ligatures apart, ё as е. Apostrophes and full stops go: "O’Brien" is
// "obrien" and "U.S." is "us".
func Fold(s string) string {
	if plain(s) {
		return s
	}
	if isASCII(s) {
		return strings.Map(func(r rune) rune { return foldRune(r, false) }, s)
	}
	var b strings.Builder
	b.Grow(len(s))
	latin := false // the letter before, whose marks fall away
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsMark(r) {
			if !latin {
				b.WriteRune(r)
			}
			continue
		}
		latin = r < 0x0400 || r == 'е' || r == 'Е' || r >= 0x0590 && r < 0x0700
		switch t := foldRune(r, true); t {
		case 'ß':
			b.WriteString("ss")
		case 'æ':
			b.WriteString("ae")
		case 'œ':
			b.WriteString("oe")
		case 'þ':
			b.WriteString("th")
		case -1:
		default:
			b.WriteRune(t)
		}
	}
	return norm.NFC.String(b.String())
}

// foldRune lowers one letter and drops the signs that words are joined by.
func foldRune(r rune, wide bool) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r == '\'' || r == '.' || r == ',':
		return -1
	case !wide:
		return r
	}
	switch r {
	case '’', 'ـ', '\u200c', '\u200d':
		return -1
	case 'ø', 'Ø':
		return 'o'
	case 'đ', 'Đ', 'ð', 'Ð':
		return 'd'
	case 'ł', 'Ł':
		return 'l'
	case 'ı', 'İ':
		return 'i'
	case 'ς':
		return 'σ'
	}
	return unicode.ToLower(r)
}

// plain reports whether s is its own folding: lower-case ASCII letters and digits.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '\'' || c == '.' || c == ',' {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
