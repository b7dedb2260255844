package check

import "strings"

// otherName returns what the claim says that something is called where the source
// gives it another name and has this one elsewhere: "renamed centigrade, it was
// called Celsius". -1 when there is none.
func (p *pair) otherName(i, j int) int {
	switch p.c.words[i].base {
	case "call", "name", "renam", "dub", "term", "entitl", "titl", "label":
	default:
		return -1
	}
	if p.c.passive(i) != p.s.passive(j) {
		return -1
	}
	x, y := p.c.contentAfter(i, p.to), p.s.contentAfter(j, len(p.s.words))
	if x < 0 || y < 0 || !p.foundExact(x) || p.at[x] == y || isPreposition(p.c.low(i+1)) || isPreposition(p.s.low(j+1)) || p.c.low(i+1) == "after" || p.s.low(j+1) == "after" {
		return -1
	}
	if lo, hi := min(y, p.at[x]), max(y, p.at[x]); p.s.sameRun(lo, hi) || p.s.words[p.at[x]].base == p.s.words[y].base {
		return -1 // a part of the name, or of two names
	}
	return x
}

// foundExact reports whether the source has word i of the claim, in some form.
func (p *pair) foundExact(i int) bool { return p.at[i] >= 0 && p.exact(i) }

// exchangedVerbs returns the first of two verbs of the claim, each of which has
// behind it what the other has in the source, -1 when there are none: "won the
// first two and lost the third" for "losing the first two but winning the third".
func (p *pair) exchangedVerbs() int {
	for a := p.from; a < p.to; a++ {
		if !p.mayTurn(a) {
			continue
		}
		for b := a + 1; b < p.to; b++ {
			if !p.mayTurn(b) || p.c.words[a].base == p.c.words[b].base {
				continue
			}
			x, y := p.c.telling(a), p.c.telling(b)
			own, other := p.s.telling(p.at[a]), p.s.telling(p.at[b])
			if x != "" && y != "" && x != y && x == other && y == own {
				return a
			}
		}
	}
	return -1
}

// exchangedSteps returns the first of two words that tell an order, each of which
// has behind it what the other has in the source, -1 when there are none: "first
// his son and then his nephew".
func (p *pair) exchangedSteps() int {
	for a := p.from; a < p.to; a++ {
		for b := a + 1; b < p.to && step(p.c.low(a)); b++ {
			j, k := p.s.find(p.c.low(a)), p.s.find(p.c.low(b))
			if !step(p.c.low(b)) || p.c.low(a) == p.c.low(b) || j < 0 || k < 0 {
				continue
			}
			x, y, own, other := p.c.telling(a), p.c.telling(b), p.s.telling(j), p.s.telling(k)
			if verb := p.c.find(x); verb >= 0 && own != "" && p.at[verb] >= 0 && p.s.low(p.at[verb]) == own {
				x, own = p.c.telling(verb), p.s.telling(p.at[verb]) // "first chose his son"
			}
			if x != "" && y != "" && x != y && x == other && y == own {
				return a
			}
		}
	}
	return -1
}

func step(w string) bool {
	switch w {
	case "first", "then", "later", "finally", "initially", "originally", "second", "last":
		return true
	}
	return false
}

// find returns where a sentence has a word that it has once, -1 otherwise.
func (r *reading) find(low string) int {
	at := -1
	for k, w := range r.words {
		if w.low == low {
			if at >= 0 {
				return -1
			}
			at = k
		}
	}
	return at
}

// pronounTurned returns the word behind a verb of which the claim says that "they"
// do it to that one, where the source has that one do it to "them"; -1 when there
// is none.
func (p *pair) pronounTurned() int {
	for i := p.from + 1; i+1 < p.to; i++ {
		j := p.at[i]
		if j < 1 || p.twice(j) || !p.exact(i) || objectForm(p.c.low(i-1)) == "" || objectForm(p.c.low(i-1)) != p.s.low(j+1) || p.c.passive(i) || p.s.passive(j) {
			continue
		}
		if x := p.c.contentAfter(i, p.to); x >= 0 && p.at[x] >= 0 && p.at[x] < j && p.at[x] >= j-3 && p.exact(x) {
			return x
		}
	}
	return -1
}

// objectForm returns how a pronoun is when something is done to it, empty for
// other words.
func objectForm(pronoun string) string {
	switch pronoun {
	case "he":
		return "him"
	case "she":
		return "her"
	case "they":
		return "them"
	case "we":
		return "us"
	case "i":
		return "me"
	}
	return ""
}

// mayTurn reports whether word i of the claim may be a verb, which the source has
// once.
func (p *pair) mayTurn(i int) bool {
	return p.foundExact(i) && !p.twice(p.at[i]) && !p.c.words[i].cap && !p.c.taken[i] && p.c.passive(i) == p.s.passive(p.at[i]) && (p.c.verbal[i] || p.s.verbal[p.at[i]] || strings.HasSuffix(p.c.low(i), "ing"))
}

// telling returns the first word behind word i that says something, in its
// clause; empty for none near.
func (r *reading) telling(i int) string {
	for k := i + 1; k < len(r.words) && k <= i+4 && !hard(r.words[k].sep); k++ {
		w := r.words[k]
		switch {
		case w.low == "and" || w.low == "or" || w.low == "but":
			return ""
		case w.content || r.taken[k] || ordinal(w.low) > 0:
			return w.low
		}
	}
	return ""
}

// kinAlone returns a name of the claim that in the source only owns the relative
// or friend of whom the source tells, and whom the claim leaves out: "belonged to
// Lind" for "belonged to Lind's parents". -1 when there is none.
func (p *pair) kinAlone() int {
	for i := p.from; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || !p.s.owner(j) || p.c.owner(i) || p.twice(j) {
			continue
		}
		for k := j + 1; k < len(p.s.words) && k <= j+4 && !hard(p.s.words[k].sep) && !isPreposition(p.s.low(k)); k++ {
			if kin(p.s.words[k].base) && !p.used[k] && !p.said(p.s.words[k].base) {
				return i
			}
		}
	}
	return -1
}

// owner reports whether word j is in the possessive; behind a figure its "s" is a
// word of its own.
func (r *reading) owner(j int) bool {
	return r.words[j].possessive || r.low(j+1) == "s" && strings.Trim(r.words[j+1].sep, "'’") == "" && r.words[j+1].sep != ""
}

func kin(base string) bool {
	switch base {
	case "parent", "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband", "friend", "famili", "uncl", "aunt", "cousin", "widow",
		"nephew", "niec", "child", "grandfath", "grandmoth", "grandson", "heir", "rival", "enemi", "neighbour", "neighbor", "lawyer", "assist", "predecessor", "successor":
		return true
	}
	return false
}
