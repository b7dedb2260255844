package check

import (
	"slices"
	"strings"
)

// bindings holds when each number and date of the claim belongs to the verb,
// to the noun or to the name that it belongs to in the source.
func (p *pair) bindings() Verdict {
	for _, d := range p.c.dates {
		if d.from >= p.from && d.to <= p.to && !p.excused[d.from] && p.otherDate(d) {
			return Verdict{Kind: Date, Words: p.c.span(d.from, d.to)}
		}
	}
	for _, n := range p.c.numbers {
		if n.from >= p.from && n.to <= p.to && !p.excused[n.from] && (p.otherAmount(n) || p.beside(n.from) || p.measuresAnother(n) || p.ofAnotherBearer(n)) {
			return Verdict{Kind: Number, Words: p.c.span(n.from, n.to)}
		}
	}
	if i := p.otherBearer(); i >= 0 {
		return Verdict{Kind: Name, Words: p.c.span(i, i+1)}
	}
	for i := p.from + 1; i < p.to; i++ {
		if p.c.words[i].cap && strings.HasPrefix(p.c.words[i].sep, "(") && p.beside(i) {
			return Verdict{Kind: Name, Words: p.c.span(i, i+1)}
		}
	}
	return Verdict{}
}

// inBrackets reports whether the source has words [i,k) only in brackets
// behind something that the claim leaves out, which they belong to.
func (p *pair) inBrackets(i int) bool {
	open := i
	for open > 0 && !strings.Contains(p.s.words[open].sep, "(") {
		if open < i && strings.Contains(p.s.words[open+1].sep, ")") {
			return false
		}
		open--
	}
	if open == 0 || strings.Contains(p.s.words[open].sep, ")") && strings.LastIndex(p.s.words[open].sep, ")") > strings.LastIndex(p.s.words[open].sep, "(") {
		return false
	}
	for n := open + 1; n <= i; n++ {
		if strings.Contains(p.s.words[n].sep, ")") {
			return false
		}
	}
	owners := 0
	for n := open - 1; n >= 0; n-- {
		if w := p.s.words[n]; w.content && !p.s.taken[n] {
			if p.used[n] {
				return false
			}
			owners++
		}
		if strings.ContainsAny(p.s.words[n].sep, ",;()") {
			break
		}
	}
	return owners > 0
}

// bracketed reports whether all of the source's dates that the claim's d may be
// stand in brackets behind what the claim leaves out.
func (p *pair) bracketed(d date) bool {
	found := false
	for _, s := range p.s.dates {
		if !d.fits(s) {
			continue
		}
		if !p.inBrackets(s.from) {
			return false
		}
		found = true
	}
	return found
}

// otherDate reports whether the verb beside the claim's date has a date of its
// own in the source's clause, and not this one.
func (p *pair) otherDate(d date) bool {
	if p.saidThen(d) || p.bracketed(d) {
		return true
	}
	from, to, ok := p.clauseOfVerb(d.from, d.to)
	if !ok {
		return false
	}
	other := false
	for _, s := range p.s.dates {
		if s.to == from && p.s.adverbial(s.from) && d.fits(s) {
			return false // "On 3 May 1990, the club began the season of 1990"
		}
		if s.from < from || s.to > to || s.relative != "" {
			continue
		}
		if d.fits(s) {
			return false
		}
		if (d.y != 0) == (s.y != 0) && (d.weekday != 0) == (s.weekday != 0) {
			other = true
		}
	}
	return other && !p.fitsPublished(d)
}

// adverbial reports whether the sentence begins with a preposition and the date
// at word i.
func (r *reading) adverbial(i int) bool { return i == 0 || i == 1 && isPreposition(r.low(0)) }

// saidThen reports whether the source has the date only for when something was
// said, and the claim leaves out that it was.
func (p *pair) saidThen(d date) bool {
	said := false
	for _, s := range p.s.dates {
		if !d.fits(s) {
			continue
		}
		verb := -1
		for k := s.from - 1; k >= 0 && k >= s.from-3 && !p.s.clauseEnds(k+1); k-- {
			if f, _ := forceOf(p.s.words[k].low); f != 0 && p.s.verbal[k] {
				verb = k
				break
			}
		}
		if verb < 0 || p.used[verb] {
			return false
		}
		said = true
	}
	if !said {
		return false
	}
	for _, c := range p.c.sayings() {
		if c.at >= p.from && c.at < p.to {
			return false
		}
	}
	return true
}

// fitsPublished reports whether the claim's date spells out one of the source's
// that is told from the article's day.
func (p *pair) fitsPublished(d date) bool {
	for _, s := range p.s.dates {
		if r, ok := s.onDay(p.s.Article.Published.Time()); ok && d.fits(r) {
			return true
		}
	}
	return false
}

// otherAmount is otherDate for numbers of one unit.
func (p *pair) otherAmount(n number) bool {
	from, to, ok := p.clauseOfVerb(n.from, n.to)
	if !ok || n.unit == "ordinal" || n.unit == "year" {
		return false
	}
	if p.byAnother(n) {
		return false
	}
	if to < len(p.s.words) && strings.Contains(p.s.words[to].sep, ":") && !slices.Contains(p.s.verbal[to:], true) {
		to = len(p.s.words) // "were destroyed: 846 of one kind and 1,846 of the other"
	}
	other := false
	for _, s := range p.s.numbers {
		if s.from < from || s.to > to || s.unit != n.unit {
			continue
		}
		if n.fits(s) {
			return false
		}
		other = true
	}
	return other
}

