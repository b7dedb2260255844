package check

import (
	"strings"
	"sync"
)

// A mark is a word or phrase that turns what follows it: "not", "may",
// "most", "before", a superlative.
type mark struct {
	rule  Kind
	class string
	keep  bool // a claim must keep it where it keeps what it turns
	need  bool // a claim may not have it without its source
	at    int  // its first word
	end   int  // the word after it
	scope []int
}

// a markRule is a line of words/marks.txt.
type markRule struct {
	rule  Kind
	class string
	keep  bool
	need  bool
}

// markRules returns the rules by phrase, words joined by "_".
var markRules = sync.OnceValue(func() map[string][]markRule {
	rules := map[string][]markRule{}
	for _, l := range lines("marks.txt") {
		for _, phrase := range l[3:] {
			rules[phrase] = append(rules[phrase], markRule{Kind(l[0]), l[1], l[2] == "keep" || l[2] == "hold", l[2] == "keep" || l[2] == "free"})
		}
	}
	return rules
})

// maxScope is how many content words a mark turns at most.
const maxScope = 5

// findMarks fills in r.marks.
func (r *reading) findMarks() {
	for i := 0; i < len(r.words); i++ {
		if r.taken[i] || r.numero(i) {
			continue
		}
		rules, n := r.markAt(i)
		for _, rule := range rules {
			m := mark{rule: rule.rule, class: rule.class, keep: rule.keep, need: rule.need, at: i, end: i + n}
			m.scope = r.scope(m)
			r.marks = append(r.marks, m)
		}
		i += max(n-1, 0)
	}
}

// markAt returns the rules of the phrase that begins at word i and how many
// words it has.
func (r *reading) markAt(i int) ([]markRule, int) {
	w := r.words[i]
	for n := 3; n >= 2; n-- {
		if i+n <= len(r.words) {
			var b strings.Builder
			for k := range n {
				if k > 0 {
					b.WriteByte('_')
				}
				b.WriteString(r.words[i+k].low)
			}
			if rule, ok := markRules()[b.String()]; ok && !r.harmlessPhrase(b.String(), i, n) {
				return rule, n
			}
		}
	}
	if w.low == "will" && w.start == w.end && i > 1 && i+1 < len(r.words) && r.words[i+1].cap && r.words[i-2].cap {
		return nil, 0 // a name of a work: "He Thinks He'll Keep Her"
	}
	if base, ok := r.superlative(i); ok {
		return []markRule{{Degree, "-est " + base, false, true}}, 1
	}
	if w.cap && (!w.lead || w.possessive) {
		return nil, 0 // a name: "Will Smith", "May"
	}
	var out []markRule
	for _, rule := range markRules()[w.low] {
		if !r.harmless(i, rule) {
			out = append(out, rule)
		}
	}
	if len(out) == 0 {
		return nil, 0
	}
	return out, 1
}

// harmlessPhrase reports whether a phrase of n words at word i is no mark here:
// "among the people", "at least 15", which is a number's.
func (r *reading) harmlessPhrase(phrase string, i, n int) bool {
	switch phrase {
	case "apart_from":
		return i >= 1 && (r.words[i-1].base == "set" || r.words[i-1].base == "tell" || pronoun(r.low(i-1)))
	case "among_the":
		return !auxiliary(r.low(i - 1))
	case "far_from":
		return r.distant(i + n)
	case "considered_to": // "must be considered to reach", "is considered to be"
		return beingVerb(r.low(i - 1))
	case "going_to": // a way: "goods going to ports"
		return i+n < len(r.words) && (determiner(r.low(i+n)) || r.words[i+n].cap || r.words[i+n].content && strings.HasSuffix(r.low(i+n), "s") && !strings.HasSuffix(r.low(i+n), "ss"))
	case "at_least", "at_most":
		return i+n < len(r.words) && (r.taken[i+n] || unitlessNumber(r.low(i+n)))
	}
	return false
}

