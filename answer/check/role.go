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
		ca, cp := p.c.arguments(i, p.from, p.to)
		sa, sp := p.s.arguments(j, 0, len(p.s.words))
		if w := p.crossed(ca, sp, sa); w >= 0 {
			return Verdict{Kind: Direction, Words: p.c.words[w].low}
		}
		if w := p.crossed(cp, sa, sp); w >= 0 {
			return Verdict{Kind: Direction, Words: p.c.words[w].low}
		}
	}
	return Verdict{}
}

// crossed returns a word of the claim's role that the source has in the other
// role and not in the same one, -1 when there is none.
func (p *pair) crossed(claim, other, own []int) int {
	for _, i := range claim {
		j := p.at[i]
		if j >= 0 && contains(other, j) && !contains(own, j) && !p.twice(j) {
			return i
		}
	}
	return -1
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
	for start > from && !hard(r.words[start].sep) && !(start < i && r.boundary(start) && r.low(start) != "and" && r.low(start) != "or") {
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
		if hard(w.sep) || isPreposition(w.low) || r.boundary(k) || r.verbal[k] && len(out) > 0 {
			break
		}
		if w.content && !r.taken[k] && !strings.HasSuffix(w.low, "ly") {
			out = append(out, k)
		}
	}
	return out
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
