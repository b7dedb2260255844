package search

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"byline/text"
	"byline/when"
)

// isPronoun reports whether w points at something named before; "IT" is an acronym.
func isPronoun(w string) bool {
	return pronouns[strings.ToLower(w)] && (len(w) < 2 || w != strings.ToUpper(w))
}

// questionWord is any word that makes a question of its own.
var questionWord = regexp.MustCompile(`(?i)\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b`)

// elliptic reports whether a question that goes on from another only puts
// something else in the place of something there: "and in 2019?", "what about Oss".
func elliptic(question string) bool {
	rest := strings.TrimSpace(question)
	for again := true; again; {
		again = false
		for _, l := range leads {
			if len(rest) > len(l) && strings.EqualFold(rest[:len(l)], l) {
				rest, again = strings.TrimSpace(rest[len(l):]), true
			}
		}
	}
	if questionWord.MatchString(rest) {
		return false
	}
	n := 0
	for _, t := range text.For("en").Tokens(nil, rest) {
		if isPronoun(rest[t.Start:t.End]) {
			return false
		}
		if !t.Stop {
			n++
		}
	}
	return n > 0 && n <= 5
}

// contrasted returns the content words of the question before that the new one
// leaves as they are: it takes the place of times with a time, of numbers with a
// number, of names with a name.
func contrasted(question, before string, now time.Time) []string {
	if t := when.Read(question, now); !t.IsZero() {
		if old := when.Read(before, now); !old.IsZero() {
			before = strings.Replace(before, old.Words, " ", 1)
		}
	}
	var fresh [sorts]bool
	var terms []string
	for k, t := range text.For("en").Tokens(nil, question) {
		if s := sortOf(t, k); s != plain {
			fresh[s] = true
		}
		terms = append(terms, t.Term)
	}
	var out []string
	for k, t := range text.For("en").Tokens(nil, before) {
		w := before[t.Start:t.End]
		if s := sortOf(t, k); t.Stop || s != plain && fresh[s] || slices.Contains(terms, t.Term) || slices.Contains(out, w) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// What can take each other's place in a question.
const (
	plain = iota
	numeral
	ordinal
	name
	sorts
)

func sortOf(t text.Token, k int) int {
	switch {
	case strings.HasSuffix(t.Term, "st") || strings.HasSuffix(t.Term, "nd") || strings.HasSuffix(t.Term, "rd") || strings.HasSuffix(t.Term, "th"):
		if t.Term[0] >= '0' && t.Term[0] <= '9' {
			return ordinal
		}
	}
	switch {
	case t.Number:
		return numeral
	case t.Upper && !t.Stop && k > 0:
		return name
	}
	return plain
}

// ordinalOne points at one of several things that were shown.
var ordinalOne = regexp.MustCompile(`(?i)\bthe (first|second|third|fourth|last|1st|2nd|3rd|4th) (?:one|article|source|outlet|paper|quote|answer|link)\b`)

// nth returns which of n articles a question points at; -1 when at none.
func nth(question string, n int) int {
	m := ordinalOne.FindStringSubmatch(question)
	if m == nil {
		return -1
	}
	i := map[string]int{"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": n - 1}[strings.ToLower(m[1])]
	if i >= n {
		return -1
	}
	return i
}
