package feed

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"byline/article"

	"golang.org/x/sync/errgroup"
)

// A Checker reads feeds that are due and the entries that wait. Several, in
// one process or more, may share a Schedule and a Queue.
type Checker struct {
	Schedule Schedule
	Queue    Queue
	Fetch    Fetcher
	Read     Reader
	Load     Loader
	Now      func() time.Time
	Random   func() float64 // 0 ≤ Random() < 1
	Log      *slog.Logger

	First   int           // entries that a new feed begins with, the newest; 0: 10
	Workers int           // feeds or entries read side by side, of one host one at a time; 0: 4
	Lease   time.Duration // for which a feed or entry is one checker's; 0: 5 minutes
}

const (
	defaultFirst   = 10
	defaultWorkers = 4
	defaultLease   = 5 * time.Minute // several times what the slowest page takes
	poll           = 15 * time.Second
)

// Run reads what is due until ctx ends. Faults of the database are logged, and
// tried again after a pause.
func (c *Checker) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := c.Drain(ctx); err != nil && ctx.Err() == nil {
			c.Log.ErrorContext(ctx, "feeds: reading stopped for now", "err", err)
		}
		pause := time.NewTimer(poll)
		select {
		case <-ctx.Done():
		case <-pause.C:
		}
		pause.Stop()
	}
}

// Drain reads all feeds that are due, and then all entries, until nothing waits.
func (c *Checker) Drain(ctx context.Context) error {
	if err := c.side(ctx, c.nextFeed); err != nil {
		return err
	}
	return c.side(ctx, c.nextItem)
}

// nextFeed reads one feed that is due; more is false when there was none.
func (c *Checker) nextFeed(ctx context.Context) (more bool, err error) {
	f, ok, err := c.Schedule.LeaseFeed(ctx, c.Now(), c.lease())
	if err != nil || !ok {
		return false, err
	}
	return true, c.check(ctx, f)
}

// nextItem reads one entry that waits; more is false when there was none.
func (c *Checker) nextItem(ctx context.Context) (more bool, err error) {
	it, ok, err := c.Queue.LeaseItem(ctx, c.Now(), c.lease())
	if err != nil || !ok {
		return false, err
	}
	return true, c.item(ctx, it)
}

// side calls step with the workers side by side, until it has no more to do.
func (c *Checker) side(ctx context.Context, step func(context.Context) (bool, error)) error {
	workers := c.Workers
	if workers <= 0 {
		workers = defaultWorkers
	}
	work, ctx := errgroup.WithContext(ctx)
	for range workers {
		work.Go(func() error {
			for {
				if more, err := step(ctx); err != nil || !more {
					return err
				}
			}
		})
	}
	return work.Wait()
}

func (c *Checker) lease() time.Duration {
	if c.Lease > 0 {
		return c.Lease
	}
	return defaultLease
}

// name returns what to call a feed in a sentence.
func name(f article.FeedState) string {
	if f.Title != "" {
		return fmt.Sprintf("“%s” (feed %d)", f.Title, f.ID)
	}
	return fmt.Sprintf("feed %d, %s", f.ID, f.URL)
}
