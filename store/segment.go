package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"byline/article"
)

// chunkSize is how many bytes of a segment one row holds. SQLite reads a blob
// from its beginning, so a part of a long one costs the whole; 32 KiB is eight
// pages, one disk read.
const chunkSize = 32 << 10

// maxCachedLists bounds how many libraries' segment lists are remembered.
const maxCachedLists = 1024

// Segments returns what lib's index consists of. While nothing changes it costs
// one row; callers share the result and do not write to it.
func (db *DB) Segments(ctx context.Context, lib article.LibraryID) (article.SegmentList, error) {
	var generation int64
	err := db.reader.QueryRowContext(ctx, `SELECT generation FROM library WHERE id = ?`, lib).Scan(&generation)
	if errors.Is(err, sql.ErrNoRows) {
		return article.SegmentList{}, nil
	}
	if err != nil {
		return article.SegmentList{}, fmt.Errorf("store: segments of %s: %w", lib, problem(err))
	}
	db.mu.Lock()
	list, ok := db.segments[lib]
	db.mu.Unlock()
	if ok && list.Generation == generation {
		return list, nil
	}
	err = db.read(ctx, func(q querier) (err error) {
		list, err = segmentList(ctx, q, lib)
		return err
	})
	if err != nil {
		return article.SegmentList{}, fmt.Errorf("store: segments of %s: %w", lib, err)
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if len(db.segments) >= maxCachedLists {
		clear(db.segments)
	}
	db.segments[lib] = list
	return list, nil
}

// segmentList reads generation and segments from one view.
func segmentList(ctx context.Context, q querier, lib article.LibraryID) (article.SegmentList, error) {
	var list article.SegmentList
	var num int64
	err := q.QueryRowContext(ctx, `SELECT num, generation FROM library WHERE id = ?`, lib).Scan(&num, &list.Generation)
	if err != nil {
		return list, err
	}
	err = each(ctx, q, func(rows *sql.Rows) error {
		s := article.SegmentInfo{Library: lib}
		list.Segments = append(list.Segments, s)
		p := &list.Segments[len(list.Segments)-1]
		return rows.Scan(&p.ID, &p.Docs, &p.Size, &p.First, &p.Passages, &p.Deleted)
	}, `SELECT id, docs, size, first, passages, deleted FROM segment WHERE library = ? ORDER BY id`, num)
	return list, err
}

// ReadSegment returns n bytes of segment id from offset off on; fewer at its
// end. A segment that a merge has replaced meanwhile is NotFound: ask for
// Segments again.
func (db *DB) ReadSegment(ctx context.Context, id, off int64, n int) ([]byte, error) {
	if n <= 0 || off < 0 {
		return nil, nil
	}
	from := off / chunkSize
	var out []byte
	found := false
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var data sql.RawBytes
		if err := rows.Scan(&data); err != nil {
			return err
		}
		if !found {
			found = true
			out = make([]byte, 0, n)
			data = data[min(off-from*chunkSize, int64(len(data))):]
		}
		out = append(out, data[:min(n-len(out), len(data))]...)
		return nil
	}, `SELECT data FROM chunk WHERE segment = ? AND n BETWEEN ? AND ? ORDER BY n`, id, from, (off+int64(n)-1)/chunkSize)
	if err == nil && !found {
		err = &article.Error{Kind: article.NotFound, Code: "segment-gone", Public: "The index changed meanwhile. Ask again."}
	}
	if err != nil {
		return nil, fmt.Errorf("store: read segment %d: %w", id, problem(err))
	}
	return out, nil
}

// ReplaceSegments puts merged, the index over passages in ascending order, in
// the place of the old segments; with no passages it only removes them.
// Passages that were tombstoned since old was read stay dead. When another
// merge replaced one of old meanwhile the error is Busy and nothing changes.
func (db *DB) ReplaceSegments(ctx context.Context, lib article.LibraryID, old []article.SegmentInfo, merged []byte, passages []article.PassageID) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		num, err := libraryNum(ctx, tx, lib)
		if err != nil {
			return err
		}
		var dead []byte
		for _, o := range old {
			died, err := diedSince(ctx, tx, num, o)
			if err != nil {
				return err
			}
			for _, p := range died {
				if doc, ok := slices.BinarySearch(passages, p); ok {
					dead = setBit(dead, doc)
				}
			}
			if _, err := tx.ExecContext(ctx, `DELETE FROM segment WHERE id = ?`, o.ID); err != nil {
				return err
			}
		}
		if n := len(passages); n > 0 {
			s := article.SegmentInfo{Docs: n, First: passages[0], Passages: article.PackPassages(passages), Deleted: dead}
			if err := insertSegment(ctx, tx, num, s, passages[n-1], merged); err != nil {
				return err
			}
		}
		return changed(ctx, tx, num)
	})
	if err != nil {
		return fmt.Errorf("store: replace segments of %s: %w", lib, err)
	}
	db.checkpointIfLarge(ctx)
	return nil
}

// diedSince returns the passages of o that were tombstoned after o was read.
func diedSince(ctx context.Context, tx *sql.Tx, num int64, o article.SegmentInfo) ([]article.PassageID, error) {
	var now []byte
	err := tx.QueryRowContext(ctx, `SELECT deleted FROM segment WHERE id = ? AND library = ?`, o.ID, num).Scan(&now)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &article.Error{Kind: article.Busy, Code: "segment-gone", Public: "The index changed meanwhile. Try again."}
	}
	if err != nil || string(now) == string(o.Deleted) {
		return nil, err
	}
	runs, err := o.Runs()
	if err != nil {
		return nil, err
	}
	var died []article.PassageID
	current := article.SegmentInfo{Deleted: now}
	doc := 0
	for _, r := range runs {
		for i := range r.Docs {
			if current.IsDeleted(doc) && !o.IsDeleted(doc) {
				died = append(died, r.First+article.PassageID(i))
			}
			doc++
		}
	}
	return died, nil
}

// insertSegment stores a segment's row and bytes; last is its greatest passage.
func insertSegment(ctx context.Context, tx *sql.Tx, num int64, s article.SegmentInfo, last article.PassageID, data []byte) error {
	res, err := tx.ExecContext(ctx, `INSERT INTO segment (library, docs, size, first, last, passages, deleted) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		num, s.Docs, len(data), s.First, last, s.Passages, s.Deleted)
	if err != nil {
		return err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return err
	}
	n := 0
	for part := range slices.Chunk(data, chunkSize) {
		if _, err := tx.ExecContext(ctx, `INSERT INTO chunk (segment, n, data) VALUES (?, ?, ?)`, id, n, part); err != nil {
			return err
		}
		n++
	}
	return nil
}
