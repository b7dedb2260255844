package check

import "strings"

// granted reports whether the claim may have its mark m though the source has
// none of its class on the same words: a contrast that the source makes by
// another word, the verb of a plan that is the source's own, "could" for what
// the source says to be allowed, "not efficient" for "inefficient".
func (p *pair) granted(m mark) bool {
	switch m.class {
	case "despite":
		own := 0
		for _, s := range p.s.marks {
			if s.class == m.class {
				own++
			}
		}
		return p.count(m) <= own
	case "intent":
		return m.end == m.at+1 && p.at[m.at] >= 0 && p.exact(m.at)
	case "oneof":
		return p.s.exemplifies()
	case "able", "possible":
		return p.permitted(m)
	case "not":
		return p.negatedWord(m)
	case "before": // in a ranking
		return p.c.low(m.at) == "ahead" && (p.has("above") || p.has("ahead"))
	case "all":
		return p.c.low(m.at) == "both" && p.has("both") || p.allOfList(m)
	case "some": // "a few hours later" for "hours later"
		return unitOf(p.c.low(m.end)) != "" && strings.HasSuffix(p.c.low(m.end), "s") && p.has(p.c.low(m.end))
	case "after":
		return p.afterNext(m) || p.afterEnd(m)
	case "if":
		return p.qualified(m)
	}
	return false
}

// allOfList reports whether the claim's "all" or "both" stands behind the verb of a
// list that it has named: "A, B and C are all X".
func (p *pair) allOfList(m mark) bool {
	if w := p.c.low(m.at); w != "all" && w != "both" || !auxiliary(p.c.low(m.at-1)) && (m.end >= p.to || !p.c.verbal[m.end] && !mayBeVerb(p.c.lexeme(m.end))) {
		return false
	}
	for k := p.from + 1; k < m.at; k++ {
		if p.c.low(k) == "and" {
			return true
		}
	}
	return false
}

// afterNext reports whether the claim's "later" behind a time stands for the
// source's "the following" or "next" before it: "a week later".
func (p *pair) afterNext(m mark) bool {
	if m.at == 0 || p.c.low(m.at) != "later" && p.c.low(m.at) != "after" || unitOf(p.c.low(m.at-1)) == "" {
		return false
	}
	for j := range p.s.words {
		if w := p.s.low(j); (w == "following" || w == "next") && unitOf(p.s.low(j+1)) == unitOf(p.c.low(m.at-1)) {
			return true
		}
	}
	return false
}

// afterEnd reports whether the claim has "after" for the source's "at the end of".
func (p *pair) afterEnd(m mark) bool {
	if p.c.low(m.at) != "after" || len(m.scope) == 0 {
		return false
	}
	for j := 2; j+1 < len(p.s.words); j++ {
		if at := p.at[m.scope[0]]; p.s.low(j) == "end" && p.s.low(j-2) == "at" && p.s.low(j+1) == "of" && at > j && at <= j+4 {
			return true
		}
	}
	return false
}

// qualified reports whether the claim's "if" has for its condition what in the
// source qualifies the noun of which it tells what always holds: "a solution is
// acidic if its pH is low" for "solutions with a low pH are acidic".
func (p *pair) qualified(m mark) bool {
	if w := p.c.low(m.at); w != "if" && w != "when" || p.has("was") || p.has("were") || p.has("had") {
		return false
	}
	for _, i := range m.scope {
		j := p.at[i]
		if j < 0 {
			continue
		}
		for k := j - 1; k >= 0 && k >= j-4 && !hard(p.s.words[k+1].sep); k-- {
			switch p.s.low(k) {
			case "with", "that", "which", "who", "whose":
				return true
			}
		}
		return false
	}
	return false
}

