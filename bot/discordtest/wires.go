package discordtest

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// Wires is a network in memory with one listener. What waits for it waits as a
// bubble of testing/synctest wants, so that time is the test's own.
type Wires struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
	down     atomic.Bool
}

// NewWires returns a network; in a bubble, make it there.
func NewWires() *Wires { return &Wires{accepted: make(chan net.Conn), closed: make(chan struct{})} }

// Accept implements net.Listener.
func (w *Wires) Accept() (net.Conn, error) {
	select {
	case c := <-w.accepted:
		return c, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (w *Wires) Close() error { w.once.Do(func() { close(w.closed) }); return nil }

// Addr implements net.Listener: an address that no machine has.
func (w *Wires) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80} }

// Down sets whether nobody is reached.
func (w *Wires) Down(down bool) { w.down.Store(down) }

// Dial reaches the listener, and nobody else.
func (w *Wires) Dial(ctx context.Context, _, addr string) (net.Conn, error) {
	if w.down.Load() || addr != w.Addr().String() {
		return nil, errors.New("connection refused")
	}
	here, there := net.Pipe()
	select {
	case w.accepted <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// Bubble runs f with a Discord in a bubble of testing/synctest: nothing in f
// depends on how fast the machine is, and waiting takes no time. The bot must
// connect by Dial.
func Bubble(t *testing.T, f func(t *testing.T, d *Discord)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))) // Discord's ids count from 2015, a bubble from 2000
		w := NewWires()
		d := NewOn(w)
		d.Dial = w.Dial
		f(t, started(t, d))
	})
}
