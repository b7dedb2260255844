package when

import (
	"strconv"
	"strings"
	"time"
)

// named reads a name for a time at word i, and returns how many words it takes
// and whether it counts from today. With sure, what may be another word, as
// "May", is taken for a time.
func (p *phrase) named(i int, sure bool) (got Period, n int, relative, ok bool) {
	for p.low(i+n) == "the" || n == 0 && (p.low(i) == "in" || p.low(i) == "on" || p.low(i) == "during" || p.low(i) == "over" || p.low(i) == "within") {
		n++
	}
	i += n
	for _, read := range []func(int, bool) (Period, int, bool, bool){p.calendar, p.part, p.relative, p.ago} {
		if got, m, relative, ok := read(i, sure || n > 0); ok {
			return got, n + m, relative, true
		}
	}
	return Period{}, 0, false, false
}

// relative reads what is named from today on: "yesterday", "last week", "the
// past three days", "last October", "this summer", "Monday".
func (p *phrase) relative(i int, sure bool) (Period, int, bool, bool) {
	if p.now.IsZero() {
		return Period{}, 0, false, false
	}
	d := p.now
	switch w := p.low(i); w {
	case "yesterday":
		return days(d.AddDate(0, 0, -1), 1), 1, true, true
	case "today", "tonight":
		if !sure {
			return Period{}, 0, false, false // "what is Prussia called today"
		}
		return days(d, 1), 1, true, true
	case "day":
		if p.low(i+1) == "before" && p.low(i+2) == "yesterday" {
			return days(d.AddDate(0, 0, -2), 1), 3, true, true
		}
	case "earlier":
		if got, ok := p.earlier(p.low(i + 2)); ok && p.low(i+1) == "this" {
			return got, 3, true, true
		}
	case "other":
		if p.low(i-1) == "the" && p.low(i+1) == "day" {
			return Period{d.AddDate(0, 0, -10), d}, 2, true, true
		}
	case "recent":
		if from, ok := back(d, 3, p.low(i+1)); ok && strings.HasSuffix(p.low(i+1), "s") {
			return Period{from, d.AddDate(0, 0, 1)}, 2, true, true
		}
	case "weekend":
		if p.low(i-1) == "the" && (p.low(i-2) == "over" || p.low(i-2) == "on" || p.low(i-2) == "at") {
			return days(latest(d, time.Saturday, true), 2), 1, true, true
		}
	case "last", "past", "previous", "this":
		if w == "this" && p.low(i+1) == "past" {
			if got, ok := p.lastOrThis("past", p.low(i+2)); ok {
				return got, 3, true, true
			}
		}
		if count, m := p.count(i + 1); m > 0 && w != "this" {
			if from, ok := back(d, count, p.low(i+1+m)); ok {
				return Period{from, d.AddDate(0, 0, 1)}, m + 2, true, true
			}
		}
		if got, ok := p.lastOrThis(w, p.low(i+1)); ok {
			return got, 2, true, true
		}
	default:
		if wd, ok := weekdays[w]; ok && (sure || p.words[i].cap || i > 0 && i == len(p.words)-1) {
			return days(latest(d, wd, true), 1), 1, true, true
		}
	}
	return Period{}, 0, false, false
}

// earlier returns what is over of "this year", "this month" or "this week"
// and not of the present: without its last month, week or day.
func (p *phrase) earlier(unit string) (Period, bool) {
	got, ok := p.lastOrThis("this", unit)
	if !ok {
		return got, false
	}
	to := p.now
	switch unit {
	case "year":
		to = to.AddDate(0, -1, 0)
	case "month":
		to = to.AddDate(0, 0, -7)
	}
	if got.To = to; !got.From.Before(to) {
		got.To = got.From.AddDate(0, 0, 1)
	}
	return got, true
}

