package commands

import (
	"fmt"
	"strings"
	"time"
)

// bounds reads since and until: a day, a month or a year each. The returned
// until is the end of what was named, exclusive.
func bounds(o Options) (since, until time.Time, err error) {
	if since, _, err = period("since", o.Since); err != nil {
		return since, until, err
	}
	if _, until, err = period("until", o.Until); err != nil {
		return since, until, err
	}
	if !since.IsZero() && !until.IsZero() && !since.Before(until) {
		return since, until, invalid("The since: date is after the until: date; please swap them.")
	}
	return since, until, nil
}

// period returns the first moment of s and the first after it, in UTC.
func period(name, s string) (first, after time.Time, err error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, time.Time{}, nil
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return t, t.AddDate(form.years, form.months, form.days), nil
		}
	}
	return first, after, invalid(fmt.Sprintf("I cannot read the date in %s:%s; write it as 2020-10-27, 2020-10 or 2020.", name, s))
}
