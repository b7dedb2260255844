package search

import (
	"strings"
	"time"
)

const (
	// sourceBonus lifts the sentences of a source that the question names, as
	// in "according to The Verge". The model's scores of a right and a wrong
	// sentence are some 4 apart.
	sourceBonus = 3
	// monthBonus lifts those published in a month that it names, of any year
	// when it names none; dateBonus those of its month and year.
	monthBonus = 0.6
	dateBonus  = 1.5
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
	before := ""
	for w := range strings.FieldsFuncSeq(question, func(r rune) bool { return strings.ContainsRune(" ,.?!;:()'\"’", r) }) {
		if t, err := time.Parse("January", w); err == nil && (w != "May" || c.month != 0) && (w != "may" && w != "march" || before == "in" || before == "last") {
			c.month = t.Month()
		}
		before = w
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
		switch {
		case at.Month() != c.month:
		case c.year == 0:
			b += monthBonus
		case c.year == at.Year():
			b += dateBonus
		}
	}
	return b
}

// says reports whether the question has words one after the other.
func (a *asked) says(words []word) bool {
	for i := 0; i+len(words) <= len(a.all); i++ {
		k := 0
		for k < len(words) && a.all[i+k] == words[k].Hash {
			k++
		}
		if k == len(words) {
			return true
		}
	}
	return false
}
