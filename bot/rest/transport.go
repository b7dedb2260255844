package rest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	// perSecond is the count of requests a bot may make in a second over all
	// routes. Source: developers/topics/rate-limits, global rate limit.
	perSecond = 50

	// aSecond is in which perSecond requests are sent at most, wherever it
	// begins; a little longer, because the way to Discord is not always as long.
	aSecond = 1100 * time.Millisecond

	// invalidWindow and maxInvalid: 10,000 answers of 401, 403 or 429 in ten
	// minutes ban the address (same source). Byline stops at a fifth.
	invalidWindow = 10 * time.Minute
	maxInvalid    = 2000

	// maxAttempts bounds how often one request is sent, whatever the reason.
	maxAttempts = 6

	// cloudflarePause is how long everything rests after Cloudflare's own 429
	// when that does not say.
	cloudflarePause = time.Minute

	// idleBucket is when a bucket nobody used is forgotten.
	idleBucket = time.Minute
)

// ErrUnauthorized means that Discord does not accept the bot's token. Nothing
// more is sent with it after the first one, until Retry.
var ErrUnauthorized = errors.New("rest: Discord refuses the token")

// ErrTooManyInvalid means that so many requests were refused that more of them
// would risk a ban of the address.
var ErrTooManyInvalid = errors.New("rest: too many refused requests in ten minutes")

// A Transport is an http.RoundTripper that keeps Discord's limits: its buckets
// as the headers tell them, 50 requests a second, Retry-After of every scope
// and of Cloudflare, and a bound on refused requests. It repeats what is safe
// to repeat. It is safe for concurrent use.
type Transport struct {
	Base  http.RoundTripper                                // nil: http.DefaultTransport
	Now   func() time.Time                                 // nil: time.Now
	Sleep func(ctx context.Context, d time.Duration) error // nil: a timer
	Log   *slog.Logger                                     // nil: discard

	mu           sync.Mutex
	buckets      map[string]*bucket   // by Discord's bucket, or the route, and major
	hashes       map[string]string    // route name → Discord's bucket
	paused       time.Time            // nothing but callbacks before
	sent         [perSecond]time.Time // when the last requests were sent, as a ring
	oldest       int                  // in sent
	invalid      []time.Time          // when requests were refused, oldest first
	unauthorized bool
	refusal      chan struct{}
	swept        time.Time
}

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	r := routeOf(req.Method, below(req.URL))
	repeatable := req.Method != http.MethodPost
	if _, ok := req.Header["Idempotency-Key"]; ok {
		repeatable = true
	}
	for attempt := 1; ; attempt++ {
		b, err := t.admit(req.Context(), r)
		if err != nil {
			return nil, err
		}
		resp, err := t.send(req, attempt)
		wait, again := t.settle(r, b, resp, err, attempt, repeatable)
		if !again || attempt == maxAttempts || req.Context().Err() != nil || (req.Body != nil && req.GetBody == nil) {
			return resp, err
		}
		if deadline, ok := req.Context().Deadline(); ok && t.now().Add(wait).After(deadline) {
			return resp, err
		}
		drain(resp)
		if err := t.sleep(req.Context(), wait); err != nil {
			return nil, err
		}
	}
}

