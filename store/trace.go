package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"byline/article"
)

// spanOf is a span of a revision, as it is kept.
type spanOf struct {
	Revision article.RevisionID `json:"revision"`
	article.Span
}

// weighedDetail is what is kept of a search as JSON.
type weighedDetail struct {
	Understood []string          `json:"understood,omitempty"`
	Terms      []article.Measure `json:"terms"`
	Features   []string          `json:"features"`
	Candidates []candidateDetail `json:"candidates"`
	Proof      []article.Measure `json:"proof"`
}

type candidateDetail struct {
	spanOf
	Score  float64   `json:"score"`
	Values []float64 `json:"values"`
}

// insertTrace stores what an answer came from.
func insertTrace(ctx context.Context, tx *sql.Tx, id int64, a Asked) error {
	for n, v := range a.Answer.Checked {
		if _, err := tx.ExecContext(ctx, `INSERT INTO verdict (answer, n, text, failed, words, marks, against) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			id, n, v.Text, v.Failed, v.Words, v.Marks, asJSON(spansOf(v.Against))); err != nil {
			return err
		}
	}
	for n, c := range a.Answer.Calls {
		if _, err := tx.ExecContext(ctx, `INSERT INTO call (answer, n, step, hash, model, tokens_in, tokens_out, estimated, took, problem)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			id, n, c.Step, c.Hash, c.Model, c.In, c.Out, c.Estimated, c.Took.Microseconds(), c.Problem); err != nil {
			return err
		}
	}
	if len(a.Found.Weighed.Terms)+len(a.Found.Weighed.Candidates) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO weighed (answer, detail) VALUES (?, ?)`, id, asJSON(detailOf(a.Found.Weighed)))
	return err
}

// spansOf leaves the words out; quotes of articles that are not stored too.
func spansOf(quotes []article.Quote) []spanOf {
	spans := []spanOf{}
	for _, q := range quotes {
		if q.Article != nil && q.Article.RevisionID != 0 {
			spans = append(spans, spanOf{q.Article.RevisionID, q.Span})
		}
	}
	return spans
}

func detailOf(w article.Weighed) weighedDetail {
	d := weighedDetail{Understood: w.Understood, Terms: short(w.Terms), Features: w.Features, Proof: short(w.Proof)}
	for _, c := range w.Candidates {
		if c.Article == nil || c.Article.RevisionID == 0 {
			continue
		}
		k := candidateDetail{spanOf: spanOf{c.Article.RevisionID, c.Span}, Score: rounded(c.Score)}
		for _, v := range c.Values {
			k.Values = append(k.Values, rounded(float64(v)))
		}
		d.Candidates = append(d.Candidates, k)
	}
	return d
}

func short(all []article.Measure) []article.Measure {
	out := make([]article.Measure, len(all))
	for i, m := range all {
		out[i] = article.Measure{Name: m.Name, Value: rounded(m.Value)}
	}
	return out
}

// rounded keeps four digits after the point, which is more than a person reads
// and a third of what a float64 takes as text. What is no number is 0.
func rounded(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return math.Round(v*1e4) / 1e4
}

// Trace returns an answer that was given in one of libs with all that it came
// from. Spans of articles that are gone, or not in libs, have a nil Article.
func (db *DB) Trace(ctx context.Context, libs []article.LibraryID, id article.AnswerID) (article.Trace, error) {
	var t article.Trace
	var err error
	if t.Answer, err = db.Answer(ctx, libs, id); err != nil {
		return t, err
	}
	var detail weighedDetail
	var against [][]spanOf
	err = db.read(ctx, func(q querier) error {
		var asked int64
		if err := q.QueryRowContext(ctx, `SELECT asked FROM answer WHERE id = ?`, id).Scan(&asked); err != nil {
			return err
		}
		t.Asked = time.Unix(asked, 0).UTC()
		if t.Answer.Checked, against, err = readVerdicts(ctx, q, id); err != nil {
			return err
		}
		if t.Answer.Calls, err = readCalls(ctx, q, id); err != nil {
			return err
		}
		var text []byte
		err := q.QueryRowContext(ctx, `SELECT detail FROM weighed WHERE answer = ?`, id).Scan(&text)
		if err == sql.ErrNoRows {
			return nil
		}
		if err != nil {
			return err
		}
		return fromJSON(text, &detail)
	})
	if err == nil {
		err = db.fillTrace(ctx, libs, &t, detail, against)
	}
	if err != nil {
		return t, fmt.Errorf("store: trace of answer %d: %w", id, err)
	}
	return t, nil
}

func readVerdicts(ctx context.Context, q querier, id article.AnswerID) (all []article.Checked, against [][]spanOf, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var v article.Checked
		var text []byte
		var spans []spanOf
		if err := rows.Scan(&v.Text, &v.Failed, &v.Words, &v.Marks, &text); err != nil {
			return err
		}
		err := fromJSON(text, &spans)
		all, against = append(all, v), append(against, spans)
		return err
	}, `SELECT text, failed, words, marks, against FROM verdict WHERE answer = ? ORDER BY n`, id)
	return all, against, err
}

func readCalls(ctx context.Context, q querier, id article.AnswerID) (all []article.Call, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var c article.Call
		var took int64
		err := rows.Scan(&c.Step, &c.Hash, &c.Model, &c.In, &c.Out, &c.Estimated, &took, &c.Problem)
		c.Took = time.Duration(took) * time.Microsecond
		all = append(all, c)
		return err
	}, `SELECT step, hash, model, tokens_in, tokens_out, estimated, took, problem FROM call WHERE answer = ? ORDER BY n`, id)
	return all, err
}

// fillTrace gives the spans of a trace their articles.
func (db *DB) fillTrace(ctx context.Context, libs []article.LibraryID, t *article.Trace, detail weighedDetail, against [][]spanOf) error {
	known := map[article.RevisionID]*article.Article{}
	for i, spans := range against {
		for _, s := range spans {
			a, err := db.revisionOnce(ctx, libs, s, known)
			if err != nil {
				return err
			}
			t.Answer.Checked[i].Against = append(t.Answer.Checked[i].Against, article.Quote{Article: a, Span: s.Span})
		}
	}
	t.Weighed = article.Weighed{Understood: detail.Understood, Terms: detail.Terms, Features: detail.Features, Proof: detail.Proof}
	for _, k := range detail.Candidates {
		a, err := db.revisionOnce(ctx, libs, k.spanOf, known)
		if err != nil {
			return err
		}
		c := article.Candidate{Article: a, Span: k.Span, Score: k.Score}
		for _, v := range k.Values {
			c.Values = append(c.Values, float32(v))
		}
		t.Weighed.Candidates = append(t.Weighed.Candidates, c)
	}
	return nil
}

// revisionOnce returns the revision of s, nil when it is gone, and remembers it.
func (db *DB) revisionOnce(ctx context.Context, libs []article.LibraryID, s spanOf, known map[article.RevisionID]*article.Article) (*article.Article, error) {
	if a, ok := known[s.Revision]; ok {
		return a, nil
	}
	a, err := db.Revision(ctx, libs, s.Revision)
	if err != nil && article.KindOf(err) != article.NotFound {
		return nil, err
	}
	if err != nil || s.Start < 0 || s.End > len(a.Text) || s.Start > s.End {
		a = nil
	}
	known[s.Revision] = a
	return a, nil
}