// harmless reports whether a word that could be a mark is something else here.
func (r *reading) harmless(i int, rule markRule) bool {
	next, before := r.low(i+1), r.low(i-1)
	switch r.words[i].low {
	case "some":
		v, _, _, ok := figures(next)
		return isCurrencySign(next) || ok && v >= 10 || spelled(next) >= 20
	case "prior":
		return next != "to" && next != "" && !isFunction(next) && !hard(r.sepAt(i+1))
	case "decline", "declined", "declines":
		return !r.infinitiveFollows(i) && !determiner(next)
	case "claim", "claims", "claimed", "claiming":
		return r.winsFollows(i)
	case "almost", "nearly", "virtually", "practically", "approximately", "roughly":
		return i+1 < len(r.words) && (r.taken[i+1] || unitlessNumber(next))
	case "most", "least":
		return before == "at" || before == "the" && isFunction(next) && next != "of" && !strings.HasSuffix(next, "ly")
	case "more", "less", "fewer":
		return before == "once" || next == "than" && unitlessNumber(r.low(i+2))
	case "then":
		return isPreposition(before)
	case "above", "below", "beneath", "under":
		if rule.class == "less" {
			return !unitlessNumber(next) && !isCurrencySign(next)
		}
		return unitlessNumber(next)
	case "later":
		return i > 0 && r.words[i-1].sep == "" && before == "or"
	case "than":
		return unitlessNumber(next)
	case "can":
		return next == "not"
	case "both":
		return r.coordinates(i) || r.low(i-2) == "and" || r.low(i-3) == "and" || r.low(i-4) == "and"
	case "every":
		return rate(next)
	case "each":
		return rate(next) || r.low(i-2) == "and" || r.low(i-3) == "and"
	case "since":
		return r.datedAt(i + 1)
	case "following":
		return before == "the" || before == "a"
	case "after":
		return before == "named" || before == "look" || before == "looked"
	case "certain":
		return before == "a"
	case "suspicion":
		return before == "with"
	case "little":
		return next != "" && r.words[i+1].cap || next != "" && !isFunction(next) && (before == "the" || before == "a" || before == "its" || before == "his" || before == "her")
	case "all":
		return before == "at" || before == "of" && i > 1 && r.measures(i-2) || before == "in" && hard(r.sepAt(i+1))
	case "not":
		switch next {
		case "only", "solely", "just", "merely", "simply":
			return true
		}
		return before == "whether" || before == "or"
	case "from":
		return before == "away"
	case "plan", "plans", "consider", "proposal", "proposals", "promise":
		return rule.class == "intent" && !r.infinitiveFollows(i) && next != "for" && next != "of"
	}
	return rule.class == "intent" && wishes(r.words[i].low) && !r.infinitiveFollows(i)
}

// datedAt reports whether a date begins at word i, or a year.
func (r *reading) datedAt(i int) bool {
	for _, d := range r.dates {
		if d.from == i {
			return true
		}
	}
	return i < len(r.words) && r.taken[i] && i+1 < len(r.words) && !r.words[i+1].content
}

func beingVerb(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been", "being":
		return true
	}
	return false
}

// distant reports whether what "far from" at word i is said of is a thing or a
// place, from which something is distant: "far from other towns".
func (r *reading) distant(i int) bool {
	switch r.low(i) {
	case "other", "others", "each", "any", "his", "her", "its", "their", "it", "them", "home", "where":
		return true
	case "the", "this", "these":
		switch r.low(i + 1) {
		case "truth", "only", "best", "worst", "first", "last", "case", "end", "norm", "same":
			return false
		}
		return true
	}
	return i < len(r.words) && r.words[i].cap
}

// winsFollows reports whether what is claimed at word i is won rather than said:
// "claimed two victories".
func (r *reading) winsFollows(i int) bool {
	for k := i + 1; k < len(r.words) && k <= i+5 && !hard(r.words[k].sep); k++ {
		switch r.words[k].base {
		case "win", "victori", "titl", "medal", "gold", "silver", "bronz", "lead", "place", "spot", "life", "live", "prize", "championship", "trophi",
			"crown", "point", "throne", "award", "wicket", "goal", "pole":
			return true
		}
		if r.words[k].low == "that" || r.words[k].low == "to" || r.verbal[k] {
			return false
		}
	}
	return false
}

// measures reports whether word i is a number, or the "percent" of one: what comes
// after its "of" is all there is, said or not.
func (r *reading) measures(i int) bool { return r.taken[i] }

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "his", "her", "its", "their", "this", "these", "any", "all":
		return true
	}
	return false
}

// rate reports whether w is a time that something is reckoned by: "every year".
func rate(w string) bool {
	switch unitOf(w) {
	case "day", "week", "month", "yr", "h", "min", "s":
		return true
	}
	return false
}

// coordinates reports whether an "and" comes soon after word i.
func (r *reading) coordinates(i int) bool {
	for k := i + 2; k < i+10; k++ {
		if r.low(k) == "and" {
			return true
		}
	}
	return false
}

// wishes reports whether w tells of something that has not happened yet only
// when an infinitive follows: "asked to leave", not "asked a question".
func wishes(w string) bool {
	for _, verb := range []string{"ask", "offer", "agree", "decid", "want", "wish", "tri", "try", "attempt", "seek", "sought", "hop", "expect",
		"suggest", "demand", "request", "recommend", "encourag", "aim", "intend"} {
		if strings.HasPrefix(w, verb) {
			return true
		}
	}
	return false
}