// exemplifies reports whether a sentence gives examples of more than it names.
func (r *reading) exemplifies() bool {
	for i, w := range r.words {
		switch w.low {
		case "among", "include", "includes", "included", "including", "example", "examples", "instance", "e.g":
			return true
		case "some":
			if r.low(i+1) == "of" {
				return true
			}
		case "such":
			if r.low(i+1) == "as" {
				return true
			}
		case "like":
			if i > 0 && i+1 < len(r.words) && r.words[i+1].cap {
				return true
			}
		}
	}
	return false
}

// permitted reports whether the source has what the claim's "can" or "could"
// turns as something that is allowed, enabled or possible, by other words.
func (p *pair) permitted(m mark) bool {
	licence := -1
	for j, w := range p.s.words {
		if licenses(w.base) || len(w.low) > 6 && (strings.HasSuffix(w.low, "able") || strings.HasSuffix(w.low, "ible")) && p.used[j] {
			licence = j
			break
		}
	}
	if licence < 0 {
		return false
	}
	for _, i := range m.scope {
		if j := p.at[i]; j >= 0 && p.c.verbal[i] {
			return j > licence && !p.s.finite(j)
		}
	}
	return false
}

// licenses reports whether a word of the base stem says that something may be
// done or may happen.
func licenses(base string) bool {
	switch base {
	case "allow", "enabl", "permit", "let", "abil", "capabl", "capac", "power", "possibl", "potenti", "room", "chanc", "opportun",
		"option", "justif", "right", "permiss", "support", "suitabl", "featur":
		return true
	}
	return false
}

// negatedWord reports whether the word that the claim's "not" turns stands in
// the source with a prefix of negation, or as its opposite, and nothing turns
// it there: "not very efficient" for "inefficient".
func (p *pair) negatedWord(m mark) bool {
	if p.c.low(m.at) != "not" || len(m.scope) == 0 {
		return false
	}
	i := m.scope[0]
	if p.at[i] >= 0 || p.c.verbal[i] && !participle(p.c.low(i)) {
		return false
	}
	for j, w := range p.s.words {
		if p.used[j] || !w.content || !negatedForm(w.low, p.c.words[i].low) || p.s.negated(j) {
			continue
		}
		p.at[i], p.used[j] = j, true
		return true
	}
	return false
}

// negated reports whether a mark of negation turns word j.
func (r *reading) negated(j int) bool {
	for _, m := range r.marks {
		if m.rule == Negation && contains(m.scope, j) {
			return true
		}
	}
	return false
}

// prefixed reports whether word i of the claim says by its prefix what the source
// says by "not" before word j: "inefficient" for "not efficient".
func (p *pair) prefixed(i, j int) bool {
	if !negatedForm(p.c.words[i].low, p.s.words[j].low) || p.c.negated(i) {
		return false
	}
	for _, m := range p.s.marks {
		if m.rule == Negation && p.s.low(m.at) == "not" && len(m.scope) > 0 && m.scope[0] == j {
			return true
		}
	}
	return false
}

// alsoForOnly reports whether the claim says "also" of what the source says
// "only" of.
func (p *pair) alsoForOnly(only mark) bool {
	if only.class != "only" || p.has("also") || p.kept(only) || !p.turns(only) {
		return false
	}
	for i := p.from; i < p.to; i++ {
		if w := p.c.low(i); w == "also" || w == "even" {
			return true
		}
	}
	return false
}

// measuredFrom reports whether the claim leaves out the "after" or "before"
// behind a time that it keeps: "on the day of" for "the day after".
func (p *pair) measuredFrom(m mark) bool {
	if m.class != "after" && m.class != "before" || m.at == 0 || !p.used[m.at-1] || unitOf(p.s.low(m.at-1)) == "" {
		return false
	}
	for i := p.from; i < p.to; i++ {
		switch p.c.low(i) {
		case "after", "before", "later", "earlier", "following", "previous", "prior", "since", "within", "until":
			return false
		}
	}
	for i := p.from; i+1 < p.to; i++ {
		if p.at[i] == m.at-1 && p.c.low(i+1) == "of" {
			return true
		}
	}
	return false
}
