package check

// ofAnotherBearer reports whether the claim's number n stands behind one name,
// and in the source behind another, while the first has a number of the same
// unit of its own there: "A finished with 90 wins and B with 82" for "B finishing
// with 90 wins, A with 82".
func (p *pair) ofAnotherBearer(n number) bool {
	j, ok := p.numberIn(n)
	if !ok || j < 0 || countNumber(p.s.reading, p.s.numbers[j], 0, len(p.s.words)) > 1 {
		return false
	}
	mine, own := p.c.bearer(n, p.from), p.s.bearer(p.s.numbers[j], 0)
	if mine < 0 || own < 0 || p.c.words[mine].low == p.s.low(own) || alike(p.c.words[mine], p.s.words[own]) >= 0 {
		return false
	}
	for _, o := range p.s.numbers {
		if o.from == p.s.numbers[j].from || o.unit != n.unit || same(o.value, n.value) {
			continue
		}
		if b := p.s.bearer(o, 0); b >= 0 && p.s.low(b) == p.c.words[mine].low {
			return true
		}
	}
	return false
}

// bearer returns the last word of the name that a number stands behind, with
// only "with", "at" or a verb between, -1 for none; a number before "for A" or
// "to A" is A's.
func (r *reading) bearer(n number, from int) int {
	if n.unit == "ordinal" || n.unit == "year" {
		return -1
	}
	for k := n.to; k < len(r.words) && k < n.to+4 && !hard(r.words[k].sep); k++ {
		switch r.words[k].low {
		case "for", "by", "to", "in", "at", "from", "of", "on":
			if k+1 < len(r.words) && (r.words[k+1].cap || r.low(k+1) == "the") {
				return -1
			}
		}
	}
	for k := n.from - 1; k >= from && k >= n.from-6; k-- {
		w := r.words[k]
		switch {
		case w.cap && w.content && !w.lead && !r.taken[k]:
			return k
		case r.taken[k] || w.low != "and" && w.low != "with" && w.low != "at" && w.content && !r.verbal[k] && !mayBeVerb(r.lexeme(k)):
			return -1
		case isPreposition(w.low) && w.low != "with" && w.low != "at":
			return -1
		}
	}
	return -1
}
