package check

import (
	"strconv"
	"strings"
)

// numbers holds when each number of the claim is in the source, and counts
// there what it counts in the claim.
func (p *pair) numbers() Verdict {
	for _, n := range p.c.numbers {
		if n.from < p.from || n.to > p.to || p.excused[n.from] || p.ofTitle(n) {
			continue
		}
		fail := Verdict{Kind: Number, Words: p.c.span(n.from, n.to)}
		j, ok := p.numberIn(n)
		if !ok {
			return fail
		}
		if j >= 0 && (p.countsAnother(n, p.s.numbers[j]) || p.oftener(n) || p.ofToday(p.s.numbers[j])) {
			return fail
		}
	}
	return Verdict{}
}

// ofToday reports whether the source has the number only for what a sum would be
// today, and the claim does not say so.
func (p *pair) ofToday(s number) bool {
	if w := p.s.low(s.to); w != "today" && w != "now" && w != "nowadays" {
		return false
	}
	if s.from == 0 || p.s.words[s.from].sep == "" && p.s.low(s.from-1) != "or" && p.s.low(s.from-1) != "to" {
		return false
	}
	for _, w := range []string{"today", "now", "nowadays", "equivalent", "worth", "adjusted", "current", "currently", "present"} {
		if p.c.said(w) {
			return false
		}
	}
	return true
}

// ofTitle reports whether a number of the claim ends a name that it begins with
// and that the article's title has, put for the pronoun that the source begins
// with: "Agenda 21". The name then needs nothing else.
func (p *pair) ofTitle(n number) bool {
	i := n.from - 1
	if i != p.from || n.to != n.from+1 || !pointsBack(p.s.low(0)) || p.has(p.c.low(i)) || !p.c.words[i].cap || p.c.words[n.from].sep != "" ||
		!containsWords(p.s.Article.Title, p.c.span(i, n.to)) {
		return false
	}
	p.excused[i] = true
	return true
}

// oftener reports whether the claim has the number n more often than the
// source: then it stands somewhere in another's place.
func (p *pair) oftener(n number) bool {
	said := countNumber(p.c, n, p.from, p.to)
	for _, o := range p.c.numbers {
		if o.from >= p.from && o.to <= p.to && p.excused[o.from] && o.unit == n.unit && same(o.value, n.value) {
			said--
		}
	}
	return said > max(1, countNumber(p.s.reading, n, 0, len(p.s.words)))
}

func countNumber(r *reading, n number, from, to int) int {
	count := 0
	for _, o := range r.numbers {
		if o.from >= from && o.to <= to && o.unit == n.unit && same(o.value, n.value) {
			count++
		}
	}
	return count
}

// numberIn returns the index of the source's number that n may stand for; -1
// when it is a year of one of the source's dates.
func (p *pair) numberIn(n number) (int, bool) {
	found, ok := -1, false
	for j, s := range p.s.numbers {
		if (n.fits(s) || p.sameAge(n, s)) && (!ok || p.sameCount(n, s)) {
			found, ok = j, true
		}
	}
	if ok {
		return found, true
	}
	if n.unit == "" && n.value == 1 && n.bound == exactly && p.c.countsUnit(n) && p.single() {
		return -1, true
	}
	if p.timeInWords(n) || n.unit == "ordinal" && n.value == 1 && p.first() {
		return -1, true
	}
	for _, d := range p.s.dates {
		if n.unit == "" && d.y != 0 && same(n.value, float64(d.y)) {
			return -1, true
		}
	}
	return -1, false
}

// first reports whether the source says by another word that something was the
// first.
func (p *pair) first() bool {
	for _, w := range p.s.words {
		switch w.low {
		case "initially", "initial", "originally", "original", "earliest", "debut", "debuted", "inaugural", "maiden":
			return true
		}
	}
	return false
}

