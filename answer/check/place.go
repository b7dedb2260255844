package check

import "strings"

// A slot is where a name, number or date stands in a sentence: the content
// words beside it in its clause, and the word that ties it to the one before.
type slot struct {
	before, after string // base stems; "^" and "$" at the ends of a clause
	tie           string // "in", "of", "by", "'s"; empty when there is none
}

// A fact is a name, number or date of the claim that was found in the source.
type fact struct {
	kind   Kind
	i, end int // in the claim
	j, jnd int // in the source
	claim  slot
	own    slot // where the source has it
}

// places holds when no two names, numbers or dates have changed places.
func (p *pair) places() Verdict {
	if p.transposed() {
		return Verdict{Kind: Direction, Words: p.c.span(p.from, p.to)}
	}
	facts := p.facts()
	for x, a := range facts {
		for _, b := range facts[x+1:] {
			if a.kind == b.kind && a.j > b.j && p.exchanged(a, b) {
				return Verdict{Kind: kindOfSwap(a.kind), Words: p.c.span(a.i, a.end)}
			}
		}
	}
	if i, end := p.phrasesExchanged(); i >= 0 {
		return Verdict{Kind: Direction, Words: p.c.span(i, end)}
	}
	for _, a := range facts {
		if p.tookOver(a) {
			return Verdict{Kind: kindOfSwap(a.kind), Words: p.c.span(a.i, a.end)}
		}
	}
	return Verdict{}
}

func kindOfSwap(k Kind) Kind {
	if k == Name {
		return Direction
	}
	return k
}

// facts returns the claim's names, numbers and dates with their slots.
func (p *pair) facts() []fact {
	var out []fact
	add := func(k Kind, i, end, j, jnd int) {
		f := fact{kind: k, i: i, end: end, j: j, jnd: jnd}
		f.claim, f.own = p.c.slot(i, end, p.from, p.to), p.s.slot(j, jnd, 0, len(p.s.words))
		out = append(out, f)
	}
	for i := p.from; i < p.to; i++ {
		if !p.isName(i) || p.at[i] < 0 {
			continue
		}
		k := i + 1
		for k < p.to && p.isName(k) && p.at[k] == p.at[k-1]+1 && strings.Trim(p.c.words[k].sep, "-.") == "" && !p.c.words[k-1].possessive {
			k++
		}
		add(Name, i, k, p.at[i], p.at[k-1]+1)
		i = k - 1
	}
	for _, n := range p.c.numbers {
		if j, ok := p.numberIn(n); ok && j >= 0 && n.from >= p.from && n.to <= p.to && !p.excused[n.from] {
			add(Number, n.from, n.to, p.s.numbers[j].from, p.s.numbers[j].to)
		}
	}
	for _, d := range p.c.dates {
		if s, ok := p.dateOf(d); ok && d.from >= p.from && d.to <= p.to && !p.excused[d.from] {
			add(Date, d.from, d.to, s.from, s.to)
		}
	}
	return out
}

// dateOf returns the source's date that the claim's d is, one that is named
// with the same precision rather than another.
func (p *pair) dateOf(d date) (found date, ok bool) {
	for _, s := range p.s.dates {
		if d.fits(s) && (!ok || s.fits(d) && !found.fits(d)) {
			found, ok = s, true
		}
	}
	return found, ok
}

// slot returns the slot of words [i,k) among the words [from,to).
func (r *reading) slot(i, k, from, to int) slot {
	s := slot{before: "^", after: "$"}
	for n := i - 1; n >= from && !parts(r.words[n+1].sep); n-- {
		w := r.words[n]
		if s.tie != "" && s.tie != "and" && s.tie != "or" && (w.low == "and" || w.low == "or") {
			break // "by A in 1551 and in 1629 by B"
		}
		if w.content || r.taken[n] {
			s.before = w.base
			if w.possessive && s.tie == "" {
				s.tie = "'s"
			}
			break
		}
		if s.tie == "" && ties(w.low) {
			s.tie = w.low
		}
	}
	for n := k; n < to && !parts(r.words[n].sep); n++ {
		if (r.low(n) == "and" || r.low(n) == "or") && isPreposition(r.low(n+1)) {
			break
		}
		if w := r.words[n]; w.content || r.taken[n] {
			s.after = w.base
			break
		}
	}
	return s
}

// parts reports whether the signs before a word part it from the words before;
// a quotation mark alone does not.
func parts(sep string) bool { return hard(strings.Trim(sep, "\"“”")) }

// ties reports whether w ties a noun to what comes before it.
func ties(w string) bool {
	switch w {
	case "of", "in", "on", "at", "by", "with", "from", "to", "into", "onto", "for", "against", "between", "among", "over",
		"under", "after", "before", "during", "since", "until", "through", "about", "and", "or", "as", "than", "near", "via", "like":
		return true
	}
	return false
}

