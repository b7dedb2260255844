package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"byline/bot"
	"byline/config"
	"byline/store"
)

// newBot wires the bot to the store and to what runs requests.
func newBot(cfg config.Discord, db *store.DB, run bot.Runner, log *slog.Logger, now func() time.Time) *bot.Bot {
	return &bot.Bot{
		Token: string(cfg.Token), API: cfg.APIURL, Server: cfg.GuildID,
		Commands: run, Inbox: db, Bookmark: db, Rooms: db, Showing: db, Libraries: db, Notices: notices{db},
		Log: log, Now: now,
	}
}

// notices is the store's queue of jobs as what the bot says unasked.
type notices struct{ db *store.DB }

// Bounds of one look at the queue.
const (
	noticeLease = 10 * time.Minute
	noticeBatch = 20
)

// Due implements bot.Notices.
func (n notices) Due(ctx context.Context, now time.Time) ([]bot.Notice, error) {
	var out []bot.Notice
	for _, kind := range []string{store.KindMarkAnswer, store.KindTellEditors, store.KindTellWatcher} {
		jobs, err := n.db.Lease(ctx, kind, now, noticeLease, noticeBatch)
		if err != nil {
			return out, err
		}
		for _, j := range jobs {
			notice, err := n.notice(ctx, j)
			if err != nil {
				return out, fmt.Errorf("cli: job %s %s: %w", j.Kind, j.Key, err)
			}
			out = append(out, notice)
		}
	}
	return out, nil
}

// notice reads a job.
func (n notices) notice(ctx context.Context, j store.Job) (bot.Notice, error) {
	out := bot.Notice{Handle: j, Attempts: j.Attempts}
	if j.Kind == store.KindMarkAnswer {
		var m store.Mark
		if err := json.Unmarshal(j.Payload, &m); err != nil {
			return out, err
		}
		out.Removed = m.Removed
		places, err := n.db.Places(ctx, m.Answer)
		for _, p := range places {
			out.Messages = append(out.Messages, bot.Place(p))
		}
		return out, err
	}
	var g store.GapNews
	if err := json.Unmarshal(j.Payload, &g); err != nil {
		return out, err
	}
	out.Question, out.User, out.Where = g.Question, g.User, g.Place
	if j.Kind == store.KindTellEditors {
		out.Server = j.Library
	}
	return out, nil
}

// Settle implements bot.Notices.
func (n notices) Settle(ctx context.Context, notice bot.Notice, again time.Time) error {
	j := notice.Handle.(store.Job)
	if again.IsZero() {
		return n.db.Done(ctx, j)
	}
	return n.db.Retry(ctx, j, again, "not said")
}
