package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"byline/article"
)

// turnColumns are what scanTurn reads, of answer n.
const turnColumns = `n.id, n.question, n.understood, n.text, n.asked,
	(SELECT json_group_array(DISTINCT r.article) FROM quote q JOIN revision r ON r.id = q.revision WHERE q.answer = n.id AND q.claim >= 0)`

// scanTurn reads turnColumns.
func scanTurn(row scanner) (article.Turn, error) {
	var t article.Turn
	var asked int64
	var articles []byte
	err := row.Scan(&t.Answer, &t.Question, &t.Understood, &t.Text, &asked, &articles)
	if err != nil {
		return t, err
	}
	t.At = time.Unix(asked, 0).UTC()
	return t, fromJSON(articles, &t.Articles)
}

// Turns returns at most max turns of a conversation, newest last. Who may speak
// in a conversation is the caller's knowledge: its name is all that is checked.
func (db *DB) Turns(ctx context.Context, conversation string, max int) ([]article.Turn, error) {
	var turns []article.Turn
	if conversation == "" {
		return nil, nil
	}
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		t, err := scanTurn(rows)
		turns = append(turns, t)
		return err
	}, `SELECT `+turnColumns+` FROM answer n WHERE n.conversation = ? ORDER BY n.id DESC LIMIT ?`, conversation, max)
	if err != nil {
		return nil, fmt.Errorf("store: turns: %w", problem(err))
	}
	slices.Reverse(turns)
	return turns, nil
}

// Turn returns the turn of an answer given in one of libs.
func (db *DB) Turn(ctx context.Context, libs []article.LibraryID, id article.AnswerID) (article.Turn, error) {
	t, err := scanTurn(db.reader.QueryRowContext(ctx, `SELECT `+turnColumns+` FROM answer n WHERE n.id = ? AND n.library`+inLibraries, id, asJSON(libs)))
	if errors.Is(err, sql.ErrNoRows) {
		err = &article.Error{Kind: article.NotFound, Code: "no-answer", Public: "I no longer have that answer. Please ask again.", Err: err}
	}
	if err != nil {
		return t, fmt.Errorf("store: turn %d: %w", id, problem(err))
	}
	return t, nil
}

// Questions returns how many questions user asked in lib since then.
func (db *DB) Questions(ctx context.Context, lib article.LibraryID, user string, since time.Time) (n int, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT count(*) FROM answer n JOIN library l ON l.num = n.library
		WHERE n.user = ? AND n.asked >= ? AND l.id = ?`, user, since.Unix(), lib).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("store: questions of a user: %w", problem(err))
	}
	return n, nil
}

// Tokens returns how many model tokens lib's answers took since then.
func (db *DB) Tokens(ctx context.Context, lib article.LibraryID, since time.Time) (n int, err error) {
	err = db.reader.QueryRowContext(ctx, `SELECT coalesce(sum(n.tokens_in + n.tokens_out), 0) FROM answer n JOIN library l ON l.num = n.library
		WHERE l.id = ? AND n.asked >= ?`, lib, since.Unix()).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("store: tokens of %s: %w", lib, problem(err))
	}
	return n, nil
}

// SaveVerdict keeps what a reader said of an answer, replacing what they said
// of it before.
func (db *DB) SaveVerdict(ctx context.Context, id article.AnswerID, user string, v article.Verdict, words string, now time.Time) error {
	return db.exec(ctx, "save verdict", `INSERT INTO feedback (answer, user, verdict, reason, given) SELECT id, ?, ?, ?, ? FROM answer WHERE id = ?
		ON CONFLICT (answer, user) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason, given = excluded.given`,
		user, v, words, now.Unix(), id)
}
