package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"byline/article"
)

// Purged counts what Purge deleted for good.
type Purged struct {
	Articles  int
	Libraries int
	Raw       int // raw copies past their retention
	Keys      int // idempotency keys older than a week
}

// keepKeys is how long a key stays claimed. Discord replays events for minutes;
// a week leaves room for every queue in between.
const keepKeys = 7 * 24 * time.Hour

// keepDrafts is how long a preview waits for an editor's word.
const keepDrafts = 7 * 24 * time.Hour

// Purge deletes what is past its time at now: articles removed longer than
// UndoFor ago, libraries of servers left longer than GoneFor ago, raw copies
// older than their library's setting, drafts nobody decided on, and old keys.
func (db *DB) Purge(ctx context.Context, now time.Time) (Purged, error) {
	var p Purged
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		if p.Articles, err = deleteArticles(ctx, tx, `removed <= ?`, now.Add(-UndoFor).Unix()); err != nil {
			return err
		}
		if p.Libraries, err = deleteGone(ctx, tx, now.Add(-GoneFor)); err != nil {
			return err
		}
		if p.Raw, err = deleteRaw(ctx, tx, now); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM draft WHERE made < ?`, now.Add(-keepDrafts).Unix()); err != nil {
			return err
		}
		p.Keys, err = affected(tx.ExecContext(ctx, `DELETE FROM once WHERE made < ?`, now.Add(-keepKeys).Unix()))
		return err
	})
	if err != nil {
		return Purged{}, fmt.Errorf("store: purge: %w", err)
	}
	return p, nil
}

// deleteRaw deletes the raw copies of libraries that set how long to keep them.
func deleteRaw(ctx context.Context, tx *sql.Tx, now time.Time) (deleted int, err error) {
	days := map[int64]int{}
	err = each(ctx, tx, func(rows *sql.Rows) error {
		var num int64
		var n int
		err := rows.Scan(&num, &n)
		days[num] = n
		return err
	}, `SELECT library, value ->> 'keep_raw_days' FROM setting WHERE key = ? AND value ->> 'keep_raw_days' > 0`, settingsKey)
	if err != nil {
		return 0, err
	}
	for num, n := range days {
		old, err := affected(tx.ExecContext(ctx, `DELETE FROM raw WHERE kept < ?
			AND (SELECT a.library FROM revision r JOIN article a ON a.id = r.article WHERE r.id = raw.revision) = ?`,
			now.AddDate(0, 0, -n).Unix(), num))
		if err != nil {
			return 0, err
		}
		deleted += old
	}
	return deleted, nil
}

// deleteGone deletes libraries that are gone since before.
func deleteGone(ctx context.Context, tx *sql.Tx, before time.Time) (int, error) {
	var nums []int64
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var num int64
		err := rows.Scan(&num)
		nums = append(nums, num)
		return err
	}, `SELECT num FROM library WHERE gone <= ?`, before.Unix())
	if err != nil {
		return 0, err
	}
	for _, num := range nums {
		if err := deleteLibrary(ctx, tx, num); err != nil {
			return 0, err
		}
	}
	return len(nums), nil
}

// deleteLibrary deletes a library and every row that names it.
func deleteLibrary(ctx context.Context, tx *sql.Tx, num int64) error {
	tables, err := tablesWith(ctx, tx, "library")
	if err != nil {
		return err
	}
	// Articles go last: other tables of the library may refer to them.
	tables = append(slices.DeleteFunc(tables, func(t string) bool { return t == "article" }), "article")
	for _, table := range tables {
		if _, err := tx.ExecContext(ctx, `DELETE FROM "`+table+`" WHERE library = ?`, num); err != nil {
			return fmt.Errorf("table %s: %w", table, err)
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM library WHERE num = ?`, num)
	return err
}

// tablesWith returns the tables that have a column of that name. Table names
// cannot be parameters; these come from our own schema.
func tablesWith(ctx context.Context, q querier, column string) ([]string, error) {
	var tables []string
	err := each(ctx, q, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		tables = append(tables, name)
		return err
	}, `SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = ? ORDER BY t.name`, column)
	return tables, err
}

// Forget deletes every row that a person left: questions with their answers,
// feedback, notifications, quotas and keys. It returns how many rows that were
// and then folds the write-ahead log into the file, so that none remains there.
//
// It needs no list of tables: whatever has a column named user is searched.
func (db *DB) Forget(ctx context.Context, user string) (rows int, err error) {
	if user == "" {
		return 0, &article.Error{Kind: article.Invalid, Public: "Say whom to forget, for example discord:1234."}
	}
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		tables, err := tablesWith(ctx, tx, "user")
		if err != nil {
			return err
		}
		for _, table := range tables {
			n, err := affected(tx.ExecContext(ctx, `DELETE FROM "`+table+`" WHERE user = ?`, user))
			if err != nil {
				return fmt.Errorf("table %s: %w", table, err)
			}
			rows += n
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM gap WHERE id NOT IN (SELECT gap FROM gap_user)`)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("store: forget: %w", err)
	}
	// What was deleted still stands in unused pages: they leave the file too.
	if err := db.shrink(ctx, func(int) int { return 0 }); err != nil {
		return rows, err
	}
	return rows, db.Checkpoint(ctx)
}

// affected returns how many rows a statement changed.
func affected(res sql.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}
