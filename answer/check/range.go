package check

import "strings"

// halved reports whether the claim has one of two numbers or dates that the
// source joins and not the other: "in 1998" for "between 1998 and 2003", "20
// percent" for "15 to 20 percent", "10 trials" for "3 of 10 trials".
func (p *pair) halved() Verdict {
	s := p.s
	if at := p.reversed(); at >= 0 {
		return Verdict{Kind: Number, Words: p.c.span(at, at+1)}
	}
	for j := 1; j+1 < len(s.words); j++ {
		ratio := s.low(j) == "of" || s.low(j) == "in" && !s.dateEnds(j)
		to := s.low(j) == "to" || s.low(j) == "and" && s.opensRange(j)
		if !ratio && !to || !(s.numberEnds(j) && s.numberStarts(j+1)) && !s.dateEnds(j) {
			continue
		}
		first, second := p.saysAt(j-1), p.saysAt(j+1)
		if second >= 0 && first < 0 && !p.bounded(second) || to && first >= 0 && second < 0 && !p.bounded(first) {
			at := max(first, second)
			return Verdict{Kind: Number, Words: p.c.span(at, at+1)}
		}
	}
	return Verdict{}
}

// reversed returns a word of the claim where it has the two ends of one of the
// source's ranges the other way round, -1 for none: "between 2014 and 2004".
func (p *pair) reversed() int {
	s := p.s
	for j := 1; j+1 < len(s.words); j++ {
		joint := s.low(j) == "to" || s.low(j) == "until" || s.low(j) == "and" && s.opensRange(j)
		first, second := -1, -1
		switch {
		case joint && s.taken[j-1] && s.taken[j+1]:
			first, second = p.saysAt(j-1), p.saysAt(j+1)
		case s.taken[j-1] && s.taken[j] && strings.ContainsAny(s.words[j].sep, "–-") && s.words[j].sep != ", ":
			first, second = p.saysAt(j-1), p.saysAt(j)
		}
		if first < 0 || second < 0 || second > first || first-second > 3 {
			continue
		}
		for k := second + 1; k <= first; k++ {
			w := p.c.words[k]
			word := (w.low == "to" || w.low == "until" || w.low == "and" && p.c.opensRange(k)) && p.c.taken[k-1] && k+1 < p.to && p.c.taken[k+1]
			if word || strings.ContainsAny(w.sep, "–-") && p.c.taken[k-1] && p.c.taken[k] {
				return second
			}
		}
	}
	return -1
}

// numberEnds reports whether a number ends before word j, and numberStarts
// whether one begins there.
func (r *reading) numberEnds(j int) bool {
	for _, n := range r.numbers {
		if n.to == j && n.unit != "ordinal" {
			return true
		}
	}
	return false
}

func (r *reading) numberStarts(j int) bool {
	for _, n := range r.numbers {
		if n.from == j && n.unit != "ordinal" {
			return true
		}
	}
	return false
}

// dateEnds reports whether a date ends before word j and another begins after it.
func (r *reading) dateEnds(j int) bool {
	ends, starts := false, false
	for _, d := range r.dates {
		ends = ends || d.to == j
		starts = starts || d.from == j+1
	}
	return ends && starts
}

// opensRange reports whether "between" stands before what the "and" at word j joins.
func (r *reading) opensRange(j int) bool {
	for k := j - 1; k >= 0 && k >= j-5; k-- {
		if r.low(k) == "between" {
			return true
		}
	}
	return false
}

// saysAt returns the word of the claim with which it has the number or date
// that holds word j of the source, -1 when it has none; a range needs both of
// its ends to be numbers, or both dates.
func (p *pair) saysAt(j int) int {
	for _, s := range p.s.numbers {
		if j < s.from || j >= s.to {
			continue
		}
		for _, n := range p.c.numbers {
			if n.from >= p.from && n.to <= p.to && same(n.value, s.value) && !p.datedAt(n.from) {
				return n.from
			}
		}
	}
	for _, s := range p.s.dates {
		if j < s.from || j >= s.to {
			continue
		}
		for _, d := range p.c.dates {
			if d.from >= p.from && d.to <= p.to && d.fits(s) {
				return d.from
			}
		}
	}
	return -1
}

func (p *pair) datedAt(i int) bool {
	for _, d := range p.c.dates {
		if i >= d.from && i < d.to {
			return true
		}
	}
	return false
}

// bounded reports whether a word before the claim's word i makes of it an end
// of a range: "since 1998", "up to 20 percent".
func (p *pair) bounded(i int) bool {
	for k := i - 1; k >= p.from && k >= i-2; k-- {
		switch p.c.low(k) {
		case "by":
			return p.datedAt(i)
		case "from", "since", "until", "till", "to", "least", "most", "beginning", "starting", "began", "started", "ended", "ending", "before", "after", "over", "under", "than", "through":
			return true
		}
	}
	return false
}
