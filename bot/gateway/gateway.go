// Package gateway keeps the bot connected to Discord's gateway through
// discordgo, and mends what discordgo gets wrong there. Discordgo decodes,
// identifies and resumes; whether, where and when to connect is decided here,
// from what a tap on the connection has seen, which sends the heartbeats too.
package gateway

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// An Event is one dispatch, as Discord sent it.
type Event struct {
	Type string
	Seq  int64
	Data []byte // JSON
}

// A Spot is where and how often the bot may connect.
type Spot struct {
	URL            string
	Shards         int           // as Discord recommends
	Remaining      int           // identifies left
	ResetAfter     time.Duration // until there are more
	MaxConcurrency int           // identifies per five seconds
}

const (
	// scarce is at how many identifies left the rest is spread over the time
	// until there are more: after the last one Discord resets the token.
	scarce = 50
	// maxThrift bounds one such wait while some are left, maxReset the one
	// for the next day's when none is.
	maxThrift = 10 * time.Minute
	maxReset  = 24 * time.Hour
)

// thrift is how long to wait before one of the identifies that are left is
// used. The first of a run waits only when there is none.
func (s Spot) thrift(again bool) time.Duration {
	switch {
	case s.ResetAfter <= 0 || s.Remaining >= scarce:
		return 0
	case s.Remaining <= 0:
		return min(s.ResetAfter, maxReset)
	case !again:
		return 0
	}
	return min(s.ResetAfter/time.Duration(s.Remaining), maxThrift)
}

// A Locator asks Discord for a Spot.
type Locator interface {
	Locate(ctx context.Context) (Spot, error)
}

// A Shard is one connection kept open. All fields but Log are needed.
type Shard struct {
	Token   string
	Intents discordgo.Intent
	ID      int // of Count
	Count   int

	Where Locator
	Turn  *Turnstile // shared by all shards

	// Handle is called for every event, in order, and must not wait: nothing
	// is read meanwhile.
	Handle func(Event)
	// Ready is called after READY and RESUMED were handled, and must not wait:
	// resumed means that Discord has sent what was missed.
	Ready func(resumed bool)

	// Dial opens connections; nil: the network's.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	Opening time.Duration // how long READY may take; 0: 30 s
	Log     *slog.Logger  // nil: discard

	link       *link // nil: the next attempt identifies
	identified bool  // once at least
}

// A link is one session with Discord, over one or more connections.
type link struct {
	session *discordgo.Session
	url     string // where to resume
	handle  func(Event)
	counter counter
	stood   bool                // it was open once: there is a session to resume
	tap     atomic.Pointer[tap] // of the newest connection
	stale   atomic.Bool         // the next dial fails at once; see redirect
	lost    chan struct{}       // discordgo has let a connection go
}

// quiet is how long a finished connection may take to unwind before its
// discordgo.Session is given up as deadlocked. Discordgo itself sleeps one
// second when it closes.
const quiet = 5 * time.Second

// Run keeps the shard connected until ctx ends, or returns a *Fatal.
func (s *Shard) Run(ctx context.Context) error {
	for failures, brief := 0, 0; ; {
		resumed, err := s.open(ctx)
		stood := time.Now()
		if ctx.Err() != nil {
			s.close()
			return nil
		}
		var e end
		if err != nil {
			e = s.failed(err)
			failures++
		} else {
			failures = 0
			s.log().InfoContext(ctx, "gateway: connected", "shard", s.ID, "resumed", resumed)
			e = s.wait(ctx)
			if ctx.Err() != nil {
				s.close()
				return nil
			}
		}
		var fatal *Fatal
		if errors.As(e.err, &fatal) {
			return e.err
		}
		s.log().WarnContext(ctx, "gateway: connection ended", "shard", s.ID, "reason", e.reason, "fresh", e.fresh, "err", e.err)
		if e.fresh || failures > 3 {
			s.link = nil
		}
		if brief++; err != nil || time.Since(stood) > briefly {
			brief = 0
		}
		if !rest(ctx, max(pause(e, failures), backoff(brief-2))) {
			return nil
		}
	}
}

// briefly is how long a connection must stand for the next not to wait: one
// that Discord ends again and again as soon as it stands is not opened without
// pause.
const briefly = 2 * time.Second

// pause is how long to rest before the next attempt.
func pause(e end, failures int) time.Duration {
	d := backoff(failures)
	if e.pause {
		d = max(d, time.Second+rand.N(4*time.Second))
	}
	return d
}

// backoff is about 0.5, 1, 2, … seconds after so many failures in a row, and
// at most a minute.
func backoff(failures int) time.Duration {
	if failures <= 0 {
		return 0
	}
	d := min(500*time.Millisecond<<min(failures-1, 8), time.Minute)
	return d/2 + rand.N(d/2)
}

// open connects, resuming when there is a session to resume.
func (s *Shard) open(ctx context.Context) (resumed bool, err error) {
	if resumed = s.link != nil; !resumed {
		if err := s.fresh(ctx); err != nil {
			return false, err
		}
	}
	l := s.link
	l.tap.Store(nil)
	select {
	case <-l.lost:
	default:
	}
	done := make(chan error, 1)
	go func() { done <- l.open(resumed) }()
	// Open has no limit of its own: the tap's deadline ends it. Only a
	// deadlock inside discordgo outlasts that.
	timer := time.NewTimer(s.opening() + quiet)
	defer timer.Stop()
	select {
	case err = <-done:
		l.stood = l.stood || err == nil
		return resumed, err
	case <-ctx.Done():
		return false, ctx.Err()
	case <-timer.C:
		return false, errStuck
	}
}

