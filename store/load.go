package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"byline/article"
)

// An Item is one article to load.
type Item struct {
	Article  article.Article   // Ref must be set; ID, RevisionID and Revision are ignored
	Passages []article.Passage // of Article.Text, in order; their ids are filled in by Load
	Raw      []byte            // the bytes it was read from, to be kept; nil: keep none
	Hash     [32]byte          // ContentHash of Article
	Bands    []byte            // what near-copies are found by; nil: never a near-copy

	// Corrects, when set, is called inside the transaction with the text that
	// Article.Text replaces. It reports whether sentences that readers may have
	// been shown are gone or changed; the article then counts as corrected.
	Corrects func(old string) bool
}

// ContentHash identifies what of an article is searched and quoted. The same
// hash again is the same revision.
func ContentHash(a *article.Article) [32]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%d %d %s%s%s", len(a.Title), len(a.Source), a.Title, a.Source, a.Text)
	return [32]byte(h.Sum(nil))
}

// A State is what loading did with an item.
type State string

const (
	Added     State = "added"
	Updated   State = "updated"   // a new revision, or new facts about the same text
	Unchanged State = "unchanged" // nothing was written
)

// An Outcome is what became of an item that was loaded.
type Outcome struct {
	ID         article.ID
	RevisionID article.RevisionID
	Revision   int
	State      State
}

// Load stores a batch of articles in one transaction and returns an Outcome for
// each. An article is known again by its ref; a link also by its canonical
// address. A known article whose text is the same is unchanged (facts it lacked
// are filled in); otherwise the text becomes its next revision, and the
// passages of the one before leave the index.
//
// build makes the index segment of the passages of the items at the accepted
// positions, in that order; it is called at most once, inside the transaction,
// and not at all when nothing is to be indexed. Either everything is stored or,
// after an error, nothing.
func (db *DB) Load(ctx context.Context, lib article.LibraryID, items []Item, build func(accepted []int) ([]byte, error)) ([]Outcome, error) {
	var outcomes []Outcome
	raws := db.packRaw(items)
	err := db.write(ctx, func(quiet context.Context, tx *sql.Tx) error {
		num, err := libraryNum(quiet, tx, lib)
		if err != nil {
			return err
		}
		l := batch{tx: tx, num: num}
		if err := l.begin(quiet); err != nil {
			return err
		}
		for i := range items {
			if err := ctx.Err(); err != nil {
				return err
			}
			l.indexed, l.raw = false, raws[i]
			o, err := l.item(quiet, &items[i])
			if err != nil {
				return fmt.Errorf("article %s: %w", items[i].Article.Ref, err)
			}
			if l.indexed {
				l.accepted = append(l.accepted, i)
			}
			outcomes = append(outcomes, o)
		}
		return l.end(quiet, build)
	})
	if err != nil {
		return nil, fmt.Errorf("store: load into %s: %w", lib, err)
	}
	db.checkpointIfLarge(ctx)
	return outcomes, nil
}

// A batch is one Load in progress.
type batch struct {
	tx          *sql.Tx
	num         int64             // the library
	first, next article.PassageID // ids given out: [first, next)
	accepted    []int
	indexed     bool                // the current item goes into the segment
	raw         []byte              // of the current item, compressed; nil: none
	dead        []article.PassageID // of this batch, replaced by a later item of it
	touched     bool                // an older segment got tombstones
}

// begin reads where passage ids continue.
func (l *batch) begin(ctx context.Context) error {
	err := l.tx.QueryRowContext(ctx, `SELECT next FROM sequence WHERE name = 'passage'`).Scan(&l.first)
	l.next = l.first
	return err
}

// item stores one article.
func (l *batch) item(ctx context.Context, it *Item) (Outcome, error) {
	old, err := l.known(ctx, &it.Article)
	if err != nil {
		return Outcome{}, err
	}
	if old == nil {
		return l.add(ctx, it)
	}
	it.Article.ID = old.ID
	if old.hash == it.Hash {
		return l.same(ctx, it, old)
	}
	return l.update(ctx, it, old)
}

