package check

import (
	"slices"
	"strings"
)

// rest holds when the claim's other words are the source's, or nearly all of
// them: a word that is not may stand in the place of one of the source's that
// the claim leaves out, if nothing is known of the two that forbids it and the
// two sentences are near enough.
func (p *pair) rest() Verdict {
	strangers, v := p.strangers()
	if v.OK() && len(strangers) > 0 && !p.bornOut(strangers) {
		v = Verdict{Kind: Words, Words: p.c.span(strangers[0], strangers[0]+1)}
	}
	return v
}

// strangers returns the claim's words that the source does not have, and that
// say something of their own; the verdict tells of what is wrong for certain.
func (p *pair) strangers() ([]int, Verdict) {
	if v := p.subject(); !v.OK() {
		return nil, v
	}
	if v := p.small(); !v.OK() {
		return nil, v
	}
	var out []int
	needed, light, verb := 0, 0, p.firstVerb()
	for i := p.from; i < p.to; i++ {
		if !p.needed(i) {
			continue
		}
		needed++
		if p.at[i] >= 0 && p.exact(i) {
			if p.displaced(i) >= 0 {
				return nil, Verdict{Kind: Opposite, Words: p.c.span(i, i+1)}
			}
			continue
		}
		if p.linking(i) {
			continue
		}
		j := p.turnedRound(i)
		if j >= 0 && p.prefixed(i, j) {
			p.at[i], p.used[j] = j, true
			continue
		}
		if j >= 0 && (p.at[i] < 0 || slices.Contains(p.gapsAround(i), j)) {
			return nil, Verdict{Kind: Opposite, Words: p.c.span(i, i+1)}
		}
		switch {
		case p.at[i] >= 0, p.saidAgain(i):
		case p.resolvedNoun(i):
			light++
		case i < verb, !p.light(i):
			out = append(out, i)
		default:
			light++
		}
	}
	if needed == 0 && len(p.facts()) == 0 || light > 0 && len(out) == 0 && p.covered() < mostly {
		return nil, Verdict{Kind: Words, Words: p.c.span(p.from, p.to)}
	}
	return out, Verdict{}
}

// saidAgain reports whether the claim has word i a second time, where the source
// has "those" or "that of" for a noun, or lets a verb be: "and by Branca".
func (p *pair) saidAgain(i int) bool {
	standsFor := !p.c.said("those") && (p.has("those") || p.hasRun("that", "of") || p.has("ones"))
	if p.c.verbal[i] {
		standsFor = p.hasRun("and", "by") || p.hasRun("and", "in")
	}
	if p.c.words[i].cap || !standsFor {
		return false
	}
	for k := p.from; k < i; k++ {
		if p.c.words[k].base == p.c.words[i].base && p.at[k] >= 0 && p.exact(k) {
			return true
		}
	}
	return false
}

// hasRun reports whether the source has two words one after the other.
func (p *pair) hasRun(a, b string) bool {
	for j := range p.s.words {
		if p.s.low(j) == a && p.s.low(j+1) == b {
			return true
		}
	}
	return false
}

// said reports whether a sentence has the word.
func (r *reading) said(low string) bool { return r.earlier(low, len(r.words)) }

// small holds when no small word makes another statement: "the same" for
// "different", "away from".
func (p *pair) small() Verdict {
	for i := p.from; i < p.to; i++ {
		switch w := p.c.low(i); {
		case w == "same" && !p.has("same") && (p.has("different") || p.has("differing") || p.has("separate") || p.has("various")),
			w == "away" && !p.has("away") && i > p.from && p.at[i-1] >= 0 && p.exact(i-1) && p.c.low(i+1) == "from":
			return Verdict{Kind: Opposite, Words: p.c.span(i, i+1)}
		}
	}
	return Verdict{}
}

// subject holds when what the claim begins with is the source's: no pronoun
// where the source has a name.
func (p *pair) subject() Verdict {
	if i := p.headOfModifier(); i >= 0 {
		return Verdict{Kind: Words, Words: p.c.span(i, i+1)}
	}
	if i := p.turnedHead(); i >= 0 {
		return Verdict{Kind: Words, Words: p.c.span(i, i+2)}
	}
	first := p.from
	for first < p.to-1 && (p.c.low(first) == "but" || p.c.low(first) == "and" || p.c.low(first) == "so") {
		first++
	}
	w := p.c.words[first]
	if (isPreposition(w.low) || w.low == "unlike") && auxiliary(p.c.low(first+1)) && !p.c.words[first+1].cap && p.s.low(0) != w.low {
		return Verdict{Kind: Words, Words: p.c.span(first, first+2)}
	}
	if !pointsBack(w.low) || p.expletive() || p.pointedBack(w.low) || p.mentioned() {
		return Verdict{}
	}
	return Verdict{Kind: Words, Words: w.low}
}

