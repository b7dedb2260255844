package fetch

import (
	"context"
	"sync"
	"time"
)

// maxHosts is how many hosts are remembered before those that are free and
// past their pause are forgotten.
const maxHosts = 4096

// hosts keeps requests to one host one at a time and apart.
type hosts struct {
	clock Clock
	mu    sync.Mutex
	byKey map[string]*host
}

type host struct {
	turn    chan struct{} // holds a token while nobody has the host's turn
	next    time.Time     // earliest time of the next request; guarded by the turn
	closed  time.Time     // the host said to come back then; guarded by the turn
	holders int           // who have or want the turn; guarded by hosts.mu
}

func newHosts(clock Clock) *hosts {
	return &hosts{clock: clock, byKey: map[string]*host{}}
}

// longestPause is how long a request waits because its host said "later";
// when the host said more, it is refused at once.
const longestPause = 30 * time.Second

// take waits for the host's turn and its pause. The caller calls done when its
// own request has ended, with the pause until the next and, when the host
// said so, the time before which it wants no more. The error is a *Later or
// ctx's.
func (h *hosts) take(ctx context.Context, key string) (done func(pause time.Duration, later time.Time), err error) {
	at := h.enter(key)
	select {
	case <-at.turn:
	case <-ctx.Done():
		h.leave(at)
		return nil, ctx.Err()
	}
	if err := h.pause(ctx, at); err != nil {
		at.turn <- struct{}{}
		h.leave(at)
		return nil, err
	}
	return func(pause time.Duration, later time.Time) {
		at.next = h.clock.Now().Add(pause)
		at.closed = later
		at.turn <- struct{}{}
		h.leave(at)
	}, nil
}

// pause waits until the host may be asked again. The caller has its turn.
func (h *hosts) pause(ctx context.Context, at *host) error {
	now := h.clock.Now()
	if at.closed.Sub(now) > longestPause {
		return &Later{At: at.closed}
	}
	next := at.next
	if at.closed.After(next) {
		next = at.closed
	}
	if wait := next.Sub(now); wait > 0 {
		return h.clock.Sleep(ctx, wait)
	}
	return nil
}

func (h *hosts) enter(key string) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	at := h.byKey[key]
	if at == nil {
		if len(h.byKey) >= maxHosts {
			h.forget()
		}
		at = &host{turn: make(chan struct{}, 1)}
		at.turn <- struct{}{}
		h.byKey[key] = at
	}
	at.holders++
	return at
}

func (h *hosts) leave(at *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	at.holders--
}

// forget drops the hosts nobody waits for and whose pause is over.
func (h *hosts) forget() {
	now := h.clock.Now()
	for key, at := range h.byKey {
		if at.holders == 0 && !at.next.After(now) && !at.closed.After(now) {
			delete(h.byKey, key)
		}
	}
}
