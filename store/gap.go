package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"byline/article"
)

// recordGap counts a question that was not answered and returns its gap.
func recordGap(ctx context.Context, tx *sql.Tx, num int64, a Asked) (gap int64, err error) {
	words := a.GapKey
	if words == "" {
		words = gapWords(cmp.Or(a.Answer.Understood, a.Answer.Question))
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO gap (library, words) VALUES (?, ?)
		ON CONFLICT (library, words) DO UPDATE SET closed = NULL RETURNING id`, num, words).Scan(&gap)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO gap_user (gap, user, question, first, last, count) VALUES (?1, ?2, ?3, ?4, ?4, 1)
		ON CONFLICT (gap, user) DO UPDATE SET count = count + 1, last = excluded.last`,
		gap, a.User, cmp.Or(a.Answer.Understood, a.Answer.Question), a.At.Unix())
	return gap, err
}

// gapWords is a question's words, folded and sorted, so that their order and
// punctuation do not tell like questions apart.
func gapWords(question string) string {
	words := strings.FieldsFunc(strings.ToLower(question), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// gapQuery describes each open gap of a library by its earliest asker's words.
const gapQuery = `SELECT g.id, (SELECT question FROM gap_user WHERE gap = g.id ORDER BY first LIMIT 1),
	sum(u.count), count(u.place), max(u.last)
	FROM gap g JOIN gap_user u ON u.gap = g.id JOIN library l ON l.num = g.library
	WHERE l.id = ? AND g.closed IS NULL `

// Gaps returns lib's open gaps, most asked first, at most limit.
func (db *DB) Gaps(ctx context.Context, lib article.LibraryID, limit int) ([]article.Gap, error) {
	return db.gaps(ctx, gapQuery+`GROUP BY g.id ORDER BY sum(u.count) DESC, g.id LIMIT ?`, lib, limit)
}

// WatchedGaps returns lib's open gaps that somebody wants to be told of: those
// worth asking again when articles were loaded.
func (db *DB) WatchedGaps(ctx context.Context, lib article.LibraryID) ([]article.Gap, error) {
	return db.gaps(ctx, gapQuery+`GROUP BY g.id HAVING count(u.place) > 0 ORDER BY g.id`, lib)
}

// Watched returns the libraries with gaps that somebody wants to be told of,
// each with a number that changes when articles come or go in it or in the
// shared library, which its members may read too.
func (db *DB) Watched(ctx context.Context) (map[article.LibraryID]int64, error) {
	libs := map[article.LibraryID]int64{}
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var lib article.LibraryID
		var own, shared int64
		err := rows.Scan(&lib, &own, &shared)
		libs[lib] = own + shared
		return err
	}, `SELECT DISTINCT l.id, l.generation, coalesce((SELECT generation FROM library WHERE id = 'shared'), 0)
		FROM gap_user u JOIN gap g ON g.id = u.gap JOIN library l ON l.num = g.library WHERE u.place IS NOT NULL AND g.closed IS NULL`)
	if err != nil {
		return nil, fmt.Errorf("store: watched libraries: %w", problem(err))
	}
	return libs, nil
}

// gaps runs a query of gapQuery's columns.
func (db *DB) gaps(ctx context.Context, query string, args ...any) ([]article.Gap, error) {
	var gaps []article.Gap
	err := each(ctx, db.reader, func(rows *sql.Rows) error {
		var g article.Gap
		var last int64
		err := rows.Scan(&g.ID, &g.Question, &g.Count, &g.Watchers, &last)
		g.Last = time.Unix(last, 0).UTC()
		gaps = append(gaps, g)
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("store: gaps: %w", problem(err))
	}
	return gaps, nil
}

// Watch asks that user be told when the question of an abstained answer can be
// answered. With tell, a KindTellEditors job is queued too.
func (db *DB) Watch(ctx context.Context, id article.AnswerID, user string, tell bool, now time.Time) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var num, gap int64
		var place, question string
		err := tx.QueryRowContext(ctx, `SELECT n.library, g.id, n.conversation, n.question FROM answer n JOIN gap g ON g.id = n.gap WHERE n.id = ?`, id).
			Scan(&num, &gap, &place, &question)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO gap_user (gap, user, question, first, last, count, place) VALUES (?1, ?2, ?3, ?4, ?4, 0, ?5)
			ON CONFLICT (gap, user) DO UPDATE SET place = excluded.place`, gap, user, question, now.Unix(), place)
		if err != nil || !tell {
			return err
		}
		return enqueue(ctx, tx, num, Job{Kind: KindTellEditors, Key: fmt.Sprint(gap), User: user, Due: now,
			Payload: []byte(asJSON(GapNews{Gap: gap, Question: question, User: user, Place: place}))})
	})
	if err != nil {
		return fmt.Errorf("store: watch: %w", err)
	}
	return nil
}

// CloseGap says that a gap of lib is answered, or not worth answering. With
// answered, a KindTellWatcher job is queued for everybody who asked to be told.
func (db *DB) CloseGap(ctx context.Context, lib article.LibraryID, gap int64, answered bool, now time.Time) error {
	err := db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var num int64
		err := tx.QueryRowContext(ctx, `UPDATE gap SET closed = ? WHERE id = ? AND library = (SELECT num FROM library WHERE id = ?) RETURNING library`,
			now.Unix(), gap, lib).Scan(&num)
		if err != nil || !answered {
			return err
		}
		var news []GapNews
		err = each(ctx, tx, func(rows *sql.Rows) error {
			n := GapNews{Gap: gap}
			err := rows.Scan(&n.User, &n.Place, &n.Question)
			news = append(news, n)
			return err
		}, `SELECT user, place, question FROM gap_user WHERE gap = ? AND place IS NOT NULL`, gap)
		if err != nil {
			return err
		}
		for _, n := range news {
			err := enqueue(ctx, tx, num, Job{Kind: KindTellWatcher, Key: fmt.Sprintf("%d:%s", gap, n.User), User: n.User, Due: now, Payload: []byte(asJSON(n))})
			if err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `UPDATE gap_user SET place = NULL WHERE gap = ?`, gap)
		return err
	})
	if err != nil {
		return fmt.Errorf("store: close gap %d: %w", gap, err)
	}
	return nil
}

// GapNews is the payload of KindTellEditors and KindTellWatcher jobs, as JSON.
type GapNews struct {
	Gap      int64  `json:"gap"`
	Question string `json:"question"`
	User     string `json:"user"`            // whom to tell, or who asked to tell the editors
	Place    string `json:"place,omitempty"` // the conversation it was asked in
}
