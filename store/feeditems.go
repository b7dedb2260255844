package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"byline/article"
)

// insertItems queues the entries of a feed that are new to it, or were updated
// since they were loaded, and returns how many.
func insertItems(ctx context.Context, tx *sql.Tx, feed int64, found []article.FeedItem, now time.Time) (queued int, err error) {
	for _, it := range found {
		if it.Key, err = ownKey(ctx, tx, feed, it); err != nil {
			return queued, err
		}
		state := article.ItemQueued
		if it.Passed {
			state = article.ItemPassed
		}
		n, err := affected(tx.ExecContext(ctx, `INSERT INTO feed_item (feed, key, url, host, title, source, authors, published, updated, language, content, state, due)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
				CASE WHEN ?3 <> '' AND EXISTS (SELECT 1 FROM feed_item o JOIN feed b ON b.id = o.feed
					WHERE o.url = ?3 AND o.feed <> ?1 AND o.state IN ('queued', 'loaded') AND b.library = (SELECT library FROM feed WHERE id = ?1))
				THEN 'passed' ELSE ?12 END, ?13)
			ON CONFLICT (feed, key) DO UPDATE SET state = 'queued', updated = excluded.updated, content = excluded.content, due = excluded.due, attempts = 0, problem = ''
				WHERE state = 'loaded' AND feed_item.updated <> '' AND excluded.updated > feed_item.updated`,
			feed, it.Key, it.URL, hostOf(it.URL), it.Title, it.Source, packWords(it.Authors), it.Published.String(), it.Updated.String(), it.Language, it.Content,
			state, now.Unix()))
		if err != nil {
			return queued, err
		}
		if n > 0 && !it.Passed {
			queued++
		}
	}
	return queued, nil
}

// ownKey returns the entry's key, unless an earlier entry of another page and
// title had it: some feeds give every entry the same id.
func ownKey(ctx context.Context, tx *sql.Tx, feed int64, it article.FeedItem) (string, error) {
	var url, title string
	err := tx.QueryRowContext(ctx, `SELECT url, title FROM feed_item WHERE feed = ? AND key = ?`, feed, it.Key).Scan(&url, &title)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return it.Key, nil
	case err != nil:
		return "", err
	case url != it.URL && title != it.Title:
		return it.Key + "|" + it.URL, nil
	}
	return it.Key, nil
}

// LeaseItem gives the caller the entry that is longest due at now, for the time
// of the lease; then, unless FinishItem was called, it is due again, for
// anyone. Entries of hosts that another entry is being read from must wait.
func (db *DB) LeaseItem(ctx context.Context, now time.Time, lease time.Duration) (it article.FeedItem, ok bool, err error) {
	const due = `FROM feed_item i WHERE state = 'queued' AND due <= ?1 AND coalesce(leased, 0) <= ?1
		AND NOT EXISTS (SELECT 1 FROM feed_item o WHERE o.host = i.host AND o.leased > ?1)`
	ok, err = db.leaseOne(ctx, `SELECT EXISTS (SELECT 1 `+due+`)`, now, func(ctx context.Context, tx *sql.Tx) error {
		var published, updated, authors string
		err := tx.QueryRowContext(ctx, `UPDATE feed_item SET leased = ?2, attempts = attempts + 1
			WHERE (feed, key) IN (SELECT feed, key `+due+` ORDER BY due, published DESC, key LIMIT 1)
			RETURNING feed, (SELECT l.id FROM feed f JOIN library l ON l.num = f.library WHERE f.id = feed_item.feed), key, url, title, source, authors,
				published, updated, language, content, attempts`,
			now.Unix(), now.Add(lease).Unix()).Scan(&it.Feed, &it.Library, &it.Key, &it.URL, &it.Title, &it.Source, &authors, &published, &updated,
			&it.Language, &it.Content, &it.Attempts)
		if err != nil {
			return err
		}
		if it.Authors, err = unpackWords(authors); err != nil {
			return err
		}
		return errors.Join(it.Published.UnmarshalText([]byte(published)), it.Updated.UnmarshalText([]byte(updated)))
	})
	if err != nil {
		return it, false, fmt.Errorf("store: lease feed item: %w", err)
	}
	return it, ok, nil
}

// FinishItem keeps what became of a leased entry: its state, and what went
// wrong. One that is queued again is due at due. An entry that another leased
// since is the other's: nothing happens.
func (db *DB) FinishItem(ctx context.Context, it article.FeedItem, state article.FeedItemState, due time.Time, wrong string) error {
	return db.exec(ctx, "finish feed item", `UPDATE feed_item SET state = ?1, due = ?2, problem = ?3, leased = NULL,
		content = CASE WHEN ?1 = 'queued' THEN content ELSE '' END WHERE feed = ?4 AND key = ?5 AND attempts = ?6`,
		state, due.Unix(), wrong, it.Feed, it.Key, it.Attempts)
}
