package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Claim reports whether key was not claimed before; if so it is claimed now,
// for good. Of several processes one is told true.
func (db *DB) Claim(ctx context.Context, key string, now time.Time) (bool, error) {
	var n int
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		n, err = affected(tx.ExecContext(ctx, `INSERT OR IGNORE INTO once (key, user, made) VALUES (?, '', ?)`, key, now.Unix()))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("store: claim: %w", err)
	}
	return n == 1, nil
}

// A Turnout is what Begin finds of a key.
type Turnout struct {
	Fresh  bool   // the caller is to do the work, and to call Finish
	Done   bool   // it was done before, with Result
	Result string // as given to Finish
}

// Begin claims key for the time of the lease. Neither Fresh nor Done means that
// another is at work; once its lease ends without Finish, as after a crash, the
// key can be begun again. So the work is done at least once, and at most once
// while nobody crashes.
func (db *DB) Begin(ctx context.Context, key, user string, now time.Time, lease time.Duration) (Turnout, error) {
	var t Turnout
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := affected(tx.ExecContext(ctx, `INSERT INTO once (key, user, made, leased) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (key) DO UPDATE SET leased = excluded.leased WHERE leased <= ?3`, key, user, now.Unix(), now.Add(lease).Unix()))
		if err != nil || n == 1 {
			t.Fresh = n == 1
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT leased IS NULL, result FROM once WHERE key = ?`, key).Scan(&t.Done, &t.Result)
	})
	if err != nil {
		return Turnout{}, fmt.Errorf("store: begin: %w", err)
	}
	return t, nil
}

// Finish says that the work of a key is done and keeps its result.
func (db *DB) Finish(ctx context.Context, key, result string) error {
	return db.exec(ctx, "finish", `UPDATE once SET leased = NULL, result = ? WHERE key = ?`, result, key)
}

// Result returns what Finish kept of a key, and whether it is finished.
func (db *DB) Result(ctx context.Context, key string) (result string, done bool, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT result FROM once WHERE key = ? AND leased IS NULL`, key).Scan(&result)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("store: result: %w", problem(err))
	}
	return result, true, nil
}
