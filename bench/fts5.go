package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"

	"byline/text"
	_ "github.com/mattn/go-sqlite3" // FTS5 needs the build tag sqlite_fts5
)

// ftsEngine is SQLite's FTS5 with its bm25() and the Porter stemmer.
type ftsEngine struct {
	db       *sql.DB
	analyzer *text.Analyzer
}

// openFTS makes an FTS5 table of n passages in dir.
func openFTS(dir string, m *maker, n int) (ftsEngine, error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "fts.db")+"?_journal_mode=WAL&_synchronous=NORMAL&_cache_size=-262144")
	if err != nil {
		return ftsEngine{}, err
	}
	e := ftsEngine{db, text.For("en")}
	_, err = db.Exec(`CREATE VIRTUAL TABLE passage USING fts5(text, content='', tokenize='porter unicode61')`)
	for done := 0; err == nil && done < n; done += batchPassages {
		err = e.load(m, done, min(batchPassages, n-done))
	}
	if err == nil {
		_, err = db.Exec(`INSERT INTO passage(passage) VALUES ('optimize')`)
	}
	return e, err
}

// load adds n passages in one transaction, numbered from first on.
func (e ftsEngine) load(m *maker, first, n int) error {
	tx, err := e.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare(`INSERT INTO passage (rowid, text) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for i := range n {
		p := m.next()
		if _, err := insert.Exec(first+i, p.title+"\n"+p.body); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// match returns the question's words without stop words, any of which may match.
func (e ftsEngine) match(question string) string {
	var words []string
	for _, t := range e.analyzer.Tokens(nil, question) {
		if w := question[t.Start:t.End]; !t.Stop && !strings.Contains(w, `"`) {
			words = append(words, `"`+w+`"`)
		}
	}
	return strings.Join(words, " OR ")
}

func (e ftsEngine) search(ctx context.Context, question string, k int) ([]int, error) {
	match := e.match(question)
	if match == "" {
		return nil, nil
	}
	rows, err := e.db.QueryContext(ctx, `SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?`, match, k)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []int
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		found = append(found, n)
	}
	return found, rows.Err()
}

func (e ftsEngine) close() error { return e.db.Close() }
