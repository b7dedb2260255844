package formats

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"byline/article"
	"byline/when/written"
)

// layouts are the machine-made forms of a date, tried before words.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", time.RFC850, time.ANSIC, time.UnixDate,
	"20060102150405", "20060102T150405Z",
}

// days are the machine-made forms of a day without a time.
var days = []string{time.DateOnly, "2006/01/02", "2006.01.02", "20060102", "2006-1-2", "2006/1/2"}

var (
	isoDay     = regexp.MustCompile(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b`)
	dottedDay  = regexp.MustCompile(`\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b`)
	slashedDay = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
)

// ParseDate reads a date in the forms that files, feeds and front matter use.
// A form without a year, or whose day and month cannot be told apart, is not a
// date: nothing is guessed.
func ParseDate(s string) (article.Date, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return article.Moment(t), true
		}
	}
	for _, layout := range days {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return article.Day(t), true
		}
	}
	d, at := FindDate(s)
	return d, at.Len() > 0
}

// plausible keeps numbers that only look like a year from being dates.
func plausible(t time.Time) bool { return t.Year() >= 1400 && t.Year() <= 2200 }

// FindDate returns the first date in s that names its year, and where it is;
// an empty span when there is none.
func FindDate(s string) (article.Date, article.Span) {
	var found article.Date
	at := article.Span{Start: len(s) + 1}
	if day, start, end := written.Day(s); plausible(day) {
		found, at = article.Day(day), article.Span{Start: start, End: end}
	}
	for _, form := range []struct {
		re               *regexp.Regexp
		year, month, day int // submatch numbers
		ambiguous        bool
	}{
		{isoDay, 1, 2, 3, false},
		{dottedDay, 3, 2, 1, false},
		{slashedDay, 3, 2, 1, true},
	} {
		m := form.re.FindStringSubmatchIndex(s)
		if m == nil || m[0] >= at.Start {
			continue
		}
		part := func(i int) int {
			n, _ := strconv.Atoi(s[m[2*i]:m[2*i+1]])
			return n
		}
		d, ok := calendarDay(part(form.year), part(form.month), part(form.day), form.ambiguous)
		if ok {
			found, at = d, article.Span{Start: m[0], End: m[1]}
		}
	}
	if found.IsZero() {
		return article.Date{}, article.Span{}
	}
	return found, at
}

// calendarDay makes a date of its parts. With ambiguous set, day and month may
// have changed places, and the date is only taken when they cannot have.
func calendarDay(y, m, d int, ambiguous bool) (article.Date, bool) {
	if ambiguous && d <= 12 && m <= 12 && d != m {
		return article.Date{}, false
	}
	if ambiguous && m > 12 {
		d, m = m, d
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || t.Day() != d || !plausible(t) {
		return article.Date{}, false
	}
	return article.Day(t), true
}
