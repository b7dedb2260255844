package text

import (
	"unicode"
	"unicode/utf8"
)

// A class is what a character does to the word around it.
type class uint8

const (
	other  class = iota // ends a word
	letter              // letters and the marks on them
	digit
	pair // a letter of a script that is written without spaces
)

// ascii holds the classes of the first 128 characters.
var ascii = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = digit
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			t[c] = letter
		}
	}
	return t
}()

// classAt returns the class and the width in bytes of the character at s[i].
func classAt(s string, i int) (class, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return classOf(r), n
}

// classOf returns the class of a character beyond ASCII.
func classOf(r rune) class {
	switch {
	case r < 0x0E00: // the alphabets of Europe, Arabic, Hebrew, the scripts of India
		return alphabetic(r)
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー':
		if unicode.IsDigit(r) {
			return digit
		}
		return pair
	default:
		return alphabetic(r)
	}
}

func alphabetic(r rune) class {
	switch {
	case unicode.IsLetter(r), unicode.IsMark(r), r == '\u200c', r == '\u200d':
		return letter
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// nextWord returns the first word at or after s[from:], and false at the end.
// Words are those of Unicode's UAX 29 with these differences, each for the
// sake of search: "end.Next" is two words, "snake_case" is two words, and a
// run of a script without spaces is one (the caller cuts it into pairs).
func nextWord(s string, from int) (start, end int, run, ok bool) {
	i := from
	for i < len(s) {
		c, n := classAt(s, i)
		if c == pair {
			return i, runEnd(s, i+n), true, true
		}
		if c != other {
			if end := plainEnd(s, i); end > 0 {
				return i, end, false, true
			}
			return i, wordEnd(s, i+n, c), false, true
		}
		i += n
	}
	return i, i, false, false
}

func runEnd(s string, i int) int {
	for i < len(s) {
		c, n := classAt(s, i)
		if c != pair && !(c == letter && isMarkAt(s, i)) {
			break
		}
		i += n
	}
	return i
}

func isMarkAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsMark(r)
}

// wordEnd returns the end of a word whose characters up to s[:i] are known,
// the last of class last.
func wordEnd(s string, i int, last class) int {
	part := i // where the part after the latest full stop begins, plus one character
	for i < len(s) {
		if b := s[i]; b < utf8.RuneSelf {
			if c := ascii[b]; c != other { // letters and digits, the most of what is read
				last = c
				i++
				continue
			}
			if b <= ' ' {
				break
			}
		}
		c, n := classAt(s, i)
		if c == letter || c == digit {
			last, i = c, i+n
			continue
		}
		j := joins(s, i, last, i == part)
		if j == 0 {
			break
		}
		i += j
		c, n = classAt(s, i)
		last, i = c, i+n
		part = i
	}
	return i
}

// joins returns the width of the character at s[i] when it joins the word on
// its left to the one on its right, else 0. single says that the word's part
// on the left is one character long, as in "U.S".
func joins(s string, i int, left class, single bool) int {
	width := 1
	switch s[i] {
	case '\'', '.', ',':
	case 0xE2: // ’ is E2 80 99
		if i+3 > len(s) || s[i+1] != 0x80 || s[i+2] != 0x99 {
			return 0
		}
		width = 3
	default:
		return 0
	}
	if i+width >= len(s) {
		return 0
	}
	right, n := classAt(s, i+width)
	switch {
	case s[i] == ',':
		if left == digit && threeDigits(s, i+1) {
			return 1
		}
	case s[i] != '.':
		if left == letter && right == letter {
			return width
		}
	case left == digit && right == digit:
		return 1
	case left == letter && right == letter && single:
		if after := i + 1 + n; after >= len(s) {
			return 1
		} else if c, _ := classAt(s, after); c != letter && c != digit {
			return 1
		}
	}
	return 0
}

// threeDigits reports whether exactly three digits stand at s[i:], as after
// the comma of "1,000".
func threeDigits(s string, i int) bool {
	if i+3 > len(s) {
		return false
	}
	for j := i; j < i+3; j++ {
		if s[j] < '0' || s[j] > '9' {
			return false
		}
	}
	return i+3 == len(s) || s[i+3] < '0' || s[i+3] > '9'
}
