package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"byline/article"
	"byline/bot"
	"byline/bot/discordtest"
	"byline/store"
)

// A wires is a network in memory, whose time is that of the test's bubble.
type wires struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
	down     atomic.Bool // nobody is reached
}

func newWires() *wires { return &wires{accepted: make(chan net.Conn), closed: make(chan struct{})} }

// Accept implements net.Listener.
func (w *wires) Accept() (net.Conn, error) {
	select {
	case c := <-w.accepted:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (w *wires) Close() error { w.once.Do(func() { close(w.closed) }); return nil }

// Addr implements net.Listener.
func (w *wires) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80} }

// errCrashed is what a life that was ended gets for everything.
var errCrashed = errors.New("crashed")

// A life is one run of the bot's process. After crash it reaches nothing any
// more, neither Discord nor its database, as after kill -9.
type life struct {
	*store.DB
	w     *wires
	stop  context.CancelFunc
	ended chan struct{}

	mu    sync.Mutex
	dead  bool
	conns []net.Conn
}

// live starts a life with the database at path.
func live(t *testing.T, d *discordtest.Discord, w *wires, path string, log *slog.Logger, run says) *life {
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	l := &life{DB: db, w: w, ended: make(chan struct{})}
	ctx, stop := context.WithCancel(context.Background())
	l.stop = stop
	b := &bot.Bot{Token: discordtest.Token, API: d.URL(), Commands: run, Dial: l.dial, Log: log,
		Inbox: l, Bookmark: l, Rooms: l, Showing: l, Libraries: l}
	go func() {
		defer close(l.ended)
		defer db.Close()
		if err := b.Run(ctx); err != nil {
			t.Errorf("the bot ended with %v", err)
		}
	}()
	return l
}

func (l *life) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if l.gone() || l.w.down.Load() {
		return nil, errors.New("connection refused")
	}
	here, there := net.Pipe()
	select {
	case l.w.accepted <- there:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-l.w.closed:
		return nil, net.ErrClosed
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conns = append(l.conns, here)
	return here, nil
}

// crash ends the life.
func (l *life) crash() {
	l.mu.Lock()
	l.dead = true
	for _, c := range l.conns {
		c.Close()
	}
	l.mu.Unlock()
	l.stop()
}

func (l *life) gone() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dead
}

// unless runs f in a life that has not ended.
func (l *life) unless(f func() error) error {
	if l.gone() {
		return errCrashed
	}
	return f()
}

func (l *life) Accept(ctx context.Context, id, kind, user string, body []byte, now time.Time) (fresh bool, err error) {
	err = l.unless(func() error { fresh, err = l.DB.Accept(ctx, id, kind, user, body, now); return err })
	return fresh, err
}

func (l *life) Answered(ctx context.Context, id string) error {
	return l.unless(func() error { return l.DB.Answered(ctx, id) })
}

func (l *life) SaveSeen(ctx context.Context, id string) error {
	return l.unless(func() error { return l.DB.SaveSeen(ctx, id) })
}

func (l *life) DirectChannel(ctx context.Context, channel, user string, now time.Time) error {
	return l.unless(func() error { return l.DB.DirectChannel(ctx, channel, user, now) })
}

func (l *life) Shown(ctx context.Context, id article.AnswerID, channel, message string) error {
	return l.unless(func() error { return l.DB.Shown(ctx, id, channel, message) })
}