// add stores an article that was not known.
func (l *batch) add(ctx context.Context, it *Item) (Outcome, error) {
	a := &it.Article
	res, err := l.tx.ExecContext(ctx, `INSERT INTO article (library, newest, loaded, flags, link, ref, title, authors,
		url, language, dateline, corrected, correction, warnings) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{l.num}, columnsOf(a)...)...)
	if err != nil {
		return Outcome{}, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return Outcome{}, err
	}
	a.ID = article.ID(id)
	rev, err := l.revise(ctx, it, 1)
	return Outcome{a.ID, rev, 1, Added}, err
}

// update stores a text that differs from the newest revision's.
func (l *batch) update(ctx context.Context, it *Item, old *known) (Outcome, error) {
	a := &it.Article
	if it.Corrects != nil && a.Corrected.IsZero() {
		var text string
		if err := l.tx.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, old.RevisionID).Scan(&text); err != nil {
			return Outcome{}, err
		}
		if it.Corrects(text) {
			a.Corrected = correctedOn(a)
		}
	}
	keepFacts(a, &old.Article)
	if err := l.bury(ctx, old.RevisionID); err != nil {
		return Outcome{}, err
	}
	if err := disband(ctx, l.tx, a.ID); err != nil {
		return Outcome{}, err
	}
	if err := l.describe(ctx, a); err != nil {
		return Outcome{}, err
	}
	rev, err := l.revise(ctx, it, old.Revision+1)
	if err != nil {
		return Outcome{}, err
	}
	if err := markStale(ctx, l.tx, l.num, a); err != nil {
		return Outcome{}, err
	}
	return Outcome{a.ID, rev, old.Revision + 1, old.state(Updated)}, nil
}

// same handles a text that is the newest revision's: new facts are stored, and
// an article that had been removed comes back.
func (l *batch) same(ctx context.Context, it *Item, old *known) (Outcome, error) {
	a := &it.Article
	out := Outcome{a.ID, old.RevisionID, old.Revision, Unchanged}
	if a.Corrected.Before(old.Corrected) {
		a.Corrected, a.Correction = old.Corrected, old.Correction
	}
	keepFacts(a, &old.Article)
	if old.removed {
		out.State = Added
		if err := l.place(ctx, it, old.RevisionID); err != nil {
			return Outcome{}, err
		}
		return out, l.describe(ctx, a)
	}
	if sameFacts(a, &old.Article) {
		return out, nil
	}
	out.State = Updated
	_, err := l.tx.ExecContext(ctx, `UPDATE revision SET published = ?, updated = ? WHERE id = ?`,
		a.Published.String(), a.Updated.String(), old.RevisionID)
	if err != nil {
		return Outcome{}, err
	}
	return out, l.describe(ctx, a)
}

// revise stores the text as revision number of its article, the newest.
func (l *batch) revise(ctx context.Context, it *Item, number int) (article.RevisionID, error) {
	a := &it.Article
	res, err := l.tx.ExecContext(ctx, `INSERT INTO revision (article, number, loaded, hash, title, source, published, updated, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, number, a.Loaded.Unix(), it.Hash[:], a.Title, a.Source, a.Published.String(), a.Updated.String(), a.Text)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	rev := article.RevisionID(id)
	if _, err := l.tx.ExecContext(ctx, `UPDATE article SET newest = ?, story = NULL WHERE id = ?`, rev, a.ID); err != nil {
		return 0, err
	}
	if err := keepRaw(ctx, l.tx, rev, l.raw, a.Loaded); err != nil {
		return 0, err
	}
	if err := keepSignature(ctx, l.tx, l.num, it); err != nil {
		return 0, err
	}
	return rev, l.place(ctx, it, rev)
}

// place gives the item's passages their ids and stores them.
func (l *batch) place(ctx context.Context, it *Item, rev article.RevisionID) error {
	for i := range it.Passages {
		p := &it.Passages[i]
		p.ID, p.Article, p.RevisionID = l.next, it.Article.ID, rev
		l.next++
		_, err := l.tx.ExecContext(ctx, `INSERT INTO passage (id, revision, start, length, sentences) VALUES (?, ?, ?, ?, ?)`,
			p.ID, rev, p.Start, p.Len(), packSpans(p.Start, p.Sentences))
		if err != nil {
			return err
		}
	}
	l.indexed = len(it.Passages) > 0
	return nil
}

// bury takes the passages of a revision out of the index.
func (l *batch) bury(ctx context.Context, rev article.RevisionID) error {
	first, n, err := dropPassages(ctx, l.tx, rev)
	if err != nil || n == 0 {
		return err
	}
	if first >= l.first {
		for i := range n {
			l.dead = append(l.dead, first+article.PassageID(i))
		}
		return nil
	}
	l.touched = true
	return tombstone(ctx, l.tx, l.num, first, n)
}

// end stores the segment of the batch.
func (l *batch) end(ctx context.Context, build func([]int) ([]byte, error)) error {
	if l.next == l.first {
		if !l.touched {
			return nil
		}
		return changed(ctx, l.tx, l.num)
	}
	data, err := build(l.accepted)
	if err != nil {
		return fmt.Errorf("build segment: %w", err)
	}
	if len(data) == 0 {
		return errors.New("build segment: no bytes for passages that are to be indexed")
	}
	if _, err := l.tx.ExecContext(ctx, `UPDATE sequence SET next = ? WHERE name = 'passage'`, l.next); err != nil {
		return err
	}
	s := article.SegmentInfo{First: l.first, Docs: int(l.next - l.first)}
	for _, p := range l.dead {
		s.Deleted = setBit(s.Deleted, int(p-l.first))
	}
	if err := insertSegment(ctx, l.tx, l.num, s, l.next-1, data); err != nil {
		return err
	}
	return changed(ctx, l.tx, l.num)
}
