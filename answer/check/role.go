package check

import "strings"

// roles holds when who acts and who is acted on are the same for each verb
// that claim and source share.
func (p *pair) roles() Verdict {
	for i := p.from; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || !p.c.verbal[i] || !p.s.verbal[j] {
			continue
		}
		if f, _ := forceOf(p.c.words[i].low); f != 0 && (strings.ContainsAny(p.c.words[i].sep, ",”\"") || strings.ContainsAny(p.s.words[j].sep, ",”\"")) {
			continue // "…, said Cue" and "Cue said …" are the same
		}
		if p.c.words[i].sep == "-" || p.s.words[j].sep == "-" {
			continue // "FCC-licensed"
		}
		if p.converse[i] {
			continue
		}
		if w := p.otherRoles(i, j); w >= 0 {
			return Verdict{Kind: Direction, Words: p.c.words[w].low}
		}
		if w := p.otherClause(i, j); w >= 0 {
			return Verdict{Kind: Direction, Words: p.c.words[w].low}
		}
		if w := p.otherActor(i, j); w >= 0 && (!p.c.saysSomething(i) || p.s.pronounBefore(j) && !pronoun(p.c.words[w].low)) {
			return Verdict{Kind: Direction, Words: p.c.words[w].low}
		}
		if w := max(p.otherAntecedent(i, j), p.otherObject(i, j), p.otherName(i, j)); w >= 0 {
			return Verdict{Kind: Direction, Words: p.c.words[w].low}
		}
	}
	if w := p.otherComplement(); w >= 0 {
		return Verdict{Kind: Direction, Words: p.c.span(w, w+1)}
	}
	if w := max(p.exchangedVerbs(), p.exchangedSteps(), p.pronounTurned(), p.kinAlone(), p.otherOfTwo(), p.respectively(), p.otherOwned(), p.otherCalled(), p.formsExchanged(), p.otherOwner()); w >= 0 {
		return Verdict{Kind: Direction, Words: p.c.span(w, w+1)}
	}
	if w := p.swappedWords(); w >= 0 {
		return Verdict{Kind: Direction, Words: p.c.words[w].low}
	}
	return Verdict{}
}

// otherRoles returns a word of the claim that does in it what is done to it in
// the source, or the reverse, by the verb i and wherever the source has the
// verb; -1 when there is none.
func (p *pair) otherRoles(i, j int) int {
	ca, cp := p.c.arguments(i, p.from, p.to)
	worst := -1
	for k, w := range p.s.words {
		if k != j && (w.base != p.s.words[j].base || !p.s.verbal[k]) {
			continue
		}
		sa, sp := p.s.arguments(k, 0, len(p.s.words))
		wrong := p.wrongRole(i, k, ca, cp, sa, sp)
		if wrong >= 0 {
			worst = wrong
		} else if len(ca)+len(cp) == 0 || p.shares(ca, sa) || p.shares(cp, sp) {
			return -1
		}
	}
	return worst
}

// shares reports whether a word of the claim's role is among the source's.
func (p *pair) shares(claim, own []int) bool {
	for _, i := range claim {
		if j := p.at[i]; j >= 0 && p.among(own, j) {
			return true
		}
	}
	return false
}

// wrongRole is otherRoles for one verb k of the source.
func (p *pair) wrongRole(i, k int, ca, cp, sa, sp []int) int {
	worst := p.crossed(ca, sp, sa)
	if worst >= 0 && len(cp) == 0 && len(sa) == 0 {
		worst = -1 // "it opened" and "it was opened"
	}
	if worst < 0 && len(ca) == 0 && len(sp) == 0 && p.c.passive(i) && !p.s.passive(k) {
		return -1 // "they were killed" and "they died"
	}
	if worst < 0 {
		if worst = p.crossed(cp, sa, sp); worst >= 0 && len(sp) == 0 && !p.s.passive(k) && p.s.complement(k) {
			worst = -1
		}
	}
	if worst < 0 && p.c.passive(i) == p.s.passive(k) {
		worst = p.exchangedAbout(i, k)
	}
	if worst < 0 {
		worst = p.fromOblique(i, k, ca, sa)
	}
	if worst < 0 && len(ca) > 0 && len(sa) > 0 && !p.c.passive(i) && p.s.passive(k) && !p.shares(ca, sa) {
		if head := ca[len(ca)-1]; len(p.c.actor(i, p.from)) > 0 && p.foundExact(head) && !p.isOneOf(head, sa) && !p.twice(p.at[head]) && p.at[head] > k {
			worst = head // done by another, whom the source names
		}
	}
	return worst
}

