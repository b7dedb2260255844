package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"byline/article"
)

// KindNotice is the kind of jobs that carry a sentence (the payload) to the
// editors of a library.
const KindNotice = "notice"

const feedColumns = `f.id, l.id, f.url, f.title, f.next, f.last, f.failures, f.problem, f.disabled, f.etag, f.modified, f.period, f.moved, f.moves,
	f.newest, f.usual, f.silent, f.leases, (SELECT count(*) FROM feed_item i WHERE i.feed = f.id AND i.state = 'loaded')`

func scanFeed(row scanner, f *article.FeedState) error {
	var next, period, usual int64
	var last, newest sql.NullInt64
	err := row.Scan(&f.ID, &f.Library, &f.URL, &f.Title, &next, &last, &f.Failures, &f.Problem, &f.Disabled, &f.ETag, &f.Modified, &period,
		&f.Moved, &f.Moves, &newest, &usual, &f.Silent, &f.Lease, &f.Items)
	f.Next, f.Last, f.Newest = time.Unix(next, 0).UTC(), timeOf(last), timeOf(newest)
	f.Interval, f.Usual = time.Duration(period)*time.Second, time.Duration(usual)*time.Second
	return err
}

// timeOf and unixOf turn a column that may be NULL into a time that may be zero.
func timeOf(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.Unix(n.Int64, 0).UTC()
}

func unixOf(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: t.Unix(), Valid: !t.IsZero()}
}

// hostOf returns the host that a link leads to; empty for what is no link.
func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// AddFeed has url read for lib from now on. A feed that was disabled is read
// again; one that is there already is an article.Invalid error.
func (db *DB) AddFeed(ctx context.Context, lib article.LibraryID, url string, now time.Time) (article.Feed, error) {
	var f article.FeedState
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		num, err := libraryNum(ctx, tx, lib)
		if err != nil {
			return err
		}
		changed, err := affected(tx.ExecContext(ctx, `INSERT INTO feed (library, url, host, next) VALUES (?, ?, ?, ?)
			ON CONFLICT (library, url) DO UPDATE SET disabled = 0, failures = 0, problem = '', next = excluded.next WHERE disabled = 1`,
			num, url, hostOf(url), now.Unix()))
		if err != nil {
			return err
		}
		if changed == 0 {
			return &article.Error{Kind: article.Invalid, Code: "already", Public: "That feed is read already; “feeds list” shows it."}
		}
		return scanFeed(tx.QueryRowContext(ctx, `SELECT `+feedColumns+` FROM feed f JOIN library l ON l.num = f.library WHERE f.library = ? AND f.url = ?`, num, url), &f)
	})
	if err != nil {
		return article.Feed{}, fmt.Errorf("store: add feed: %w", err)
	}
	return f.Feed, nil
}

// noFeed is the error for a number that is none of the library's feeds'.
func noFeed(id int64) error {
	return &article.Error{Kind: article.NotFound, Code: "no-feed", Public: fmt.Sprintf("There is no feed %d here; “feeds list” shows their numbers.", id)}
}

// RemoveFeed stops reading a feed of lib and forgets its entries. The articles
// loaded from it stay.
func (db *DB) RemoveFeed(ctx context.Context, lib article.LibraryID, id int64) error {
	return db.changeFeed(ctx, lib, id, "remove", `DELETE FROM feed WHERE id = ?1 AND library = (SELECT num FROM library WHERE id = ?2)`)
}

// CheckFeed makes a feed of lib due at now, disabled or not.
func (db *DB) CheckFeed(ctx context.Context, lib article.LibraryID, id int64, now time.Time) error {
	return db.changeFeed(ctx, lib, id, "check",
		`UPDATE feed SET next = ?3, disabled = 0, failures = 0 WHERE id = ?1 AND library = (SELECT num FROM library WHERE id = ?2)`, now.Unix())
}

func (db *DB) changeFeed(ctx context.Context, lib article.LibraryID, id int64, what, statement string, more ...any) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := affected(tx.ExecContext(ctx, statement, append([]any{id, lib}, more...)...))
		if err == nil && n == 0 {
			err = noFeed(id)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("store: %s feed %d: %w", what, id, err)
	}
	return nil
}

// Feeds returns the feeds of lib, oldest first.
func (db *DB) Feeds(ctx context.Context, lib article.LibraryID) ([]article.Feed, error) {
	var feeds []article.Feed
	err := db.read(ctx, func(q querier) error {
		return each(ctx, q, func(rows *sql.Rows) error {
			var f article.FeedState
			err := scanFeed(rows, &f)
			feeds = append(feeds, f.Feed)
			return err
		}, `SELECT `+feedColumns+` FROM feed f JOIN library l ON l.num = f.library WHERE l.id = ? ORDER BY f.id`, lib)
	})
	if err != nil {
		return nil, fmt.Errorf("store: feeds: %w", err)
	}
	return feeds, nil
}

