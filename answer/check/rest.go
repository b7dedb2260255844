package check

import "slices"

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
		case p.pointedNoun(i), p.besideTime(i):
			light++
		case p.resolvedNoun(i):
			light++
		case i < verb, !p.light(i), p.inPlaceOf(i):
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

// besideTime reports whether word i of the claim says of a time what the source
// says behind it: "the previous night" for "the night before".
func (p *pair) besideTime(i int) bool {
	low, of := p.c.low(i), ""
	switch low {
	case "previous", "preceding":
		of = "before"
	case "following", "next", "subsequent":
		of = "after"
	}
	if of == "" || i+1 >= p.to {
		return false
	}
	for j := range p.s.words {
		if w := p.s.low(j + 1); p.s.low(j) == p.c.low(i+1) && (w == of || of == "before" && w == "earlier" || of == "after" && w == "later") {
			return true
		}
	}
	return false
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
			(w == "other" || w == "another") && p.notTheOther(i),
			w == "behind" && p.has("ahead") && !p.has("behind"), w == "ahead" && p.has("behind") && !p.has("ahead"),
			w == "unlike" && p.has("like") && !p.has("unlike"), w == "like" && p.has("unlike") && !p.has("like"),
			w == "away" && !p.has("away") && i > p.from && p.at[i-1] >= 0 && p.exact(i-1) && p.c.low(i+1) == "from":
			return Verdict{Kind: Opposite, Words: p.c.span(i, i+1)}
		}
	}
	return Verdict{}
}

// notTheOther reports whether the claim's "other" or "another" at word i stands
// where the source has a word that tells which: "the other team" for "the scoring
// team".
func (p *pair) notTheOther(i int) bool {
	if i+1 >= p.to || p.at[i+1] < 1 || !p.exact(i+1) || p.c.low(i+1) == "s" {
		return false
	}
	for _, w := range p.s.words {
		switch w.low {
		case "other", "others", "another", "else", "rest", "remaining", "additional", "different", "further", "besides", "more", "remainder":
			return false
		}
	}
	j := p.at[i+1] - 1
	return p.s.words[j].content && !p.used[j] && !p.s.taken[j] && p.s.words[j+1].sep == "" && !p.s.words[j].possessive && p.c.low(i-1) == p.s.low(j-1) && !lexicon().standIn("other", p.s.words[j].base)
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
	if w.low == "ones" {
		return i > p.from && p.at[i-1] >= 0 // "small ones" for "small drains"
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

// inPlaceOf reports whether word i of the claim, which says little, stands between
// the very words between which the source has another that the claim leaves out:
// "other effects" for "harmful effects".
func (p *pair) inPlaceOf(i int) bool {
	if p.c.verbal[i] || i == p.from {
		return false
	}
	if i+1 < p.to {
		swapped, _ := p.inPlace(i)
		return swapped
	}
	for j := 1; j < len(p.s.words); j++ {
		if !p.used[j] && p.s.words[j].content && p.s.low(j-1) == p.c.low(i-1) && (j+1 == len(p.s.words) || hard(p.s.words[j+1].sep)) {
			return true
		}
	}
	return false
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
