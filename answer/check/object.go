package check

// otherObject returns the word behind the claim's verb i that in the source
// does not stand behind the same verb, where another does that the claim leaves
// out: "punished the British" for "punished the colonists for their defiance of
// the British". -1 when there is none.
func (p *pair) otherObject(i, j int) int {
	if p.c.passive(i) || p.s.passive(j) || p.twice(j) || !p.exact(i) || lightWords()[p.c.words[i].low] || lightWords()[p.s.low(j)] {
		return -1
	}
	if f, _ := forceOf(p.c.words[i].low); f != 0 {
		return -1 // what is said begins with a subject
	}
	x, y := p.c.contentAfter(i, p.to), p.s.contentAfter(j, len(p.s.words))
	if x < 0 || y < 0 || p.at[x] <= j || !p.exact(x) || p.c.taken[x] || p.s.taken[y] || isPreposition(p.c.low(i+1)) != isPreposition(p.s.low(j+1)) {
		return -1
	}
	own := p.s.object(j, len(p.s.words))
	if len(own) == 0 || own[0] != y || p.s.verbal[y] {
		return -1
	}
	for _, k := range own {
		if p.used[k] || k == p.at[x] || p.said(p.s.words[k].base) || p.s.words[k].possessive {
			return -1
		}
	}
	if k := own[len(own)-1]; p.s.words[k].base == "award" || p.s.words[k].base == "prize" || p.s.words[k].base == "titl" {
		return -1 // "won the award for the best design"
	}
	for k := own[len(own)-1] + 1; k < p.at[x]; k++ {
		switch p.s.low(k) {
		case "of":
			continue
		case "and", "or", "as", "to":
			return -1 // a list, a second object or an aim
		}
		if isPreposition(p.s.low(k)) || p.s.verbal[k] && k > own[len(own)-1]+1 {
			return x
		}
	}
	return -1
}

// otherAntecedent returns the word of whom the claim says by its verb i what the
// source says, in a relative clause, of others that it names right before: "A
// had written" for "made by A and written by B, who had written". -1 when there
// is none.
func (p *pair) otherAntecedent(i, j int) int {
	if p.c.passive(i) != p.s.passive(j) || !p.exact(i) || p.twice(j) && !(i > p.from && p.at[i-1] == j-1) {
		return -1
	}
	who := j - 1
	for who > 0 && (auxiliary(p.s.low(who)) || adverb(p.s.low(who))) {
		who--
	}
	if who <= 1 || p.s.low(who) != "who" && p.s.low(who) != "which" {
		return -1
	}
	from := who - 1
	for from > 0 && !p.s.verbal[from] && !auxiliary(p.s.low(from)) && p.s.words[from].sep != ";" {
		from--
	}
	if !p.s.verbal[from] || auxiliary(p.s.low(from)) || p.s.low(from) == "became" || p.s.low(from) == "called" || p.s.low(from) == "named" {
		return -1 // "A is a B who"
	}
	said := p.c.actor(i, p.from)
	if len(said) == 0 {
		return p.pronounOf(i, from)
	}
	head := -1
	for _, k := range said {
		at := p.at[k]
		if at < 0 || at >= from || !p.exact(k) {
			return -1
		}
		if !p.twice(at) {
			head = k
		}
	}
	return head
}

// pronounOf returns the pronoun that the claim's verb i is said of, if the source
// has the same before its word end and not behind, -1 otherwise.
func (p *pair) pronounOf(i, end int) int {
	k := i - 1
	for k > p.from && (auxiliary(p.c.low(k)) || adverb(p.c.low(k))) {
		k--
	}
	switch w := p.c.low(max(k, 0)); w {
	case "he", "she", "it", "they":
		if k < p.from || !p.s.earlier(w, end) {
			return -1
		}
		for j := end; j < len(p.s.words); j++ {
			if p.s.low(j) == w {
				return -1
			}
		}
		return k
	}
	return -1
}

// displaced returns a word of the source that the claim's word i has put out of
// its place: the claim's words before and behind it stand close together in the
// source, with a verb between them of which word i is the opposite, and word i
// is taken from elsewhere. "A lowered its age" for "plans to lower theirs, while
// A raised its age". -1 when there is none.
func (p *pair) displaced(i int) int {
	if i == p.from || i+1 >= p.to {
		return -1
	}
	lo, hi := -1, -1
	for k := i - 1; k >= p.from && lo < 0; k-- {
		lo = p.at[k]
	}
	for k := i + 1; k < p.to && hi < 0; k++ {
		hi = p.at[k]
	}
	if lo < 0 || hi <= lo || hi-lo > 5 || p.at[i] > lo && p.at[i] < hi {
		return -1
	}
	for j := lo + 1; j < hi; j++ {
		if !p.used[j] && p.opposed(i, j) {
			return j
		}
	}
	return -1
}
