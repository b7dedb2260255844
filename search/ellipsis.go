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

// pointing reports whether question has a pronoun that points back.
func pointing(question string) bool {
	if isExpletive(strings.ToLower(question)) {
		return false
	}
	return slices.ContainsFunc(text.For("en").Tokens(nil, question), func(t text.Token) bool { return isPronoun(question[t.Start:t.End]) })
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
// number, of names with a name, and of what tells "the Elm dam" from "the Tarrow
// dam". The light ones among them may be meant to be replaced by a thing without
// a name: "and the railway?".
func contrasted(question, before string, now time.Time) (kept, light []string) {
	if t := when.Read(question, now); !t.IsZero() {
		if old := when.Read(before, now); !old.IsZero() {
			before = strings.Replace(before, old.Words, " ", 1)
		}
	}
	var fresh [sorts]bool
	var terms []string
	plural := false
	for k, t := range text.For("en").Tokens(nil, question) {
		if s := sortOf(t, k); s != plain {
			fresh[s] = true
		} else if !t.Stop {
			fresh[plain] = true
			plural = plural || strings.HasSuffix(question[t.Start:t.End], "s")
		}
		terms = append(terms, t.Term)
	}
	bare := question == strings.ToLower(question) && !withArticle.MatchString(question) // may be a name without its capital
	toks := text.For("en").Tokens(nil, before)
	things := thingsOf(before, toks)
	replaced := replacedBeside(text.For("en").Tokens(nil, question), toks)
	for k, t := range toks {
		w := before[t.Start:t.End]
		s := sortOf(t, k)
		if s == numeral && k > 0 && sortOf(toks[k-1], k-1) == name && !toks[k-1].Stop {
			s = name // "Windows 95"
		}
		switch {
		case t.Stop, s != plain && fresh[s], slices.Contains(terms, t.Term), slices.Contains(kept, w):
			continue
		case replaced[k]:
			continue
		}
		kept = append(kept, w)
		if s == name && bare && fresh[plain] && !fresh[numeral] && !fresh[ordinal] {
			light = append(light, w)
		}
		if (things[k] || plural && sought(before, toks, k)) && fresh[plain] && !fresh[name] && !fresh[numeral] && !fresh[ordinal] {
			light = append(light, w)
		}
	}
	return kept, light
}

// sought reports whether word k of question is the plural behind "how many" or "which",
// which another may take the place of: "and birds?".
func sought(question string, toks []text.Token, k int) bool {
	return k > 0 && sorting[strings.ToLower(question[toks[k-1].Start:toks[k-1].End])] && strings.HasSuffix(question[toks[k].Start:toks[k].End], "s")
}

// replacedBeside says which words of the question before stand on the side of a
// word that both have where the new one has another: "the Elm dam", "the Tarrow dam".
func replacedBeside(fresh, before []text.Token) []bool {
	out := make([]bool, len(before))
	at := func(toks []text.Token, k int) (string, bool) {
		if k < 0 || k >= len(toks) || toks[k].Stop {
			return "", false
		}
		return toks[k].Term, true
	}
	for i := range fresh {
		for j := range before {
			x, content := at(fresh, i)
			if y, _ := at(before, j); !content || x != y {
				continue
			}
			for _, d := range [...]int{-1, 1} {
				if p, has := at(fresh, i+d); has {
					if q, had := at(before, j+d); had && p != q {
						out[j+d] = true
					}
				}
			}
		}
	}
	return out
}

// withArticle finds what stands before a thing, and not before a name.
var withArticle = regexp.MustCompile(`\b(?:the|a|an|its|his|her|their|any|some|how|which)\b`)

// linking are the words between a thing and what tells it apart.
var linking = wordSet("of at in on from to for near between")

// helpers come before what is done, at the end of a question.
var helpers = wordSet("do does did will would can could may might should must is are was were has have had")

// thingsOf says which of the words of question are of the things that it names
// behind an article: "how much did [the bridge at Orsa] cost".
func thingsOf(question string, toks []text.Token) []bool {
	out := make([]bool, len(toks))
	word := func(k int) string { return strings.ToLower(question[toks[k].Start:toks[k].End]) }
	helped, in := false, false
	for k, t := range toks {
		switch w := word(k); {
		case w == "the" || w == "a" || w == "an":
			in = true
		case !t.Stop:
			out[k] = in
		case in && linking[w]:
		default:
			in = false
			helped = helped || helpers[w]
		}
	}
	if last := len(toks) - 1; helped && last >= 0 && !toks[last].Upper {
		out[last] = false
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
