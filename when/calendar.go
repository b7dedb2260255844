package when

import (
	"strconv"
	"strings"
	"time"
)

// calendar reads a date at word i: "27 October 2020", "October 27", "October
// 2020", "2020-10", "2020", "the 1990s", "the 19th century".
func (p *phrase) calendar(i int, sure bool) (Period, int, bool, bool) {
	w := p.low(i)
	for layout, span := range layouts {
		if t, err := time.Parse(layout, w); err == nil {
			return Period{t, t.AddDate(0, span[0], span[1])}, 1, false, true
		}
	}
	if y, ok := yearOf(w); ok {
		return Period{year(y), year(y + 1)}, 1, false, true
	}
	if y, ok := p.decade(i); ok {
		return Period{year(y), year(y + 10)}, 1, false, true
	}
	if n := ordinal(w); n > 0 {
		if p.low(i+1) == "century" {
			return Period{year(100*n - 99), year(100*n + 1)}, 2, false, true
		}
	}
	if d := dayOf(w); d > 0 {
		n := 1
		if p.low(i+n) == "of" {
			n++
		}
		if m, ok := months[p.low(i+n)]; ok {
			return p.dated(d, m, i, n+1)
		}
	}
	if m, ok := p.month(i, sure); ok {
		if d := dayOf(p.low(i + 1)); d > 0 {
			return p.dated(d, m, i, 2)
		}
		n := 1
		if p.low(i+n) == "of" {
			n++
		}
		if y, ok := yearOf(p.low(i + n)); ok {
			from := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
			return Period{from, from.AddDate(0, 1, 0)}, n + 1, false, true
		}
		if p.now.IsZero() {
			return Period{}, 0, false, false
		}
		from := time.Date(p.now.Year(), m, 1, 0, 0, 0, 0, time.UTC)
		if from.After(p.now) {
			from = from.AddDate(-1, 0, 0)
		}
		return Period{from, from.AddDate(0, 1, 0)}, 1, true, true
	}
	return Period{}, 0, false, false
}

// layouts are written dates, with the months and days that they span.
var layouts = map[string][2]int{"2006-01-02": {0, 1}, "2006-01": {1, 0}}

// dated is day d of month m; its year may stand n words behind i.
func (p *phrase) dated(d int, m time.Month, i, n int) (Period, int, bool, bool) {
	if y, ok := yearOf(p.low(i + n)); ok {
		from := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		return days(from, 1), n + 1, false, from.Day() == d
	}
	if p.now.IsZero() {
		return Period{}, 0, false, false
	}
	from := time.Date(p.now.Year(), m, d, 0, 0, 0, 0, time.UTC)
	if from.After(p.now) {
		from = time.Date(p.now.Year()-1, m, d, 0, 0, 0, 0, time.UTC)
	}
	return days(from, 1), n, true, from.Day() == d
}

// month reads the name of one at word i. "May" and "march" are other words
// unless they are capitals and a word for time stands before or a number after.
func (p *phrase) month(i int, sure bool) (time.Month, bool) {
	m, ok := months[p.low(i)]
	if !ok {
		return 0, false
	}
	switch p.low(i) {
	case "may", "march", "august", "mar", "jan":
		_, isYear := yearOf(p.low(i + 1))
		_, joined := months[p.low(i-2)] // "between January and May"
		leads := monthLeads[p.low(i-1)] || joined && (p.low(i-1) == "and" || p.low(i-1) == "to")
		return m, p.words[i].cap && (sure && p.low(i) != "jan" || isYear || dayOf(p.low(i+1)) > 0) || isYear || sure && (leads || i == len(p.words)-1)
	}
	return m, true
}

// monthLeads are the words behind which "may" and "march" are months.
var monthLeads = map[string]bool{"in": true, "since": true, "until": true, "till": true, "before": true, "after": true, "by": true, "during": true, "from": true,
	"last": true, "this": true, "early": true, "late": true, "mid": true}

// decade reads "1990s", and "90s" behind "the" as those of the century up to now.
func (p *phrase) decade(i int) (int, bool) {
	if y, ok := namedDecades[p.low(i)]; ok && (p.low(i-1) == "the" || parts[p.low(i-1)].months > 0) {
		return y, true
	}
	tail, ok := strings.CutSuffix(p.low(i), "0s")
	if !ok {
		return 0, false
	}
	y, err := strconv.Atoi(tail + "0")
	switch before := p.low(i - 1); {
	case err != nil:
		return 0, false
	case y > 1000 && y < 2200:
		return y, true
	case len(tail) == 1 && !p.now.IsZero() && (before == "the" || parts[before].months > 0):
		if y += 1900; y+100 <= p.now.Year() {
			y += 100
		}
		return y, true
	}
	return 0, false
}

