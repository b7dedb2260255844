package check

import "strings"

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
	bearer := (*reading).bearer
	if before := p.c.nounBefore(n, 0); own < 0 && before >= p.from && (mine < 0 || mine == before) {
		bearer = (*reading).nounBefore
		mine, own = before, p.s.nounBefore(p.s.numbers[j], 0)
	}
	if mine < 0 || own < 0 || p.c.words[mine].low == p.s.low(own) || alike(p.c.words[mine], p.s.words[own]) >= 0 {
		return false
	}
	for _, o := range p.s.numbers {
		if o.from == p.s.numbers[j].from || o.unit != n.unit || same(o.value, n.value) {
			continue
		}
		if b := bearer(p.s.reading, o, 0); b >= 0 && p.s.low(b) == p.c.words[mine].low {
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

// nounBefore returns the noun whose share or measure a number is, right before its
// verb, -1 for none: "people of old families make up 5 %".
func (r *reading) nounBefore(n number, from int) int {
	for k := n.from - 1; k > from && k >= n.from-3 && !hard(r.words[k+1].sep); k-- {
		if r.verbal[k] || mayBeVerb(r.lexeme(k)) && !isPreposition(r.low(k)) && !isParticle(r.low(k)) {
			if w := r.words[k-1]; w.content && !r.taken[k-1] && !r.verbal[k-1] && r.words[k].sep == "" {
				return k - 1
			}
			return -1
		}
	}
	return -1
}

// otherBearer returns a name of which the claim says that it "is the" what in the
// source stands beside another name, -1 for none: "B is the capital" for "A, the
// capital, and B".
func (p *pair) otherBearer() int {
	for v := p.from + 1; v+2 < p.to; v++ {
		if w := p.c.low(v); w != "is" && w != "was" && w != "are" && w != "were" || !p.c.words[v-1].cap || p.at[v-1] < 0 {
			continue
		}
		what := v + 1
		for what < p.to-1 && (p.c.low(what) == "the" || p.c.low(what) == "a" || p.c.low(what) == "an") {
			what++
		}
		j := p.at[what]
		if j < 0 || p.twice(j) || what == v+1 {
			continue
		}
		if p.asAnother(v-1, j) {
			return v - 1
		}
		for k := j; k > 0 && k > j-4 && !p.s.verbal[k]; k-- {
			if !hard(p.s.words[k].sep) {
				continue
			}
			if n := p.s.words[k-1]; p.s.words[k].sep == "," && n.cap && n.content && !p.s.taken[k-1] && !p.used[k-1] && p.at[v-1] > j {
				return v - 1
			}
			break
		}
	}
	return -1
}

// asAnother reports whether the source has word j behind "as", said of another
// name than word i of the claim: "A as editor, B as producer".
func (p *pair) asAnother(i, j int) bool {
	k := j - 1
	for k > 0 && !p.s.words[k].cap && p.s.low(k) != "as" && k > j-4 && !hard(p.s.words[k+1].sep) {
		k--
	}
	if k <= 0 || p.s.low(k) != "as" || !p.s.words[k-1].cap {
		return false
	}
	from := k
	for from > 0 && !strings.ContainsAny(p.s.words[from].sep, ",;") && p.s.low(from) != "and" {
		from--
	}
	return p.at[i] < from || p.at[i] > k
}
