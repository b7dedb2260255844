package article

import (
	"fmt"
	"strings"
	"time"
)

// A Date is a day, or a moment, in UTC; the zero Date is unknown.
type Date struct {
	t   time.Time
	day bool
}

// Day returns the Date that is t's calendar day in UTC.
func Day(t time.Time) Date {
	t = t.UTC()
	return Date{time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true}
}

// Moment returns the Date that is t, to the second.
func Moment(t time.Time) Date { return Date{t.UTC().Truncate(time.Second), false} }

// ParseDate reads an RFC 3339 date ("2020-10-27") or time
// ("2020-10-27T08:00:00Z"). The empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return Day(t), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return Date{}, fmt.Errorf("article: date %q: want 2006-01-02 or 2006-01-02T15:04:05Z", s)
	}
	return Moment(t), nil
}

// IsZero reports whether d is unknown.
func (d Date) IsZero() bool { return d.t.IsZero() }

// DayOnly reports whether d names a day without a time.
func (d Date) DayOnly() bool { return d.day }

// Time returns the moment, or midnight UTC of the day.
func (d Date) Time() time.Time { return d.t }

// Before reports whether d begins before e.
func (d Date) Before(e Date) bool { return d.t.Before(e.t) }

// String returns the form that ParseDate reads; empty when unknown.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.day:
		return d.t.Format(time.DateOnly)
	default:
		return d.t.Format(time.RFC3339)
	}
}

// MarshalText implements encoding.TextMarshaler.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}
