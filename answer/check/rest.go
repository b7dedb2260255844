package check

import (
	"strings"
)

// rest holds when the claim's other words are the source's, or nearly all of
// them: a word that is not may stand in the place of one of the source's that
// the claim leaves out, if nothing is known of the two that forbids it.
func (p *pair) rest() Verdict {
	if v := p.subject(); !v.OK() {
		return v
	}
	needed, strange := 0, 0
	for i := p.from; i < p.to; i++ {
		if !p.needed(i) {
			continue
		}
		needed++
		if p.at[i] >= 0 || p.linking(i) {
			continue
		}
		if j := p.turnedRound(i); j >= 0 {
			return Verdict{Kind: Opposite, Words: p.c.span(i, i+1)}
		}
		if strange++; strange > 1+needed/8 && strange > 1 || !p.substitute(i) {
			return Verdict{Kind: Words, Words: p.c.span(i, i+1)}
		}
	}
	if needed == 0 && len(p.facts()) == 0 || strange > 0 && p.covered() < mostly {
		return Verdict{Kind: Words, Words: p.c.span(p.from, p.to)}
	}
	return Verdict{}
}

// subject holds when what the claim begins with is the source's: no pronoun
// where the source has a name, no guess at another word for it.
func (p *pair) subject() Verdict {
	for i := p.from; i < p.to; i++ {
		w := p.c.words[i]
		if p.c.verbal[i] || auxiliary(w.low) {
			break
		}
		if p.needed(i) && p.at[i] < 0 && !p.linking(i) && p.turnedRound(i) < 0 {
			return Verdict{Kind: Words, Words: p.c.span(i, i+1)}
		}
	}
	w := p.c.words[p.from]
	if !pointsBack(w.low) || p.pointedBack(w.low) || p.mentioned() {
		return Verdict{}
	}
	return Verdict{Kind: Words, Words: w.low}
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
	if p.s.low(0) == low || p.s.low(1) == low && !p.s.words[0].content {
		return true
	}
	for j, w := range p.s.words {
		if w.low == low && (after < 0 || j < after && after-j <= 4 && p.free(j+1, after)) {
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
	return i == p.from && strings.HasSuffix(w.low, "ly") && i+1 < len(p.c.words) && p.c.words[i+1].sep == ","
}

// turnedRound returns a word of the source that word i of the claim is the
// opposite of and that the claim does not use, -1 when there is none.
func (p *pair) turnedRound(i int) int {
	for j, w := range p.s.words {
		if !p.used[j] && w.content && (lexicon().opposite(p.c.words[i].base, w.base) || lexicon().opposite(p.c.words[i].stem, w.stem)) {
			return j
		}
	}
	return -1
}

// substitute reports whether word i of the claim, which the source does not
// have, stands where the source has a word that the claim leaves out, and may
// be a stand-in for it: not both are known, they are not both verbs, and neither
// begins with a capital or follows a number.
func (p *pair) substitute(i int) bool {
	w := p.c.words[i]
	if w.cap || strings.ContainsAny(w.low, "0123456789$€£¥%") || i > 0 && p.c.taken[i-1] && p.c.words[i].sep == "" {
		return false
	}
	for _, j := range p.gapsAround(i) {
		s := p.s.words[j]
		if p.used[j] || !s.content || p.s.taken[j] || s.cap {
			continue
		}
		if !(lexicon().known[w.base] && lexicon().known[s.base]) && !(p.c.verbal[i] && p.s.verbal[j]) && sameShape(w.low, s.low) {
			return true
		}
	}
	return false
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

// sameShape reports whether two words have endings of one kind: both past
// forms, both plurals, both adverbs.
func sameShape(a, b string) bool {
	for _, end := range []string{"ing", "ly", "s"} {
		if strings.HasSuffix(a, end) != strings.HasSuffix(b, end) {
			return false
		}
	}
	past := func(w string) bool { return strings.HasSuffix(w, "ed") || lexicon().bases[w] != "" }
	return past(a) == past(b)
}
