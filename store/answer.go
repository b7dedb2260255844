package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"byline/article"
)

// Asked is a question with its answer, as it is kept.
type Asked struct {
	Library      article.LibraryID // where it was asked; its members may see the answer again
	User         string            // who asked, "discord:1234"
	Conversation string
	Answer       article.Answer // ID is ignored
	Found        article.Found  // what the search returned, for its reasons and what it weighed; may be zero
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
		prompt_hash, as_of, question, understood, text, tokens_in, tokens_out, detail)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		num, gap, a.User, a.Conversation, a.At.Unix(), ans.Mode, ans.Abstained, ans.Confidence, ans.Withheld,
		ans.PromptHash, ans.AsOf.String(), ans.Question, ans.Understood, ans.Text, ans.TokensIn, ans.TokensOut, asJSON(detail))
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	if err := insertTrace(ctx, tx, id, a); err != nil {
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
