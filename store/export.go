package store

import (
	"context"
	"database/sql"
	"fmt"

	"byline/article"
)

// Export calls emit with the newest revision of every live article of lib, with
// text, in the order they were first loaded. All are of one moment, whatever is
// loaded meanwhile. It stops at emit's first error.
func (db *DB) Export(ctx context.Context, lib article.LibraryID, emit func(article.Article) error) error {
	err := db.read(ctx, func(q querier) error {
		return each(ctx, q, func(rows *sql.Rows) error {
			var a article.Article
			if err := scanArticle(rows, &a, &a.Text); err != nil {
				return err
			}
			return emit(a)
		}, `SELECT `+articleColumns+`, r.text`+newestArticles+`WHERE l.id = ? AND a.removed IS NULL ORDER BY a.id`, lib)
	})
	if err != nil {
		return fmt.Errorf("store: export %s: %w", lib, err)
	}
	return nil
}
