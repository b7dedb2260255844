package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// maxLog is how long the write-ahead log may grow before it is folded into the
// file: 64 MiB. SQLite folds it on its own, but starts it again from its
// beginning only when no reader is in it; loading flat out beside readers grew
// it to 300 MB.
const maxLog = 64 << 20

// Checkpoint folds the write-ahead log into the file and empties it. While
// readers are in it, it waits a quarter of a second and then leaves the rest
// for the next time. Call it after a burst of writing.
func (db *DB) Checkpoint(ctx context.Context) error {
	var busy, log, done int
	err := db.tidier.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &done)
	if isBusy(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("store: checkpoint: %w", problem(err))
	}
	return nil
}

// checkpointIfLarge calls Checkpoint when the log is past maxLog. What was
// written is safe either way, so a failure is left to the next write to report.
func (db *DB) checkpointIfLarge(ctx context.Context) {
	if info, err := os.Stat(db.path + "-wal"); err == nil && info.Size() > maxLog {
		db.Checkpoint(ctx)
	}
}

const (
	// spare is how many unused pages a file may hold: one in spareShare, and at
	// least so many. They are used before the file grows.
	spare      = 256
	spareShare = 64
	// shrinkStep is how many pages are given back in one transaction: 8 MB,
	// about a tenth of a second for other writers to wait.
	shrinkStep = 2048
)

// Shrink gives unused pages back to the disk, as merging and purging leave
// them, until few are left. Other writers take turns with it.
func (db *DB) Shrink(ctx context.Context) error {
	return db.shrink(ctx, func(all int) int { return max(spare, all/spareShare) })
}

// shrink gives unused pages back until there are no more than keep says of all.
func (db *DB) shrink(ctx context.Context, keep func(all int) int) error {
	for before := 0; ; {
		var unused, all int
		err := db.reader.QueryRowContext(ctx, `SELECT (SELECT freelist_count FROM pragma_freelist_count), (SELECT page_count FROM pragma_page_count)`).Scan(&unused, &all)
		// A file made without auto_vacuum keeps what it has.
		if err == nil && (unused <= keep(all) || unused == before) {
			return nil
		}
		before = unused
		if err == nil {
			err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
				// The statement gives back a page with each row that is read.
				return each(ctx, tx, func(*sql.Rows) error { return nil }, fmt.Sprintf("PRAGMA incremental_vacuum(%d)", shrinkStep))
			})
		}
		if err != nil || unused <= shrinkStep {
			return named("shrink", err)
		}
	}
}
