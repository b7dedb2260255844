package written

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed months.txt
var monthsText string

// months maps the folded names of months.txt to 1 to 12.
var months = sync.OnceValue(func() map[string]int {
	names := map[string]int{}
	for line := range strings.Lines(monthsText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		_, forms, _ := strings.Cut(line, " ")
		for i, month := range strings.Split(forms, "|") {
			for name := range strings.FieldsSeq(month) {
				names[fold(name)] = i + 1
			}
		}
	}
	return names
})

// foldedLetters are letters of one sound that pages use for one another: the
// Turkish i without a dot, the Greek s at the end of a word, the Persian forms
// of Arabic letters.
var foldedLetters = map[rune]rune{'ı': 'i', 'ς': 'σ', 'ی': 'ي', 'ى': 'ي', 'ک': 'ك'}

// fold makes one of the spellings of a word: small letters, without the marks
// that are often left out (accents, the dots of Indian letters, the vowels of
// Arabic) and without joiners.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x300 && r <= 0x36f, r >= 0x64b && r <= 0x655, unicode.Is(unicode.Cf, r):
			return -1
		case r == 0x93c || r == 0x9bc || r == 0xa3c:
			return -1
		}
		if to, ok := foldedLetters[r]; ok {
			return to
		}
		return r
	}, norm.NFD.String(strings.ToLower(word)))
}