// byAnother reports whether another verb of the source that may be the one
// beside the claim's number has that number, and the claim's subject, in its
// clause: "profit rose" for "sales rose to 9, and profit grew to 5".
func (p *pair) byAnother(n number) bool {
	verb := p.verbBeside(n.from, n.to)
	if verb < 0 || verb == p.from {
		return false
	}
	who := p.c.lastNoun(verb)
	if who < p.from || p.at[who] < 0 || p.twice(p.at[who]) {
		return false
	}
	for k, w := range p.s.words {
		if k == p.at[verb] || !p.s.verbal[k] || !lexicon().standIn(p.c.words[verb].base, w.base) {
			continue
		}
		from, to := p.s.clauseOf(k)
		for _, s := range p.s.numbers {
			if s.from >= from && s.to <= to && n.fits(s) && p.at[who] >= from && p.at[who] < to {
				return true
			}
		}
	}
	return false
}

// clauseOfVerb returns the words of the source's clause about the verb that
// stands nearest to words [i,k) of the claim, before it rather than after; ok
// is false where the two have no verb in common.
func (p *pair) clauseOfVerb(i, k int) (from, to int, ok bool) {
	verb := p.verbBeside(i, k)
	if verb < 0 || p.at[verb] < 0 || !p.s.verbal[p.at[verb]] || p.twice(p.at[verb]) {
		return 0, 0, false
	}
	from, to = p.s.clauseOf(p.at[verb])
	return from, to, true
}

// verbBeside returns the claim's verb nearest to its words [i,k), before them
// rather than after, -1 for none.
func (p *pair) verbBeside(i, k int) int {
	verb := -1
	for n := i - 1; n >= p.from && !p.c.clauseEnds(n+1); n-- {
		if p.c.verbal[n] && p.c.words[n].content {
			verb = n
			break
		}
	}
	for n := k; verb < 0 && n < p.to && !p.c.clauseEnds(n); n++ {
		if p.c.verbal[n] && p.c.words[n].content {
			verb = n
		}
	}
	return verb
}

// clauseOf returns the words of the clause that word i stands in.
func (r *reading) clauseOf(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !r.clauseEnds(from) {
		from--
	}
	for to < len(r.words) && !r.clauseEnds(to) {
		to++
	}
	return from, to
}

// clauseEnds reports whether a clause ends before word i. A comma between two
// parts of a date or number is none.
func (r *reading) clauseEnds(i int) bool {
	if r.taken[i] && i > 0 && r.taken[i-1] {
		return false
	}
	switch r.words[i].low {
	case "or", "that", "so":
		return hard(r.words[i].sep)
	case "before", "after", "until", "since":
		return false
	case "and":
		if i+1 < len(r.words) && r.taken[i+1] && r.words[i].sep == "" {
			return false // "1,900 in the town and 40 in the valley"
		}
	}
	return r.boundary(i)
}

// beside reports whether word i of the claim, set beside a name by a comma or
// bracket as an age or an actor is, has the place of another in the source.
func (p *pair) beside(i int) bool {
	if i <= p.from || !strings.ContainsAny(p.c.words[i].sep, ",(") || !p.c.words[i-1].cap && !strings.Contains(p.c.words[i].sep, "(") {
		return false
	}
	j := p.at[i-1]
	if j < 0 || j+1 >= len(p.s.words) || !strings.ContainsAny(p.s.words[j+1].sep, ",(") {
		return false
	}
	next := p.s.words[j+1]
	if p.c.taken[i] {
		return p.s.taken[j+1] && next.low != p.c.words[i].low && !p.sameValue(i, j+1)
	}
	return next.cap && p.at[i] >= 0 && p.at[i] != j+1
}

// sameValue reports whether the number at word i of the claim is the one at
// word j of the source, or either is no number.
func (p *pair) sameValue(i, j int) bool {
	for _, n := range p.c.numbers {
		for _, s := range p.s.numbers {
			if n.from == i && s.from == j {
				return same(n.value, s.value) || n.unit != s.unit
			}
		}
	}
	return true
}

// measuresAnother reports whether what the claim measures by n is in the source
// measured by another number of its unit.
func (p *pair) measuresAnother(n number) bool {
	j, ok := p.numberIn(n)
	if !ok || j < 0 {
		return false
	}
	own := p.s.measured(p.s.numbers[j])
	for k, i := range p.c.measured(n) {
		at := p.at[i]
		if k == 0 && p.s.elliptic(p.s.numbers[j]) {
			continue // "1,900 in the town and 40 in the valley"
		}
		if at < 0 || contains(own, at) || p.twice(at) {
			continue
		}
		for _, o := range p.s.numbers {
			if o.unit == n.unit && !same(o.value, n.value) && contains(p.s.measured(o), at) && !p.s.brokenDown(o, p.s.numbers[j]) {
				return true
			}
		}
	}
	return false
}

// brokenDown reports whether a colon stands between two numbers, of which the first
// is then a total and the second a part of it.
func (r *reading) brokenDown(total, part number) bool {
	for k := total.to; k <= part.from; k++ {
		if strings.Contains(r.words[k].sep, ":") {
			return true
		}
	}
	return false
}

// elliptic reports whether the number's noun is left out in the sentence,
// because another number has it.
func (r *reading) elliptic(n number) bool {
	next := r.low(n.to)
	if r.low(n.from-1) == "another" && next == "of" {
		return true
	}
	return n.unit == "" && (next == "" || isPreposition(next) && next != "of" || hard(r.sepAt(n.to)))
}

// measured returns the content words of the phrase after a number: those up to
// the next verb, number or sign.
func (r *reading) measured(n number) []int {
	var out []int
	for k := n.to; k < len(r.words) && k < n.to+7 && !hard(r.words[k].sep) && !r.taken[k] && !r.verbal[k]; k++ {
		if w := r.words[k]; w.low == "and" || auxiliary(w.low) {
			break
		}
		if r.words[k].content {
			out = append(out, k)
		}
	}
	return out
}
