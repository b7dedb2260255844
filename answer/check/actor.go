package check

import "strings"

// otherActor returns a word before the claim's verb i that in the source is not
// what the verb j is said of, -1 when it is, or when either is not clear.
func (p *pair) otherActor(i, j int) int {
	if symmetric(p.c.words[i].base) || p.c.passive(i) != p.s.passive(j) || p.twice(j) {
		return -1
	}
	for _, n := range p.c.numbers {
		if p.verbBeside(n.from, n.to) == i && p.byAnother(n) {
			return -1
		}
	}
	said := p.c.actor(i, p.from)
	own := p.s.actor(j, 0)
	if len(said) > 0 && len(own) == 0 && p.s.pronounBefore(j) {
		return p.fromBehind(said, j)
	}
	if len(own) == 0 || len(said) == 0 {
		return -1
	}
	head, ownHead := said[len(said)-1], own[len(own)-1]
	if near := p.c.lastNoun(i); near == i-1 && participle(p.c.words[i].low) && p.at[near] == j-1 && p.s.lastNoun(j) == j-1 && p.c.words[i].sep+p.s.words[j].sep == "" && p.c.secondVerb(i, p.from) {
		return -1 // "societies based in towns"
	}
	if at := p.at[head]; at >= 0 && p.s.verbal[at] {
		return -1 // "construction began" for "they began to build"
	}
	if at := p.at[head]; at >= 0 && name(p.s.words[at]) && name(p.s.words[ownHead]) && p.s.sameList(at, ownHead) {
		return -1
	}
	before, _ := p.s.sides(j, 0, len(p.s.words))
	own = append(own, before...)
	if at := p.at[head]; at >= 0 && !p.among(own, at) && !p.isOneOf(head, own) && !p.said(p.s.words[ownHead].base) && p.exact(head) && ownHead == p.s.lastNoun(j) {
		return head
	}
	stranger := -1
	for _, k := range said {
		at := p.at[k]
		if at < 0 || p.among(own, at) || p.isOneOf(k, own) {
			return -1
		}
		if stranger < 0 && !lightWords()[p.c.words[k].low] {
			stranger = k
		}
	}
	return stranger
}

// secondVerb reports whether another verb stands before the one at word i in its
// clause, so that a participle there only qualifies the noun before it.
func (r *reading) secondVerb(i, from int) bool {
	for k := i - 1; k > from && !r.clauseEnds(k+1); k-- {
		if r.verbal[k] && !r.near(k, i) {
			return true
		}
	}
	return false
}

// pronounBefore reports whether a pronoun is the subject of the verb at word j, right
// before it and what belongs to it.
func (r *reading) pronounBefore(j int) bool {
	k := j - 1
	for k > 0 && (auxiliary(r.low(k)) || adverb(r.low(k))) && !hard(r.words[k+1].sep) {
		k--
	}
	return k >= 0 && pronoun(r.low(k)) && (k == j-1 || r.low(k) != "it")
}

// otherClause returns a name behind the claim's verb i that in the source
// stands beside the same verb said of another name, -1 for none: "A stems from C"
// for "A stems from B, D stems from C".
func (p *pair) otherClause(i, j int) int {
	if !p.twice(j) || symmetric(p.c.words[i].base) {
		return -1
	}
	left, right := p.c.sides(i, p.from, p.to)
	for _, w := range right {
		if !name(p.c.words[w]) || p.at[w] < 0 {
			continue
		}
		for _, who := range left {
			if !p.c.words[who].cap || p.at[who] < 0 {
				continue
			}
			if own, with := p.clausesWith(j, p.at[who]), p.clausesWith(j, p.at[w]); own != 0 && with != 0 && own&with == 0 {
				return w
			}
		}
	}
	return -1
}

// clausesWith returns in which clauses of the source whose verb is that at word
// j a word of the base of word w stands, a bit for each.
func (p *pair) clausesWith(j, w int) (in uint64) {
	n := 0
	for k, v := range p.s.words {
		if !p.s.verbal[k] || v.base != p.s.words[j].base {
			continue
		}
		before, after := p.s.sides(k, 0, len(p.s.words))
		if n < 64 && (p.among(before, w) || p.among(after, w)) {
			in |= 1 << n
		}
		n++
	}
	return in
}

