package store

import (
	"database/sql"
	"errors"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"byline/article"
)

// problem gives err the sentence that tells a person what to do, when it is one
// of the failures a person can mend. Other errors, and those that already have
// a sentence, are returned as they are.
func problem(err error) error {
	var told *article.Error
	if err == nil || errors.As(err, &told) {
		return err
	}
	var lite sqlite3.Error
	var path *fs.PathError
	switch {
	case errors.As(err, &lite):
		return explain(lite, err)
	case errors.Is(err, sql.ErrNoRows):
		return &article.Error{Kind: article.NotFound, Public: "There is no such thing here; check the number.", Err: err}
	case errors.Is(err, syscall.ENOSPC):
		return diskFull(err)
	case errors.Is(err, fs.ErrPermission):
		return &article.Error{Kind: article.Unavailable, Code: "not-permitted",
			Public: "Byline may not open its database there. Give it the right to write to that folder, or set BYLINE_DB to another file.", Err: err}
	case errors.As(err, &path):
		return &article.Error{Kind: article.Unavailable, Code: "cannot-open",
			Public: "Byline cannot write there. Check that the folder exists and is one, and that Byline may write to it.", Err: err}
	}
	return err
}

// isBusy reports whether err is that another process holds the lock.
func isBusy(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrLocked)
}

// explain words SQLite's own failures.
func explain(lite sqlite3.Error, err error) error {
	switch lite.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return &article.Error{Kind: article.Busy, Code: "writer-busy",
			Public: "Another Byline is writing to the database. Try again in a moment.", Err: err}
	case sqlite3.ErrFull:
		return diskFull(err)
	case sqlite3.ErrReadonly:
		return &article.Error{Kind: article.Unavailable, Code: "read-only",
			Public: "The database is read-only. Give Byline the right to write to the file and its folder, or set BYLINE_DB to another file.", Err: err}
	case sqlite3.ErrNotADB:
		return &article.Error{Kind: article.Invalid, Code: "not-a-database",
			Public: "That file is not a database. Set BYLINE_DB to a new name, or to a database of Byline's.", Err: err}
	case sqlite3.ErrCorrupt:
		return &article.Error{Kind: article.Internal, Code: "damaged",
			Public: "The database is damaged. Stop Byline and put back the latest backup.", Err: err}
	case sqlite3.ErrCantOpen:
		return &article.Error{Kind: article.Unavailable, Code: "cannot-open",
			Public: "The database cannot be opened. Check that BYLINE_DB names a file, not a folder, and that Byline may write there.", Err: err}
	case sqlite3.ErrIoErr:
		return &article.Error{Kind: article.Unavailable, Code: "disk-error",
			Public: "The disk under the database reported an error. Check the disk and its free space, then try again.", Err: err}
	}
	return err
}

// diskFull is the same sentence whoever noticed it.
func diskFull(err error) error {
	return &article.Error{Kind: article.Unavailable, Code: "disk-full",
		Public: "The disk is full. Free some space and try again; what was loaded before is safe.", Err: err}
}
