package check

// inOtherForm reports whether the claim says what the mark m turns so that it is
// no more certain without it: "decided to hear" for "decided that it would
// hear", "those who lose" for "if they lose".
func (p *pair) inOtherForm(m mark) bool {
	switch m.class {
	case "until":
		return p.reachesTo(m) || p.endedThen(m)
	case "rumour":
		return p.accordingTo(m)
	case "some":
		return p.c.exemplary() || p.c.said("include") || p.c.said("including") || p.c.said("among") || p.roughly(m) // "some of the best are", "some seven"
	}
	if m.class != "future" && m.class != "if" || len(m.scope) == 0 {
		return false
	}
	for i := p.from + 1; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || !contains(m.scope, j) || !p.s.verbal[j] {
			continue
		}
		before := p.c.low(i - 1)
		if m.class == "if" {
			return before == "who" || before == "that" || before == "which"
		}
		return before == "to" && i > p.from+1 && (aim(p.c.words[i-2].base) || p.c.words[i-2].base == "decid" || p.c.words[i-2].base == "agre" || p.c.words[i-2].base == "pledg" || p.c.words[i-2].base == "vow" || p.c.words[i-2].base == "promis")
	}
	return false
}

// exemplary reports whether a sentence says that something is one of several.
func (r *reading) exemplary() bool {
	for i := range r.words {
		if r.low(i) == "one" && r.low(i+1) == "of" {
			return true
		}
	}
	return false
}

// reachesTo reports whether the claim has "from … to" for the source's "until".
func (p *pair) reachesTo(m mark) bool {
	if !p.has("from") || !p.s.earlier("from", m.at) {
		return false
	}
	from := false
	for i := p.from; i+1 < p.to; i++ {
		from = from || p.c.low(i) == "from"
		if from && p.c.low(i) == "to" {
			for k := i + 1; k < p.to && k <= i+3; k++ {
				if contains(m.scope, p.at[k]) {
					return true
				}
			}
		}
	}
	return false
}

// earlier reports whether the word stands before word at.
func (r *reading) earlier(low string, at int) bool {
	for k := 0; k < at; k++ {
		if r.low(k) == low {
			return true
		}
	}
	return false
}

// accordingTo reports whether the claim has "according to" the speaker whose
// claim the source's mark m is: "some sources claim".
func (p *pair) accordingTo(m mark) bool {
	for _, s := range p.s.sayings() {
		if s.at != m.at || len(s.speaker) == 0 {
			continue
		}
		for _, c := range p.c.sayings() {
			if c.at >= p.from && c.at < p.to && p.c.low(c.at) == "according" && p.sameSpeaker(c, s) {
				return true
			}
		}
	}
	return false
}

// endedThen reports whether all of the claim's verbs are those of what the source
// says to have ended something: "until 1955, when it was pulled down".
func (p *pair) endedThen(m mark) bool {
	when := m.end
	for when < len(p.s.words) && p.s.taken[when] {
		when++
	}
	if when == m.end || p.s.low(when) != "when" {
		return false
	}
	verbs := 0
	for i := p.from; i < p.to; i++ {
		if p.c.verbal[i] && p.at[i] < when {
			return false
		}
		if p.c.verbal[i] {
			verbs++
		}
	}
	return verbs > 0
}
