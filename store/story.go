package store

import (
	"context"
	"database/sql"
	"fmt"

	"byline/article"
)

// A Signature is what near-copies of an article are found by: two articles with
// four equal bytes at the same place, a multiple of four, may be near-copies.
type Signature struct {
	Article article.ID
	Bands   []byte
}

// keepSignature stores or replaces the signature of the item's article.
func keepSignature(ctx context.Context, tx *sql.Tx, num int64, it *Item) error {
	if len(it.Bands) == 0 {
		_, err := tx.ExecContext(ctx, `DELETE FROM signature WHERE library = ? AND article = ?`, num, it.Article.ID)
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO signature (library, article, bands) VALUES (?, ?, ?)`, num, it.Article.ID, it.Bands)
	return err
}

// Uncompared returns up to max articles of lib that were not yet held against
// the others, with their signatures; Bands is nil for one too short to compare.
func (db *DB) Uncompared(ctx context.Context, lib article.LibraryID, max int) ([]Signature, error) {
	var found []Signature
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var s Signature
		err := rows.Scan(&s.Article, &s.Bands)
		found = append(found, s)
		return err
	}, `SELECT a.id, s.bands FROM article a LEFT JOIN signature s ON s.library = a.library AND s.article = a.id
		WHERE a.story IS NULL AND a.removed IS NULL AND a.library = (SELECT num FROM library WHERE id = ?) ORDER BY a.id LIMIT ?`, lib, max)
	if err != nil {
		return nil, fmt.Errorf("store: uncompared in %s: %w", lib, problem(err))
	}
	return found, nil
}

// Signatures calls visit with the signature of every live article of lib. Bands
// is only valid during the call.
func (db *DB) Signatures(ctx context.Context, lib article.LibraryID, visit func(Signature)) error {
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var s Signature
		var bands sql.RawBytes
		if err := rows.Scan(&s.Article, &bands); err != nil {
			return err
		}
		s.Bands = bands
		visit(s)
		return nil
	}, `SELECT article, bands FROM signature WHERE library = (SELECT num FROM library WHERE id = ?)`, lib)
	if err != nil {
		return fmt.Errorf("store: signatures of %s: %w", lib, problem(err))
	}
	return nil
}

// Story returns the live articles of libs that are near-copies of each other,
// id among them, with texts; the head of the story first.
func (db *DB) Story(ctx context.Context, libs []article.LibraryID, id article.ID) ([]*article.Article, error) {
	found, err := db.articles(ctx, true, `WITH head (id) AS (SELECT coalesce(story, id) FROM article WHERE id = ?1)
		SELECT `+articleColumns+`, r.text`+newestArticles+`WHERE a.removed IS NULL AND a.library IN
			(SELECT num FROM library WHERE id IN (SELECT value FROM json_each(?2)))
		AND a.id IN (SELECT id FROM head UNION SELECT ?1 UNION SELECT c.id FROM article c JOIN head ON c.story = head.id AND c.story <> c.id)
		ORDER BY a.id <> (SELECT id FROM head), a.id`, id, asJSON(libs))
	if err != nil {
		return nil, fmt.Errorf("store: story of %d: %w", id, err)
	}
	return found, nil
}

// SetStories says which story each article of lib belongs to, by the story's
// first article. Articles that were removed or changed into another revision
// meanwhile keep what they have.
func (db *DB) SetStories(ctx context.Context, lib article.LibraryID, stories []StoryOf) error {
	if len(stories) == 0 {
		return nil
	}
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, s := range stories {
			_, err := tx.ExecContext(ctx, `UPDATE article SET story = ?1 WHERE id = ?2 AND removed IS NULL
				AND library = (SELECT num FROM library WHERE id = ?3)
				AND EXISTS (SELECT 1 FROM article h WHERE h.id = ?1 AND h.library = article.library AND h.removed IS NULL)`, s.Head, s.Article, lib)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: stories of %s: %w", lib, err)
	}
	return nil
}

// A StoryOf says that an article belongs to the story whose first article is
// Head; an article that is alone is its own head.
type StoryOf struct{ Article, Head article.ID }