// lastOrThis reads "last week", "this month", "past year" and the like.
func (p *phrase) lastOrThis(which, unit string) (Period, bool) {
	d, back := p.now, 0
	if which != "this" {
		back = 1
	}
	tomorrow := d.AddDate(0, 0, 1)
	if which == "past" {
		if from, ok := backOne(d, unit); ok {
			return Period{from, tomorrow}, true
		}
	}
	whole := func(from time.Time, to time.Time) (Period, bool) {
		if which == "this" {
			to = tomorrow
		}
		return Period{from, to}, true
	}
	switch unit {
	case "week":
		from := d.AddDate(0, 0, -(int(d.Weekday())+6)%7-7*back)
		return whole(from, from.AddDate(0, 0, 7))
	case "weekend":
		from := latest(d, time.Saturday, true)
		if back == 1 && d.Sub(from) < 48*time.Hour {
			from = from.AddDate(0, 0, -7)
		}
		return days(from, 2), true
	case "month":
		from := time.Date(d.Year(), d.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
		return whole(from, from.AddDate(0, 1, 0))
	case "quarter":
		from := time.Date(d.Year(), (d.Month()-1)/3*3+1-time.Month(3*back), 1, 0, 0, 0, 0, time.UTC)
		return whole(from, from.AddDate(0, 3, 0))
	case "year":
		return whole(year(d.Year()-back), year(d.Year()-back+1))
	case "decade":
		from := year(d.Year()/10*10 - 10*back)
		return whole(from, from.AddDate(10, 0, 0))
	case "century":
		from := year(d.Year()/100*100 - 100*back)
		return whole(from, from.AddDate(100, 0, 0))
	case "morning", "afternoon", "evening":
		return days(d, 1), which == "this"
	case "night":
		return days(d.AddDate(0, 0, -1), 2), which == "last"
	}
	if m, ok := months[unit]; ok {
		from := time.Date(d.Year(), m, 1, 0, 0, 0, 0, time.UTC)
		if from.After(d) || which != "this" && !from.AddDate(0, 1, 0).Before(tomorrow) {
			from = from.AddDate(-1, 0, 0)
		}
		return Period{from, from.AddDate(0, 1, 0)}, true
	}
	if wd, ok := weekdays[unit]; ok {
		return days(latest(d, wd, which == "this"), 1), true
	}
	if m, ok := seasons[unit]; ok {
		from := time.Date(d.Year(), m, 1, 0, 0, 0, 0, time.UTC)
		if from.After(d) || which != "this" && !from.AddDate(0, 3, 0).Before(tomorrow) {
			from = from.AddDate(-1, 0, 0)
		}
		return Period{from, from.AddDate(0, 3, 0)}, true
	}
	return Period{}, false
}

// ago reads "three days ago", "a week ago", "two months earlier" is not one.
func (p *phrase) ago(i int, _ bool) (Period, int, bool, bool) {
	count, m := p.count(i)
	if m == 0 || p.now.IsZero() || p.low(i+m+1) != "ago" {
		return Period{}, 0, false, false
	}
	at, ok := back(p.now, count, p.low(i+m))
	if !ok {
		return Period{}, 0, false, false
	}
	var got Period
	switch strings.TrimSuffix(p.low(i+m), "s") {
	case "day":
		got = days(at, 1)
	case "week":
		got = days(at.AddDate(0, 0, -3), 7)
	case "month":
		got = Period{at.AddDate(0, 0, -15), at.AddDate(0, 0, 16)}
	case "decade":
		got = Period{at.AddDate(-5, 0, 0), at.AddDate(5, 0, 0)}
	default:
		got = Period{at.AddDate(0, -6, 0), at.AddDate(0, 6, 0)}
	}
	return got, m + 2, true, true
}

// count reads a number of things at word i: "three", "3", "a", "a couple of", "few".
func (p *phrase) count(i int) (n, taken int) {
	switch w := p.low(i); w {
	case "a", "an", "one":
		if p.low(i+1) == "couple" && p.low(i+2) == "of" {
			return 2, 3
		}
		if p.low(i+1) == "couple" {
			return 2, 2
		}
		if p.low(i+1) == "few" {
			return 3, 2
		}
		return 1, 1
	case "couple":
		if p.low(i+1) == "of" {
			return 2, 2
		}
		return 2, 1
	case "few":
		return 3, 1
	case "several":
		return 5, 1
	default:
		if n, ok := numbers[w]; ok {
			return n, 1
		}
		if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 1000 {
			return n, 1
		}
	}
	return 0, 0
}

// back returns the day that lies count units before d.
func back(d time.Time, count int, unit string) (time.Time, bool) {
	switch strings.TrimSuffix(unit, "s") {
	case "hour", "hr":
		return d.AddDate(0, 0, -(count+23)/24), true
	case "day":
		return d.AddDate(0, 0, -count), true
	case "fortnight":
		return d.AddDate(0, 0, -14*count), true
	case "week":
		return d.AddDate(0, 0, -7*count), true
	case "month":
		return d.AddDate(0, -count, 0), true
	case "year":
		return d.AddDate(-count, 0, 0), true
	case "decade":
		return d.AddDate(-10*count, 0, 0), true
	}
	return d, false
}

func backOne(d time.Time, unit string) (time.Time, bool) {
	if strings.HasSuffix(unit, "s") {
		return d, false
	}
	return back(d, 1, unit)
}

// latest returns the last such weekday before d, or d itself with same.
func latest(d time.Time, wd time.Weekday, same bool) time.Time {
	n := (int(d.Weekday()) - int(wd) + 7) % 7
	if n == 0 && !same {
		n = 7
	}
	return d.AddDate(0, 0, -n)
}

func days(from time.Time, n int) Period { return Period{from, from.AddDate(0, 0, n)} }
func year(y int) time.Time              { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

var numbers = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30}

var weekdays = map[string]time.Weekday{"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday}

var seasons = map[string]time.Month{"spring": time.March, "summer": time.June, "autumn": time.September, "fall": time.September, "winter": time.December}

var months = map[string]time.Month{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
