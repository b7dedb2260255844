package answer

import (
	"strings"
	"unicode"

	"byline/article"
)

// small are the words of which nearly every English sentence has one.
var small = setOf("the a an of and in to is was for that with on by as at it its he she his her from were are be been has had have not but or they their this these who which will would after when than more all one no i we you s said over into about up out if so do did can may could there" +
	" also several many some most every each across against between through during before only new first two other because while where what how however being made used year years time people against under since until")

// longEnough is how many words in small letters a sentence has that cannot do
// without one of small: others are headlines, names, rows of a table.
const longEnough = 7

// strange reports whether s is not of the language of an English article: no
// English words, or not its letters. Strangers hide orders so; what an English
// article quotes in another language is not asked for.
func strange(a *article.Article, s string) bool {
	if a.Language != "" && a.Language != "en" {
		return false
	}
	latin, letters := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	if letters == 0 {
		return false
	}
	if latin*2 < letters {
		return a.Language == "en" || mostlyLatin(a.Text)
	}
	telling := 0
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if small[strings.ToLower(w)] {
			return false
		}
		if i := strings.IndexFunc(w, unicode.IsLetter); i >= 0 && strings.IndexFunc(w[i:], unicode.IsLower) == 0 {
			telling++
		}
	}
	return telling >= longEnough && (a.Language == "en" || strings.Contains(strings.ToLower(a.Text), " the "))
}

// mostlyLatin reports whether a text is written in Latin letters; its first
// kilobytes tell.
func mostlyLatin(s string) bool {
	const enough = 4000
	latin, letters := 0, 0
	for i, r := range s {
		if i > enough {
			break
		}
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	return latin*2 > letters
}
