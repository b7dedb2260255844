package store

import (
	"context"
	"database/sql"
	"fmt"

	"byline/article"
)

// vectorSetColumns are what scanVectorSet reads, of embedding e and library l.
const vectorSetColumns = `e.id, l.id, e.model, e.dims, e.serving, e.newest, e.deleted`

func scanVectorSet(row scanner, s *article.VectorSet, more ...any) error {
	return row.Scan(append([]any{&s.ID, &s.Library, &s.Model, &s.Dims, &s.Serving, &s.Newest, &s.Deleted}, more...)...)
}

// VectorSets returns the sets that questions to libs are answered from, at
// most one of each library.
func (db *DB) VectorSets(ctx context.Context, libs []article.LibraryID) ([]article.VectorSet, error) {
	var found []article.VectorSet
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var s article.VectorSet
		err := scanVectorSet(rows, &s)
		found = append(found, s)
		return err
	}, `SELECT `+vectorSetColumns+` FROM json_each(?) j CROSS JOIN library l ON l.id = j.value JOIN embedding e ON e.library = l.num AND e.serving = 1
		GROUP BY l.num ORDER BY min(j.key)`, asJSON(libs))
	return found, named("vector sets", err)
}

// Vectors returns up to limit vectors of a set whose numbers are above after,
// lowest first. Refused passages are left out.
func (db *DB) Vectors(ctx context.Context, set, after int64, limit int) ([]article.Vector, error) {
	found, err := vectors(ctx, db.reader, `SELECT id, passage, data FROM vector
		WHERE embedding = ? AND id > ? AND data IS NOT NULL ORDER BY id LIMIT ?`, set, after, limit)
	return found, named("vectors", err)
}

// VectorsOf returns the vectors that passages have in a set.
func (db *DB) VectorsOf(ctx context.Context, set int64, passages []article.PassageID) ([]article.Vector, error) {
	found, err := vectors(ctx, db.reader, `SELECT v.id, v.passage, v.data FROM json_each(?) j
		CROSS JOIN vector v ON v.passage = j.value AND v.embedding = ? WHERE v.data IS NOT NULL`, asJSON(passages), set)
	return found, named("vectors of passages", err)
}

func vectors(ctx context.Context, q querier, query string, args ...any) ([]article.Vector, error) {
	var found []article.Vector
	err := each(ctx, q, func(rows *sql.Rows) error {
		var v article.Vector
		err := rows.Scan(&v.Number, &v.Passage, &v.Data)
		found = append(found, v)
		return err
	}, query, args...)
	return found, err
}

// An EmbeddingState says how far a library's vectors are.
type EmbeddingState struct {
	article.VectorSet
	Passages int   // of the library
	Vectors  int   // passages that are done, the refused included
	Refused  int   // passages that the model would not read
	Tokens   int64 // that the model was given
}

// Embeddings returns the state of every set that is not about to be deleted,
// in the order of the libraries.
func (db *DB) Embeddings(ctx context.Context) ([]EmbeddingState, error) {
	var found []EmbeddingState
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var s EmbeddingState
		err := scanVectorSet(rows, &s.VectorSet, &s.Vectors, &s.Refused, &s.Tokens)
		found = append(found, s)
		return err
	}, `SELECT `+vectorSetColumns+`, e.vectors, e.refused, e.tokens FROM embedding e JOIN library l ON l.num = e.library
		WHERE e.retired = 0 ORDER BY l.num, e.id`)
	if err != nil {
		return nil, named("embeddings", err)
	}
	for i := range found {
		c, err := db.Count(ctx, []article.LibraryID{found[i].Library})
		if err != nil {
			return nil, fmt.Errorf("store: embeddings: %w", err)
		}
		found[i].Passages = c.Passages
	}
	return found, nil
}
