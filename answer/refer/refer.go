// Package refer says whom or what the words of a sentence mean that point back
// to an earlier one: "he", "its", "the company". It names somebody only where
// the text leaves no other choice; everywhere else it leaves the words alone.
package refer

import (
	"strings"

	"byline/article"
	"byline/text"
)

const (
	// before is how many bytes in front of a sentence are read: some forty
	// sentences, in which whoever is meant was named.
	before = 6000
	// opening is how many bytes of the article's beginning are read besides:
	// that is where people are named in full.
	opening = 2000
	// farthest is how many sentences back a name is looked for.
	farthest = 6
)

// Names returns the words of the sentence s of a that point back, as far as it
// is safe to say whom they mean. Each is named as the article named it last.
func Names(a *article.Article, s article.Span) []article.Naming {
	if a.Language != "" && a.Language != "en" || !mayPoint(s.Of(a.Text)) {
		return nil
	}
	st := read(a.Text, s)
	if st == nil {
		return nil
	}
	at := st.sentences[len(st.sentences)-1]
	if n, ok := st.pronoun(at); ok {
		return []article.Naming{n}
	}
	if n, ok := st.description(at); ok {
		return []article.Naming{n}
	}
	return nil
}

// PointsBack reports whether a sentence begins with a word whose meaning is in
// an earlier one.
func PointsBack(sentence string) bool {
	for i, t := range text.For("en").Tokens(nil, sentence) {
		w := strings.ToLower(sentence[t.Start:t.End])
		if back[w] {
			return true
		}
		if i > 0 || !leadsIn[w] {
			return false
		}
	}
	return false
}

// back are the words that stand for something said before.
var back = set("he she it they his her its their him them this that these those such both")

// mayPoint is a quick look at whether there is anything to name.
func mayPoint(sentence string) bool {
	low := strings.ToLower(sentence)
	if strings.HasPrefix(low, "the ") {
		return true
	}
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if _, ok := pronouns[w]; ok {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