// sepAt returns the signs before word i, a full stop beyond the end.
func (r *reading) sepAt(i int) string {
	if i >= len(r.words) {
		return "."
	}
	return r.words[i].sep
}

// unitlessNumber reports whether w begins like a number, before numbers have
// been found.
func unitlessNumber(w string) bool {
	_, _, _, ok := figures(w)
	return ok || spelled(w) >= 0 || isCurrencySign(w) || len(w) > 2 && magnitude(w) > 0
}

// infinitiveFollows reports whether "to" and a verb come within five words,
// in the same clause.
func (r *reading) infinitiveFollows(i int) bool {
	for k := i + 1; k < len(r.words) && k <= i+5; k++ {
		if hard(r.words[k].sep) {
			return false
		}
		if r.words[k].low == "to" && k+1 < len(r.words) && !r.words[k+1].cap && (r.words[k+1].content || auxiliary(r.words[k+1].low)) {
			return true
		}
	}
	return false
}

// scope returns the content words that a mark turns: those after it to the end
// of its clause, or, when none follow, those before it.
func (r *reading) scope(m mark) []int {
	var out []int
	if m.class == "more" || m.class == "less" {
		return nil // "more often" moves about
	}
	switch r.words[m.at].low {
	case "later", "subsequently", "then":
		return nil // later than what was told before
	case "everyone", "everything":
		return nil
	}
	if frequency(m.class) {
		return r.around(m)
	}
	if hearsay(r.words[m.at].low) {
		for i := m.end; i < len(r.words) && i < m.end+8; i++ {
			if r.words[i].low == "that" {
				m.end = i + 1
				break
			}
		}
	}
	for i := m.end; i < len(r.words) && len(out) < maxScope; i++ {
		if i > m.at && (parts(r.words[i].sep) && !r.leads(m, i) || len(out) > 0 && (hard(r.words[i].sep) || r.boundary(i))) {
			break
		}
		if r.turned(i) {
			out = append(out, i)
		}
	}
	for i := m.at - 1; i >= 0 && len(out) == 0 && i >= m.at-4; i-- {
		if r.turned(i) {
			out = append(out, i)
		}
	}
	return out
}

// leads reports whether only a comma parts the mark, an adverb that the sentence
// begins with, from word i: "Often, the owner acts".
func (r *reading) leads(m mark, i int) bool {
	return i == m.end && r.words[i].sep == "," && (m.at == 0 || m.at == 1 && !r.words[0].content) && (frequency(m.class) || strings.HasSuffix(r.low(m.at), "ly"))
}

// closes reports whether nothing follows the mark in its clause: "as they had before".
func (r *reading) closes(m mark) bool { return m.end == len(r.words) || hard(r.sepAt(m.end)) }

// hearsay reports whether w is a noun for what is told without a source.
func hearsay(w string) bool {
	return strings.HasPrefix(w, "rumo") || strings.HasPrefix(w, "speculation") || w == "hearsay"
}

// frequency reports whether marks of the class may stand before or after what
// they turn: "often voted", "voted often".
func frequency(class string) bool {
	return class == "often" || class == "sometimes" || class == "rarely"
}

// around returns the content words after and before a mark in its clause.
func (r *reading) around(m mark) []int {
	var out []int
	for i := m.end; i < len(r.words) && i < m.end+6 && (!hard(r.words[i].sep) || r.leads(m, i)); i++ {
		if r.turned(i) {
			out = append(out, i)
		}
	}
	for i := m.at - 1; i >= 0 && i > m.at-8 && !hard(r.words[i+1].sep); i-- {
		if r.turned(i) {
			out = append(out, i)
		}
	}
	return out
}

// turned reports whether word i can be what a mark turns: a content word that
// is no adverb, or a number.
func (r *reading) turned(i int) bool {
	w := r.words[i]
	return (w.content || r.taken[i]) && !strings.HasSuffix(w.low, "ly")
}

// hard reports whether the signs before a word end a clause.
func hard(sep string) bool { return strings.ContainsAny(sep, ",;:()—–…\"“”") }

// boundary reports whether a clause may begin at word i.
func (r *reading) boundary(i int) bool {
	switch r.words[i].low {
	case "and", "but", "or", "which", "who", "while", "whereas", "because", "although", "though", "when", "where",
		"before", "after", "until", "since", "if", "unless", "that", "so":
		return true
	}
	return hard(r.words[i].sep)
}
