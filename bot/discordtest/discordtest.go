// Package discordtest is a Discord on the loopback interface, for tests: the
// gateway with its sessions, the REST calls a bot makes, interactions with
// their tokens and deadlines, several servers and people, and faults by
// script. A bot reaches it by the address that replaces https://discord.com/api.
//
// Every request is held against the limits Discord documents, and against
// Discord's own OpenAPI description where that is at hand. One violation fails
// the test that made it.
//
// A test that runs the bot in its own process does so in a Bubble, where no
// machine is too slow for Discord's deadlines.
package discordtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Token is the bot's.
const Token = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.loopback.token-of-the-test-bot"

// A Discord is one loopback Discord with one application and its bot.
type Discord struct {
	AppID string // the application's, and its bot's user id

	// Dial reaches this Discord; nil: the network does.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	mu       sync.Mutex
	clock    func() time.Time
	guilds   []*Guild
	rooms    map[string]*Channel
	people   map[string]*Person
	inter    map[string]*Interaction // by token
	commands map[string][]byte       // registered, by server or ""
	puts     int                     // times commands were replaced
	appFlags int
	nonces   map[string]*Message

	sessions map[string]*session
	conns    map[*conn]bool
	script   script
	limiter  limiter
	faults   []*Fault
	calls    map[string]int // requests by route
	breaches []string
	closed   bool

	undescribed atomic.Bool
	patience    time.Duration // for a first response

	changed chan struct{} // closed at each change of the world
	next    atomic.Int64
	server  *httptest.Server
}

// Start starts a Discord that ends with t. A violation of Discord's rules that
// the bot commits fails t.
func Start(t testing.TB) *Discord {
	t.Helper()
	return started(t, New())
}

// StartOn is Start with connections from l.
func StartOn(t testing.TB, l net.Listener) *Discord {
	t.Helper()
	return started(t, NewOn(l))
}

func started(t testing.TB, d *Discord) *Discord {
	t.Cleanup(func() {
		d.Stop()
		for _, b := range d.Violations() {
			t.Errorf("Discord's rules were broken: %s", b)
		}
	})
	return d
}

// New starts a Discord without a test around it; end it with Stop.
func New() *Discord { return NewOn(nil) }

// NewOn is New with connections from l; nil: from the loopback interface.
func NewOn(l net.Listener) *Discord {
	d := &Discord{
		clock: time.Now, rooms: map[string]*Channel{}, people: map[string]*Person{}, inter: map[string]*Interaction{},
		commands: map[string][]byte{}, nonces: map[string]*Message{}, sessions: map[string]*session{}, conns: map[*conn]bool{},
		calls: map[string]int{}, changed: make(chan struct{}), appFlags: 1 << 19, patience: answerWithin,
	}
	d.script.interval, d.script.every = 41250*time.Millisecond, 4900*time.Millisecond
	d.AppID = d.id()
	d.server = httptest.NewUnstartedServer(http.HandlerFunc(d.serve))
	if l != nil {
		d.server.Listener.Close()
		d.server.Listener = l
	}
	d.server.Start()
	return d
}

// Undescribed leaves Discord's OpenAPI description out: it costs more than all
// the rest. The rules of this package are kept all the same.
func (d *Discord) Undescribed() { d.undescribed.Store(true) }

// Stop closes every connection and the server.
func (d *Discord) Stop() {
	d.mu.Lock()
	d.closed = true
	conns := d.open()
	d.mu.Unlock()
	for _, c := range conns {
		c.drop()
	}
	d.server.CloseClientConnections()
	d.server.Close()
}

// URL is what DISCORD_API_URL must be.
func (d *Discord) URL() string { return d.server.URL + "/api" }

// Violations returns the rules broken so far.
func (d *Discord) Violations() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.breaches...)
}

// breach notes a broken rule; d.mu is not held.
func (d *Discord) breach(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.breachLocked(format, args...)
}

func (d *Discord) breachLocked(format string, args ...any) {
	if len(d.breaches) < 50 {
		d.breaches = append(d.breaches, fmt.Sprintf(format, args...))
	}
}

// Calls is how often the bot made requests of a route, written as
// "POST /channels/:id/messages".
func (d *Discord) Calls(route string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.calls[route]
}

// Await waits until ok, which is asked again and again, and fails t after
// three minutes, which is much more than anything takes on a busy machine.
func (d *Discord) Await(t testing.TB, what string, ok func() bool) {
	t.Helper()
	d.AwaitFor(t, 3*time.Minute, what, ok)
}

// AwaitFor is Await with a limit of its own.
func (d *Discord) AwaitFor(t testing.TB, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	timer, look := time.NewTimer(limit), time.NewTicker(20*time.Millisecond)
	defer timer.Stop()
	defer look.Stop()
	for {
		d.mu.Lock()
		changed := d.changed
		d.mu.Unlock()
		if ok() {
			return
		}
		select {
		case <-changed:
		case <-look.C: // what is waited for may be the bot's
		case <-timer.C:
			t.Fatalf("waited %v in vain: %s", limit, what)
		}
	}
}

// change tells those who wait; d.mu is held.
func (d *Discord) change() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// id returns a new snowflake, later than all before.
func (d *Discord) id() string {
	const epoch = 1420070400000
	for {
		n := (d.clock().UnixMilli() - epoch) << 22
		old := d.next.Load()
		if n <= old {
			n = old + 1
		}
		if d.next.CompareAndSwap(old, n) {
			return strconv.FormatInt(n, 10)
		}
	}
}
