// Package when reads the words people use for time: "last week", "since
// October", "between 2019 and 2021", "before the summit". A reading depends on
// the day it is made on, which the caller passes in; all times are UTC.
package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A Period is a stretch of time [From, To). A zero From or To is open.
type Period struct{ From, To time.Time }

// IsZero reports whether p says nothing.
func (p Period) IsZero() bool { return p.From.IsZero() && p.To.IsZero() }

// Holds reports whether t is in p.
func (p Period) Holds(t time.Time) bool {
	return !t.Before(p.From) && (p.To.IsZero() || t.Before(p.To))
}

// Meets reports whether p and o have a moment in common.
func (p Period) Meets(o Period) bool {
	return (p.To.IsZero() || o.From.Before(p.To)) && (o.To.IsZero() || p.From.Before(o.To))
}

// A Reading is what a question says of time.
type Reading struct {
	Period
	Words    string // the phrase that says so, as asked
	Relative bool   // it counts from the day of asking: "last week", and not "in 2019"
	Bounded  bool   // a word such as "since" or "before" makes a bound of it
	Newest   bool   // the newest is wanted: "latest", "currently"

	Event string // what happened, when the bound is an event: "the treaty ended"
	After bool   // of Event: after it, else before
}

// Read returns what the question says of time on the day of now. With a zero
// now only what needs no such day is read.
func Read(question string, now time.Time) Reading {
	p := &phrase{text: question, words: split(question), now: day(now)}
	r := Reading{Newest: p.newest()}
	for i := range p.words {
		if got, n, ok := p.bounded(i); ok {
			got.Newest = r.Newest
			got.Words = question[p.words[i].start:p.words[i+n-1].end]
			return got
		}
	}
	for i := range p.words {
		if side, ok := sides[p.low(i)]; ok {
			if event := p.event(i + 1); event != "" {
				r.Event, r.After, r.Words = event, side, question[p.words[i].start:]
				return r
			}
		}
	}
	return r
}

// Parse reads s, all of which must be a name for a time: "2020-10", "last
// week", "3 days ago".
func Parse(s string, now time.Time) (Period, bool) {
	s = dashed(s)
	p := &phrase{text: s, words: split(s), now: day(now)}
	i := 0
	if w := p.low(0); w == "the" || w == "in" || w == "on" {
		i = 1
	}
	got, n, _, ok := p.named(i, true)
	return got, ok && i+n == len(p.words)
}

// written are dates in figures, with one separator; years have four.
var written = regexp.MustCompile(`^(\d{1,4})([-/.])(\d{1,4})(?:([-/.])(\d{1,4}))?$`)

// dashed returns a date in figures in the order year, month, day; s itself when
// it is none, or when day and month cannot be told apart ("3/4/2026"). With full
// stops the day comes first.
func dashed(s string) string {
	m := written.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || m[4] != "" && m[4] != m[2] {
		return s
	}
	a, b, c := m[1], m[3], m[5]
	pad := func(n string) string { return strings.Repeat("0", max(0, 2-len(n))) + n }
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	switch {
	case len(a) == 4 && c == "":
		return a + "-" + pad(b)
	case len(a) == 4:
		return a + "-" + pad(b) + "-" + pad(c)
	case c == "" && len(b) == 4:
		return b + "-" + pad(a)
	case len(c) != 4:
		return s
	case m[2] == "." || x > 12 || x == y:
		return c + "-" + pad(b) + "-" + pad(a)
	case y > 12:
		return c + "-" + pad(a) + "-" + pad(b)
	}
	return s
}

// sides are the words that make an event a bound, true for what comes after it.
var sides = map[string]bool{"since": true, "after": true, "following": true, "before": false, "until": false}

// Sides reports whether word counts from an event, and whether what comes after it.
func Sides(word string) (after, ok bool) {
	after, ok = sides[word]
	return after, ok
}

const (
	// short is the most words of a question in which "latest" is what it is about,
	// and not one of the things it tells.
	short = 12
	// eventWords is the most words that name an event.
	eventWords = 8
)

// newestWords ask for the newest.
var newestWords = map[string]bool{"latest": true, "newest": true, "recent": true, "recently": true, "currently": true, "lately": true, "nowadays": true, "today": true}

// naming are the words behind which "now" tells a name from an older one, and
// not the state of things.
var naming = map[string]bool{"called": true, "known": true, "named": true, "as": true, "is": true, "are": true}

func (p *phrase) newest() bool {
	if len(p.words) > short {
		return false
	}
	for i := range p.words {
		last := i == len(p.words)-1
		if newestWords[p.low(i)] && !(p.low(i) == "today" && p.low(i-2) == "it" && p.low(i-1) == "is") || p.low(i) == "now" && (last && !naming[p.low(i-1)] || p.low(i-1) == "right") ||
			p.low(i) == "current" && !last && p.low(i+1) != "of" || p.low(i) == "at" && (p.low(i+1) == "present" || p.low(i+1) == "moment" || p.low(i+1) == "the" && p.low(i+2) == "moment") {
			return true
		}
	}
	return false
}

// event returns the clause that begins at word i, to the end or the next
// comma; empty when it cannot be an event.
func (p *phrase) event(i int) string {
	if i >= len(p.words) || i == 1 && len(p.words) < 3 {
		return ""
	}
	switch p.low(i) {
	case "the", "a", "an", "his", "her", "its", "their", "this":
	case "that", "then", "it", "he", "she", "they":
		return ""
	default:
		if !p.words[i].cap {
			return ""
		}
	}
	start, end := p.words[i].start, p.words[len(p.words)-1].end
	if cut := strings.IndexAny(p.text[start:], ",;?"); cut >= 0 {
		end = min(end, start+cut)
	}
	event := strings.TrimSpace(p.text[start:end])
	if len(strings.Fields(event)) > eventWords || len(p.words) > short+eventWords {
		return ""
	}
	return event
}

// A word is one of a phrase's, lower case.
type word struct {
	start, end int
	low        string
	cap        bool
}

type phrase struct {
	text  string
	words []word
	now   time.Time // midnight; zero: unknown
}

func (p *phrase) low(i int) string {
	if i < 0 || i >= len(p.words) {
		return ""
	}
	return p.words[i].low
}

// split returns the words of s; a date such as 2020-10-27 is one.
func split(s string) []word {
	var out []word
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		w := s[start:end]
		low := strings.ToLower(w)
		for _, tail := range []string{"'s", "’s"} {
			low = strings.TrimSuffix(low, tail)
		}
		out = append(out, word{start, end, low, unicode.IsUpper([]rune(w)[0])})
		start = -1
	}
	for i, r := range s {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && (r == '-' || r == '\'' || r == '’')
		switch {
		case inside && start < 0:
			start = i
		case !inside:
			flush(i)
		}
	}
	flush(len(s))
	return out
}

func day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
