package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"

	"byline/article"
)

// Unembedded returns the libraries that changed since model's vectors of them
// were last complete. Those without passages, and of servers that Byline left,
// are not among them.
func (db *DB) Unembedded(ctx context.Context, model string) ([]article.LibraryID, error) {
	var found []article.LibraryID
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var id article.LibraryID
		err := rows.Scan(&id)
		found = append(found, id)
		return err
	}, `SELECT l.id FROM library l WHERE l.gone IS NULL AND EXISTS (SELECT 1 FROM segment s WHERE s.library = l.num) AND NOT EXISTS
		(SELECT 1 FROM embedding e WHERE e.library = l.num AND e.model = ? AND e.retired = 0 AND e.complete = l.generation) ORDER BY l.num`, model)
	return found, named("unembedded", err)
}

// elsewhere is told to who wants a set that another process has.
var elsewhere = &article.Error{Kind: article.Busy, Code: "embedding", Public: "Another process is embedding this library."}

// ClaimVectors returns lib's set of vectors by model of so many dimensions,
// which owner alone adds to until then. It makes the set when there is none;
// a library's first set serves at once, a further one when it is complete.
// Other sets that do not serve are retired. dims 0 stands for those of model's
// latest set, and is NotFound when it has none. A set that another owner has
// is Busy.
func (db *DB) ClaimVectors(ctx context.Context, lib article.LibraryID, model string, dims int, owner string, now, until time.Time) (article.VectorSet, error) {
	var set article.VectorSet
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		num, err := libraryNum(ctx, tx, lib)
		if err != nil {
			return err
		}
		var held sql.NullString
		var leased sql.NullInt64
		find := func() error {
			return scanVectorSet(tx.QueryRowContext(ctx, `SELECT `+vectorSetColumns+`, e.owner, e.leased FROM embedding e JOIN library l ON l.num = e.library
				WHERE e.library = ?1 AND e.model = ?2 AND e.retired = 0 AND (e.dims = ?3 OR ?3 = 0) ORDER BY e.id DESC LIMIT 1`, num, model, dims), &set, &held, &leased)
		}
		err = find()
		if errors.Is(err, sql.ErrNoRows) {
			if dims == 0 {
				return &article.Error{Kind: article.NotFound, Code: "no-vectors", Public: "That library has no vectors by that model.", Err: err}
			}
			if err = makeVectorSet(ctx, tx, num, model, dims); err == nil {
				err = find()
			}
		}
		if err != nil {
			return err
		}
		if held.Valid && held.String != owner && leased.Int64 > now.Unix() {
			return elsewhere
		}
		if _, err := tx.ExecContext(ctx, `UPDATE embedding SET retired = 1 WHERE library = ? AND serving = 0 AND id <> ?`, num, set.ID); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE embedding SET owner = ?, leased = ? WHERE id = ?`, owner, until.Unix(), set.ID)
		return err
	})
	return set, named("claim vectors of "+string(lib), err)
}

// makeVectorSet makes an empty set. One of the same name that waits to be
// deleted is deleted now.
func makeVectorSet(ctx context.Context, tx *sql.Tx, num int64, model string, dims int) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM embedding WHERE library = ? AND model = ? AND dims = ?`, num, model, dims); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO embedding (library, model, dims, serving)
		SELECT ?1, ?2, ?3, NOT EXISTS (SELECT 1 FROM embedding WHERE library = ?1 AND serving = 1)`, num, model, dims)
	return err
}

// ReleaseVectors lets others claim the set that owner has.
func (db *DB) ReleaseVectors(ctx context.Context, set int64, owner string) error {
	return db.exec(ctx, "release vectors", `UPDATE embedding SET owner = NULL, leased = NULL WHERE id = ? AND owner = ?`, set, owner)
}

// ToEmbed returns the next passages that set has no vectors of, at most limit,
// in the order of their ids. set 0 stands for one that has none at all.
func (db *DB) ToEmbed(ctx context.Context, lib article.LibraryID, set int64, limit int) ([]article.ToEmbed, error) {
	var found []article.ToEmbed
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var p article.ToEmbed
		err := rows.Scan(&p.Passage, &p.Title, &p.Text)
		found = append(found, p)
		return err
	}, `SELECT p.id, r.title, CAST(substr(CAST(r.text AS BLOB), p.start + 1, p.length) AS TEXT)
		FROM passage p CROSS JOIN revision r ON r.id = p.revision CROSS JOIN article a ON a.id = r.article
		WHERE p.id > coalesce((SELECT through FROM embedding WHERE id = ?), 0) AND a.library = (SELECT num FROM library WHERE id = ?)
		ORDER BY p.id LIMIT ?`, set, lib, limit)
	return found, named("passages to embed", err)
}

// AddVectors stores what a model made, with what it took, in one transaction.
// Passages that were deleted meanwhile are left out. When another owner has
// the set by now it is Busy and nothing is stored but the tokens.
func (db *DB) AddVectors(ctx context.Context, e article.Embedded) error {
	lost := false
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO embedding_day (day, tokens) VALUES (?, ?) ON CONFLICT DO UPDATE SET tokens = tokens + excluded.tokens`,
			day(e.Now), e.Tokens); err != nil {
			return err
		}
		n, err := affected(tx.ExecContext(ctx, `UPDATE embedding SET tokens = tokens + ?, leased = ? WHERE id = ? AND owner = ? AND retired = 0`,
			e.Tokens, e.Until.Unix(), e.Set, e.Owner))
		if lost = n == 0; err != nil || lost {
			return err
		}
		return insertVectors(ctx, tx, e)
	})
	if err == nil && lost {
		err = elsewhere
	}
	return named("add vectors", err)
}

