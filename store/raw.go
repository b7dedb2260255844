package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"byline/article"
)

// maxRaw bounds a raw copy when it is unpacked, in bytes: what the fetcher's
// limit lets through, with room.
const maxRaw = 64 << 20

// packRaw compresses the raw copies of items, before the writer is held up.
func (db *DB) packRaw(items []Item) [][]byte {
	packed := make([][]byte, len(items))
	for i := range items {
		if raw := items[i].Raw; len(raw) > 0 {
			packed[i] = db.zip.EncodeAll(raw, nil)
		}
	}
	return packed
}

// keepRaw stores the compressed bytes a revision was read from.
func keepRaw(ctx context.Context, tx *sql.Tx, rev article.RevisionID, packed []byte, now time.Time) error {
	if packed == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO raw (revision, kept, data) VALUES (?, ?, ?)`, rev, now.Unix(), packed)
	return err
}

// Raw returns the bytes that a revision of an article in lib was read from; nil
// when they were not kept, or are past their retention.
func (db *DB) Raw(ctx context.Context, lib article.LibraryID, rev article.RevisionID) ([]byte, error) {
	var packed []byte
	err := db.reader.QueryRowContext(ctx, `SELECT w.data FROM raw w JOIN revision r ON r.id = w.revision JOIN article a ON a.id = r.article
		JOIN library l ON l.num = a.library WHERE w.revision = ? AND l.id = ?`, rev, lib).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("store: raw copy of revision %d: %w", rev, problem(err))
	}
	raw, err := db.unzip.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("store: raw copy of revision %d: %w", rev, err)
	}
	return raw, nil
}
