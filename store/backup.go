package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"byline/article"
)

// Backup writes a copy of the database to a new file while it is in use: the
// state of one moment, compacted, and complete or not there at all. A file that
// exists is refused unless overwrite is set.
func (db *DB) Backup(ctx context.Context, path string, overwrite bool) error {
	if _, err := os.Lstat(path); err == nil && !overwrite {
		return &article.Error{Kind: article.Invalid, Code: "exists",
			Public: "There is a file of that name already. Choose another name, or move it away first.",
			Err:    fmt.Errorf("store: backup to %s: %w", path, fs.ErrExist)}
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".byline-backup-")
	if err != nil {
		return fmt.Errorf("store: backup to %s: %w", path, problem(err))
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, "part.db")
	if err := db.copyTo(ctx, part); err != nil {
		return fmt.Errorf("store: backup to %s: %w", path, problem(err))
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("store: backup to %s: %w", path, problem(err))
	}
	return syncFile(filepath.Dir(path))
}

// copyTo writes the copy and waits until the disk has it.
func (db *DB) copyTo(ctx context.Context, path string) error {
	conn, err := db.tidier.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return err
	}
	return syncFile(path)
}

// syncFile waits until the disk has what was written to a file or folder.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