// LeaseFeed gives the caller the feed that is longest due at now, for the time
// of the lease; then, unless FinishFeed was called, it is due again, for anyone.
// ok is false when none is due, or all that are stand on hosts that are being
// asked.
func (db *DB) LeaseFeed(ctx context.Context, now time.Time, lease time.Duration) (f article.FeedState, ok bool, err error) {
	// Those of a server that Byline left wait for its return.
	const due = `FROM feed WHERE disabled = 0 AND next <= ?1 AND coalesce(leased, 0) <= ?1
		AND library IN (SELECT num FROM library WHERE gone IS NULL)
		AND host NOT IN (SELECT host FROM feed WHERE leased > ?1)`
	ok, err = db.leaseOne(ctx, `SELECT EXISTS (SELECT 1 `+due+`)`, now, func(ctx context.Context, tx *sql.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, `UPDATE feed SET leased = ?2, leases = leases + 1 WHERE id = (SELECT id `+due+` ORDER BY next, id LIMIT 1) RETURNING id`,
			now.Unix(), now.Add(lease).Unix()).Scan(&id)
		if err != nil {
			return err
		}
		return scanFeed(tx.QueryRowContext(ctx, `SELECT `+feedColumns+` FROM feed f JOIN library l ON l.num = f.library WHERE f.id = ?`, id), &f)
	})
	if err != nil {
		return f, false, fmt.Errorf("store: lease feed: %w", err)
	}
	return f, ok, nil
}

// leaseOne asks first whether there is work, which spares an idle bot the
// writer's lock, and then runs take, whose sql.ErrNoRows means that another
// was faster.
func (db *DB) leaseOne(ctx context.Context, any string, now time.Time, take func(context.Context, *sql.Tx) error) (bool, error) {
	var there bool
	if err := db.reader.QueryRowContext(ctx, any, now.Unix()).Scan(&there); err != nil || !there {
		return false, problem(err)
	}
	err := db.write(ctx, take)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// FinishFeed keeps what a check of a leased feed found: its new state, its
// entries, and the notice for the editors. It returns how many entries were
// queued. A feed that was removed, or leased by another since, is left alone.
func (db *DB) FinishFeed(ctx context.Context, f article.FeedState, found []article.FeedItem, now time.Time) (queued int, err error) {
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := claimURL(ctx, tx, &f); err != nil {
			return err
		}
		kept, err := affected(tx.ExecContext(ctx, `UPDATE feed SET url = ?, host = ?, title = ?, next = ?, last = ?, failures = ?, problem = ?, disabled = ?,
			etag = ?, modified = ?, period = ?, moved = ?, moves = ?, newest = ?, usual = ?, silent = ?, leased = NULL WHERE id = ? AND leases = ?`,
			f.URL, hostOf(f.URL), f.Title, f.Next.Unix(), unixOf(f.Last), f.Failures, f.Problem, f.Disabled, f.ETag, f.Modified, int64(f.Interval/time.Second),
			f.Moved, f.Moves, unixOf(f.Newest), int64(f.Usual/time.Second), f.Silent, f.ID, f.Lease))
		if err != nil || kept == 0 {
			return err
		}
		if queued, err = insertItems(ctx, tx, f.ID, found, now); err != nil || f.Notice == "" {
			return err
		}
		num, err := libraryNum(ctx, tx, f.Library)
		if err != nil {
			return err
		}
		return enqueue(ctx, tx, num, Job{Kind: KindNotice, Key: fmt.Sprintf("feed-%d-%d", f.ID, now.Unix()), Payload: []byte(f.Notice), Due: now})
	})
	if err != nil {
		return 0, fmt.Errorf("store: finish feed %d: %w", f.ID, err)
	}
	return queued, nil
}

// claimURL disables a feed that moved to where another feed of its library is.
func claimURL(ctx context.Context, tx *sql.Tx, f *article.FeedState) error {
	var url string
	var taken bool
	err := tx.QueryRowContext(ctx, `SELECT url, EXISTS (SELECT 1 FROM feed o WHERE o.library = f.library AND o.url = ? AND o.id <> f.id) FROM feed f WHERE id = ?`,
		f.URL, f.ID).Scan(&url, &taken)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return err
	case taken:
		f.Problem = "It moved to " + f.URL + ", which is read already."
		f.URL, f.Disabled = url, true
	}
	return nil
}
