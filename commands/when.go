package commands

import (
	"fmt"
	"strings"
	"time"

	"byline/when"
)

// bounds reads since and until: a day, a week, a month or a year each. The returned
// until is the end of what was named, exclusive.
func bounds(o Options, now time.Time) (since, until time.Time, err error) {
	if since, _, err = period("since", o.Since, now); err != nil {
		return since, until, err
	}
	if _, until, err = period("until", o.Until, now); err != nil {
		return since, until, err
	}
	if !since.IsZero() && !until.IsZero() && !since.Before(until) {
		return since, until, invalid("The since: date is after the until: date; please swap them.")
	}
	return since, until, nil
}

// period returns the first moment of s and the first after it, in UTC. Beside
// dates it reads what counts from now: "yesterday", "last week".
func period(name, s string, now time.Time) (first, after time.Time, err error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, time.Time{}, nil
	}
	if p, ok := when.Parse(s, now); ok {
		return p.From, p.To, nil
	}
	return first, after, invalid(fmt.Sprintf("I cannot read the date in %s:%s; write it as 2020-10-27, 2020-10 or 2020, or %s:yesterday, %s:\"last week\".", name, s, name, name))
}
