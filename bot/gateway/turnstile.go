package gateway

import (
	"context"
	"sync"
	"time"
)

// identifyEvery is the time in which max_concurrency shards may identify.
// Source: developers/events/gateway, session start limit.
const identifyEvery = 5 * time.Second

// A Turnstile lets shards identify no faster than Discord allows. The zero
// Turnstile is ready.
type Turnstile struct {
	Every time.Duration // 0: identifyEvery

	mu   sync.Mutex
	next map[int]time.Time // by shard id modulo max_concurrency
}

// wait returns when shard may identify.
func (t *Turnstile) wait(ctx context.Context, shard, concurrency int) error {
	t.mu.Lock()
	if t.next == nil {
		t.next = map[int]time.Time{}
	}
	key := shard % max(concurrency, 1)
	now := time.Now()
	at := t.next[key]
	if at.Before(now) {
		at = now
	}
	every := t.Every
	if every == 0 {
		every = identifyEvery
	}
	t.next[key] = at.Add(every)
	t.mu.Unlock()
	if !rest(ctx, at.Sub(now)) {
		return ctx.Err()
	}
	return nil
}
