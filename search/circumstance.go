package search

import (
	"strings"
	"time"

	"byline/article"
)

const (
	// sourceBonus lifts the sentences of a source that the question names, as
	// in "according to The Verge". The model's scores of a right and a wrong
	// sentence are some 4 apart.
	sourceBonus = 3
	// monthBonus lifts those published in a month that it names.
	monthBonus = 0.6
)

// circumstance is what a question says of where and when to look, beside its
// words.
type circumstance struct {
	month time.Month // 0: none named
	year  int        // 0: none named
}

// circumstanceOf reads the month and year that a question names.
func circumstanceOf(question string) circumstance {
	var c circumstance
	for w := range strings.FieldsFuncSeq(question, func(r rune) bool { return strings.ContainsRune(" ,.?!;:()'\"’", r) }) {
		if t, err := time.Parse("January", w); err == nil && (w != "May" || c.month != 0) {
			c.month = t.Month()
		}
		if t, err := time.Parse("2006", w); err == nil && t.Year() > 1000 && t.Year() < 2200 {
			c.year = t.Year()
		}
	}
	return c
}

// bonus returns what an article's source and date add to its sentences.
func (a *asked) bonus(r *reading) float64 {
	b := 0.0
	if len(r.source) > 0 && a.says(r.source) {
		b += sourceBonus
	}
	if c := a.where; c.month != 0 && !r.art.Published.IsZero() {
		at := r.art.Published.Time()
		if at.Month() == c.month && (c.year == 0 || c.year == at.Year()) {
			b += monthBonus
		}
	}
	return b
}

// says reports whether the question has words one after the other.
func (a *asked) says(words []word) bool {
	for i := 0; i+len(words) <= len(a.all); i++ {
		k := 0
		for k < len(words) && a.all[i+k] == words[k].hash {
			k++
		}
		if k == len(words) {
			return true
		}
	}
	return false
}

// relativeTimes are phrases that name a time by the day they are said on.
var relativeTimes = []struct {
	words string
	since func(today time.Time) (since, until time.Time)
}{
	{"yesterday", func(d time.Time) (time.Time, time.Time) { return d.AddDate(0, 0, -1), d }},
	{"today", func(d time.Time) (time.Time, time.Time) { return d, d.AddDate(0, 0, 1) }},
	{"last week", func(d time.Time) (time.Time, time.Time) { return monday(d).AddDate(0, 0, -7), monday(d) }},
	{"this week", func(d time.Time) (time.Time, time.Time) { return monday(d), d.AddDate(0, 0, 1) }},
	{"past week", func(d time.Time) (time.Time, time.Time) { return d.AddDate(0, 0, -7), d.AddDate(0, 0, 1) }},
	{"last month", func(d time.Time) (time.Time, time.Time) { return first(d).AddDate(0, -1, 0), first(d) }},
	{"this month", func(d time.Time) (time.Time, time.Time) { return first(d), d.AddDate(0, 0, 1) }},
	{"past month", func(d time.Time) (time.Time, time.Time) { return d.AddDate(0, -1, 0), d.AddDate(0, 0, 1) }},
	{"last year", func(d time.Time) (time.Time, time.Time) { return newYear(d).AddDate(-1, 0, 0), newYear(d) }},
	{"this year", func(d time.Time) (time.Time, time.Time) { return newYear(d), d.AddDate(0, 0, 1) }},
	{"past year", func(d time.Time) (time.Time, time.Time) { return d.AddDate(-1, 0, 0), d.AddDate(0, 0, 1) }},
}

func monday(d time.Time) time.Time  { return d.AddDate(0, 0, -(int(d.Weekday())+6)%7) }
func first(d time.Time) time.Time   { return d.AddDate(0, 0, 1-d.Day()) }
func newYear(d time.Time) time.Time { return d.AddDate(0, 0, 1-d.YearDay()) }

// relativeTime returns the time that question names relative to now, in UTC;
// zero when it names none or now is unknown.
func relativeTime(question string, now time.Time) (since, until time.Time) {
	if now.IsZero() {
		return
	}
	words := " " + strings.Join(strings.FieldsFunc(strings.ToLower(question), func(r rune) bool { return strings.ContainsRune(" ,.?!;:", r) }), " ") + " "
	for _, r := range relativeTimes {
		if strings.Contains(words, " "+r.words+" ") {
			return r.since(article.Day(now).Time())
		}
	}
	return
}