func insertVectors(ctx context.Context, tx *sql.Tx, e article.Embedded) error {
	stored, refused := 0, 0
	var newest, through int64
	for _, v := range e.Vectors {
		through = max(through, int64(v.Passage))
		res, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO vector (embedding, passage, data) SELECT ?, id, ? FROM passage WHERE id = ?`, e.Set, v.Data, v.Passage)
		n, err := affected(res, err)
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		if newest, err = res.LastInsertId(); err != nil {
			return err
		}
		stored++
		if v.Data == nil {
			refused++
		}
	}
	_, err := tx.ExecContext(ctx, `UPDATE embedding SET vectors = vectors + ?, refused = refused + ?, newest = max(newest, ?), through = max(through, ?) WHERE id = ?`,
		stored, refused, newest, through, e.Set)
	return err
}

// CompleteVectors says that set has all passages of its library, unless some
// came meanwhile. From then on questions are answered from it, and the set
// that served before is retired: both at once. A set that owner lost is Busy.
func (db *DB) CompleteVectors(ctx context.Context, set int64, owner string) (complete bool, err error) {
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var owned int
		err := tx.QueryRowContext(ctx, `SELECT count(*) FROM embedding WHERE id = ? AND owner = ? AND retired = 0`, set, owner).Scan(&owned)
		if err != nil || owned == 0 {
			return cmp.Or(err, error(elsewhere))
		}
		var num, generation, last int64
		err = tx.QueryRowContext(ctx, `SELECT e.library, l.generation, (SELECT next - 1 FROM sequence WHERE name = 'passage')
			FROM embedding e JOIN library l ON l.num = e.library WHERE e.id = ? AND NOT EXISTS
			(SELECT 1 FROM passage p CROSS JOIN revision r ON r.id = p.revision CROSS JOIN article a ON a.id = r.article
				WHERE p.id > e.through AND a.library = e.library)`, set).Scan(&num, &generation, &last)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		complete = true
		if _, err := tx.ExecContext(ctx, `UPDATE embedding SET serving = 0, retired = 1 WHERE library = ? AND id <> ?`, num, set); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE embedding SET serving = 1, complete = ?, through = max(through, ?) WHERE id = ?`, generation, last, set)
		return err
	})
	return complete, named("complete vectors", err)
}

// retiredStep is how many vectors are deleted in one transaction, so that
// other writers get their turn.
const retiredStep = 2000

// DropRetired deletes the sets that were retired, with their vectors.
func (db *DB) DropRetired(ctx context.Context) error {
	for {
		left := 0
		err := db.reader.QueryRowContext(ctx, `SELECT count(*) FROM embedding WHERE retired = 1`).Scan(&left)
		if err != nil || left == 0 {
			return named("drop retired vectors", err) // there is no need to hold up writers
		}
		err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
			left, err = affected(tx.ExecContext(ctx, `DELETE FROM vector WHERE id IN
				(SELECT v.id FROM embedding e JOIN vector v ON v.embedding = e.id WHERE e.retired = 1 LIMIT ?)`, retiredStep))
			if err == nil && left < retiredStep {
				_, err = tx.ExecContext(ctx, `DELETE FROM embedding WHERE retired = 1`)
			}
			return err
		})
		if err != nil || left < retiredStep {
			return named("drop retired vectors", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// EmbeddingTokens returns what embedding took on the day of now, UTC.
func (db *DB) EmbeddingTokens(ctx context.Context, now time.Time) (tokens int64, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT coalesce(sum(tokens), 0) FROM embedding_day WHERE day = ?`, day(now)).Scan(&tokens)
	return tokens, named("embedding tokens", err)
}

// day is how a day is stored.
func day(t time.Time) string { return t.UTC().Format("2006-01-02") }
