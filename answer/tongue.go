package answer

import (
	"strings"
	"unicode"

	"byline/article"
	"byline/text"
)

// small are the words of which nearly every English sentence has one.
var small = setOf("the a an of and in to is was for that with on by as at it its he she his her from were are be been has had have not but or they their this these who which will would after when than more all one no i we you s said over into about up out if so do did can may could there")

// longEnough is how many words a sentence has that cannot do without one of
// small: shorter ones are headlines, names, exclamations.
const longEnough = 6

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
		return true
	}
	if latin*2 < letters {
		return a.Language == "en" || mostlyLatin(a.Text)
	}
	words, telling := wordsOf(s), 0
	for _, w := range words {
		if small[w] {
			return false
		}
		if strings.ContainsFunc(w, unicode.IsLetter) {
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

// near bounds how far from an order the sentences are that are taken to be of
// one piece with it: two, inside its paragraph.
const near = 2

// quotableIn reports whether the sentence at sp of a may be shown as an answer
// or be cited for one: it does not steer, nor does one close before or after it.
func quotableIn(a *article.Article, sp article.Span) bool {
	if s := sp.Of(a.Text); !quotableText(s) || strange(a, s) {
		return false
	}
	around := paragraphOf(a.Text, sp)
	sentences := text.Sentences(around.Of(a.Text))
	at := -1
	for i, s := range sentences {
		if around.Start+s.Start <= sp.Start && sp.Start < around.Start+s.End {
			at = i
		}
	}
	if at < 0 {
		return true
	}
	for i := max(0, at-near); i < min(len(sentences), at+near+1); i++ {
		if i != at && steers(sentences[i].Of(around.Of(a.Text))) {
			return false
		}
	}
	return true
}

// widest is how much of a paragraph around a sentence is looked at, in bytes to
// either side.
const widest = 1500

// paragraphOf returns the paragraph of s that holds sp, as far as it is near.
func paragraphOf(s string, sp article.Span) article.Span {
	from, to := max(0, sp.Start-widest), min(len(s), sp.End+widest)
	for from > 0 && s[from]&0xC0 == 0x80 {
		from--
	}
	for to < len(s) && s[to]&0xC0 == 0x80 {
		to++
	}
	if i := strings.LastIndex(s[from:sp.Start], "\n\n"); i >= 0 {
		from += i + 2
	}
	if i := strings.Index(s[sp.End:to], "\n\n"); i >= 0 {
		to = sp.End + i
	}
	return article.Span{Start: from, End: to}
}
