package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
)

// ListOptions choose articles. The zero ListOptions are the first hundred.
type ListOptions struct {
	Prefix  string     // titles that begin so, in any case
	Before  article.ID // only lower numbers; 0: from the newest
	Limit   int        // at most so many; 0: 100
	Sample  bool       // only the sample library's
	Removed bool       // those an editor removed and may still restore, instead of the live
}

// List returns articles of lib without their texts, newest number first.
func (db *DB) List(ctx context.Context, lib article.LibraryID, o ListOptions) ([]*article.Article, error) {
	where := strings.Builder{}
	where.WriteString(`WHERE l.id = ?1 AND (?2 = 0 OR a.id < ?2) AND (a.removed IS NOT NULL) = ?3`)
	args := []any{lib, o.Before, o.Removed}
	if o.Sample {
		where.WriteString(` AND a.flags & 1`)
	}
	if o.Prefix != "" {
		where.WriteString(` AND ` + titleBegins)
		args = append(args, prefixArgs(o.Prefix)...)
	}
	limit := o.Limit
	if limit <= 0 {
		limit = 100
	}
	found, err := db.articles(ctx, false, `SELECT `+articleColumns+newestArticles+where.String()+` ORDER BY a.id DESC LIMIT ?`, append(args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("store: list %s: %w", lib, err)
	}
	return found, nil
}

// titleBegins is the condition that a title begins with a text or its
// capitalised form, as ranges of the title index; see prefixArgs.
const titleBegins = `(a.title COLLATE NOCASE BETWEEN ? AND ? OR a.title COLLATE NOCASE BETWEEN ? AND ?)`

// prefixArgs are the parameters of titleBegins. NOCASE folds ASCII only, hence
// the capitalised form.
func prefixArgs(prefix string) []any {
	const last = "\U0010ffff"
	first, size := utf8.DecodeRuneInString(prefix)
	capital := string(unicode.ToUpper(first)) + prefix[size:]
	return []any{prefix, prefix + last, capital, capital + last}
}

// maxFound bounds Find, whose results a person chooses among.
const maxFound = 10

// Find returns the live articles of libs that name may mean, with texts, newest
// number first: the one with that number; else those with that ref; else those
// whose titles begin so; else those whose titles contain it. At most ten.
func (db *DB) Find(ctx context.Context, libs []article.LibraryID, name string) ([]*article.Article, error) {
	name = strings.TrimSpace(name)
	id, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		id = 0
	}
	for _, try := range []struct {
		where string
		args  []any
	}{
		{`a.id = ?`, []any{id}},
		{`a.ref = ?`, []any{name}},
		{titleBegins, prefixArgs(name)},
		{`instr(lower(a.title), lower(?)) > 0`, []any{name}},
	} {
		found, err := db.articles(ctx, true, `SELECT `+articleColumns+`, r.text`+newestArticles+
			`WHERE a.removed IS NULL AND a.library`+inLibraries+` AND `+try.where+` ORDER BY a.id DESC LIMIT ?`,
			append(append([]any{asJSON(libs)}, try.args...), maxFound)...)
		if err != nil {
			return nil, fmt.Errorf("store: find %q: %w", name, err)
		}
		if len(found) > 0 || name == "" {
			return found, nil
		}
	}
	return nil, nil
}

// Counts says how much a set of libraries holds.
type Counts struct {
	Articles, Revisions, Passages int
	Segments                      int
	Samples                       int // sample articles among Articles
}

// Count counts what libs hold.
func (db *DB) Count(ctx context.Context, libs []article.LibraryID) (Counts, error) {
	var c Counts
	err := db.read(ctx, func(q querier) error {
		err := q.QueryRowContext(ctx, `WITH lib (num) AS (SELECT num FROM library WHERE id IN (SELECT value FROM json_each(?1))),
			live (id, flags) AS (SELECT id, flags FROM article WHERE library IN lib AND removed IS NULL)
			SELECT (SELECT count(*) FROM live), (SELECT count(*) FROM live WHERE flags & 1),
				(SELECT count(*) FROM revision WHERE article IN (SELECT id FROM live))`, asJSON(libs)).
			Scan(&c.Articles, &c.Samples, &c.Revisions)
		if err != nil {
			return err
		}
		return each(ctx, q, func(rows *sql.Rows) error {
			var docs int
			var deleted sql.RawBytes
			err := rows.Scan(&docs, &deleted)
			for _, b := range deleted {
				docs -= bits.OnesCount8(b)
			}
			c.Passages += docs
			c.Segments++
			return err
		}, `SELECT docs, deleted FROM segment WHERE library`+inLibraries, asJSON(libs))
	})
	if err != nil {
		return c, fmt.Errorf("store: count: %w", err)
	}
	return c, nil
}

// Libraries returns every library that was ever written to and not deleted
// since, in the order they came.
func (db *DB) Libraries(ctx context.Context) ([]article.LibraryID, error) {
	var all []article.LibraryID
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var id article.LibraryID
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	}, `SELECT id FROM library ORDER BY num`)
	if err != nil {
		return nil, fmt.Errorf("store: libraries: %w", problem(err))
	}
	return all, nil
}
