package check

import (
	"slices"
	"strings"
)

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
	if !pointsBack(w.low) || p.expletive() || p.pointedBack(w.low) || p.pointedOn(w.low) || p.mentioned() || p.quotesTitle(first) {
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
		if strings.HasSuffix(p.c.low(i), "ly") || strings.HasSuffix(p.c.low(i+1), "ly") {
			continue
		}
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

// pointedOn reports whether the source has the claim's first word for its subject
// behind a phrase that it begins with: "With over 500MB a week, it is".
func (p *pair) pointedOn(low string) bool {
	if !isPreposition(p.s.low(0)) && !strings.HasSuffix(p.s.low(0), "ing") {
		return false
	}
	for j := 1; j < len(p.s.words); j++ {
		if strings.Contains(p.s.words[j].sep, ",") {
			return p.s.low(j) == low && j+1 < len(p.s.words) && (p.s.verbal[j+1] || auxiliary(p.s.low(j+1)))
		}
		if p.s.verbal[j] && !strings.HasSuffix(p.s.low(j), "ing") || auxiliary(p.s.low(j)) {
			return false
		}
	}
	return false
}

// quotesTitle reports whether the claim's first word begins the title of the
// article, in quotation marks: "“He Thinks He'll Keep Her” came out".
func (p *pair) quotesTitle(first int) bool {
	for _, q := range quoted(p.c.text) {
		if strings.HasPrefix(bare(q), p.c.low(first)+" ") && strings.HasPrefix(bare(p.s.Article.Title), bare(q)) {
			return first == p.from
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
