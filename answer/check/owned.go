package check

// otherOwned returns a word of the claim that it says to be "of" what in the source
// another word is "of", which the claim leaves out: "the witnesses of the two sides"
// for "the lawyers of the two sides". -1 when there is none.
func (p *pair) otherOwned() int {
	for i := p.from; i+2 < p.to; i++ {
		j := p.at[i]
		if j < 0 || p.c.low(i+1) != "of" || !p.c.words[i].content || p.c.taken[i] || p.c.verbal[i] || !p.exact(i) || p.twice(j) || p.s.low(j+1) == "of" ||
			j > 0 && p.s.words[j-1].content && p.s.words[j].sep == "" {
			continue // "sea level" is no level of anything else
		}
		of := p.c.contentBehind(i + 1)
		if of < 0 || of >= p.to || p.at[of] < 0 || !p.exact(of) || p.twice(p.at[of]) {
			continue
		}
		own := p.s.ownedBy(p.at[of])
		if own >= 0 && own != j && !p.used[own] && p.s.words[own].content && !p.s.taken[own] && !p.s.verbal[own] && p.related(i, own) < 0 && alike(p.c.words[i], p.s.words[own]) < 0 {
			return i
		}
	}
	return -1
}

// otherOwner returns a possessor of the claim that in the source has not what it has
// here, where another has it: "the keeper's share" for "kept the king's share". -1
// when there is none.
func (p *pair) otherOwner() int {
	for i := p.from; i+1 < p.to; i++ {
		if p.at[i] < 0 || !p.c.words[i].possessive || !p.exact(i) || p.twice(p.at[i]) {
			continue
		}
		j := p.at[i+1]
		if j < 1 || !p.exact(i+1) || p.twice(j) {
			continue
		}
		k := j - 1
		if p.s.low(k) == "s" && k > 0 {
			k--
		} else if !p.s.words[k].possessive {
			continue
		}
		if p.s.words[k].content && k != p.at[i] && !p.s.owner(p.at[i]) && p.s.words[k].base != p.c.words[i].base {
			return i
		}
	}
	return -1
}

// contentBehind returns the first content word behind word i, at most three words
// on and in its clause, -1 for none.
func (r *reading) contentBehind(i int) int {
	for k := i + 1; k < len(r.words) && k <= i+3 && !hard(r.words[k].sep); k++ {
		if r.words[k].content && !r.taken[k] {
			return k
		}
	}
	return -1
}

// ownedBy returns the word before the "of" of the phrase that word j stands in, -1
// for none.
func (r *reading) ownedBy(j int) int {
	for k := j - 1; k > 0 && k >= j-3 && !hard(r.words[k+1].sep); k-- {
		if r.low(k) == "of" {
			return k - 1
		}
		if isPreposition(r.low(k)) || r.verbal[k] {
			return -1
		}
	}
	return -1
}

// otherCalled returns a word that the claim has in the name that something is given,
// and that in the source stands in another name, not in the one that is given there:
// "was renamed ABC Films" for "ABC Films became part of A, renamed ABC Studios". -1
// when there is none.
func (p *pair) otherCalled() int {
	for i := p.from; i+1 < p.to; i++ {
		j := p.at[i]
		if j < 0 || p.twice(j) {
			continue
		}
		switch p.c.words[i].base {
		case "call", "name", "renam", "dub", "entitl", "titl", "retitl":
		default:
			continue
		}
		given := map[string]bool{}
		for k := j + 1; k < len(p.s.words) && p.s.words[k].cap && p.s.words[k].sep == ""; k++ {
			given[p.s.low(k)] = true
		}
		if len(given) == 0 || p.c.low(i+1) == "after" || p.c.passive(i) != p.s.passive(j) {
			continue
		}
		for k := i + 1; k < p.to && p.c.words[k].cap && p.c.words[k].sep == ""; k++ {
			if !given[p.c.low(k)] && p.has(p.c.low(k)) {
				return k
			}
		}
	}
	return -1
}