// fromOblique returns who does in the claim what in the source is done to or
// from them: "California ceded" for "was ceded to California"; -1 for none.
func (p *pair) fromOblique(i, k int, ca, sa []int) int {
	if len(ca) == 0 || symmetric(p.c.words[i].base) || p.c.passive(i) {
		return -1
	}
	head := ca[len(ca)-1]
	j := p.at[head]
	if j <= k || p.among(sa, j) || p.twice(j) || !p.exact(head) {
		return -1
	}
	for n := k + 1; n < j; n++ {
		if p.s.clauseEnds(n) || p.s.verbal[n] || p.s.low(n) == "due" || p.s.low(n) == "owing" || p.s.low(n) == "thanks" {
			return -1
		}
	}
	switch p.s.prepositionOf(j, k+1) {
	case "", "by", "with", "of", "as", "like", "than":
		return -1
	case "to", "from", "against", "for", "into", "onto", "toward", "towards":
		return head
	}
	if p.s.passive(k) {
		return -1 // "was launched on a rocket" and "a rocket launched"
	}
	return head
}

// complement reports whether the participle at word k says what its noun was
// declared, found or left to be: "declared the disease wiped out".
func (r *reading) complement(k int) bool {
	for n := k - 1; n >= 0 && n >= k-5 && !r.clauseEnds(n+1) && participle(r.words[k].low); n-- {
		switch r.words[n].base {
		case "declar", "find", "leav", "left", "make", "keep", "consid", "deem", "render", "call":
			return true
		}
	}
	return false
}

// crossed returns a word of the claim's role that the source has in the other
// role and not in the same one, -1 when there is none.
func (p *pair) crossed(claim, other, own []int) int {
	for _, i := range claim {
		j := p.at[i]
		if j >= 0 && p.among(other, j) && !p.among(own, j) && !(p.twice(j) && (len(own) == 0 || p.saidTwice(i))) {
			return i
		}
	}
	return -1
}

// among reports whether the source's words in set have word j, or another of
// its base.
func (p *pair) among(set []int, j int) bool {
	for _, k := range set {
		if k == j || p.s.words[k].base == p.s.words[j].base {
			return true
		}
	}
	return false
}

// exchangedAbout returns a word before the claim's verb i that in the source
// stands after the verb k, when one after it stands before; -1 when none does.
func (p *pair) exchangedAbout(i, k int) int {
	if symmetric(p.c.words[i].base) || p.c.low(i-1) == "it" {
		return -1
	}
	left, right := p.c.sides(i, p.from, p.to)
	before, after := p.s.sides(k, 0, len(p.s.words))
	moved := func(words, to, from []int) int {
		for _, w := range words {
			if j := p.at[w]; j >= 0 && p.among(to, j) && !p.among(from, j) {
				return w
			}
		}
		return -1
	}
	if w := moved(left, after, before); w >= 0 && moved(right, before, after) >= 0 {
		return w
	}
	return -1
}

// symmetric reports whether the verb says the same of both who stand beside it.
func symmetric(base string) bool {
	switch base {
	case "meet", "marri", "equal", "border", "resembl", "share", "includ", "remain", "associ", "relat", "correl", "separ", "differ", "contrast", "overlap", "coincid", "consist", "compris", "match", "play", "face", "connect", "link", "join":
		return true
	}
	return false
}

// sides returns the content words before and after word i in its clause.
func (r *reading) sides(i, from, to int) (left, right []int) {
	for k := i - 1; k >= from && !r.clauseEnds(k+1); k-- {
		if r.words[k].content && !r.taken[k] && !r.verbal[k] {
			left = append(left, k)
		}
	}
	for k := i + 1; k < to && !r.clauseEnds(k); k++ {
		if r.words[k].content && !r.taken[k] && !r.verbal[k] {
			right = append(right, k)
		}
	}
	return left, right
}