// countsUnit reports whether a number is "one" or "1" before what it counts.
func (r *reading) countsUnit(n number) bool {
	w := r.low(n.from)
	return (w == "one" || w == "1") && r.countedBy(n) >= 0 && !r.words[r.countedBy(n)].cap
}

// single reports whether the source says "one" in some way.
func (p *pair) single() bool {
	for _, w := range p.s.words {
		switch w.low {
		case "one", "a", "an", "single", "sole":
			return true
		}
	}
	return false
}

// countedBy returns the content word right after a number, at most two words on.
func (r *reading) countedBy(n number) int {
	for k := n.to; k < len(r.words) && k < n.to+3 && !hard(r.words[k].sep); k++ {
		if r.words[k].content && !r.taken[k] {
			return k
		}
	}
	return -1
}

func (p *pair) sameCount(c, s number) bool {
	a, b := p.c.countedBy(c), p.s.countedBy(s)
	return a >= 0 && b >= 0 && alike(p.c.words[a], p.s.words[b]) >= 0
}

// countsAnother reports whether the claim's number c, found as s, stands before
// what another number of the source counts.
func (p *pair) countsAnother(c, s number) bool {
	a := p.c.countedBy(c)
	if a < 0 || p.sameCount(c, s) || p.s.elliptic(s) {
		return false
	}
	for _, o := range p.s.numbers {
		if same(o.value, s.value) || o.unit != s.unit {
			continue
		}
		if b := p.s.countedBy(o); b >= 0 && alike(p.c.words[a], p.s.words[b]) == 0 {
			return true
		}
	}
	return false
}

// dates holds when each date of the claim is one of the source's, no more
// precise; a source without a date may borrow its article's.
func (p *pair) dates() Verdict {
	for _, d := range p.c.dates {
		if d.from >= p.from && d.to <= p.to && !p.excused[d.from] && (!p.dated(d) || p.datedOftener(d)) {
			return Verdict{Kind: Date, Words: p.c.span(d.from, d.to)}
		}
	}
	return Verdict{}
}

// datedOftener reports whether the claim has the date d more often than the
// source has dates that it may stand for.
func (p *pair) datedOftener(d date) bool {
	said, have := 0, 0
	for _, c := range p.c.dates {
		if c.from >= p.from && c.to <= p.to && c.fits(d) && d.fits(c) {
			said++
		}
	}
	for _, s := range p.s.dates {
		if d.fits(s) {
			have++
		}
	}
	return said > max(1, have)
}

// endsSpan reports whether the source has the year as the end of a span of years,
// by its last two figures: "1922–26".
func (p *pair) endsSpan(year int) bool {
	for _, d := range p.s.dates {
		if d.y > 0 && d.to < len(p.s.words) && strings.Trim(p.s.words[d.to].sep, "-–/ ") == "" && p.s.words[d.to].sep != "" && p.s.low(d.to) == strconv.Itoa(year%100) && len(p.s.low(d.to)) == 2 && d.y/100 == year/100 && d.y < year {
			for _, c := range p.c.dates {
				if c.y == d.y {
					return true
				}
			}
		}
	}
	return false
}

func (p *pair) dated(d date) bool {
	if d.relative == "today" && (p.has("now") || p.has("currently") || p.has("nowadays") || p.has("present-day")) {
		return true
	}
	published := p.s.Article.Published
	for _, s := range p.s.dates {
		if d.fits(s) {
			return true
		}
		if r, ok := s.onDay(published.Time()); ok && !published.IsZero() && d.fits(r) {
			return true
		}
	}
	for _, n := range p.s.numbers {
		if d.m == 0 && d.d == 0 && d.y != 0 && same(n.value, float64(d.y)) {
			return true
		}
	}
	if d.y > 0 && d.m == 0 && p.endsSpan(d.y) {
		return true
	}
	if len(p.s.dates) > 0 || published.IsZero() {
		return false
	}
	t := published.Time()
	return d.y != 0 && d.fits(date{y: t.Year(), m: int(t.Month()), d: t.Day()})
}
