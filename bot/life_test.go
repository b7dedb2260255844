package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/bot"
	"byline/bot/discordtest"
	"byline/store"
)

// errCrashed is what a life that was ended gets for everything.
var errCrashed = errors.New("crashed")

// A life is one run of the bot's process. After crash it reaches nothing any
// more, neither Discord nor its database, as after kill -9.
type life struct {
	*store.DB
	w     *discordtest.Wires
	stop  context.CancelFunc
	ended chan struct{}

	mu    sync.Mutex
	dead  bool
	conns []net.Conn
}

// live starts a life with the database at path.
func live(t *testing.T, d *discordtest.Discord, w *discordtest.Wires, path string, log *slog.Logger, run says) *life {
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

func (l *life) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if l.gone() {
		return nil, errCrashed
	}
	c, err := l.w.Dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conns = append(l.conns, c)
	return c, nil
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