// headOfModifier returns the last word of the claim's subject if it only stands
// for a word that in the source qualifies another, which the claim leaves out:
// "pharmacists" for "pharmacy technicians". -1 otherwise.
func (p *pair) headOfModifier() int {
	head := -1
	for i := p.from; i < p.to && !p.c.verbal[i] && !auxiliary(p.c.low(i)); i++ {
		if hard(p.c.words[i].sep) && i > p.from {
			return -1
		}
		if isPreposition(p.c.low(i)) {
			break
		}
		if p.needed(i) {
			head = i
		}
	}
	if head < 0 || p.at[head] < 0 {
		return -1
	}
	j := p.at[head]
	if p.ownerAlone(head, j) {
		return head
	}
	if name(p.c.words[head]) {
		return -1
	}
	if p.c.words[head].base == p.s.words[j].base || j+1 >= len(p.s.words) {
		return -1
	}
	if w := p.s.words[j+1]; w.content && w.sep == "" && (!p.s.verbal[j+1] || auxiliary(p.s.low(j+2))) && !p.used[j+1] && !p.s.taken[j+1] && !p.s.words[j].possessive && !strings.HasSuffix(w.low, "ly") {
		return head
	}
	return -1
}

// ownerAlone reports whether the claim says of word head, its subject, what the
// source says of something that is word j's: "Orlo rose" for "Orlo's debt rose".
// What an owner's people say, the owner may say.
func (p *pair) ownerAlone(head, j int) bool {
	if !p.s.words[j].possessive || p.c.words[head].possessive || j+2 >= len(p.s.words) || p.twice(j) {
		return false
	}
	for i := head + 1; i < p.to; i++ {
		if f, _ := forceOf(p.c.low(i)); f != 0 && !p.c.passive(i) {
			return false
		}
	}
	k := j + 1
	for k < len(p.s.words) && !p.s.verbal[k] && !auxiliary(p.s.low(k)) && !hard(p.s.words[k].sep) && (!isPreposition(p.s.low(k)) || p.s.low(k) == "per") {
		if p.used[k] && p.s.words[k].content {
			return false
		}
		k++
	}
	if k == j+1 || k >= len(p.s.words) || !auxiliary(p.s.low(k)) && !p.s.verbal[k] {
		return false
	}
	verb := p.firstVerb()
	return verb < p.to && (p.at[verb] == k || p.c.low(verb) == p.s.low(k))
}

// turnedHead returns the first of two neighbours of the claim's subject that
// are other forms of two neighbours of the source's, the other way round:
// "structural engineers" for "engineering structures". -1 when there are none.
func (p *pair) turnedHead() int {
	for i := p.from; i+1 < p.to && !p.c.verbal[i+1] && !auxiliary(p.c.low(i+1)); i++ {
		if a, b := p.at[i], p.at[i+1]; a >= 0 && b >= 0 && a == b+1 && p.c.words[i].low != p.s.words[a].low && p.c.words[i+1].low != p.s.words[b].low {
			return i
		}
	}
	return -1
}

// expletive reports whether the claim begins with an "it" or "there" that
// stands for nothing: "there are", "it took them a year to", "it was she who".
func (p *pair) expletive() bool {
	first, next := p.c.low(p.from), p.c.low(p.from+1)
	if first == "there" {
		return auxiliary(next) && (p.from+2 >= p.to || !p.c.verbal[p.from+2])
	}
	if first != "it" || next != "took" && next != "takes" && next != "is" && next != "was" {
		return false
	}
	for i := p.from + 2; i < p.to; i++ {
		switch p.c.low(i) {
		case "to":
			return i+1 < p.to && !p.c.words[i+1].cap
		case "that", "who", "which":
			return true
		}
	}
	return false
}

// pointsBack reports whether w, at the beginning of a claim, stands for
// something said before.
func pointsBack(w string) bool {
	switch w {
	case "he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those", "such", "who", "there":
		return true
	}
	return false
}

// pointedBack reports whether the source begins with the claim's first word
// too, or has it before the same words.
func (p *pair) pointedBack(low string) bool {
	after := -1
	for i := p.from + 1; i < p.to && after < 0; i++ {
		after = p.at[i]
	}
	if p.s.low(0) == low || samePerson(p.s.low(0), low) || p.s.low(1) == low && (!p.s.words[0].content || p.s.words[1].sep == ",") {
		return true
	}
	for j, w := range p.s.words {
		if w.low == low && (after < 0 || j < after && after-j <= 4 && p.free(j+1, after)) {
			return true
		}
	}
	return false
}

