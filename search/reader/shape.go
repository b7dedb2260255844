package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/text"
)

// form is what a word looks like.
type form uint8

const (
	lower form = iota
	capital
	allCaps
	year    // 1000 to 2099
	number  // other digits and number words
	ordinal // 3rd, third
	month
	unit // percent, million, dollars, years, kilometres …
	small
	none // beyond the sentence
	forms
)

var months = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday")

var units = set(`percent million billion trillion hundred thousand dollars dollar euros euro pounds pound cents years year months month weeks week
	days day hours hour minutes minute seconds second miles mile km kilometers kilometres kilometer metres meters meter feet foot inches
	acres hectares degrees tons tonnes kg mph people times century centuries decades am pm bc ad ce`)

// formOf looks at a word of a sentence.
func formOf(s string, t text.Token, word string) form {
	r, n := utf8.DecodeRuneInString(s[t.Start:])
	switch {
	case t.Stop:
		return small
	case unicode.IsDigit(r):
		return digits(word)
	case months[word] && unicode.IsUpper(r):
		return month
	case units[word]:
		return unit
	case t.Number:
		if strings.HasSuffix(t.Term, "st") || strings.HasSuffix(t.Term, "nd") || strings.HasSuffix(t.Term, "rd") || strings.HasSuffix(t.Term, "th") {
			return ordinal
		}
		return number
	case unicode.IsUpper(r):
		if r2, _ := utf8.DecodeRuneInString(s[t.Start+n:]); unicode.IsUpper(r2) {
			return allCaps
		}
		return capital
	}
	return lower
}

func digits(word string) form {
	last := word[len(word)-1]
	switch {
	case len(word) == 4 && (word[0] == '1' || word[:2] == "20") && last >= '0' && last <= '9':
		return year
	case last >= '0' && last <= '9':
		return number
	case strings.HasSuffix(word, "s"):
		return year
	}
	return ordinal
}

// ends are the word endings that tell parts of speech apart in English.
var ends = [...]string{"ing", "ed", "ly", "tion", "s", "er", "ist", "ity", "ic", "al", "ian", "ment"}

// endOf returns 1 + the index of the word's ending; 0 when it has none.
func endOf(word string) float32 {
	for i, e := range ends {
		if len(word) > len(e)+2 && strings.HasSuffix(word, e) {
			return float32(i + 1)
		}
	}
	return 0
}
