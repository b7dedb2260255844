package check

import (
	"strconv"
	"strings"
	"time"
)

// A date is a moment as a sentence names it; zero fields are not named.
type date struct {
	from, to int // words [from,to)
	y, m, d  int // y is negative before Christ
	m2, d2   int // the other reading of 8/12/1987
	decade   int // 1980 for "the 1980s"
	century  int
	weekday  int    // 1 Monday … 7 Sunday
	relative string // "today", "last week"
	part     string // "early", "mid" or "late" in it
}

// monthOf returns the month that w names, 0 for other words. Its capital tells
// "May" from "may".
func monthOf(w word) int {
	if !w.cap {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if w.low == name || w.low == name[:3] || w.low == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

func weekdayOf(w word) int {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if w.cap && w.low == strings.ToLower(d.String()) {
			return (int(d)+6)%7 + 1
		}
	}
	return 0
}

// findDates fills in r.dates and marks their words as taken.
func (r *reading) findDates() {
	for i := 0; i < len(r.words); i++ {
		d, ok := r.dateAt(i)
		if !ok {
			continue
		}
		part, first := r.partOf(d)
		d.part = part
		r.dates = append(r.dates, d)
		for k := first; k < d.to; k++ {
			r.taken[k] = true
		}
		i = d.to - 1
	}
}

// partOf returns which part of a period is named, and the first word that does:
// "the late 1970s", "the end of May", "the second half of 2021".
func (r *reading) partOf(d date) (part string, at int) {
	if d.d != 0 || d.weekday != 0 {
		return "", d.from
	}
	i := d.from - 1
	switch w := r.low(i); w {
	case "early", "mid", "late":
		return w, i
	case "the":
		i--
	}
	if r.low(i) != "of" {
		return "", d.from
	}
	if r.low(i-1) == "half" {
		if part := map[string]string{"first": "early", "second": "late"}[r.low(i-2)]; part != "" {
			return part, i - 2
		}
	}
	if part := partNamed(r.low(i - 1)); part != "" {
		return part, i - 1
	}
	return "", d.from
}

func partNamed(w string) string {
	switch w {
	case "early", "beginning", "start":
		return "early"
	case "mid", "middle":
		return "mid"
	case "late", "end", "close":
		return "late"
	}
	return ""
}

func (r *reading) dateAt(i int) (date, bool) {
	w := r.words[i]
	if d, ok := r.numericDate(i); ok {
		return d, true
	}
	if m := monthOf(w); m > 0 && !(w.low == "may" && w.lead && r.day(i+1) == 0 && r.year(i+1) == 0) {
		return r.monthDate(i, m), true
	}
	if wd := weekdayOf(w); wd > 0 {
		return date{from: i, to: i + 1, weekday: wd}, true
	}
	if n, ok := strings.CutSuffix(w.low, "s"); ok && len(n) == 4 && strings.HasSuffix(n, "0") {
		if y, err := strconv.Atoi(n); err == nil {
			return date{from: i, to: i + 1, decade: y}, true
		}
	}
	if n, ok := strings.CutSuffix(w.low, "s"); ok && len(n) == 2 && n[1] == '0' && strings.ContainsAny(w.sep, "'’‘") {
		if y, err := strconv.Atoi(n); err == nil {
			return date{from: i, to: i + 1, decade: 1900 + y}, true // "the '50s"
		}
	}
	if next := r.low(i + 1); next == "century" || next == "centuries" {
		if c := r.centuryNumber(i); c > 0 {
			return date{from: i, to: i + 2, century: c}, true
		}
	}
	if c := r.centuryNumber(i); c > 0 && r.sharesCentury(i) {
		return date{from: i, to: i + 1, century: c}, true
	}
	if y := r.year(i); y != 0 && !r.counted(i) {
		return r.beforeChrist(date{from: i, to: i + 1, y: y}), true
	}
	switch w.low {
	case "today", "yesterday", "tomorrow", "tonight":
		return date{from: i, to: i + 1, relative: w.low}, true
	case "last", "next", "this", "past":
		switch next := r.low(i + 1); next {
		case "week", "month", "year", "weekend":
			return date{from: i, to: i + 2, relative: strings.Replace(w.low, "past", "last", 1) + " " + next}, true
		}
	}
	return date{}, false
}

// sharesCentury reports whether the ordinal at word i is a century's that is named
// behind another: "the late 19th and early 20th century".
func (r *reading) sharesCentury(i int) bool {
	switch r.low(i + 1) {
	case "and", "or", "to", "through":
	default:
		return false
	}
	k := i + 2
	if r.low(k) == "the" {
		k++
	}
	if partNamed(r.low(k)) != "" {
		k++
	}
	return r.centuryNumber(k) > 0 && (r.low(k+1) == "century" || r.low(k+1) == "centuries")
}

// numericDate reads 1987-12-08, 8.12.1987, 8/12/1987.
func (r *reading) numericDate(i int) (date, bool) {
	var parts []string
	to := i + 1
	if strings.Count(r.words[i].low, ".") == 2 {
		parts = strings.Split(r.words[i].low, ".")
	} else if i+2 < len(r.words) && r.words[i+1].sep == r.words[i+2].sep && (r.words[i+1].sep == "-" || r.words[i+1].sep == "/") {
		parts = []string{r.words[i].low, r.words[i+1].low, r.words[i+2].low}
		to = i + 3
	} else {
		return date{}, false
	}
	var n [3]int
	for k, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return date{}, false
		}
		n[k] = v
	}
	switch {
	case len(parts[0]) == 4 && monthDay(n[1], n[2]):
		return date{from: i, to: to, y: n[0], m: n[1], d: n[2]}, true
	case len(parts[2]) == 4 && monthDay(n[1], n[0]):
		d := date{from: i, to: to, y: n[2], m: n[1], d: n[0]}
		if monthDay(n[0], n[1]) {
			d.m2, d.d2 = n[0], n[1]
		}
		return d, true
	case len(parts[2]) == 4 && monthDay(n[0], n[1]):
		return date{from: i, to: to, y: n[2], m: n[0], d: n[1]}, true
	}
	return date{}, false
}