// open opens the session, again when it was open before.
func (l *link) open(again bool) error {
	if again {
		if err := l.redirect(); err != nil {
			return err
		}
	}
	return l.session.Open()
}

// errStuck means that discordgo does not come back.
var errStuck = errors.New("gateway: discordgo does not return; giving its session up")

// fresh makes a session that will identify, when Discord allows it.
func (s *Shard) fresh(ctx context.Context) error {
	spot, err := s.Where.Locate(ctx)
	if err != nil {
		return err
	}
	if wait := spot.thrift(s.identified); wait > 0 {
		s.log().ErrorContext(ctx, "gateway: few identifies left; waiting", "left", spot.Remaining, "wait", wait)
		rest(ctx, wait)
	}
	if err := s.Turn.wait(ctx, s.ID, spot.MaxConcurrency); err != nil {
		return err
	}
	s.identified = true
	s.link, err = s.newLink(spot.URL)
	return err
}

// newLink returns a session of discordgo with everything off that Byline does
// itself.
func (s *Shard) newLink(url string) (*link, error) {
	d, err := discordgo.New("Bot " + s.Token)
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	l := &link{session: d, url: url, handle: s.handle, lost: make(chan struct{}, 1)}
	d.ShouldReconnectOnError = false
	d.ShouldRetryOnRateLimit = false
	d.MaxRestRetries = 0
	d.StateEnabled = false
	d.SyncEvents = true // lost is told before Close returns
	d.LogLevel = -1
	d.Identify.Intents = s.Intents
	d.Identify.Token = s.Token
	d.Identify.Presence.Status = "online"
	d.ShardID, d.ShardCount = s.ID, s.Count
	d.Client = &http.Client{Transport: where{url}}
	d.Dialer = l.dialer(s.Dial, s.opening())
	d.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case l.lost <- struct{}{}:
		default:
		}
	})
	return l, nil
}

// handle passes an event on; a panic in the bot must not end the process.
func (s *Shard) handle(e Event) {
	defer func() {
		if p := recover(); p != nil {
			s.log().Error("gateway: handler panicked", "event", e.Type, "panic", p)
		}
	}()
	s.Handle(e)
	if s.Ready != nil && (e.Type == "READY" || e.Type == "RESUMED") {
		s.Ready(e.Type == "RESUMED")
	}
}

// wait returns why the open connection ended.
func (s *Shard) wait(ctx context.Context) end {
	t := s.link.tap.Load()
	select {
	case <-s.link.lost:
	case <-ctx.Done():
		return end{}
	case <-hung(ctx, t):
		return end{reason: "discordgo hangs", fresh: true, err: errStuck}
	}
	if e := t.end(); e != nil {
		s.link.learn(t)
		return *e
	}
	return end{reason: "discordgo closed the connection", fresh: true}
}

// hung tells when the connection t has ended and discordgo has not noticed for
// some time: one of its deadlocks.
func hung(ctx context.Context, t *tap) <-chan struct{} {
	hung := make(chan struct{})
	go func() {
		for rest(ctx, time.Second) {
			if t.end() == nil {
				continue
			}
			if rest(ctx, quiet) {
				close(hung)
			}
			return
		}
	}()
	return hung
}

// failed says what an attempt to open that failed means.
func (s *Shard) failed(err error) end {
	if s.link == nil || errors.Is(err, errStuck) {
		return end{reason: "not connected", fresh: true, err: err}
	}
	t := s.link.tap.Load()
	if t == nil {
		return end{reason: "not connected", fresh: !s.link.stood, err: err}
	}
	e := t.end()
	if e == nil {
		return end{reason: "not connected", fresh: true, err: err}
	}
	s.link.learn(t)
	if !s.link.stood || !t.isReady() && e.reason == lostConnection {
		// There is nothing to resume; or silence instead of RESUMED, and a
		// session that may be the cause is not asked for again.
		e.fresh = true
	}
	return *e
}

// learn notes what a connection said of where to resume.
func (l *link) learn(t *tap) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.resume != "" {
		l.url = t.resume
	}
}

// close ends the session politely, within quiet. Discordgo's own Close would
// wait for one that is at work already.
func (s *Shard) close() {
	if s.link == nil {
		return
	}
	t := s.link.tap.Load()
	if t == nil {
		return
	}
	t.finish(end{reason: "stopping", code: goodbye})
	timer := time.NewTimer(quiet)
	defer timer.Stop()
	select {
	case <-s.link.lost:
	case <-timer.C:
	}
}

func (s *Shard) opening() time.Duration {
	if s.Opening > 0 {
		return s.Opening
	}
	return 30 * time.Second
}

func (s *Shard) log() *slog.Logger {
	if s.Log != nil {
		return s.Log
	}
	return slog.New(slog.DiscardHandler)
}

// rest sleeps and reports whether ctx still runs.
func rest(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