// admit waits until a request of r may be sent and claims its place.
func (t *Transport) admit(ctx context.Context, r route) (*bucket, error) {
	for {
		b, wait, changed, err := t.claim(r)
		if err != nil || wait == 0 && changed == nil {
			return b, err
		}
		if wait == 0 {
			select {
			case <-changed:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
			continue
		}
		if deadline, ok := ctx.Deadline(); ok && t.now().Add(wait).After(deadline) {
			return nil, fmt.Errorf("rest: %s must rest for %v: %w", r.name, wait.Round(time.Millisecond), context.DeadlineExceeded)
		}
		if err := t.sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// claim takes a place at once, or says how long to wait, or on what.
func (t *Transport) claim(r route) (b *bucket, wait time.Duration, changed <-chan struct{}, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	t.sweep(now)
	if r.callback {
		return nil, 0, nil, nil
	}
	if t.unauthorized && !r.exempt {
		return nil, 0, nil, ErrUnauthorized
	}
	if len(t.invalid) >= maxInvalid {
		return nil, 0, nil, ErrTooManyInvalid
	}
	if now.Before(t.paused) && !r.exempt {
		return nil, t.paused.Sub(now), nil, nil
	}
	if free := t.sent[t.oldest].Add(aSecond); !r.exempt && now.Before(free) {
		return nil, free.Sub(now), nil, nil
	}
	b = t.bucket(r)
	wait, ok := b.take(now)
	if !ok {
		if wait > 0 {
			return nil, wait, nil, nil
		}
		return nil, 0, b.changed, nil
	}
	if !r.exempt {
		t.sent[t.oldest] = now
		t.oldest = (t.oldest + 1) % perSecond
	}
	return b, 0, nil, nil
}

// bucket returns r's bucket; t.mu is held.
func (t *Transport) bucket(r route) *bucket {
	if t.buckets == nil {
		t.buckets, t.hashes = map[string]*bucket{}, map[string]string{}
	}
	key := r.name
	if h := t.hashes[r.name]; h != "" {
		key = h
	}
	key += " " + r.major
	b := t.buckets[key]
	if b == nil {
		b = &bucket{changed: make(chan struct{})}
		t.buckets[key] = b
	}
	return b
}

// send makes one attempt.
func (t *Transport) send(req *http.Request, attempt int) (*http.Response, error) {
	if attempt > 1 && req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.Body = body
	}
	base := t.Base
	if base == nil {
		base = http.DefaultTransport
	}
	return base.RoundTrip(req)
}

// settle ends an attempt: it reads the answer's limits, and says whether and
// after how long to send the request again.
func (t *Transport) settle(r route, b *bucket, resp *http.Response, err error, attempt int, repeatable bool) (time.Duration, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if err != nil {
		if b != nil {
			b.give(now, nil)
		}
		return r.backoff(attempt), repeatable
	}
	if b != nil {
		t.learn(r, b, resp.Header)
		b.give(now, resp.Header)
	}
	switch code := resp.StatusCode; {
	case code == http.StatusTooManyRequests:
		return t.refused(now, r, b, resp), true
	case foreign(resp):
		// A page instead of Discord's answer: something on the way is in trouble.
		if code == http.StatusForbidden || code == http.StatusUnauthorized {
			t.invalid = append(t.invalid, now)
		}
		return 2 * r.backoff(attempt), repeatable
	case code == http.StatusUnauthorized:
		t.invalid = append(t.invalid, now)
		if !r.exempt && !r.callback {
			t.refuse()
		}
	case code == http.StatusForbidden:
		t.invalid = append(t.invalid, now)
	case code >= 500:
		return r.backoff(attempt), repeatable
	}
	return 0, false
}

// refuse notes that the token was refused; t.mu is held.
func (t *Transport) refuse() {
	t.unauthorized = true
	select {
	case t.refusals() <- struct{}{}:
	default:
	}
}

// refusals returns the channel of Refused; t.mu is held.
func (t *Transport) refusals() chan struct{} {
	if t.refusal == nil {
		t.refusal = make(chan struct{}, 1)
	}
	return t.refusal
}

// Refused receives when Discord has refused the token. Nothing with the token
// is sent from then on, until Retry.
func (t *Transport) Refused() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.refusals()
}

// Retry lets the token be tried again.
func (t *Transport) Retry() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.unauthorized = false
}

// sweep forgets refused requests older than the window and buckets nobody
// uses: interactions bring a new one each. t.mu is held.
func (t *Transport) sweep(now time.Time) {
	for len(t.invalid) > 0 && now.Sub(t.invalid[0]) >= invalidWindow {
		t.invalid = t.invalid[1:]
	}
	if now.Sub(t.swept) < idleBucket/4 {
		return
	}
	t.swept = now
	for key, b := range t.buckets {
		if b.inFlight == 0 && now.Sub(b.used) > idleBucket && now.After(b.reset) {
			delete(t.buckets, key)
		}
	}
}

// Buckets is how many buckets are remembered, for metrics.
func (t *Transport) Buckets() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.buckets)
}

func (t *Transport) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

func (t *Transport) sleep(ctx context.Context, d time.Duration) error {
	if t.Sleep != nil {
		return t.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *Transport) log() *slog.Logger {
	if t.Log != nil {
		return t.Log
	}
	return slog.New(slog.DiscardHandler)
}

// editEvery is the least time between two edits of one message. One that
// seems to have failed may have been carried out.
const editEvery = 1100 * time.Millisecond

// backoff is 0.25, 0.5, 1, … seconds, each between half and the whole of it;
// edits wait longer.
func (r route) backoff(attempt int) time.Duration {
	d := 250 * time.Millisecond << min(attempt-1, 6)
	d = d/2 + rand.N(d/2)
	if strings.HasPrefix(r.name, http.MethodPatch) {
		d += editEvery
	}
	return d
}

// HTTPClient returns a client over t without redirects: Discord sends none,
// and one must not carry the token elsewhere.
func (t *Transport) HTTPClient() *http.Client {
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
