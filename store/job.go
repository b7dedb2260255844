package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"byline/article"
)

// Kinds of jobs that the store itself queues.
const (
	KindMarkAnswer  = "mark-answer"  // payload Mark: say under an answer that its article changed
	KindTellEditors = "tell-editors" // payload GapNews: somebody wants a gap filled
	KindTellWatcher = "tell-watcher" // payload GapNews: a question can be answered now
)

// A Job is work that must survive a restart.
type Job struct {
	ID       int64
	Library  article.LibraryID // empty: of no library
	Kind     string
	Key      string // there is one job of a kind and key at a time
	Payload  []byte
	User     string // whom it concerns, for Forget; empty: nobody
	Due      time.Time
	Attempts int    // times leased, this time included; who leased last owns the job
	Problem  string // of the last attempt
}

// Enqueue stores a job. When one of its kind and key waits already, that one
// gets the new payload and the earlier due time; one that is being worked on
// stays as it is.
func (db *DB) Enqueue(ctx context.Context, j Job) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if j.Library == "" {
			return enqueue(ctx, tx, nil, j)
		}
		num, err := libraryNum(ctx, tx, j.Library)
		if err != nil {
			return err
		}
		return enqueue(ctx, tx, num, j)
	})
	if err != nil {
		return fmt.Errorf("store: enqueue %s %s: %w", j.Kind, j.Key, err)
	}
	return nil
}

// enqueue stores a job of library num, which is nil for none.
func enqueue(ctx context.Context, tx *sql.Tx, num any, j Job) error {
	if j.Payload == nil {
		j.Payload = []byte{}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO job (library, kind, key, payload, user, due) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (kind, key) DO UPDATE SET payload = excluded.payload, due = min(due, excluded.due) WHERE leased IS NULL`,
		num, j.Kind, j.Key, j.Payload, j.User, j.Due.Unix())
	return err
}

// Lease gives the caller up to max jobs of a kind that are due at now, earliest
// first. They are the caller's for the time of the lease; then, unless Done or
// Retry was called, they are due again, for anyone.
func (db *DB) Lease(ctx context.Context, kind string, now time.Time, lease time.Duration, max int) ([]Job, error) {
	const due = `FROM job WHERE kind = ?1 AND due <= ?2 AND coalesce(leased, 0) <= ?2`
	var any bool
	// Asking first spares an idle bot the writer's lock.
	err := db.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 `+due+`)`, kind, now.Unix()).Scan(&any)
	if err != nil {
		return nil, fmt.Errorf("store: lease %s: %w", kind, problem(err))
	}
	if !any {
		return nil, nil
	}
	var jobs []Job
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			j := Job{Kind: kind}
			var at int64
			err := rows.Scan(&j.ID, &j.Library, &j.Key, &j.Payload, &j.User, &at, &j.Attempts, &j.Problem)
			j.Due = time.Unix(at, 0).UTC()
			jobs = append(jobs, j)
			return err
		}, `UPDATE job SET leased = ?3, attempts = attempts + 1 WHERE id IN (SELECT id `+due+` ORDER BY due, id LIMIT ?4)
			RETURNING id, coalesce((SELECT id FROM library WHERE num = job.library), ''), key, payload, user, due, attempts, problem`,
			kind, now.Unix(), now.Add(lease).Unix(), max)
	})
	if err != nil {
		return nil, fmt.Errorf("store: lease %s: %w", kind, err)
	}
	return jobs, nil
}

// Done deletes a job that was leased. A job whose lease ended and that another
// leased since is the other's: nothing happens.
func (db *DB) Done(ctx context.Context, j Job) error {
	return db.exec(ctx, "job done", `DELETE FROM job WHERE id = ? AND attempts = ?`, j.ID, j.Attempts)
}

// Retry ends the lease of a job, to be due again at due, and keeps what went
// wrong.
func (db *DB) Retry(ctx context.Context, j Job, due time.Time, wrong string) error {
	return db.exec(ctx, "job retry", `UPDATE job SET leased = NULL, due = ?, problem = ? WHERE id = ? AND attempts = ?`,
		due.Unix(), wrong, j.ID, j.Attempts)
}

// Extend makes the lease of a job last until then.
func (db *DB) Extend(ctx context.Context, j Job, until time.Time) error {
	return db.exec(ctx, "job extend", `UPDATE job SET leased = ? WHERE id = ? AND attempts = ?`, until.Unix(), j.ID, j.Attempts)
}

// NextDue returns when the next job of a kind can be leased; zero: there is none.
func (db *DB) NextDue(ctx context.Context, kind string) (time.Time, error) {
	var at sql.NullInt64
	err := db.reader.QueryRowContext(ctx, `SELECT min(max(due, coalesce(leased, 0))) FROM job WHERE kind = ?`, kind).Scan(&at)
	if err != nil || !at.Valid {
		return time.Time{}, problem(err)
	}
	return time.Unix(at.Int64, 0).UTC(), nil
}
