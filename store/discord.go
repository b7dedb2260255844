package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"byline/article"
)

// discordKept is how long an answered event is remembered. Discord repeats
// events within minutes; a gap that is read again is at most a day.
const discordKept = 3 * 24 * time.Hour

// Accept remembers an event that asks for an answer and reports whether it is
// new: of all deliveries of one event, over restarts, one is told true.
func (db *DB) Accept(ctx context.Context, id, kind, user string, body []byte, now time.Time) (bool, error) {
	var n int
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		n, err = affected(tx.ExecContext(ctx, `INSERT OR IGNORE INTO discord_event (id, user, kind, made, body) VALUES (?, ?, ?, ?, ?)`,
			id, user, kind, now.Unix(), body))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("store: accept event %s: %w", id, err)
	}
	return n == 1, nil
}

// Answered says that an event needs no answer any more.
func (db *DB) Answered(ctx context.Context, id string) error {
	return db.exec(ctx, "answered", `UPDATE discord_event SET body = NULL WHERE id = ?`, id)
}

// Unanswered calls each with the events that were accepted and not answered,
// oldest first, and forgets answered ones that are past repeating.
func (db *DB) Unanswered(ctx context.Context, now time.Time, each func(id, kind string, body []byte)) error {
	err := db.exec(ctx, "old events", `DELETE FROM discord_event WHERE made < ?`, now.Add(-discordKept).Unix())
	if err != nil {
		return err
	}
	rows, err := db.reader.QueryContext(ctx, `SELECT id, kind, body FROM discord_event WHERE body IS NOT NULL ORDER BY made, id`)
	if err != nil {
		return fmt.Errorf("store: unanswered events: %w", problem(err))
	}
	defer rows.Close()
	for rows.Next() {
		var id, kind string
		var body []byte
		if err := rows.Scan(&id, &kind, &body); err != nil {
			return fmt.Errorf("store: unanswered events: %w", problem(err))
		}
		each(id, kind, body)
	}
	return problem(rows.Err())
}

// DirectChannel remembers that user wrote in a direct channel.
func (db *DB) DirectChannel(ctx context.Context, channel, user string, now time.Time) error {
	return db.exec(ctx, "direct channel", `INSERT INTO discord_direct (channel, user, last) VALUES (?, ?, ?)
		ON CONFLICT (channel) DO UPDATE SET last = excluded.last`, channel, user, now.Unix())
}

// DirectChannels returns the direct channels in which somebody wrote since
// then, the latest first.
func (db *DB) DirectChannels(ctx context.Context, since time.Time) ([]string, error) {
	var out []string
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var c string
		err := rows.Scan(&c)
		out = append(out, c)
		return err
	}, `SELECT channel FROM discord_direct WHERE last >= ? ORDER BY last DESC`, since.Unix())
	if err != nil {
		return nil, fmt.Errorf("store: direct channels: %w", problem(err))
	}
	return out, nil
}

// SaveSeen remembers the newest message or interaction received.
func (db *DB) SaveSeen(ctx context.Context, id string) error {
	return db.exec(ctx, "seen", `INSERT INTO discord_seen (one, id) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET id = excluded.id`, id)
}

// Seen returns what SaveSeen kept; empty when it never did.
func (db *DB) Seen(ctx context.Context) (string, error) {
	var id string
	err := db.reader.QueryRowContext(ctx, `SELECT id FROM discord_seen`).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("store: seen: %w", problem(err))
	}
	return id, nil
}

// AnswerAt returns the answer that a message shows; 0 when it shows none.
func (db *DB) AnswerAt(ctx context.Context, channel, message string) (article.AnswerID, error) {
	var id article.AnswerID
	err := db.reader.QueryRowContext(ctx, `SELECT answer FROM shown WHERE channel = ? AND message = ?`, channel, message).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("store: answer at %s: %w", message, problem(err))
	}
	return id, nil
}
