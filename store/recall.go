package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"byline/article"
)

// Answer returns an answer that was given in one of libs, to be shown again.
// Its quotes carry the revisions they were taken from; those of articles that
// were removed, or are not in libs, are left out, and Notes say so. Notes also
// say which articles no longer have the quoted words. What was withheld is not
// in it; Trace has that.
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

// readAnswer reads an answer with its claims, without quotes.
func readAnswer(ctx context.Context, q querier, libs []article.LibraryID, id article.AnswerID) (article.Answer, error) {
	var asOf, detailJSON string
	ans := article.Answer{ID: id}
	err := q.QueryRowContext(ctx, `SELECT mode, abstained, confidence, withheld, prompt_hash, as_of, question, understood, text,
		tokens_in, tokens_out, detail FROM answer WHERE id = ? AND library`+inLibraries, id, asJSON(libs)).
		Scan(&ans.Mode, &ans.Abstained, &ans.Confidence, &ans.Withheld, &ans.PromptHash, &asOf, &ans.Question, &ans.Understood, &ans.Text,
			&ans.TokensIn, &ans.TokensOut, &detailJSON)
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

// A keptQuote is a quote as it is stored.
type keptQuote struct {
	claim    int
	revision article.RevisionID
	stale    bool
	span     article.Span
	detail   quoteDetail
}

// keptQuotes returns the quotes of an answer, in order.
func (db *DB) keptQuotes(ctx context.Context, id article.AnswerID) ([]keptQuote, error) {
	var quotes []keptQuote
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var k keptQuote
		var length int
		var detail []byte
		if err := rows.Scan(&k.claim, &k.revision, &k.span.Start, &length, &k.stale, &detail); err != nil {
			return err
		}
		k.span.End = k.span.Start + length
		err := fromJSON(detail, &k.detail)
		quotes = append(quotes, k)
		return err
	}, `SELECT claim, revision, start, length, stale, detail FROM quote WHERE answer = ? ORDER BY claim, n`, id)
	return quotes, err
}

// fillQuotes gives ans the quotes that may still be shown.
func (db *DB) fillQuotes(ctx context.Context, libs []article.LibraryID, ans *article.Answer) error {
	quotes, err := db.keptQuotes(ctx, ans.ID)
	if err != nil {
		return err
	}
	revisions, err := db.revisionsOf(ctx, libs, quotes)
	if err != nil {
		return err
	}
	var stale []string
	lost := false
	for _, k := range quotes {
		a := revisions[k.revision]
		if a == nil {
			lost = true
			continue
		}
		if k.stale {
			stale = append(stale, a.Title)
		}
		copies, err := db.Articles(ctx, libs, k.detail.Copies)
		if err != nil {
			return err
		}
		q := article.Quote{Article: a, Span: k.span, Bold: k.detail.Bold, Passage: k.detail.Passage, Needs: k.detail.Needs,
			Resolved: k.detail.Resolved, Copies: copies, Score: k.detail.Score}
		switch {
		case k.claim == nearestClaim:
			ans.Nearest = append(ans.Nearest, q)
		case k.claim < len(ans.Claims):
			ans.Claims[k.claim].Quotes = append(ans.Claims[k.claim].Quotes, q)
		}
	}
	for _, c := range ans.Claims {
		lost = lost || len(c.Quotes) == 0 // its articles are deleted by now
	}
	ans.Notes = append(ans.Notes, sinceNotes(lost, stale)...)
	return nil
}

// revisionsOf returns the revisions that quotes are of, as far as they may be
// shown in libs.
func (db *DB) revisionsOf(ctx context.Context, libs []article.LibraryID, quotes []keptQuote) (map[article.RevisionID]*article.Article, error) {
	revisions := map[article.RevisionID]*article.Article{}
	for _, k := range quotes {
		if _, ok := revisions[k.revision]; ok {
			continue
		}
		a, err := db.Revision(ctx, libs, k.revision)
		if err != nil && article.KindOf(err) != article.NotFound {
			return nil, err
		}
		revisions[k.revision] = a
	}
	return revisions, nil
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
