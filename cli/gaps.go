package cli

import (
	"context"
	"log/slog"
	"time"

	"byline/article"
	"byline/search"
	"byline/store"
)

// gapsEvery is how often libraries are looked at for new articles that may
// answer what somebody waits for.
const gapsEvery = 30 * time.Second

// A gapWatch asks again, when articles have come, what the articles did not
// say before and somebody wants to know.
type gapWatch struct {
	db     *store.DB
	log    *slog.Logger
	now    func() time.Time
	answer func(ctx context.Context, libs []article.LibraryID, question string) (bool, error) // whether libs answer it
	seen   map[article.LibraryID]int64                                                        // what Watched said when a library was last asked
}

// newGapWatch asks by quoting alone: a model's budget is for people who wait.
func (a *app) newGapWatch(now func() time.Time) *gapWatch {
	quoting := a.answers().without
	return &gapWatch{db: a.db, log: a.log, now: now, answer: func(ctx context.Context, libs []article.LibraryID, question string) (bool, error) {
		found, err := a.searcher.Find(ctx, libs, search.Question{Text: question, Now: now()})
		if err != nil {
			return false, err
		}
		ans, err := quoting.Answer(ctx, found, nil)
		return err == nil && !ans.Abstained, err
	}}
}

// run looks again and again until ctx ends. Failures are logged and tried again.
func (w *gapWatch) run(ctx context.Context) error {
	tick := time.NewTicker(gapsEvery)
	defer tick.Stop()
	for {
		if err := w.round(ctx); err != nil && ctx.Err() == nil {
			w.log.WarnContext(ctx, "cli: unanswered questions", "err", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// round asks the watched questions of each library that has changed, and closes
// the gaps that are no more; the store queues the news.
func (w *gapWatch) round(ctx context.Context) error {
	watched, err := w.db.Watched(ctx)
	if err != nil {
		return err
	}
	seen := map[article.LibraryID]int64{}
	for lib, state := range watched {
		if last, ok := w.seen[lib]; !ok || last != state {
			if err := w.ask(ctx, lib); err != nil {
				return err
			}
		}
		seen[lib] = state
	}
	w.seen = seen
	return nil
}

// ask asks the watched questions of one library.
func (w *gapWatch) ask(ctx context.Context, lib article.LibraryID) error {
	gaps, err := w.db.WatchedGaps(ctx, lib)
	if err != nil {
		return err
	}
	libs := []article.LibraryID{lib}
	if lib != article.Shared {
		libs = append(libs, article.Shared)
	}
	for _, g := range gaps {
		answered, err := w.answer(ctx, libs, g.Question)
		if err != nil {
			return err
		}
		if !answered {
			continue
		}
		if err := w.db.CloseGap(ctx, lib, g.ID, true, w.now()); err != nil {
			return err
		}
	}
	return nil
}
