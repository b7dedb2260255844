package fetch_test

import (
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"byline/ingest/fetch"
)

// A clock that only sleeping moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// serve starts a server on loopback and a client that may reach it and
// nothing else that is private. A busy machine has all the time it needs,
// unless c says otherwise.
func serve(t *testing.T, h http.HandlerFunc, c fetch.Config) (base string, client *fetch.Client) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	at := netip.MustParseAddrPort(server.Listener.Addr().String())
	c.Allow = append(c.Allow, fetch.Network{Prefix: netip.PrefixFrom(at.Addr(), 32), Ports: []fetch.PortRange{{First: at.Port(), Last: at.Port()}}})
	if c.Clock == nil {
		c.Clock = newClock()
	}
	c.Total, c.Stall = cmp.Or(c.Total, time.Hour), cmp.Or(c.Stall, time.Hour)
	client = fetch.New(c)
	t.Cleanup(client.Close)
	return server.URL, client
}

// pages answers by path and has no robots.txt.
func pages(byPath map[string]http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if h, ok := byPath[r.URL.Path]; ok {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}
}
