// Package library turns articles into what can be searched and keeps it in
// shape: it splits and analyses texts, loads them in batches with their index
// segments, notices corrections, groups near-copies of one story, and merges
// and purges in the background.
//
// Loading is a pipeline: articles are analysed on all cores and stored in the
// order they came, in batches of whole articles, one transaction each. A batch
// grows while the one before it is being written, so that a flood is stored in
// large batches and a single article at once.
package library

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"

	"byline/article"
	"byline/search/index"
	"byline/store"
)

// A Library loads articles into a store's libraries. It is safe for concurrent
// use; the zero Log and Now discard and ask the clock.
type Library struct {
	Store *store.DB
	Index *index.Index
	Log   *slog.Logger
	Now   func() time.Time

	mu     sync.Mutex
	tidied map[article.LibraryID]time.Time // when each was last tidied, by the clock
}

// log returns the logger to use.
func (l *Library) log() *slog.Logger {
	if l.Log == nil {
		return slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return l.Log
}

// now returns the time.
func (l *Library) now() time.Time {
	if l.Now == nil {
		return time.Now()
	}
	return l.Now()
}

// Remove takes an article out of lib; Restore brings it back within a day.
func (l *Library) Remove(ctx context.Context, lib article.LibraryID, id article.ID, now time.Time) error {
	return l.Store.Remove(ctx, lib, id, now)
}

// Restore brings back an article that was removed less than store.UndoFor ago.
func (l *Library) Restore(ctx context.Context, lib article.LibraryID, id article.ID, now time.Time) error {
	a, err := l.Store.Removed(ctx, lib, id)
	if err != nil {
		return err
	}
	p := analyse(*a)
	return l.Store.Restore(ctx, lib, id, now, p.item.Passages, func() ([]byte, error) { return index.Build(p.docs) })
}