// lastNoun returns the content word nearest before word j, -1 for none.
func (r *reading) lastNoun(j int) int {
	for k := j - 1; k >= 0; k-- {
		if r.words[k].content && !strings.HasSuffix(r.words[k].low, "ly") {
			return k
		}
	}
	return -1
}

// fromBehind returns a word of said that in the source stands behind the verb j
// and not before it, -1 when there is none.
func (p *pair) fromBehind(said []int, j int) int {
	before, after := p.s.sides(j, 0, len(p.s.words))
	for _, k := range said {
		if at := p.at[k]; at >= 0 && !p.among(before, at) && (p.among(after, at) || at > j && p.exact(k) && !name(p.s.words[at]) && !p.twice(at) && p.s.verb(j, at)) {
			return k
		}
	}
	return -1
}

// verb reports whether another verb stands between words j and at, of which what
// follows it may be the object.
func (r *reading) verb(j, at int) bool {
	for k := j + 1; k < at; k++ {
		if r.verbal[k] {
			return true
		}
	}
	return false
}

// isOneOf reports whether word k of the claim is a form of one of the words.
func (p *pair) isOneOf(k int, own []int) bool {
	for _, j := range own {
		if alike(p.c.words[k], p.s.words[j]) >= 0 {
			return true
		}
	}
	return false
}

// actor returns the content words before the verb at word i that it is said of:
// those of its clause, or, where "and" joins it to what came before, those that
// the sentence begins with. It is empty for a pronoun and where it is not clear.
func (r *reading) actor(i, from int) []int {
	start := i
	for start > from && (auxiliary(r.low(start-1)) || adverb(r.low(start-1))) && !hard(r.words[start].sep) {
		start--
	}
	if start == from {
		return nil
	}
	switch w := r.low(start - 1); {
	case (w == "and" || w == "but") && (start-1 == from || hard(r.words[start-1].sep)):
		return r.leadingWords(from)
	case r.words[start].sep == "," && len(r.across(start, from)) > 0:
		return r.across(start, from)
	case hard(r.words[start].sep), pronoun(w), w == "who", w == "which", w == "that", w == "to", w == "and", w == "or":
		return nil
	}
	if r.verbal[start-1] || isPreposition(r.low(start-1)) {
		return nil
	}
	for k := start - 2; k > from && !hard(r.words[k+1].sep); k-- {
		if w := r.low(k); w == "who" || w == "which" || w == "that" || w == "what" {
			return nil // "customers who lose a bet can": said of what is before it
		}
	}
	return r.subject(i, from)
}

// across returns the words that the sentence begins with, if only a phrase between
// commas parts them from the verb at word i: "Adams' men, in league with Clay,
// favored". None otherwise.
func (r *reading) across(i, from int) []int {
	comma := 0
	var out []int
	for k := from; k < i; k++ {
		w := r.words[k]
		if r.verbal[k] || auxiliary(w.low) || k > from && hard(w.sep) && (comma > 0 || w.sep != ",") || k == from && (isPreposition(w.low) || pronoun(w.low)) {
			return nil
		}
		if k > from && w.sep == "," {
			if !isPreposition(w.low) {
				return nil
			}
			comma = k
		}
		if comma == 0 && w.content && !r.taken[k] {
			out = append(out, k)
		}
	}
	if comma == 0 {
		return nil
	}
	return out
}

// adverb reports whether w may stand between a subject and its verb.
func adverb(w string) bool {
	switch w {
	case "not", "also", "often", "still", "then", "now", "never", "always", "later", "soon", "once", "already", "even", "ever", "thus", "sometimes", "both", "all":
		return true
	}
	return strings.HasSuffix(w, "ly")
}

// leadingWords returns the content words before the first verb of the sentence
// whose first word is from, none when a pronoun or a phrase comes first.
func (r *reading) leadingWords(from int) []int {
	var out []int
	for k := from; k < len(r.words); k++ {
		w := r.words[k]
		if r.verbal[k] || auxiliary(w.low) {
			return out
		}
		if pronoun(w.low) || isPreposition(w.low) && len(out) == 0 || hard(w.sep) && k > from {
			return nil
		}
		if w.content && !r.taken[k] {
			out = append(out, k)
		}
	}
	return nil
}

