package rest

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A bucket is what is left of one of Discord's counts.
type bucket struct {
	known     bool // its headers were seen; until then one request at a time
	free      bool // Discord counts nothing here
	limit     int
	remaining int
	reset     time.Time
	inFlight  int
	changed   chan struct{} // closed when a waiting request should look again
	used      time.Time
}

// take claims one request at now. Otherwise it returns how long to wait; 0
// means until changed is closed.
func (b *bucket) take(now time.Time) (wait time.Duration, ok bool) {
	b.used = now
	switch {
	case b.free:
	case !b.known:
		if b.inFlight > 0 {
			return 0, false
		}
		if now.Before(b.reset) {
			return b.reset.Sub(now), false
		}
	case !now.Before(b.reset):
		b.remaining = b.limit - b.inFlight
		if b.remaining < 1 {
			return 0, false
		}
		// Until an answer says otherwise the new window is as long as it takes
		// one request to come back.
		b.reset = now.Add(time.Second)
	case b.remaining < 1:
		return b.reset.Sub(now), false
	}
	b.remaining--
	b.inFlight++
	return 0, true
}

// give ends a request; h are its answer's headers, nil when there was none.
func (b *bucket) give(now time.Time, h http.Header) {
	b.inFlight--
	b.used = now
	defer b.wake()
	if h == nil {
		return
	}
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, bad := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if err != nil || bad != nil || limit < 1 {
		b.free = !b.known
		return
	}
	reset := now.Add(seconds(h.Get("X-RateLimit-Reset-After")))
	if !b.known || !now.Before(b.reset) || left < b.remaining {
		b.remaining = left
	}
	if b.remaining > limit {
		b.remaining = limit
	}
	b.known, b.free, b.limit, b.reset = true, false, limit, reset
}

// block lets nothing through before t.
func (b *bucket) block(t time.Time) {
	b.free = false
	b.remaining = 0
	if b.limit < 1 {
		b.limit = 1
	}
	if t.After(b.reset) {
		b.reset = t
	}
	b.wake()
}

// wake makes every waiting request look again.
func (b *bucket) wake() {
	close(b.changed)
	b.changed = make(chan struct{})
}

// maxRest bounds every wait that Discord asks for: what it means then can be
// asked again. A shared resource rests for minutes.
const maxRest = time.Hour

// seconds reads a number of seconds with a fraction; 0 when it is none.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0
	}
	return clamped(f)
}

// clamped is so many seconds, at least none and at most maxRest.
func clamped(seconds float64) time.Duration {
	switch {
	case !(seconds > 0): // not a number neither
		return 0
	case seconds > maxRest.Seconds():
		return maxRest
	}
	return time.Duration(seconds * float64(time.Second))
}
