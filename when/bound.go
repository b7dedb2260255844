package when

// bounded reads a time at word i together with the word in front of it that
// makes a bound of it, and returns how many words that takes.
func (p *phrase) bounded(i int) (Reading, int, bool) {
	w := p.low(i)
	skip := 1
	switch w {
	case "prior", "up", "as":
		if next := p.low(i + 1); next != "to" && next != "of" {
			return Reading{}, 0, false
		}
		skip = 2
	case "between", "from", "since", "after", "before", "until", "till", "by", "through", "following":
	default:
		if got, n, relative, ok := p.named(i, w == "in" || w == "on"); ok && (relative || p.says(i)) {
			return Reading{Period: got, Relative: relative}, n, true
		}
		return Reading{}, 0, false
	}
	from := i + skip
	if p.low(from) == "the" {
		from++
	}
	got, n, relative, ok := p.named(from, true)
	if !ok {
		return Reading{}, 0, false
	}
	r := Reading{Relative: relative, Bounded: true}
	taken := from - i + n
	if w == "between" || w == "from" {
		if join := p.low(from + n); join == "and" && w == "between" || w == "from" && (join == "to" || join == "until" || join == "till" || join == "through") {
			second := from + n + 1
			if p.low(second) == "the" {
				second++
			}
			if end, m, rel, ok := p.named(second, true); ok {
				if got.From.After(end.From) && relative && !rel { // "from October to December 2020"
					got.From = got.From.AddDate(end.From.Year()-got.From.Year(), 0, 0)
				}
				r.Period = Period{got.From, end.To}
				r.Relative = relative && rel
				return r, second - i + m, !r.From.After(r.To)
			}
		}
		if w == "between" {
			return Reading{}, 0, false
		}
	}
	switch w {
	case "from", "since":
		r.From = got.From
	case "after", "following":
		r.From = got.To
	case "before", "prior":
		r.To = got.From
	default: // until, by, up to, as of, through
		r.To = got.To
	}
	return r, taken, true
}

// says reports whether the time at word i is one that a question looks in, and
// not only a number: a word such as "in" stands before it, or its year does
// not stand alone.
func (p *phrase) says(i int) bool {
	switch p.low(i - 1) {
	case "in", "on", "during", "within", "the", "over":
		return true
	}
	_, month := months[p.low(i)]
	return month || len(p.low(i)) > 4
}
