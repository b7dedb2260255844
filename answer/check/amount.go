package check

import "strings"

// shareUnits gives the first number of a range the magnitude and the unit that
// only the second one has: "300 to 400 million dollars", "15–20 percent".
func (r *reading) shareUnits() {
	for k := 0; k+1 < len(r.numbers); k++ {
		a, b := &r.numbers[k], r.numbers[k+1]
		if !r.rangeOf(*a, b) || a.unit != "" || a.rank || b.unit == "ordinal" || b.unit == "part" {
			continue
		}
		a.unit = b.unit
		if m := r.multiplied(b); m > 1 && r.multiplied(*a) == 1 && a.value < 1000 && a.value*m <= b.value {
			a.value *= m
		}
	}
}

// rangeOf reports whether only "to", a dash, or "and" after "between" stands
// between two numbers.
func (r *reading) rangeOf(a, b number) bool {
	if a.to == b.from {
		return strings.Trim(r.words[b.from].sep, "-–— ") == "" && r.words[b.from].sep != ""
	}
	if a.to+1 != b.from || hard(r.words[a.to].sep) {
		return false
	}
	switch r.words[a.to].low {
	case "to", "or":
		return true
	case "and":
		return r.opensRange(a.to)
	}
	return false
}

// multiplied returns what the words after a number's figures multiply it by.
func (r *reading) multiplied(n number) float64 {
	m := 1.
	for k := n.from; k < n.to; k++ {
		if v := magnitude(r.words[k].low); v > 0 {
			m *= v
		}
		if _, _, suffix, ok := figures(r.words[k].low); ok && suffix != "" && magnitude(suffix) > 0 {
			m *= magnitude(suffix)
		}
	}
	return m
}

// findAges marks the numbers of years that are an age: "81-year-old", "81 years
// old", "aged 81", "at the age of 81".
func (r *reading) findAges() {
	for k := range r.numbers {
		n := &r.numbers[k]
		switch before := r.low(n.from - 1); {
		case n.unit == "yr" && strings.HasPrefix(r.low(n.to), "old"):
			r.taken[n.to] = true
			n.to++
		case n.unit == "" && (before == "aged" || before == "age" || before == "ages" || before == "of" && r.low(n.from-2) == "age"):
		default:
			continue
		}
		n.unit = "age"
	}
}

// apposed reports whether a number stands between commas or at the end, right
// behind a name, as an age does: "Geerts, 81, of Sunnyvale".
func (r *reading) apposed(n number) bool {
	if n.unit != "" || n.from == 0 || n.value != float64(int(n.value)) || n.value > 120 || !r.words[n.from-1].cap {
		return false
	}
	return r.words[n.from].sep == "," && (n.to >= len(r.words) || strings.HasPrefix(r.words[n.to].sep, ",")) ||
		r.words[n.from].sep == "(" && strings.HasPrefix(r.sepAt(n.to), ")")
}

// sameAge reports whether c and s are one person's age, in different forms.
func (p *pair) sameAge(c, s number) bool {
	if !same(c.value, s.value) || c.unit == s.unit || c.bound != s.bound {
		return false
	}
	old := func(r *reading, n number) bool { // "was eighteen when"
		switch r.low(n.from - 1) {
		case "was", "is", "turned", "turns", "just", "only":
			return n.unit == "" && r.countedBy(n) < 0 || n.unit == "" && boundaryWord(r.low(n.to))
		}
		return r.apposed(n)
	}
	return c.unit == "age" && old(p.s.reading, s) || s.unit == "age" && old(p.c, c)
}

func boundaryWord(w string) bool {
	return w == "when" || w == "and" || w == "at" || w == "in" || w == "while" || w == ""
}

// longYears returns how many years a word for a long time is, 0 for others.
func longYears(w string) float64 {
	switch w {
	case "decade":
		return 10
	case "century":
		return 100
	case "millennium":
		return 1000
	}
	return 0
}

// timeInWords reports whether the source has the claim's years as "a decade" or
// "a century".
func (p *pair) timeInWords(n number) bool {
	if n.unit != "yr" {
		return false
	}
	for j, w := range p.s.words {
		if y := longYears(w.low); y > 0 && same(n.value, y) && (p.s.low(j-1) == "a" || p.s.low(j-1) == "one") {
			return true
		}
	}
	return false
}

// roughly reports whether a number comes right behind the source's mark m, and
// the claim has it as a rough one.
func (p *pair) roughly(m mark) bool {
	for _, s := range p.s.numbers {
		if s.from != m.end {
			continue
		}
		for _, n := range p.c.numbers {
			if n.from >= p.from && n.to <= p.to && n.bound == roughly && n.fits(s) {
				return true
			}
		}
	}
	return false
}

// inPercent returns a part as percent where the other number is in percent: "half"
// is 50 %.
func (c number) inPercent(o number) number {
	if c.unit == "part" && o.unit == "%" {
		c.unit, c.value = "%", c.value*100
	}
	return c
}
