package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"byline/article"
)

// Asked is a question with its answer, as it is kept.
type Asked struct {
	Library      article.LibraryID // where it was asked; its members may see the answer again
	User         string            // who asked, "discord:1234"
	Conversation string
	Answer       article.Answer // ID is ignored
	Found        article.Found  // what the search returned, for its reasons; may be zero
	Tokens       int            // of the model, prompt and reply
	GapKey       string         // groups like questions of an abstention; empty: the question's words
	At           time.Time
}

// answerDetail is what is kept of an answer as JSON: nothing is searched in it.
type answerDetail struct {
	Timings   map[string]time.Duration `json:"timings,omitempty"`
	Notes     []string                 `json:"notes,omitempty"`
	Conflicts []article.Conflict       `json:"conflicts,omitempty"`
	Reasons   []string                 `json:"reasons,omitempty"`
}

// quoteDetail is what is kept of a quote as JSON.
type quoteDetail struct {
	Bold     []article.Span   `json:"bold,omitempty"`
	Passage  article.Span     `json:"passage"`
	Needs    article.Span     `json:"needs"`
	Resolved []article.Naming `json:"resolved,omitempty"`
	Copies   []article.ID     `json:"copies,omitempty"`
	Score    float64          `json:"score"`
}

// nearestClaim is the claim number of an abstention's nearest quotes.
const nearestClaim = -1

// SaveAnswer keeps a question with its answer and returns the answer's number.
// An abstention is kept as a gap too. Quotes of articles that are not stored
// (RevisionID 0) are left out.
func (db *DB) SaveAnswer(ctx context.Context, a Asked) (article.AnswerID, error) {
	var id article.AnswerID
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		num, err := libraryNum(ctx, tx, a.Library)
		if err != nil {
			return err
		}
		var gap any // NULL for an answer
		if a.Answer.Abstained {
			if gap, err = recordGap(ctx, tx, num, a); err != nil {
				return err
			}
		}
		id, err = insertAnswer(ctx, tx, num, gap, a)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("store: save answer: %w", err)
	}
	return id, nil
}

// insertAnswer stores the rows of an answer.
func insertAnswer(ctx context.Context, tx *sql.Tx, num int64, gap any, a Asked) (article.AnswerID, error) {
	ans := &a.Answer
	detail := answerDetail{ans.Timings, ans.Notes, ans.Conflicts, a.Found.Reasons}
	res, err := tx.ExecContext(ctx, `INSERT INTO answer (library, gap, user, conversation, asked, mode, abstained, confidence, withheld,
		prompt_hash, as_of, question, understood, text, tokens, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		num, gap, a.User, a.Conversation, a.At.Unix(), ans.Mode, ans.Abstained, ans.Confidence, ans.Withheld,
		ans.PromptHash, ans.AsOf.String(), ans.Question, ans.Understood, ans.Text, a.Tokens, asJSON(detail))
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	for n, c := range ans.Claims {
		if _, err := tx.ExecContext(ctx, `INSERT INTO claim (answer, n, text) VALUES (?, ?, ?)`, id, n, c.Text); err != nil {
			return 0, err
		}
		if err := insertQuotes(ctx, tx, id, n, c.Quotes); err != nil {
			return 0, err
		}
	}
	return article.AnswerID(id), insertQuotes(ctx, tx, id, nearestClaim, ans.Nearest)
}

// insertQuotes stores the quotes of one claim.
func insertQuotes(ctx context.Context, tx *sql.Tx, answer int64, claim int, quotes []article.Quote) error {
	for n, q := range quotes {
		if q.Article == nil || q.Article.RevisionID == 0 {
			continue
		}
		detail := quoteDetail{Bold: q.Bold, Passage: q.Passage, Needs: q.Needs, Resolved: q.Resolved, Score: q.Score}
		for _, c := range q.Copies {
			detail.Copies = append(detail.Copies, c.ID)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO quote (answer, claim, n, revision, start, length, detail)
			SELECT ?, ?, ?, id, ?, ?, ? FROM revision WHERE id = ?`, // the article may be gone by now
			answer, claim, n, q.Start, q.Len(), asJSON(detail), q.Article.RevisionID)
		if err != nil {
			return err
		}
	}
	return nil
}

// Answer returns an answer that was given in one of libs, to be shown again.
// Its quotes carry the revisions they were taken from; those of articles that
// were removed, or are not in libs, are left out, and Notes say so. Notes also
// say which articles no longer have the quoted words.
func (db *DB) Answer(ctx context.Context, libs []article.LibraryID, id article.AnswerID) (article.Answer, error) {
	var ans article.Answer
	err := db.read(ctx, func(q querier) (err error) {
		ans, err = readAnswer(ctx, q, libs, id)
		return err
	})
	if err == nil {
		err = db.fillQuotes(ctx, libs, &ans)
	}
	if err != nil {
		return article.Answer{}, fmt.Errorf("store: answer %d: %w", id, err)
	}
	return ans, nil
}

