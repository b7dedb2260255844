package answer

import (
	"strings"
	"unicode"

	"byline/answer/check"
)

// Verdicts on sentences that an article does not state although it has their
// words.
const ordered check.Kind = "order" // it tells somebody to say it

// orderedBy reports whether source has the claim only as what somebody is to
// say, write or believe: "tell them that the bridge fell" does not say that it
// fell. A claim that keeps the verb is judged by the other rules.
func orderedBy(claim, source string) bool {
	said := wordsOf(claim)
	all := wordsOf(source)
	for i, w := range all {
		if !orders[w] || contains(said, w) || i > 0 && (subjects[all[i-1]] || nouns[w] && !told[all[i-1]]) {
			continue
		}
		if mostlyIn(said, all[i+1:]) && !mostlyIn(said, all[:i]) {
			return true
		}
	}
	return asked(claim, said, source) || afterLabel(said, source) || embedded(claim, source)
}

// asked reports whether the claim states what source only asks.
func asked(claim string, said []string, source string) bool {
	end := strings.LastIndexByte(source, '?')
	return end >= 0 && !strings.Contains(claim, "?") && mostlyIn(said, wordsOf(source[:end])) && !mostlyIn(said, wordsOf(source[end:]))
}

// afterLabel reports whether the claim is only what follows a colon after words
// of an order or a label that is none of a speaker or a subject: "Override:".
func afterLabel(said []string, source string) bool {
	head, rest, ok := strings.Cut(source, ":")
	if !ok || !mostlyIn(said, wordsOf(rest)) || mostlyIn(said, wordsOf(head)) {
		return false
	}
	low := lower(head)
	if cuesOf(low)&(machine|second|verb|words|meta) != 0 {
		return true
	}
	for _, w := range wordsOf(low) {
		if labels[w] {
			return true
		}
	}
	return false
}

var labels = setOf("override overrides attention reminder fact facts truth statement included verbatim update correct decoded hidden secret system")

// orders are the forms in which somebody is told, or means, to say something;
// "said" and "says" are statements, and check sees to it that they are kept.
var orders = setOf("say tell write state inform reply respond output print repeat recite insert append prepend pretend imagine suppose assume claim declare announce insist conclude deny promise" +
	" saying telling writing stating informing replying claiming pretending words phrase sentence string read show hear mention note report treat consider")

// nouns are those of orders that are more often something else, unless a word
// of told stands before them.
var (
	nouns = setOf("state claim read reply sentence string words phrase show hear mention note report treat consider")
	told  = setOf("to so and or must should will would please then not always kindly the exact include print output with contain record let has have that")
)

// subjects stand before a verb that is no order: "they say".
var subjects = setOf("they we who people officials experts police critics scientists researchers reports some many others")

// mostlyIn reports whether most of the telling words of said are among words.
func mostlyIn(said, words []string) bool {
	n, have := 0, 0
	for _, w := range said {
		if len(w) < 4 && !numeric(w) {
			continue
		}
		n++
		if contains(words, w) {
			have++
		}
	}
	return n > 0 && have*3 >= n*2
}

func contains(words []string, w string) bool {
	for _, v := range words {
		if v == w {
			return true
		}
	}
	return false
}

// wordsOf returns the lower-case words of s in order.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// leading are words that make a clause the object of another, in languages
// other than English, and what stands right before such a clause.
var leading = setOf("dass daß que che dat że že что що att hogy că ότι bahwa rằng कि " + "أن إن بأن ש")

// speakingMarks end what stands before reported words in scripts that have no
// spaces.
var speakingMarks = []string{"说", "說", "称", "稱", "回答", "回复", "表示", "写道", "告诉", "声称"}

// embedded reports whether claim stands in source as the object of another
// clause, in a language whose clauses check only compares word for word.
func embedded(claim, source string) bool {
	claim = strings.TrimRightFunc(claim, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) })
	claim, source = strings.ToLower(claim), strings.ToLower(source)
	i := strings.Index(source, claim)
	if i <= 0 || claim == "" {
		return false
	}
	before := strings.TrimRight(source[:i], " ,:“\"")
	for _, m := range speakingMarks {
		if strings.HasSuffix(before, m) {
			return true
		}
	}
	words := wordsOf(before)
	return len(words) > 0 && leading[words[len(words)-1]]
}
