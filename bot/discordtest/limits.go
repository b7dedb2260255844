package discordtest

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A limiter counts requests as Discord does.
type limiter struct {
	off     bool
	windows map[string]*window
	global  []time.Time
	refused int
}

type window struct {
	n     int
	reset time.Time
}

// LimitsOff switches rate limits off.
func (d *Discord) LimitsOff() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.limiter.off = true
}

// Refused is how many requests went over a limit.
func (d *Discord) Refused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.limiter.refused
}

// rule is the limit of q: how many in which time, the name of its bucket, and
// what it is counted for. Discord publishes no numbers; these are what bots
// see.
func (q request) rule() (n int, per time.Duration, bucket, major string) {
	switch {
	case strings.HasSuffix(q.route, "/callback"):
		return 0, 0, "", ""
	case strings.HasPrefix(q.route, "POST /channels/:id/messages"):
		return 5, 5 * time.Second, "b-create", q.path[1]
	case strings.HasPrefix(q.route, "PATCH /channels/:id/messages"):
		return 5, 5 * time.Second, "b-edit", q.path[1]
	case strings.HasPrefix(q.route, "POST /channels/:id/typing"):
		return 5, 5 * time.Second, "b-typing", q.path[1]
	case strings.Contains(q.route, "/webhooks/"):
		return 5, 2 * time.Second, "b-webhook", q.path[2]
	}
	return 50, time.Second, "b-rest", q.path[0]
}

// limited counts q, sets the headers, and answers 429 when q is one too many;
// d.mu is held.
func (d *Discord) limited(h http.Header, q request) (int, any) {
	l := &d.limiter
	if l.off {
		return 0, nil
	}
	now := time.Now()
	if q.path[0] != "webhooks" && q.path[0] != "interactions" {
		for len(l.global) > 0 && now.Sub(l.global[0]) >= time.Second {
			l.global = l.global[1:]
		}
		if len(l.global) >= 50 {
			l.refused++
			h.Set("X-RateLimit-Global", "true")
			return refuse(h, "global", 500*time.Millisecond)
		}
		l.global = append(l.global, now)
	}
	n, per, bucket, major := q.rule()
	if n == 0 {
		return 0, nil
	}
	if l.windows == nil {
		l.windows = map[string]*window{}
	}
	win := l.windows[bucket+major]
	if win == nil || !now.Before(win.reset) {
		win = &window{reset: now.Add(per)}
		l.windows[bucket+major] = win
	}
	win.n++
	h.Set("X-RateLimit-Limit", fmt.Sprint(n))
	h.Set("X-RateLimit-Remaining", fmt.Sprint(max(n-win.n, 0)))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(win.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", win.reset.Sub(now).Seconds()))
	h.Set("X-RateLimit-Bucket", bucket)
	if win.n > n {
		l.refused++
		return refuse(h, "user", win.reset.Sub(now))
	}
	return 0, nil
}

func refuse(h http.Header, scope string, wait time.Duration) (int, any) {
	h.Set("X-RateLimit-Scope", scope)
	h.Set("Retry-After", fmt.Sprintf("%.0f", max(wait.Seconds(), 1)))
	return http.StatusTooManyRequests, map[string]any{"message": "You are being rate limited.", "retry_after": wait.Seconds(), "global": scope == "global"}
}
