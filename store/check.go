package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"byline/article"
)

// Check reads the whole file and reports whether it is sound: pages, indexes,
// references between tables, and that every passage is indexed exactly once. It
// takes about a second for each hundred megabytes.
func (db *DB) Check(ctx context.Context) error {
	err := db.read(ctx, func(q querier) error {
		return errors.Join(checkFile(ctx, q), checkIndex(ctx, q))
	})
	if err != nil {
		return &article.Error{Kind: article.Internal, Code: "damaged",
			Public: "The database is damaged. Stop Byline and put back the latest backup.", Err: fmt.Errorf("store: check: %w", err)}
	}
	return nil
}

// checkFile asks SQLite.
func checkFile(ctx context.Context, q querier) error {
	var errs []error
	err := each(ctx, q, func(rows *sql.Rows) error {
		var finding string
		err := rows.Scan(&finding)
		if finding != "ok" {
			errs = append(errs, errors.New(finding))
		}
		return err
	}, `PRAGMA integrity_check`)
	if err != nil {
		return err
	}
	err = each(ctx, q, func(rows *sql.Rows) error {
		var table, parent string
		var row, key sql.NullInt64
		err := rows.Scan(&table, &row, &parent, &key)
		errs = append(errs, fmt.Errorf("row %d of %s refers to a row of %s that is not there", row.Int64, table, parent))
		return err
	}, `PRAGMA foreign_key_check`)
	return errors.Join(append(errs, err)...)
}

// checkIndex holds the segments against the passages.
func checkIndex(ctx context.Context, q querier) error {
	slots := map[article.PassageID]int{}
	err := each(ctx, q, func(rows *sql.Rows) error {
		var s article.SegmentInfo
		if err := rows.Scan(&s.ID, &s.Docs, &s.First, &s.Passages, &s.Deleted); err != nil {
			return err
		}
		return countLive(s, slots)
	}, `SELECT id, docs, first, passages, deleted FROM segment`)
	if err != nil {
		return err
	}
	var wrong []error
	err = each(ctx, q, func(rows *sql.Rows) error {
		var p article.PassageID
		err := rows.Scan(&p)
		if slots[p] != 1 && len(wrong) < 10 {
			wrong = append(wrong, fmt.Errorf("passage %d is in the index %d times", p, slots[p]))
		}
		delete(slots, p)
		return err
	}, `SELECT p.id FROM passage p`)
	if len(slots) > 0 {
		wrong = append(wrong, fmt.Errorf("%d passages in the index do not exist", len(slots)))
	}
	return errors.Join(append(wrong, err)...)
}

// countLive counts the live documents of a segment into slots.
func countLive(s article.SegmentInfo, slots map[article.PassageID]int) error {
	runs, err := s.Runs()
	if err != nil {
		return fmt.Errorf("segment %d: %w", s.ID, err)
	}
	doc := 0
	for _, r := range runs {
		for i := range r.Docs {
			if !s.IsDeleted(doc) {
				slots[r.First+article.PassageID(i)]++
			}
			doc++
		}
	}
	return nil
}
