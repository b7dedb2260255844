package store

import (
	"context"
	"database/sql"
	"fmt"

	"byline/article"
)

// passageColumns are what scanPassage reads, of passage p and its revision r.
const passageColumns = `p.id, r.article, p.revision, p.start, p.length, p.sentences`

// scanPassage reads passageColumns.
func scanPassage(rows *sql.Rows) (article.Passage, error) {
	var p article.Passage
	var length int
	var sentences sql.RawBytes
	err := rows.Scan(&p.ID, &p.Article, &p.RevisionID, &p.Start, &length, &sentences)
	if err != nil {
		return p, err
	}
	p.End = p.Start + length
	p.Sentences, err = unpackSpans(p.Start, p.End, sentences)
	return p, err
}

// Passages returns those of ids that are in libs and still current, in the
// order of ids.
func (db *DB) Passages(ctx context.Context, libs []article.LibraryID, ids []article.PassageID) ([]article.Passage, error) {
	found := make([]article.Passage, 0, len(ids))
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		p, err := scanPassage(rows)
		found = append(found, p)
		return err
	}, `SELECT `+passageColumns+`
		FROM json_each(?) j CROSS JOIN passage p ON p.id = j.value JOIN revision r ON r.id = p.revision JOIN article a ON a.id = r.article
		WHERE a.library`+inLibraries+` ORDER BY j.key`, asJSON(ids), asJSON(libs))
	if err != nil {
		return nil, fmt.Errorf("store: passages: %w", problem(err))
	}
	return found, nil
}

// PassagesOf returns the passages of a revision in libs, in order; none unless
// it is the newest of a live article.
func (db *DB) PassagesOf(ctx context.Context, libs []article.LibraryID, rev article.RevisionID) ([]article.Passage, error) {
	var found []article.Passage
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		p, err := scanPassage(rows)
		found = append(found, p)
		return err
	}, `SELECT `+passageColumns+` FROM passage p JOIN revision r ON r.id = p.revision JOIN article a ON a.id = r.article
		WHERE p.revision = ? AND a.library`+inLibraries+` ORDER BY p.id`, rev, asJSON(libs))
	if err != nil {
		return nil, fmt.Errorf("store: passages of revision %d: %w", rev, problem(err))
	}
	return found, nil
}