// namedDecades are those whose century nobody needs to say.
var namedDecades = map[string]int{"thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

// part reads a part of a year at word i: "early 2020", "summer 2019", "the first half of
// 2020", "the third quarter of 2020", "Q3 2020".
func (p *phrase) part(i int, _ bool) (Period, int, bool, bool) {
	w := p.low(i)
	at := func(k int) (int, int, bool) {
		for p.low(k) == "of" || p.low(k) == "the" || p.low(k) == "year" {
			k++
		}
		y, ok := yearOf(p.low(k))
		return y, k - i + 1, ok
	}
	cut := func(y, n int, from time.Month, span int) (Period, int, bool, bool) {
		t := time.Date(y, from, 1, 0, 0, 0, 0, time.UTC)
		return Period{t, t.AddDate(0, span, 0)}, n, false, true
	}
	if m, ok := seasons[w]; ok {
		if y, n, ok := at(i + 1); ok {
			return cut(y, n, m, 3)
		}
	}
	if third, ok := decadeParts[w]; ok {
		if y, ok := p.decade(i + 1); ok {
			return Period{year(y + third[0]), year(y + third[1])}, 2, false, true
		}
	}
	if span, ok := parts[w]; ok {
		if y, n, ok := at(i + 1); ok {
			return cut(y, n, span.from, span.months)
		}
	}
	if n := ordinal(w); n > 0 && n <= 4 {
		if y, k, ok := at(i + 2); ok {
			switch {
			case p.low(i+1) == "quarter":
				return cut(y, k, time.Month(3*n-2), 3)
			case p.low(i+1) == "half" && n <= 2:
				return cut(y, k, time.Month(6*n-5), 6)
			}
		}
	}
	if y, n, ok := at(i + 1); ok && len(w) == 2 {
		switch k := time.Month(w[1] - '0'); {
		case w[0] == 'q' && k >= 1 && k <= 4:
			return cut(y, n, 3*k-2, 3)
		case w[0] == 'h' && (k == 1 || k == 2):
			return cut(y, n, 6*k-5, 6)
		}
	}
	return Period{}, 0, false, false
}

// parts are the words for a part of a year.
var parts = map[string]struct {
	from   time.Month
	months int
}{"early": {1, 4}, "mid": {5, 4}, "late": {9, 4}}

// decadeParts are the years of a decade that "early" and the like mean.
var decadeParts = map[string][2]int{"early": {0, 4}, "mid": {4, 7}, "late": {6, 10}}

// yearOf reads a year of four figures.
func yearOf(w string) (int, bool) {
	y, err := strconv.Atoi(w)
	return y, err == nil && len(w) == 4 && y >= 1000 && y < 2200
}

// dayOf reads a day of the month: "27", "27th"; 0 when it is none.
func dayOf(w string) int {
	for _, tail := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, tail)
	}
	d, err := strconv.Atoi(w)
	if err != nil || len(w) > 2 || d < 1 || d > 31 {
		return 0
	}
	return d
}

// ordinal reads "third" and "19th"; 0 when it is none.
func ordinal(w string) int {
	switch w {
	case "first":
		return 1
	case "second":
		return 2
	case "third":
		return 3
	case "fourth":
		return 4
	}
	if d := dayOf(w); d > 0 && strings.TrimRight(w, "stndrh") != w {
		return d
	}
	return 0
}

// Days returns the times that a sentence names by date, in its order; what has
// no year counts from the day it was published, zero when that is unknown.
func Days(sentence string, published time.Time) []Period {
	p := &phrase{text: sentence, words: split(sentence), now: day(published)}
	var out []Period
	for i := 0; i < len(p.words); {
		got, n, _, ok := p.calendar(i, i > 0 && p.low(i-1) == "in")
		if !ok {
			got, n, _, ok = p.part(i, false)
		}
		if !ok {
			got, n, _, ok = p.relative(i, false)
		}
		if !ok {
			i++
			continue
		}
		out = append(out, got)
		i += n
	}
	return out
}
