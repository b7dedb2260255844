package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"byline/article"
)

// settingsKey is the setting under which a library's article.Settings are kept.
const settingsKey = "settings"

// Settings returns what lib's editors chose; the zero Settings when nothing.
func (db *DB) Settings(ctx context.Context, lib article.LibraryID) (article.Settings, error) {
	var s article.Settings
	err := db.Setting(ctx, lib, settingsKey, &s)
	return s, err
}

// SaveSettings keeps what lib's editors chose.
func (db *DB) SaveSettings(ctx context.Context, lib article.LibraryID, s article.Settings) error {
	return db.SaveSetting(ctx, lib, settingsKey, s)
}

// Setting reads lib's value of a key into v; v stays as it is without one.
func (db *DB) Setting(ctx context.Context, lib article.LibraryID, key string, v any) error {
	var value []byte
	err := db.reader.QueryRowContext(ctx, `SELECT s.value FROM setting s JOIN library l ON l.num = s.library WHERE l.id = ? AND s.key = ?`, lib, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(value, v)
	}
	if err != nil {
		return fmt.Errorf("store: setting %s of %s: %w", key, lib, problem(err))
	}
	return nil
}

// SaveSetting keeps lib's value of a key, as JSON.
func (db *DB) SaveSetting(ctx context.Context, lib article.LibraryID, key string, v any) error {
	value, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("store: save setting %s: %w", key, err)
	}
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		num, err := libraryNum(ctx, tx, lib)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO setting (library, key, value) VALUES (?, ?, ?)`, num, key, string(value))
		return err
	})
	if err != nil {
		return fmt.Errorf("store: save setting %s of %s: %w", key, lib, err)
	}
	return nil
}

// SaveDraft keeps articles that were read until an editor accepts or rejects
// them, and returns the draft's number.
func (db *DB) SaveDraft(ctx context.Context, lib article.LibraryID, user string, arts []*article.Article, now time.Time) (int64, error) {
	var id int64
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		num, err := libraryNum(ctx, tx, lib)
		if err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `INSERT INTO draft (library, user, made, articles) VALUES (?, ?, ?, ?) RETURNING id`,
			num, user, now.Unix(), asJSON(arts)).Scan(&id)
	})
	if err != nil {
		return 0, fmt.Errorf("store: save draft: %w", err)
	}
	return id, nil
}

// TakeDraft returns a draft of lib and deletes it; NotFound when it was taken
// before.
func (db *DB) TakeDraft(ctx context.Context, lib article.LibraryID, id int64) ([]*article.Article, error) {
	var arts []*article.Article
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var packed []byte
		err := tx.QueryRowContext(ctx, `DELETE FROM draft WHERE id = ? AND library = (SELECT num FROM library WHERE id = ?) RETURNING articles`, id, lib).Scan(&packed)
		if errors.Is(err, sql.ErrNoRows) {
			return &article.Error{Kind: article.NotFound, Code: "no-draft", Public: "That preview was accepted, rejected or dropped already. Add the article again.", Err: err}
		}
		if err != nil {
			return err
		}
		return fromJSON(packed, &arts)
	})
	if err != nil {
		return nil, fmt.Errorf("store: take draft %d: %w", id, err)
	}
	return arts, nil
}