func monthDay(m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= 31 }

// monthDate reads the day and year around the month at word i.
func (r *reading) monthDate(i, m int) date {
	d := date{from: i, to: i + 1, m: m}
	if n := r.day(i - 1); n > 0 {
		d.d, d.from = n, i-1
	} else if r.low(i-1) == "of" && r.day(i-2) > 0 {
		d.d, d.from = r.day(i-2), i-2
	} else if n := r.day(i + 1); n > 0 {
		d.d, d.to = n, i+2
	}
	k := d.to
	if r.low(k) == "of" || r.low(k) == "in" {
		k++
	}
	if y := r.year(k); y != 0 && (k >= len(r.words) || r.words[k].sep == "" || r.words[k].sep == "," || r.words[k].sep == ".") {
		d.y, d.to = y, k+1
	}
	return r.beforeChrist(d)
}

// beforeChrist reads "BC" after a date.
func (r *reading) beforeChrist(d date) date {
	switch r.low(d.to) {
	case "bc", "bce":
		d.y = -d.y
		d.to++
	case "ad", "ce":
		d.to++
	}
	return d
}

// day returns the day of the month that word i names, 0 for none.
func (r *reading) day(i int) int {
	w := r.low(i)
	if w == "" || i < len(r.taken) && r.taken[i] {
		return 0
	}
	v, err := strconv.Atoi(w)
	if err != nil {
		v = 0
		if o := ordinal(w); o > 0 {
			v = int(o)
		}
	}
	if v < 1 || v > 31 {
		return 0
	}
	return v
}

// year returns the year that word i names, 0 for none: four digits without a
// comma, from 1000 to 2199, or up to four digits before BC, AD.
func (r *reading) year(i int) int {
	w := r.low(i)
	v, err := strconv.Atoi(strings.ReplaceAll(w, ",", ""))
	if err != nil {
		return 0
	}
	era := r.low(i + 1)
	if era == "bc" || era == "bce" || era == "ad" || era == "ce" || len(w) == 4 && v >= 1000 && v < 2200 {
		return v
	}
	return 0
}

// counted reports whether the four digits at word i count something.
func (r *reading) counted(i int) bool {
	next := r.low(i + 1)
	if i > 0 && isCurrencySign(r.words[i-1].low) || unitOf(next) != "" || magnitude(next) > 0 || next == "per" {
		return true
	}
	return false
}

func (r *reading) centuryNumber(i int) int {
	if o := ordinal(r.low(i)); o > 0 {
		if i > 0 && spelled(r.low(i-1)) == 20 {
			return 20 + int(o)
		}
		return int(o)
	}
	return 0
}

// fits reports whether a claim may say c where the source says s: nothing
// named differs, and nothing is named more precisely.
func (c date) fits(s date) bool {
	if c.part != "" && c.part != s.part {
		return false
	}
	switch {
	case c.relative != "" || s.relative != "" && s.y == 0 && s.m == 0 && s.weekday == 0:
		return c.relative == s.relative
	case c.weekday != 0:
		return c.weekday == s.weekday
	case c.century != 0:
		return c.century == s.century || s.y > 0 && (s.y-1)/100+1 == c.century || s.decade > 0 && s.decade/100+1 == c.century
	case c.decade != 0:
		return c.decade == s.decade || s.y > 0 && s.y/10*10 == c.decade
	}
	if c.y != 0 && c.y != s.y {
		return false
	}
	plain := (c.m == 0 || c.m == s.m) && (c.d == 0 || c.d == s.d)
	other := s.m2 != 0 && (c.m == 0 || c.m == s.m2) && (c.d == 0 || c.d == s.d2)
	swapped := c.m2 != 0 && c.m2 == s.m && c.d2 == s.d
	return (plain || other || swapped) && c.y|c.m|c.d != 0 && s.y|s.m|s.d != 0
}

// onDay returns the date that s means in an article published on day, which
// may be what a claim spells out; ok is false when s is not relative to it.
func (s date) onDay(day time.Time) (date, bool) {
	switch {
	case day.IsZero():
		return date{}, false
	case s.relative == "today" || s.relative == "tonight":
	case s.relative == "yesterday":
		day = day.AddDate(0, 0, -1)
	case s.relative == "tomorrow":
		day = day.AddDate(0, 0, 1)
	case s.relative == "this year":
		return date{y: day.Year()}, true
	case s.relative == "last year":
		return date{y: day.Year() - 1}, true
	case s.weekday != 0 && s.relative == "":
		for (int(day.Weekday())+6)%7+1 != s.weekday {
			day = day.AddDate(0, 0, -1)
		}
	case s.m != 0 && s.y == 0 && s.m <= int(day.Month()):
		return date{y: day.Year(), m: s.m, d: s.d}, true
	default:
		return date{}, false
	}
	return date{y: day.Year(), m: int(day.Month()), d: day.Day()}, true
}
