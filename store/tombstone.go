package store

import (
	"context"
	"database/sql"
	"fmt"

	"byline/article"
)

// dropPassages deletes the passages of a revision and returns which they were:
// n consecutive ones from first on.
func dropPassages(ctx context.Context, tx *sql.Tx, rev article.RevisionID) (first article.PassageID, n int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT coalesce(min(id), 0), count(*) FROM passage WHERE revision = ?`, rev).Scan(&first, &n)
	if err != nil || n == 0 {
		return 0, 0, err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM passage WHERE revision = ?`, rev)
	return first, n, err
}

// tombstone marks n passages from first on as dead in the segment that holds
// them. Passages of one revision always share a segment: batches hold whole
// articles, and merges whole segments.
func tombstone(ctx context.Context, tx *sql.Tx, num int64, first article.PassageID, n int) error {
	segments, err := segmentsAround(ctx, tx, num, first)
	if err != nil {
		return err
	}
	for _, s := range segments {
		doc, ok := s.Doc(first)
		if !ok {
			continue
		}
		for i := range n {
			s.Deleted = setBit(s.Deleted, doc+i)
		}
		_, err := tx.ExecContext(ctx, `UPDATE segment SET deleted = ? WHERE id = ?`, s.Deleted, s.ID)
		return err
	}
	return fmt.Errorf("passage %d is in no segment", first)
}

// segmentsAround returns the segments whose range holds p; several, when
// merges made ranges that overlap.
func segmentsAround(ctx context.Context, tx *sql.Tx, num int64, p article.PassageID) ([]article.SegmentInfo, error) {
	var found []article.SegmentInfo
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var s article.SegmentInfo
		err := rows.Scan(&s.ID, &s.Docs, &s.First, &s.Passages, &s.Deleted)
		found = append(found, s)
		return err
	}, `SELECT id, docs, first, passages, deleted FROM segment WHERE library = ? AND first <= ? AND last >= ?`, num, p, p)
	return found, err
}

// setBit returns bitmap with bit doc set, grown as needed.
func setBit(bitmap []byte, doc int) []byte {
	for len(bitmap) <= doc>>3 {
		bitmap = append(bitmap, 0)
	}
	bitmap[doc>>3] |= 1 << (doc & 7)
	return bitmap
}
