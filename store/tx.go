package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"byline/article"
)

// A querier is what reading needs of a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// write runs f in one immediate transaction and commits when f succeeds.
//
// The context that f gets is never cancelled: the driver watches a cancellable
// one from a goroutine for each statement, which costs more than most
// statements. A long f checks the outer context itself.
func (db *DB) write(ctx context.Context, f func(ctx context.Context, tx *sql.Tx) error) error {
	conn, err := db.writer.Conn(ctx) // waits for the writer before us
	if err != nil {
		return problem(err)
	}
	defer conn.Close()
	if err := ctx.Err(); err != nil {
		return err
	}
	quiet := context.WithoutCancel(ctx)
	tx, err := begin(ctx, conn)
	if err != nil {
		return problem(err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := f(quiet, tx); err != nil {
		return problem(err)
	}
	return problem(tx.Commit())
}

// beginTries is how often the busy timeout of five seconds may pass before a
// writer gives up: beside a process that loads without a pause one wait is not
// always enough.
const beginTries = 4

// begin opens an immediate transaction once other processes let it.
func begin(ctx context.Context, conn *sql.Conn) (*sql.Tx, error) {
	for try := 1; ; try++ {
		tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
		if err == nil || try == beginTries || ctx.Err() != nil || !isBusy(err) {
			return tx, err
		}
	}
}

// read runs f on one unchanging view of the database.
func (db *DB) read(ctx context.Context, f func(q querier) error) error {
	tx, err := db.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return problem(err)
	}
	defer tx.Rollback()
	return problem(f(tx))
}

// each calls scan for every row of a query.
func each(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// asJSON returns v for a json_each(?) parameter or a JSON column. v is one of
// our own values, which always marshal.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("store: " + err.Error())
	}
	return string(b)
}

// inLibraries is the condition that a library number is one of the libraries
// of a parameter made by asJSON.
const inLibraries = ` IN (SELECT num FROM library WHERE id IN (SELECT value FROM json_each(?)))`

// libraryNum returns lib's number, giving it one when it has none. A server
// that comes back stops being gone.
func libraryNum(ctx context.Context, tx *sql.Tx, lib article.LibraryID) (num int64, err error) {
	if !lib.Valid() {
		return 0, &article.Error{Kind: article.Invalid, Code: "library",
			Public: "A library is “shared” or a Discord server's id; check the name."}
	}
	err = tx.QueryRowContext(ctx, `SELECT num FROM library WHERE id = ?`, lib).Scan(&num)
	if err == sql.ErrNoRows {
		err = tx.QueryRowContext(ctx, `INSERT INTO library (id) VALUES (?) RETURNING num`, lib).Scan(&num)
	}
	return num, err
}

// changed says that the library's segments are no longer what they were.
func changed(ctx context.Context, tx *sql.Tx, num int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE library SET generation = generation + 1 WHERE num = ?`, num)
	return err
}

// exec runs one statement as a transaction of its own; what names it in errors.
func (db *DB) exec(ctx context.Context, what, statement string, args ...any) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return err
	})
	return named(what, err)
}

// named says of an error what was being done; nil stays nil.
func named(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: %s: %w", what, problem(err))
}

// fromJSON reads a JSON column into v.
func fromJSON(column []byte, v any) error { return json.Unmarshal(column, v) }
