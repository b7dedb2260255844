package main

import (
	"strings"
	"unicode"
)

// normal is SQuAD's normalisation: lower case, no punctuation, no articles.
func normal(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 128 && unicode.IsPunct(r) || strings.ContainsRune("$+<=>^`|~", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	words := strings.Fields(s)
	out := words[:0]
	for _, w := range words {
		if w != "a" && w != "an" && w != "the" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// holds reports whether text, normalised, has any of answers in it.
func holds(text string, answers []string) bool {
	text = normal(text)
	for _, a := range answers {
		if a := normal(a); a != "" && strings.Contains(text, a) {
			return true
		}
	}
	return false
}