// readAnswer reads an answer and its claims, without quotes.
func readAnswer(ctx context.Context, q querier, libs []article.LibraryID, id article.AnswerID) (article.Answer, error) {
	var asOf, detailJSON string
	ans := article.Answer{ID: id}
	err := q.QueryRowContext(ctx, `SELECT mode, abstained, confidence, withheld, prompt_hash, as_of, question, understood, text, detail
		FROM answer WHERE id = ? AND library`+inLibraries, id, asJSON(libs)).
		Scan(&ans.Mode, &ans.Abstained, &ans.Confidence, &ans.Withheld, &ans.PromptHash, &asOf, &ans.Question, &ans.Understood, &ans.Text, &detailJSON)
	if errors.Is(err, sql.ErrNoRows) {
		return ans, &article.Error{Kind: article.NotFound, Code: "no-answer", Public: "I no longer have that answer. Please ask again.", Err: err}
	}
	if err != nil {
		return ans, err
	}
	if ans.AsOf, err = article.ParseDate(asOf); err != nil {
		return ans, err
	}
	var detail answerDetail
	if err := json.Unmarshal([]byte(detailJSON), &detail); err != nil {
		return ans, err
	}
	ans.Timings, ans.Notes, ans.Conflicts = detail.Timings, detail.Notes, detail.Conflicts
	err = each(ctx, q, func(rows *sql.Rows) error {
		var c article.Claim
		err := rows.Scan(&c.Text)
		ans.Claims = append(ans.Claims, c)
		return err
	}, `SELECT text FROM claim WHERE answer = ? ORDER BY n`, id)
	return ans, err
}

// fillQuotes gives ans the quotes that may still be shown.
func (db *DB) fillQuotes(ctx context.Context, libs []article.LibraryID, ans *article.Answer) error {
	revisions := map[article.RevisionID]*article.Article{}
	var stale []string
	lost := false
	type row struct {
		claim    int
		revision article.RevisionID
		stale    bool
		quote    article.Quote
		copies   []article.ID
	}
	var quotes []row
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var r row
		var length int
		var detailJSON string
		if err := rows.Scan(&r.claim, &r.revision, &r.quote.Start, &length, &r.stale, &detailJSON); err != nil {
			return err
		}
		var d quoteDetail
		if err := json.Unmarshal([]byte(detailJSON), &d); err != nil {
			return err
		}
		r.quote.End = r.quote.Start + length
		r.quote.Bold, r.quote.Passage, r.quote.Needs, r.quote.Resolved, r.quote.Score = d.Bold, d.Passage, d.Needs, d.Resolved, d.Score
		r.copies = d.Copies
		quotes = append(quotes, r)
		return nil
	}, `SELECT claim, revision, start, length, stale, detail FROM quote WHERE answer = ? ORDER BY claim, n`, ans.ID)
	if err != nil {
		return err
	}
	for _, r := range quotes {
		a, ok := revisions[r.revision]
		if !ok {
			if a, err = db.Revision(ctx, libs, r.revision); article.KindOf(err) == article.NotFound {
				a = nil
			} else if err != nil {
				return err
			}
			revisions[r.revision] = a
		}
		if a == nil {
			lost = true
			continue
		}
		if r.stale {
			stale = append(stale, a.Title)
		}
		r.quote.Article = a
		if r.quote.Copies, err = db.Articles(ctx, libs, r.copies); err != nil {
			return err
		}
		switch {
		case r.claim == nearestClaim:
			ans.Nearest = append(ans.Nearest, r.quote)
		case r.claim < len(ans.Claims):
			ans.Claims[r.claim].Quotes = append(ans.Claims[r.claim].Quotes, r.quote)
		}
	}
	ans.Notes = append(ans.Notes, sinceNotes(lost, stale)...)
	return nil
}

// sinceNotes are the sentences that tell what became of quoted articles.
func sinceNotes(lost bool, stale []string) []string {
	var notes []string
	if lost {
		notes = append(notes, "An article this answer quoted has been removed since.")
	}
	if len(stale) > 0 {
		notes = append(notes, "Changed since this answer: “"+strings.Join(unique(stale), "”, “")+"” no longer has the quoted words.")
	}
	return notes
}

// unique returns words without repetitions, in order.
func unique(words []string) []string {
	seen := map[string]bool{}
	var once []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			once = append(once, w)
		}
	}
	return once
}
