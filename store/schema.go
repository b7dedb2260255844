package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"byline/article"
)

// schema holds the migrations, NNN_subject.sql. A file that was released never
// changes; the next one takes a number above the highest.
//
//go:embed schema/*.sql
var schema embed.FS

// applicationID marks a file as Byline's ("Byln"), so that Byline does not
// write its tables into some other program's database.
const applicationID = 0x42796c6e

// A migration is one file of schema.
type migration struct {
	number int
	sql    string
}

// migrations returns the embedded migrations in order.
func migrations() ([]migration, error) {
	entries, err := schema.ReadDir("schema")
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, e := range entries {
		digits, _, _ := strings.Cut(e.Name(), "_")
		n, err := strconv.Atoi(digits)
		if err != nil {
			return nil, fmt.Errorf("store: schema file %s: want NNN_subject.sql", e.Name())
		}
		text, err := schema.ReadFile("schema/" + e.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, migration{n, string(text)})
	}
	slices.SortFunc(all, func(a, b migration) int { return a.number - b.number })
	return all, nil
}

// migrate brings the file to the newest schema, in one transaction, or refuses
// it when it is not ours or from a newer program.
func (db *DB) migrate(ctx context.Context) error {
	all, err := migrations()
	if err != nil {
		return err
	}
	newest := all[len(all)-1].number
	state, err := db.firstState(ctx)
	if err != nil {
		return err
	}
	if err := state.check(newest); err != nil || state.version == newest {
		return err
	}
	return db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		// Another process may have migrated while this one waited for the lock.
		state, err := fileState(ctx, tx)
		if err != nil {
			return err
		}
		if err := state.check(newest); err != nil {
			return err
		}
		for _, m := range all {
			if m.number <= state.version {
				continue
			}
			if _, err := tx.ExecContext(ctx, m.sql); err != nil {
				return fmt.Errorf("schema %03d: %w", m.number, err)
			}
		}
		// PRAGMA takes no parameters; both values are our own numbers.
		_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, newest))
		return err
	})
}

const (
	// firstWait is how long others may take to make the file, as long as any of
	// ours waits for the lock.
	firstWait = 5 * time.Second
	// firstPause is how soon it is tried again.
	firstPause = 5 * time.Millisecond
)

// firstState reads the state through the first connection, which switches the
// file to a write-ahead log. That fails at once, whatever the busy timeout, while
// another process does it or closes the file as the last that has it open.
func (db *DB) firstState(ctx context.Context) (state, error) {
	enough := time.NewTimer(firstWait)
	defer enough.Stop()
	for {
		s, err := fileState(ctx, db.writer)
		if !isBusy(err) {
			return s, err
		}
		select {
		case <-time.After(firstPause):
		case <-enough.C:
			return s, err
		case <-ctx.Done():
			return s, ctx.Err()
		}
	}
}

// A state is what a file says of itself.
type state struct {
	application, version int
	tables               int
}

// fileState reads the state through q.
func fileState(ctx context.Context, q querier) (state, error) {
	var s state
	err := q.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&s.application, &s.version, &s.tables)
	return s, err
}

// check refuses a file that this program must not write to.
func (s state) check(newest int) error {
	switch {
	case s.tables > 0 && s.application != applicationID:
		return &article.Error{Kind: article.Invalid, Code: "not-ours",
			Public: "That file is another program's database. Set BYLINE_DB to a file of Byline's own.",
			Err:    fmt.Errorf("application_id %#x", s.application)}
	case s.version > newest:
		return &article.Error{Kind: article.Invalid, Code: "newer-database",
			Public: "The database was written by a newer Byline. Update Byline, or set BYLINE_DB to another file.",
			Err:    fmt.Errorf("schema %d, this program knows %d", s.version, newest)}
	}
	return nil
}
