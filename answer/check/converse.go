package check

// findConverse finds the verbs that tell from the receiver's side what the source
// tells from the giver's: "Lind received the prize" for "the prize was given to
// Lind", "Lind was given the prize" or "they gave Lind the prize".
func (p *pair) findConverse() {
	for i := p.from + 1; i < p.to; i++ {
		if p.at[i] >= 0 && p.exact(i) || p.c.passive(i) {
			continue
		}
		if p.findLost(i) || !receives(p.c.words[i].base) {
			continue
		}
		who := p.c.lastNoun(i)
		if who < p.from || p.at[who] < 0 || !p.exact(who) {
			continue
		}
		for k, w := range p.s.words {
			if gives(w.base, p.c.words[i].base) && (!p.used[k] || p.at[i] == k) && p.s.givenTo(k, p.at[who]) && p.fromGiver(i, k) {
				p.turnTo(i, k)
				break
			}
		}
	}
}

// turnTo makes word k of the source the one that the claim's verb i is.
func (p *pair) turnTo(i, k int) {
	if p.at[i] >= 0 {
		p.used[p.at[i]] = false
	}
	p.at[i], p.used[k], p.converse[i] = k, true, true
}

// findLost is findConverse for "A lost to B" and "B beat A".
func (p *pair) findLost(i int) bool {
	if p.c.words[i].base != "lose" || p.c.low(i+1) != "to" {
		return false
	}
	who := p.c.lastNoun(i)
	to := p.c.contentAfter(i+1, p.to)
	if who < p.from || to < 0 || p.at[who] < 0 || p.at[to] < 0 || !p.exact(who) || !p.exact(to) {
		return false
	}
	for k, w := range p.s.words {
		if w.base != "beat" && w.base != "defeat" || !p.s.verbal[k] {
			continue
		}
		agent, patient := p.s.arguments(k, 0, len(p.s.words))
		if p.among(agent, p.at[to]) && p.among(patient, p.at[who]) && !p.among(agent, p.at[who]) {
			p.turnTo(i, k)
			return true
		}
	}
	return false
}

func receives(base string) bool {
	switch base {
	case "receiv", "get", "win", "obtain", "acquir", "inherit", "earn", "gain", "buy", "purchas":
		return true
	}
	return false
}

// gives reports whether the verb of the base gives what the other verb receives.
func gives(base, received string) bool {
	if sold := received == "buy" || received == "purchas"; sold || base == "sell" {
		return base == "sell" && (sold || received == "acquir")
	}
	switch base {
	case "give", "award", "present", "hand", "grant", "send", "pay", "cede", "bequeath", "donat", "transfer", "assign", "confer", "bestow", "deliv":
		return true
	}
	return false
}

// givenTo reports whether the verb of giving at word k says that something is
// given to who or what word who names.
func (r *reading) givenTo(k, who int) bool {
	if r.passive(k) && who < k {
		for n := k + 1; n < len(r.words) && !r.clauseEnds(n); n++ {
			if r.low(n) == "to" {
				return false // what was given
			}
		}
		return r.lastNoun(k) == who && r.prepositionOf(who, 0) == "" // "Lind was given"
	}
	if who < k {
		return false
	}
	for n := k + 1; n <= who; n++ {
		if r.clauseEnds(n) && !(hard(r.words[n].sep) && r.words[n].cap) || r.verbal[n] {
			return false
		}
		if r.low(n) == "to" {
			return !r.between(n, who)
		}
	}
	return who > k && r.words[who].cap && !r.between(k, who) && r.prepositionOf(who, k+1) == ""
}

// between reports whether a preposition or sign stands between words n and who.
func (r *reading) between(n, who int) bool {
	for m := n + 1; m <= who; m++ {
		if isPreposition(r.low(m)) && r.low(m) != "of" || hard(r.words[m].sep) {
			return true
		}
	}
	return false
}

// fromGiver reports whether the one from whom the claim's verb i has something is
// the one who gives it by the source's verb k; or none is named.
func (p *pair) fromGiver(i, k int) bool {
	for n := i + 1; n < p.to && !p.c.clauseEnds(n); n++ {
		if p.c.low(n) != "from" && p.c.low(n) != "by" {
			continue
		}
		for m := n + 1; m < p.to && m <= n+4; m++ {
			if p.c.words[m].content && p.at[m] >= 0 {
				agent, _ := p.s.arguments(k, 0, len(p.s.words))
				return p.among(agent, p.at[m])
			}
		}
		return false
	}
	return true
}
