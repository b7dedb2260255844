package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"byline/article"
)

// articleColumns are what scanArticle reads, of article a, its revision r and
// its library l.
const articleColumns = `a.id, l.id, r.id, r.number, coalesce(a.story, a.id), r.loaded, a.flags, a.ref, r.title, r.source, a.authors,
	r.published, r.updated, coalesce(a.url, a.ref), a.language, a.dateline, a.corrected, a.correction, a.warnings`

// newestArticles joins articles with their newest revisions.
const newestArticles = ` FROM article a JOIN revision r ON r.id = a.newest JOIN library l ON l.num = a.library `

// A scanner is a row.
type scanner interface{ Scan(dest ...any) error }

// scanArticle reads articleColumns, and what follows them into more.
func scanArticle(row scanner, a *article.Article, more ...any) error {
	var authors, warnings, published, updated, corrected string
	var loaded int64
	var flags int
	err := row.Scan(append([]any{&a.ID, &a.Library, &a.RevisionID, &a.Revision, &a.Story, &loaded, &flags, &a.Ref, &a.Title, &a.Source, &authors,
		&published, &updated, &a.URL, &a.Language, &a.Dateline, &corrected, &a.Correction, &warnings}, more...)...)
	if err != nil {
		return err
	}
	a.Loaded = time.Unix(loaded, 0).UTC()
	a.Sample, a.Teaser = flags&flagSample != 0, flags&flagTeaser != 0
	for _, f := range []struct {
		date *article.Date
		text string
	}{{&a.Published, published}, {&a.Updated, updated}, {&a.Corrected, corrected}} {
		if *f.date, err = article.ParseDate(f.text); err != nil {
			return err
		}
	}
	if a.Authors, err = unpackWords(authors); err != nil {
		return err
	}
	a.Warnings, err = unpackWords(warnings)
	return err
}

// unpackWords is the reverse of packWords.
func unpackWords(column string) (words []string, err error) {
	if column != "" {
		err = json.Unmarshal([]byte(column), &words)
	}
	return words, err
}

// Articles returns the newest revisions, with text, of those of ids that are
// live in libs, in the order of ids.
func (db *DB) Articles(ctx context.Context, libs []article.LibraryID, ids []article.ID) ([]*article.Article, error) {
	found, err := db.articles(ctx, true, `SELECT `+articleColumns+`, r.text
		FROM json_each(?) j CROSS JOIN article a ON a.id = j.value JOIN revision r ON r.id = a.newest JOIN library l ON l.num = a.library
		WHERE a.removed IS NULL AND a.library`+inLibraries+` ORDER BY j.key`, asJSON(ids), asJSON(libs))
	if err != nil {
		return nil, fmt.Errorf("store: articles: %w", err)
	}
	return found, nil
}

// Revision returns an article as it was, with the text of revision rev. That of
// a removed article is NotFound.
func (db *DB) Revision(ctx context.Context, libs []article.LibraryID, rev article.RevisionID) (*article.Article, error) {
	found, err := db.articles(ctx, true, `SELECT `+articleColumns+`, r.text
		FROM revision r JOIN article a ON a.id = r.article JOIN library l ON l.num = a.library
		WHERE r.id = ? AND a.removed IS NULL AND a.library`+inLibraries, rev, asJSON(libs))
	if err == nil && len(found) == 0 {
		err = noArticle
	}
	if err != nil {
		return nil, fmt.Errorf("store: revision %d: %w", rev, err)
	}
	return found[0], nil
}

// Revisions returns all revisions of an article with their texts, newest
// first. None: there is no such article.
func (db *DB) Revisions(ctx context.Context, libs []article.LibraryID, id article.ID) ([]*article.Article, error) {
	found, err := db.articles(ctx, true, `SELECT `+articleColumns+`, r.text
		FROM revision r JOIN article a ON a.id = r.article JOIN library l ON l.num = a.library
		WHERE r.article = ? AND a.removed IS NULL AND a.library`+inLibraries+` ORDER BY r.number DESC`, id, asJSON(libs))
	if err != nil {
		return nil, fmt.Errorf("store: revisions of %d: %w", id, err)
	}
	return found, nil
}

// noArticle is told when an id or revision names nothing that may be read.
var noArticle = &article.Error{Kind: article.NotFound, Code: "no-article",
	Public: "There is no such article, or it was removed. List what is loaded to find its number."}

// articles runs a query of articleColumns, and r.text when withText is set.
func (db *DB) articles(ctx context.Context, withText bool, query string, args ...any) ([]*article.Article, error) {
	var found []*article.Article
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		a := new(article.Article)
		found = append(found, a)
		if withText {
			return scanArticle(rows, a, &a.Text)
		}
		return scanArticle(rows, a)
	}, query, args...)
	return found, problem(err)
}
