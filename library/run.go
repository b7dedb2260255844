package library

import (
	"context"
	"fmt"
	"time"

	"byline/article"
	"byline/store"
)

const (
	// tidyEvery is how often a library that is being loaded is tidied.
	tidyEvery = time.Second
	// runEvery is how often Run looks for work that another process left.
	runEvery = time.Minute
)

// Run tidies all libraries and purges what is past its time, now and once a
// minute, until ctx ends. Failures are logged and tried again.
func (l *Library) Run(ctx context.Context) error {
	tick := time.NewTicker(runEvery)
	defer tick.Stop()
	for {
		if err := l.round(ctx); err != nil && ctx.Err() == nil {
			l.log().WarnContext(ctx, "library: upkeep", "err", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// round does once what Run repeats.
func (l *Library) round(ctx context.Context) error {
	purged, err := l.Store.Purge(ctx, l.now())
	if err != nil {
		return err
	}
	if purged != (store.Purged{}) {
		l.log().InfoContext(ctx, "library: purged", "articles", purged.Articles, "libraries", purged.Libraries, "raw", purged.Raw)
	}
	libs, err := l.Store.Libraries(ctx)
	if err != nil {
		return err
	}
	for _, lib := range libs {
		if err := l.Tidy(ctx, lib); err != nil {
			return err
		}
	}
	return l.settle(ctx)
}

// settle gives back the disk space that is no longer used.
func (l *Library) settle(ctx context.Context) error {
	if err := l.Store.Shrink(ctx); err != nil {
		return err
	}
	return l.Store.Checkpoint(ctx)
}

// Tidy merges lib's segments as far as that is worth it and groups its new
// near-copies.
func (l *Library) Tidy(ctx context.Context, lib article.LibraryID) error {
	for {
		merged, err := l.Index.Merge(ctx, l.Store, lib)
		if article.KindOf(err) == article.Busy {
			break // another process is at it
		}
		if err != nil {
			return fmt.Errorf("library: merge %s: %w", lib, err)
		}
		if !merged {
			break
		}
	}
	return l.Group(ctx, lib)
}

// tidySoon tidies lib unless that was done just now: a trickle of articles must
// not pay for it one by one. What it leaves, Run or the next Load does.
func (l *Library) tidySoon(ctx context.Context, lib article.LibraryID) error {
	now := time.Now()
	l.mu.Lock()
	if now.Sub(l.tidied[lib]) < tidyEvery {
		l.mu.Unlock()
		return nil
	}
	if l.tidied == nil {
		l.tidied = map[article.LibraryID]time.Time{}
	}
	l.tidied[lib] = now
	l.mu.Unlock()
	if err := l.Tidy(ctx, lib); err != nil {
		return err
	}
	return l.settle(ctx)
}