// swappedWords returns a word of the claim that stands between the words that
// another stands between in the source, where that other stands in its place;
// -1 when there is none. Members of a list may change places.
func (p *pair) swappedWords() int {
	for a := p.from; a < p.to; a++ {
		if !p.movable(a) || p.standsSo(a, a) {
			continue
		}
		for b := a + 1; b < p.to; b++ {
			if p.movable(b) && p.c.words[a].base != p.c.words[b].base && p.standsSo(a, b) && (p.standsSo(b, a) || p.endsSo(b, a)) && !p.standsSo(b, b) && !p.oneList(a, b) {
				return a
			}
		}
	}
	return -1
}

// movable reports whether word i of the claim is a noun or adjective, or a
// name, that the source has.
func (p *pair) movable(i int) bool {
	return p.at[i] >= 0 && !p.c.verbal[i] && !p.c.taken[i] && p.c.words[i].content && p.exact(i)
}

// standsSo reports whether the source has word b of the claim where the words
// beside it are those beside word a.
func (p *pair) standsSo(a, b int) bool {
	before, after := p.c.low(a-1), p.c.low(a+1)
	if a == p.from {
		before = ""
	}
	if a+1 == p.to {
		after = ""
	}
	for j, w := range p.s.words {
		if w.base == p.c.words[b].base && p.s.low(j-1) == before && p.s.low(j+1) == after && before+after != "" {
			return true
		}
	}
	return false
}

// endsSo reports whether word a ends the claim, and the source has word b of the
// claim behind the same noun or adjective, at the end of its clause.
func (p *pair) endsSo(a, b int) bool {
	if a+1 != p.to || a == p.from || !p.c.words[a-1].content {
		return false
	}
	for j, w := range p.s.words {
		if j > 0 && w.base == p.c.words[b].base && p.s.low(j-1) == p.c.low(a-1) && hard(p.s.sepAt(j+1)) {
			return true
		}
	}
	return false
}

// oneList reports whether only "and", "or" and other members of a list stand
// between words a and b of the claim.
func (p *pair) oneList(a, b int) bool {
	joined := false
	for k := a + 1; k <= b; k++ {
		w := p.c.words[k]
		if w.low == "and" || w.low == "or" || w.low == "nor" {
			joined = true
			continue
		}
		if w.low == "the" && w.sep == "" && k > a+1 && p.c.words[k-1].content {
			return false // "A press the puck and the B stay"
		}
		if p.c.verbal[k] || auxiliary(w.low) || isPreposition(w.low) {
			return false
		}
	}
	return joined || p.c.listGoesOn(a, b, p.to)
}

// listGoesOn reports whether words a and b are members of a list whose "and" is
// still to come: "A, B, C and D".
func (r *reading) listGoesOn(a, b, to int) bool {
	commas := 0
	for k := a + 1; k < to; k++ {
		w := r.words[k]
		switch {
		case w.sep == ",":
			commas++
		case hard(w.sep):
			return false
		}
		if w.low == "and" || w.low == "or" {
			return k > b && commas > 0
		}
		if k <= b && commas == 0 && k == b || r.verbal[k] || auxiliary(w.low) || isPreposition(w.low) && k > b {
			return false
		}
	}
	return false
}

// sameList reports whether only names, commas and an "and" stand between words a
// and b.
func (r *reading) sameList(a, b int) bool {
	joined := false
	for k := min(a, b) + 1; k <= max(a, b); k++ {
		w := r.words[k]
		if w.low != "and" && !w.cap || strings.Trim(w.sep, ", ") != "" {
			return false
		}
		joined = joined || w.low == "and"
	}
	return joined
}

// placed reports whether w is said of a place whose name follows it with "of".
func placed(w string) bool {
	switch w {
	case "city", "town", "village", "state", "county", "island", "province", "region", "district", "port", "municipality", "borough", "kingdom", "republic", "duchy":
		return true
	}
	return false
}

// qualifies reports whether w is an adverb or participle before a noun.
func qualifies(w string) bool { return strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") }

// contentAfter returns the content word right behind word i, an article or
// pronoun between them, -1 for none.
func (r *reading) contentAfter(i, to int) int {
	for k := i + 1; k < to && k <= i+2 && !hard(r.words[k].sep); k++ {
		if r.words[k].content {
			return k
		}
	}
	return -1
}

// sameRun reports whether words a and b stand in one phrase or list: no verb
// and no other preposition is between them.
func (r *reading) sameRun(a, b int) bool {
	if b < a {
		return false
	}
	for k := a; k <= b; k++ {
		if r.verbal[k] || auxiliary(r.words[k].low) || k > a && isPreposition(r.words[k].low) {
			return false
		}
	}
	return true
}