// samePerson reports whether two pronouns at the head of a sentence mean the
// same: "he" and "his".
func samePerson(a, b string) bool {
	for _, person := range [][]string{{"he", "his", "him"}, {"she", "her"}, {"it", "its"}, {"they", "their", "them"}} {
		if slices.Contains(person, a) && slices.Contains(person, b) {
			return true
		}
	}
	return false
}

// mentioned reports whether the sentence shown before the claim has a word of
// the source's subject, so that a pronoun may stand for it.
func (p *pair) mentioned() bool {
	for _, j := range p.s.leading() {
		for _, w := range p.c.before {
			if w.content && alike(w, p.s.words[j]) == 0 {
				return true
			}
		}
	}
	return false
}

// linking reports whether word i only links: "located", "took place",
// "following the", adverbs that begin a sentence.
func (p *pair) linking(i int) bool {
	w := p.c.words[i]
	switch w.low {
	case "located", "situated", "place", "took", "takes", "taken", "used", "based", "occurred", "happened", "fact", "became",
		"made", "done", "exists", "existed", "respectively", "person", "thing", "notably", "specifically", "addition", "time":
		return !w.cap
	}
	if w.low == "close" && p.c.low(i+1) == "to" {
		return p.has("near")
	}
	if w.low == "far" && p.c.low(i-1) == "as" && p.c.low(i+1) == "as" {
		return i+2 < p.to && p.c.taken[i+2]
	}
	if i > p.from && p.at[i-1] >= 0 && isParticle(w.low) && w.sep == "" {
		return lexicon().standIn(p.c.phrasal(i-1), p.s.words[p.at[i-1]].base)
	}
	return false
}

// turnedRound returns a word of the source that word i of the claim is the
// opposite of and that the claim does not use, -1 when there is none.
func (p *pair) turnedRound(i int) int {
	for j, w := range p.s.words {
		if !p.used[j] && w.content && p.opposed(i, j) {
			return j
		}
	}
	return -1
}

// opposed reports whether word i of the claim is the opposite of word j of the
// source, neither of them a name.
func (p *pair) opposed(i, j int) bool {
	a, b := p.c.words[i], p.s.words[j]
	return !name(a) && !name(b) && (lexicon().opposite(a.base, b.base) || lexicon().opposite(a.stem, b.stem) || theThesaurus().opposed(p.c.lexeme(i), p.s.lexeme(j)))
}

// exact reports whether the source has word i of the claim, or a form of it.
func (p *pair) exact(i int) bool {
	w, s := p.c.words[i], p.s.words[p.at[i]]
	d := alike(w, s)
	return d >= 0 && d <= 1 && !(name(s) && !w.cap)
}

// light reports whether word i of the claim, which the source does not have,
// says too little to be a statement of its own ("made", "people"), and stands
// in no other verb's place.
func (p *pair) light(i int) bool {
	w := p.c.words[i]
	if (w.low == "high" || w.low == "tall" || w.low == "old") && i > 0 && p.c.taken[i-1] {
		return true // "1,200 metres high"
	}
	if w.cap && !w.lead || !lightWords()[w.low] || i > 0 && p.c.taken[i-1] && w.sep == "" {
		return false
	}
	if !p.c.verbal[i] {
		return true
	}
	for _, j := range p.gapsAround(i) {
		if !p.used[j] && p.s.verbal[j] && p.s.words[j].content && !lightWords()[p.s.words[j].low] {
			return false
		}
	}
	return true
}

// gapsAround returns the source's words between what the claim's neighbours of
// word i are, or right beside one of them.
func (p *pair) gapsAround(i int) []int {
	before, after := -1, len(p.s.words)
	for k := i - 1; k >= p.from; k-- {
		if p.at[k] >= 0 {
			before = p.at[k]
			break
		}
	}
	for k := i + 1; k < p.to; k++ {
		if p.at[k] >= 0 {
			after = p.at[k]
			break
		}
	}
	var out []int
	add := func(lo, hi int) {
		for j := max(0, lo); j < hi && j < len(p.s.words); j++ {
			out = append(out, j)
		}
	}
	if before < after && after-before <= 6 {
		add(before+1, after)
	} else {
		add(before+1, before+4)
		add(after-3, after)
	}
	return out
}
