package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"byline/article"
)

const (
	// UndoFor is how long a removed article can be restored.
	UndoFor = 24 * time.Hour
	// GoneFor is how long the library of a server that Byline left is kept.
	GoneFor = 30 * 24 * time.Hour
)

// Remove takes an article out of lib's index at once. It can be restored until
// UndoFor after now; then Purge deletes it. Answers that quoted it are queued
// for marking.
func (db *DB) Remove(ctx context.Context, lib article.LibraryID, id article.ID, now time.Time) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		a, num, err := liveArticle(ctx, tx, lib, id)
		if err != nil {
			return err
		}
		if err := unindex(ctx, tx, num, a.RevisionID); err != nil {
			return err
		}
		if err := disband(ctx, tx, id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE article SET removed = ?, story = id WHERE id = ?`, now.Unix(), id); err != nil {
			return err
		}
		return markAll(ctx, tx, num, id, now)
	})
	if err != nil {
		return fmt.Errorf("store: remove article %d: %w", id, err)
	}
	return nil
}

// notRemoved is what there is to say where nothing can be restored.
var notRemoved = &article.Error{Kind: article.NotFound, Code: "not-removed",
	Public: "There is nothing to restore: the article was not removed, or more than a day ago. Load it again.", Err: sql.ErrNoRows}

// Restore undoes a Remove that was less than UndoFor before now. The article's
// passages are indexed anew: build makes the segment of passages, which are
// those of its newest text.
func (db *DB) Restore(ctx context.Context, lib article.LibraryID, id article.ID, now time.Time, passages []article.Passage, build func() ([]byte, error)) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var num int64
		var rev article.RevisionID
		err := tx.QueryRowContext(ctx, `SELECT a.library, a.newest FROM article a JOIN library l ON l.num = a.library
			WHERE a.id = ? AND l.id = ? AND a.removed > ?`, id, lib, now.Add(-UndoFor).Unix()).Scan(&num, &rev)
		if err == sql.ErrNoRows {
			return notRemoved
		}
		if err != nil {
			return err
		}
		b := batch{tx: tx, num: num}
		if err := b.begin(ctx); err != nil {
			return err
		}
		if err := b.place(ctx, &Item{Article: article.Article{ID: id}, Passages: passages}, rev); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE article SET removed = NULL, story = NULL WHERE id = ?`, id); err != nil {
			return err
		}
		if err := unmark(ctx, tx, id); err != nil {
			return err
		}
		return b.end(ctx, func([]int) ([]byte, error) { return build() })
	})
	if err != nil {
		return fmt.Errorf("store: restore article %d: %w", id, err)
	}
	return nil
}

// Removed returns an article that was removed and can be restored, with text.
func (db *DB) Removed(ctx context.Context, lib article.LibraryID, id article.ID) (*article.Article, error) {
	found, err := db.articles(ctx, true, `SELECT `+articleColumns+`, r.text`+newestArticles+
		`WHERE a.id = ? AND l.id = ? AND a.removed IS NOT NULL`, id, lib)
	if err == nil && len(found) == 0 {
		err = notRemoved
	}
	if err != nil {
		return nil, fmt.Errorf("store: removed article %d: %w", id, err)
	}
	return found[0], nil
}

// RemoveSample deletes the sample articles of every library at once and for
// good, and returns how many there were.
func (db *DB) RemoveSample(ctx context.Context) (int, error) {
	n := 0
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		n, err = deleteArticles(ctx, tx, `flags & 1`)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("store: remove sample: %w", err)
	}
	return n, nil
}

// Leave says that Byline is no longer in lib's server. Purge deletes the
// library GoneFor after now, unless Return is called before.
func (db *DB) Leave(ctx context.Context, lib article.LibraryID, now time.Time) error {
	return db.exec(ctx, "leave "+string(lib), `UPDATE library SET gone = coalesce(gone, ?) WHERE id = ? AND id <> 'shared'`, now.Unix(), lib)
}

// Return says that Byline is in lib's server, again or still.
func (db *DB) Return(ctx context.Context, lib article.LibraryID) error {
	return db.exec(ctx, "return to "+string(lib), `UPDATE library SET gone = NULL WHERE id = ? AND gone IS NOT NULL`, lib)
}

// liveArticle returns an article of lib that is not removed, without its text.
func liveArticle(ctx context.Context, tx *sql.Tx, lib article.LibraryID, id article.ID) (*article.Article, int64, error) {
	var a article.Article
	var num int64
	err := scanArticle(tx.QueryRowContext(ctx, `SELECT `+articleColumns+`, l.num`+newestArticles+
		`WHERE a.id = ? AND l.id = ? AND a.removed IS NULL`, id, lib), &a, &num)
	if err == sql.ErrNoRows {
		return nil, 0, noArticle
	}
	return &a, num, err
}

// unindex takes a revision's passages out of table and index.
func unindex(ctx context.Context, tx *sql.Tx, num int64, rev article.RevisionID) error {
	first, n, err := dropPassages(ctx, tx, rev)
	if err != nil || n == 0 {
		return err
	}
	if err := tombstone(ctx, tx, num, first, n); err != nil {
		return err
	}
	return changed(ctx, tx, num)
}

// disband lets the other near-copies of a story that loses id be compared anew.
func disband(ctx context.Context, tx *sql.Tx, id article.ID) error {
	_, err := tx.ExecContext(ctx, `UPDATE article SET story = NULL WHERE story = ? AND id <> ? AND removed IS NULL`, id, id)
	return err
}

// deleteArticles deletes the articles that the condition names, with all that
// hangs on them, and returns how many there were.
func deleteArticles(ctx context.Context, tx *sql.Tx, where string, args ...any) (int, error) {
	type row struct {
		id, library int64
		rev         article.RevisionID
	}
	var gone []row
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var r row
		err := rows.Scan(&r.id, &r.library, &r.rev)
		gone = append(gone, r)
		return err
	}, `SELECT id, library, newest FROM article WHERE `+where, args...)
	if err != nil {
		return 0, err
	}
	for _, r := range gone {
		if err := unindex(ctx, tx, r.library, r.rev); err != nil {
			return 0, err
		}
		if err := disband(ctx, tx, article.ID(r.id)); err != nil {
			return 0, err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM article WHERE id = ?`, r.id); err != nil {
			return 0, err
		}
	}
	return len(gone), nil
}
