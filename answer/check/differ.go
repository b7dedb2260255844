package check

import (
	"time"

	"byline/article"
)

// Differ returns the words by which two sentences of different articles give
// different numbers or dates for the same thing; ok is false when they do not.
func Differ(a, b Source) (aWords, bWords string, ok bool) {
	ra, rb := readSource(a, nil), readSource(b, nil)
	p := overlay(ra.reading, rb, 0, len(ra.words))
	alike := (p.covered() >= sameThing || overlay(rb.reading, ra, 0, len(rb.words)).covered() >= sameThing) && p.mayBeOfOne(ra, rb)
	numbers, dates := ra.rivals(rb, alike || p.sharesName(), alike), ra.rivalDays(rb, alike)
	switch {
	case numbers.ok && !dates.ok:
		return numbers.a, numbers.b, true
	case dates.ok && !numbers.ok && !ra.otherAmount(rb):
		return dates.a, dates.b, true
	}
	return "", "", false // nothing differs; or the day and what was on it, on two occasions
}

// otherAmount reports whether a and b have amounts of one unit that differ.
func (a *source) otherAmount(b *source) bool {
	for _, x := range a.numbers {
		for _, y := range b.numbers {
			if x.unit != "" && x.unit == y.unit && !x.fits(y) && !y.fits(x) && !same(x.value, y.value) {
				return true
			}
		}
	}
	return false
}

// A rivalry is two ways to say one thing.
type rivalry struct {
	a, b string
	ok   bool
}

// rivals returns the first two numbers of a and b that are rivals; without a unit
// only where bare is true, with one where any is.
func (a *source) rivals(b *source, any, bare bool) rivalry {
	for _, x := range a.numbers {
		for _, y := range b.numbers {
			if (bare || x.unit != "" && any) && rivalNumbers(a, b, x, y) {
				return rivalry{a.span(x.from, x.to), b.span(y.from, y.to), true}
			}
		}
	}
	return rivalry{}
}

// rivalDays is rivals for dates.
func (a *source) rivalDays(b *source, alike bool) rivalry {
	for _, x := range a.dates {
		for _, y := range b.dates {
			if alike && rivalDates(a, b, x, y) {
				return rivalry{a.span(x.from, x.to), b.span(y.from, y.to), true}
			}
		}
	}
	return rivalry{}
}

// sameThing is the share of one sentence's content words that the other must
// have for their numbers to be about the same thing; where the numbers have a
// unit, a name in common is enough.
const sameThing = 0.5

// mayBeOfOne reports whether a sentence that does not name what it is about, such
// as "It entered into force in 1988", may be about what the other is: they have a
// name in common, or the articles' titles do.
func (p *pair) mayBeOfOne(a, b *source) bool {
	_, pointsA := a.pointingSubject()
	_, pointsB := b.pointingSubject()
	if pointsA == 0 && pointsB == 0 || p.sharesName() {
		return true
	}
	for _, x := range a.title.words {
		for _, y := range b.title.words {
			if x.content && x.cap && y.cap && x.low == y.low {
				return true
			}
		}
	}
	return false
}

// sharesName reports whether the two sentences have a name in common.
func (p *pair) sharesName() bool {
	for i, j := range p.at {
		if j >= 0 && p.isName(i) && p.s.words[j].cap {
			return true
		}
	}
	return false
}

// rivalNumbers reports whether x and y give one quantity different values:
// the same unit, what is counted or what comes before the same, and neither
// value anywhere in the other sentence.
func rivalNumbers(a, b *source, x, y number) bool {
	if x.unit != y.unit || x.unit == "ordinal" || x.fits(y) || y.fits(x) || same(x.value, y.value) {
		return false
	}
	for _, n := range b.numbers {
		if x.fits(n) || n.fits(x) {
			return false
		}
	}
	for _, n := range a.numbers {
		if y.fits(n) || n.fits(y) {
			return false
		}
	}
	i, j := a.countedBy(x), b.countedBy(y)
	return i >= 0 && j >= 0 && alike(a.words[i], b.words[j]) >= 0 || sameSlot(a, b, x.from, x.to, y.from, y.to)
}

// rivalDates reports whether x and y give different years or days for what
// happened: the word before them is the same, and neither fits the other.
func rivalDates(a, b *source, x, y date) bool {
	if x.y == 0 || y.y == 0 || x.fits(y) || y.fits(x) {
		return false
	}
	for _, d := range b.dates {
		if x.fits(d) || d.fits(x) {
			return false
		}
	}
	for _, d := range a.dates {
		if y.fits(d) || d.fits(y) {
			return false
		}
	}
	return sameSlot(a, b, x.from, x.to, y.from, y.to)
}

// sameSlot reports whether words [i,k) of a and [j,m) of b follow the same word.
func sameSlot(a, b *source, i, k, j, m int) bool {
	x, y := a.slot(i, k, 0, len(a.words)), b.slot(j, m, 0, len(b.words))
	return x.before != "^" && alikeStem(x.before, y.before)
}

// A Day is a date that a sentence names.
type Day struct {
	article.Span           // in the sentence
	Time         time.Time // its first day, UTC
}

// Days returns the dates that a sentence of an article published on the given
// day names with their year, or relative to that day.
func Days(sentence string, published article.Date) []Day {
	r := read(sentence)
	var out []Day
	for _, d := range r.dates {
		if d.y <= 0 {
			resolved, ok := d.onDay(published.Time())
			if !ok || published.IsZero() {
				continue
			}
			d.y, d.m, d.d = resolved.y, resolved.m, resolved.d
		}
		t := time.Date(d.y, time.Month(max(d.m, 1)), max(d.d, 1), 0, 0, 0, 0, time.UTC)
		out = append(out, Day{article.Span{Start: r.words[d.from].start, End: r.words[d.to-1].end}, t})
	}
	return out
}