// saidTwice reports whether the claim has word i more than once.
func (p *pair) saidTwice(i int) bool {
	for k := p.from; k < p.to; k++ {
		if k != i && p.c.words[k].base == p.c.words[i].base {
			return true
		}
	}
	return false
}

// twice reports whether the source has word j more than once, so that the
// overlay may have taken the wrong one.
func (p *pair) twice(j int) bool {
	for k, w := range p.s.words {
		if k != j && w.base == p.s.words[j].base {
			return true
		}
	}
	return false
}

// arguments returns the words of who acts and of who is acted on for the verb
// at word i: the bare phrases before and after it in its clause, exchanged in
// the passive, where "by" names who acts.
func (r *reading) arguments(i, from, to int) (agent, patient []int) {
	left, right := r.subject(i, from), r.object(i, to)
	if !r.passive(i) {
		return left, right
	}
	for k := i + 1; k < to && k < i+12 && !hard(r.words[k].sep); k++ {
		if r.low(k) == "by" {
			return r.object(k, to), left
		}
	}
	return nil, left
}

// subject returns the bare words before the verb at word i, back to where its
// clause begins; a phrase with a preposition is not a subject.
func (r *reading) subject(i, from int) []int {
	start := i
	if r.low(i-1) == "and" && i > 1 && !r.verbal[i-2] {
		return nil // "opened the canal and handed it over"
	}
	if r.low(i-1) == "to" && i-2 >= from && r.words[i-2].content && !r.verbal[i-2] && !r.words[i-2].cap {
		return nil // "a part to play"
	}
	for start > from && !hard(strings.Trim(r.words[start].sep, "\"“”")) && !(start < i && r.boundary(start) && r.low(start) != "and" && r.low(start) != "or") {
		start--
		if start < i && r.verbal[start] && !r.near(start, i) {
			start++
			break
		}
	}
	var out []int
	bare := true
	for k := start; k < i; k++ {
		w := r.words[k]
		switch {
		case k > start && w.low == "and":
			bare = true
		case isPreposition(w.low):
			bare = false
		case r.taken[k]:
			bare = true // a date ends its phrase: "In 1805 France defeated"
		case w.content && bare && !r.verbal[k] && !strings.HasSuffix(w.low, "ly"):
			out = append(out, k)
		case w.low == "the" || w.low == "a" || w.low == "an":
			bare = bare || k > start && !isPreposition(r.low(k-1)) && r.taken[k-1]
		}
	}
	return out
}

// near reports whether two verbs belong to one group ("was badly damaged").
func (r *reading) near(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if r.words[k].content && !strings.HasSuffix(r.words[k].low, "ly") {
			return false
		}
	}
	return true
}

// object returns the bare words after word i, up to a preposition, another
// verb or the end of the clause.
func (r *reading) object(i, to int) []int {
	var out []int
	for k := i + 1; k < to && k <= i+8; k++ {
		w := r.words[k]
		if hard(w.sep) || isPreposition(w.low) || strings.HasPrefix(w.low, "includ") || w.low == "prior" || w.low == "due" || r.endsAt(k) || r.boundary(k) || r.verbal[k] && len(out) > 0 {
			break
		}
		if w.content && !r.taken[k] && !strings.HasSuffix(w.low, "ly") {
			out = append(out, k)
		}
	}
	return out
}

// endsAt reports whether word k tells when, behind what a verb is about: "visited
// the area later in 1804", not "an earlier market".
func (r *reading) endsAt(k int) bool {
	switch r.words[k].low {
	case "later", "earlier", "soon":
		return k+1 >= len(r.words) || !r.words[k+1].content
	}
	return false
}

func isPreposition(w string) bool {
	switch w {
	case "of", "in", "on", "at", "by", "with", "from", "to", "into", "onto", "for", "against", "between", "among", "over",
		"under", "after", "before", "during", "since", "until", "through", "about", "as", "than", "near", "via", "like",
		"within", "without", "towards", "toward", "across", "along", "around", "behind", "beyond", "despite", "upon", "per":
		return true
	}
	return false
}
