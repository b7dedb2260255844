package check

// otherComplement returns a word that in the claim stands behind a noun and its
// preposition where the source has another word, which the claim leaves out:
// "a spokesman for the rebels". -1 when there is none.
func (p *pair) otherComplement() int {
	for i := p.from; i+2 < p.to; i++ {
		j := p.at[i]
		heldAt := j >= 0 && p.c.low(i+1) == "at" && p.c.passive(i) && p.s.passive(j)
		if j < 0 || p.c.verbal[i] && !heldAt || p.twice(j) || !isPreposition(p.c.low(i+1)) || p.s.low(j+1) != p.c.low(i+1) {
			continue
		}
		x, y := p.c.contentAfter(i+1, p.to), p.s.contentAfter(j+1, len(p.s.words))
		if x >= 0 && p.c.low(i+1) == "to" && (p.c.verbal[x] || auxiliary(p.c.low(x-1))) {
			continue // an infinitive
		}
		for y >= 0 && y+1 < len(p.s.words) && p.s.words[y].content && !p.used[y] && !p.s.words[y].cap && qualifies(p.s.low(y)) && !hard(p.s.words[y+1].sep) {
			y++ // "of its closely allied banks"
		}
		if x < 0 || y < 0 || p.at[x] < 0 || p.c.taken[x] || p.s.taken[y] || !p.exact(x) || p.s.words[y].base == p.c.words[x].base || !p.exchangedWith(x, y) && (p.used[y] || p.said(p.s.words[y].base)) {
			continue
		}
		if placed(p.s.low(y)) && p.s.low(y+1) == "of" && p.s.contentAfter(y+1, len(p.s.words)) == p.at[x] {
			continue // "the city of Clovis"
		}
		if w := p.c.low(x - 1); w == "how" || w == "what" || w == "where" || w == "why" || w == "whether" {
			continue // a clause of its own
		}
		if !p.s.sameRun(y, p.at[x]) {
			return x
		}
	}
	return -1
}

// exchangedWith reports whether the claim has the source's word y in another phrase
// than x, whose place y has in the source, as who or what it goes to or is from:
// "among parents to teens" for "among teens to parents".
func (p *pair) exchangedWith(x, y int) bool {
	if !p.used[y] || p.twice(y) || p.twice(p.at[x]) || p.c.words[x].possessive {
		return false
	}
	for z := x + 1; z < p.to; z++ {
		if p.at[z] == y {
			return p.exact(z) && !p.c.sameRun(x, z) && p.c.prepositionOf(z, x+1) != "" && p.c.prepositionOf(z, x+1) == p.s.prepositionOf(p.at[x], 0)
		}
	}
	return false
}