// sameBefore reports whether two slots follow the same word in the same way.
func sameBefore(a, b slot) bool { return alikeStem(a.before, b.before) && a.tie == b.tie }

func alikeStem(a, b string) bool { return a == b || lexicon().standIn(a, b) }

// exchanged reports whether a and b, which stand in the claim in the other
// order than in the source, each stand where the other stood.
func (p *pair) exchanged(a, b fact) bool {
	if p.listed(a, b) || sameBefore(a.claim, a.own) && sameBefore(b.claim, b.own) {
		return false
	}
	// In the source b comes before a; in the claim a comes before b. Where they
	// are neighbours, one stands in the other's slot.
	first, last := p.s.words[b.jnd-1].base, p.c.words[a.end-1].base
	if a.own.before == first && b.claim.before == last {
		return a.own.tie == b.claim.tie && a.own.tie != "and" && a.own.tie != "or" &&
			(a.own.tie != "" || alikeStem(a.own.after, b.claim.after))
	}
	if sameBefore(a.claim, b.own) && sameBefore(b.claim, a.own) {
		return true
	}
	// "A beat B" turned round: the verb's neighbours have changed.
	return a.claim.tie == b.own.tie && b.claim.tie == a.own.tie && (a.claim.before == "^") == (b.own.before == "^") &&
		alikeStem(a.claim.after, b.own.after) && alikeStem(b.claim.before, a.own.before)
}

// listed reports whether a and b are members of one list in the source.
func (p *pair) listed(a, b fact) bool {
	lo, hi := min(a.jnd, b.jnd), max(a.j, b.j)
	if lo >= hi && (hi >= len(p.s.words) || p.s.words[hi].sep != ",") {
		return false
	}
	for j := lo; j < hi; j++ {
		if w := p.s.words[j]; w.low != "and" && w.low != "or" && !(w.cap && strings.Trim(w.sep, ",") == "") && w.low != "the" && !p.s.taken[j] {
			return false
		}
	}
	return true
}

// orBetween reports whether "or" stands between a and o in the source, which
// may give one thing another name.
func (p *pair) orBetween(a, o fact) bool {
	for j := min(a.jnd, o.jnd); j < max(a.j, o.j); j++ {
		if p.s.low(j) == "or" {
			return true
		}
	}
	return false
}

// tookOver reports whether a stands in the claim where the source has another
// fact of its kind, and not where the source has a.
func (p *pair) tookOver(a fact) bool {
	if alikeStem(a.claim.after, a.own.after) && a.claim.after != "$" || sameBefore(a.claim, a.own) && a.claim.before != "^" {
		return false
	}
	if a.claim.before == "^" && a.claim.after == "$" || a.claim == a.own {
		return false
	}
	for _, o := range p.rivals(a) {
		if o.own == a.claim && p.listed(a, o) && !p.orBetween(a, o) {
			return false // members of its list have changed places
		}
	}
	for _, o := range p.rivals(a) {
		if o.own.after == a.claim.after && o.own.before == a.claim.before && o.own.tie == a.claim.tie && !(p.listed(a, o) && !p.orBetween(a, o)) && p.voiced(a) {
			return true
		}
	}
	return false
}

// voiced reports whether the words beside a are no passive turned active or
// the reverse, in which the place of a name says nothing.
func (p *pair) voiced(a fact) bool {
	for i := p.from; i < p.to; i++ {
		if j := p.at[i]; j >= 0 && p.c.verbal[i] && p.s.verbal[j] && p.c.passive(i) != p.s.passive(j) {
			return false
		}
	}
	return true
}

// rivals returns the source's other facts of a's kind.
func (p *pair) rivals(a fact) []fact {
	var out []fact
	add := func(j, jnd int) {
		out = append(out, fact{kind: a.kind, j: j, jnd: jnd, own: p.s.slot(j, jnd, 0, len(p.s.words))})
	}
	all := len(p.s.words)
	switch a.kind {
	case Name:
		for j := 0; j < all; j++ {
			w := p.s.words[j]
			if !w.cap || !w.content || p.s.taken[j] || j >= a.j && j < a.jnd || w.low == p.s.words[a.j].low {
				continue
			}
			k := j + 1
			for k < all && p.s.words[k].cap && p.s.words[k].sep == "" && p.s.words[k].content {
				k++
			}
			add(j, k)
			j = k - 1
		}
	case Number:
		for _, n := range p.s.numbers {
			if n.from != a.j && p.s.span(n.from, n.to) != p.s.span(a.j, a.jnd) {
				add(n.from, n.to)
			}
		}
	case Date:
		for _, d := range p.s.dates {
			if d.from != a.j && p.s.span(d.from, d.to) != p.s.span(a.j, a.jnd) {
				add(d.from, d.to)
			}
		}
	}
	return out
}
