package dense

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"byline/article"
)

const (
	// batchSize is how many passages are sent and stored at once, fewer where the
	// model is slow. A process that is killed loses one such batch at most.
	batchSize = 64
	// claim is how long a set stays with a process that shows no life.
	claim = 2 * time.Minute
	// slow is how long one request may take, retries included. After one that took
	// longer half as many passages are sent at once, and after one that took a
	// quarter of it twice as many.
	slow = 30 * time.Second
	// grace is how long a request under way may go on when the program ends, so
	// that what it costs is not lost.
	grace = 3 * time.Second
	// poll is how often Run looks for passages that came.
	poll = 5 * time.Second
	// pause and longestPause are how long Run waits after a failure, doubling.
	pause        = 15 * time.Second
	longestPause = 15 * time.Minute
	// longestBudgetPause bounds the wait for the next day, so that a clock that
	// was set right is noticed.
	longestBudgetPause = 10 * time.Minute
	// noteEvery is how many passages there are between two notes in the log.
	noteEvery = 5000
)

// ErrBudget is why a Filler stops for the day.
var ErrBudget = &article.Error{Kind: article.Busy, Code: "embedding-budget",
	Public: "The day's budget of tokens for embedding is used up. It goes on tomorrow, or raise BYLINE_EMBED_BUDGET."}

// A Filler gives every passage its vector by Model. Work, Keep, Embedder, Model
// and Owner are needed.
type Filler struct {
	Work     Work
	Keep     Keep
	Embedder Embedder
	Model    string
	Owner    string                                           // differs from that of every other process
	Budget   int64                                            // tokens a day, UTC; 0: no bound
	Log      *slog.Logger                                     // nil: discard
	Now      func() time.Time                                 // nil: the clock
	Wait     func(ctx context.Context, d time.Duration) error // nil: by the clock
	Slow     time.Duration                                    // how long one request may take; 0: 30 s

	size     int // passages sent at once; 0: batchSize
	failures int // in a row
	told     bool
}

// A Progress says how far a Filler is in one library.
type Progress struct {
	Library article.LibraryID
	Done    int // passages since it began there
	Tokens  int // they took
}

// Run fills all sets, now and whenever passages come, until ctx ends. Failures
// are logged once and tried again, after a while that grows.
func (f *Filler) Run(ctx context.Context) error {
	for {
		err := f.Fill(ctx, nil)
		if ctx.Err() != nil {
			return nil
		}
		if err := f.wait(ctx, f.after(ctx, err)); err != nil {
			return nil
		}
	}
}

// after notes how a round ended and returns how long to wait for the next.
func (f *Filler) after(ctx context.Context, err error) time.Duration {
	budget := errors.Is(err, ErrBudget)
	if err != nil && !budget {
		if f.failures == 0 {
			f.log().WarnContext(ctx, "dense: embedding waits", "model", f.Model, "err", err)
		}
		f.failures++
		return min(longestPause, pause<<min(f.failures-1, 10))
	}
	if f.failures > 0 {
		f.log().InfoContext(ctx, "dense: embedding goes on", "model", f.Model)
	}
	f.failures = 0
	if budget && !f.told {
		f.log().InfoContext(ctx, "dense: the day's budget is used up, embedding goes on tomorrow", "model", f.Model, "tokens", f.Budget)
	}
	if f.told = budget; !budget {
		return poll
	}
	tomorrow := f.now().UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
	return min(longestBudgetPause, max(time.Second, tomorrow.Sub(f.now())))
}

// Fill embeds every passage that has no vector, library by library, and
// reports after each batch; report may be nil. It ends with the first failure,
// with ErrBudget when the day's budget is used up, or when nothing is left.
// Libraries that another process embeds are left to it.
func (f *Filler) Fill(ctx context.Context, report func(Progress)) error {
	if report == nil {
		report = func(Progress) {}
	}
	if err := f.Keep.DropRetired(ctx); err != nil {
		return err
	}
	libs, err := f.Work.Unembedded(ctx, f.Model)
	if err != nil {
		return err
	}
	for _, lib := range libs {
		err := f.library(ctx, lib, report)
		if article.CodeOf(err) == busyElsewhere {
			continue
		}
		if err != nil {
			return err
		}
	}
	return f.Keep.DropRetired(ctx)
}

// busyElsewhere is the code of the error of a set that another process has.
const busyElsewhere = "embedding"

// library fills lib's set.
func (f *Filler) library(ctx context.Context, lib article.LibraryID, report func(Progress)) error {
	set, err := f.claim(ctx, lib, 0)
	if err != nil && article.KindOf(err) != article.NotFound {
		return err
	}
	j := &filling{Filler: f, set: set, done: Progress{Library: lib}}
	defer j.release(ctx)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		texts, err := f.next(ctx, lib, j.set.ID)
		if err != nil {
			return err
		}
		if len(texts) == 0 {
			complete, err := j.complete(ctx)
			if complete || err != nil {
				return err
			}
			continue
		}
		err = j.batch(ctx, texts)
		if errors.Is(err, errLate) {
			continue // with fewer at once
		}
		if err != nil {
			return err
		}
		report(j.done)
	}
}

// next returns the next batch that the budget allows.
func (f *Filler) next(ctx context.Context, lib article.LibraryID, set int64) ([]article.ToEmbed, error) {
	texts, err := f.Work.ToEmbed(ctx, lib, set, cmp.Or(f.size, batchSize))
	if err != nil || f.Budget <= 0 || len(texts) == 0 {
		return texts, err
	}
	spent, err := f.Keep.EmbeddingTokens(ctx, f.now())
	if err != nil {
		return nil, err
	}
	left := f.Budget - spent
	for i, t := range texts {
		left -= int64(estimate(wordsOf(t)))
		if left < 0 && (i > 0 || spent > 0) {
			texts = texts[:i]
			break
		}
	}
	if len(texts) == 0 {
		return nil, ErrBudget
	}
	return texts, nil
}

// estimate is about how many tokens a text takes: four bytes each, which for
// English is a third too many.
func estimate(text string) int { return (len(text) + 3) / 4 }

// wordsOf is what stands for a passage: its words, under its article's title.
func wordsOf(p article.ToEmbed) string {
	if p.Title == "" {
		return p.Text
	}
	return p.Title + "\n\n" + p.Text
}

func (f *Filler) claim(ctx context.Context, lib article.LibraryID, dims int) (article.VectorSet, error) {
	now := f.now()
	return f.Keep.ClaimVectors(ctx, lib, f.Model, dims, f.Owner, now, now.Add(claim))
}

func (f *Filler) now() time.Time {
	if f.Now == nil {
		return time.Now()
	}
	return f.Now()
}

func (f *Filler) log() *slog.Logger {
	if f.Log == nil {
		return slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return f.Log
}

func (f *Filler) wait(ctx context.Context, d time.Duration) error {
	if f.Wait != nil {
		return f.Wait(ctx, d)
	}
	t := time.NewTimer(cmp.Or(d, time.Second))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
