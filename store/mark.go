package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"byline/article"
)

// A Mark is the payload of a KindMarkAnswer job, as JSON: an answer quoted an
// article whose words are gone.
type Mark struct {
	Answer  article.AnswerID `json:"answer"`
	Article article.ID       `json:"article"`
	Removed bool             `json:"removed"` // the article was removed; else its text changed
}

// markStale queues the answers that quoted words which a, the article's new
// revision, no longer has.
func markStale(ctx context.Context, tx *sql.Tx, num int64, a *article.Article) error {
	type quoted struct {
		answer   article.AnswerID
		claim, n int
		words    string
	}
	var gone []quoted
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var q quoted
		if err := rows.Scan(&q.answer, &q.claim, &q.n, &q.words); err != nil {
			return err
		}
		if !strings.Contains(a.Text, q.words) {
			gone = append(gone, q)
		}
		return nil
	}, `SELECT q.answer, q.claim, q.n, CAST(substr(CAST(r.text AS BLOB), q.start + 1, q.length) AS TEXT)
		FROM revision r JOIN quote q ON q.revision = r.id WHERE r.article = ? AND q.stale = 0`, a.ID)
	if err != nil {
		return err
	}
	for _, q := range gone {
		if _, err := tx.ExecContext(ctx, `UPDATE quote SET stale = 1 WHERE answer = ? AND claim = ? AND n = ?`, q.answer, q.claim, q.n); err != nil {
			return err
		}
		if q.claim == nearestClaim {
			continue
		}
		if err := enqueueMark(ctx, tx, num, Mark{Answer: q.answer, Article: a.ID}, a.Loaded); err != nil {
			return err
		}
	}
	return nil
}

// markAll queues every answer that quoted the article, which was removed.
func markAll(ctx context.Context, tx *sql.Tx, num int64, id article.ID, now time.Time) error {
	var marks []Mark
	err := each(ctx, tx, func(rows *sql.Rows) error {
		m := Mark{Article: id, Removed: true}
		err := rows.Scan(&m.Answer)
		marks = append(marks, m)
		return err
	}, `SELECT DISTINCT q.answer FROM revision r JOIN quote q ON q.revision = r.id WHERE r.article = ? AND q.claim >= 0`, id)
	if err != nil {
		return err
	}
	for _, m := range marks {
		if err := enqueueMark(ctx, tx, num, m, now); err != nil {
			return err
		}
	}
	return nil
}

// enqueueMark queues one mark; an answer is marked once for each article.
func enqueueMark(ctx context.Context, tx *sql.Tx, num int64, m Mark, now time.Time) error {
	return enqueue(ctx, tx, num, Job{Kind: KindMarkAnswer, Key: fmt.Sprintf("%d:%d", m.Answer, m.Article), Due: now, Payload: []byte(asJSON(m))})
}

// unmark takes back the marks of a removal that nobody worked on yet.
func unmark(ctx context.Context, tx *sql.Tx, id article.ID) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM job WHERE kind = ? AND leased IS NULL
		AND payload ->> 'article' = ? AND payload ->> 'removed'`, KindMarkAnswer, id)
	return err
}

// Shown remembers where an answer was shown, so that it can be marked there.
func (db *DB) Shown(ctx context.Context, id article.AnswerID, channel, message string) error {
	return db.exec(ctx, "shown", `INSERT OR IGNORE INTO shown (answer, channel, message) SELECT id, ?, ? FROM answer WHERE id = ?`, channel, message, id)
}

// A Place is a message that shows an answer.
type Place struct{ Channel, Message string }

// Places returns where an answer was shown.
func (db *DB) Places(ctx context.Context, id article.AnswerID) ([]Place, error) {
	var places []Place
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var p Place
		err := rows.Scan(&p.Channel, &p.Message)
		places = append(places, p)
		return err
	}, `SELECT channel, message FROM shown WHERE answer = ?`, id)
	if err != nil {
		return nil, fmt.Errorf("store: places of answer %d: %w", id, problem(err))
	}
	return places, nil
}
