package store_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

// noon is when everything in these tests happens, unless a test says otherwise.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const guild, other article.LibraryID = "100", "200"

// open returns an empty database in a file that is gone when t ends. It is a
// file because each connection to ":memory:" is a database of its own.
func open(t testing.TB) *store.DB {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "byline.db"))
}

// reopen opens the database at path until t ends.
func reopen(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// item is an article with a passage for each paragraph of text.
func item(ref, title, text string) store.Item {
	a := article.Article{Ref: ref, Title: title, Text: text, Loaded: noon}
	it := store.Item{Article: a, Hash: store.ContentHash(&a)}
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		span := article.Span{Start: at, End: at + len(p)}
		it.Passages = append(it.Passages, article.Passage{Span: span, Sentences: []article.Span{span}})
		at = span.End + 2
	}
	return it
}

// segmentOf stands for the index: it lists which items went in.
func segmentOf(accepted []int) ([]byte, error) {
	var b []byte
	for _, i := range accepted {
		b = binary.AppendUvarint(b, uint64(i))
	}
	return b, nil
}

// load loads items and returns how each ended.
func load(t testing.TB, db *store.DB, lib article.LibraryID, items ...store.Item) []store.Outcome {
	t.Helper()
	out, err := db.Load(context.Background(), lib, items, segmentOf)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// live returns the passages of lib's segments that are not tombstoned.
func live(t testing.TB, db *store.DB, lib article.LibraryID) []article.PassageID {
	t.Helper()
	list, err := db.Segments(context.Background(), lib)
	if err != nil {
		t.Fatal(err)
	}
	var ids []article.PassageID
	for _, s := range list.Segments {
		runs, err := s.Runs()
		if err != nil {
			t.Fatal(err)
		}
		doc := 0
		for _, r := range runs {
			for i := range r.Docs {
				if !s.IsDeleted(doc) {
					ids = append(ids, r.First+article.PassageID(i))
				}
				doc++
			}
		}
	}
	return ids
}

// words returns the texts of passages as one line.
func words(t testing.TB, db *store.DB, lib article.LibraryID, ids []article.PassageID) string {
	t.Helper()
	ctx := context.Background()
	passages, err := db.Passages(ctx, []article.LibraryID{lib}, ids)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range passages {
		arts, err := db.Articles(ctx, []article.LibraryID{lib}, []article.ID{p.Article})
		if err != nil || len(arts) != 1 {
			t.Fatalf("article %d of passage %d: %v, %v", p.Article, p.ID, arts, err)
		}
		lines = append(lines, p.Of(arts[0].Text))
	}
	return strings.Join(lines, "|")
}

func TestLoad(t *testing.T) {
	link := func(url, title, text string) store.Item {
		it := item(url, title, text)
		it.Article.URL = url
		return it
	}
	for _, tt := range []struct {
		name  string
		loads [][]store.Item
		want  string // outcomes, one load a line
		words string // of the live passages
	}{
		{"new", [][]store.Item{{item("a", "A", "One.\n\nTwo."), item("b", "B", "Three.")}},
			"added 1.1 added 2.1", "One.|Two.|Three."},
		{"again", [][]store.Item{{item("a", "A", "One.")}, {item("a", "A", "One.")}},
			"added 1.1\nunchanged 1.1", "One."},
		{"changed text", [][]store.Item{{item("a", "A", "One.\n\nTwo.")}, {item("a", "A", "One.\n\nDos.")}},
			"added 1.1\nupdated 1.2", "One.|Dos."},
		{"changed title", [][]store.Item{{item("a", "A", "One.")}, {item("a", "B", "One.")}},
			"added 1.1\nupdated 1.2", "One."},
		{"twice in one batch", [][]store.Item{{item("a", "A", "One."), item("b", "B", "Two."), item("a", "A", "Uno.")}},
			"added 1.1 added 2.1 updated 1.2", "Two.|Uno."},
		{"a link by where it leads", [][]store.Item{{link("https://ex.org/a", "A", "One.")}, {link("http://EX.org/a/?utm_source=x#top", "A", "One.")}},
			"added 1.1\nunchanged 1.1", "One."},
		{"ids that share a link", [][]store.Item{{func() store.Item {
			it := item("1", "A", "One.")
			it.Article.URL = "https://ex.org/live"
			return it
		}(), func() store.Item {
			it := item("2", "B", "Two.")
			it.Article.URL = "https://ex.org/live"
			return it
		}()}}, "added 1.1 added 2.1", "One.|Two."},
		{"no passages", [][]store.Item{{{Article: article.Article{Ref: "a", Loaded: noon}}}}, "added 1.1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			var lines []string
			for _, items := range tt.loads {
				var states []string
				for _, o := range load(t, db, guild, items...) {
					states = append(states, fmt.Sprintf("%s %d.%d", o.State, o.ID, o.Revision))
				}
				lines = append(lines, strings.Join(states, " "))
			}
			if got := strings.Join(lines, "\n"); got != tt.want {
				t.Errorf("outcomes:\n%s\nwant:\n%s", got, tt.want)
			}
			if got := words(t, db, guild, live(t, db, guild)); got != tt.words {
				t.Errorf("indexed %q, want %q", got, tt.words)
			}
		})
	}
}

func TestLibrariesAreApart(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	ours := load(t, db, guild, item("a", "Ours", "One."))[0]
	load(t, db, other, item("a", "Theirs", "Two."))
	theirs := []article.LibraryID{other}

	if got, err := db.Articles(ctx, theirs, []article.ID{ours.ID}); err != nil || len(got) > 0 {
		t.Errorf("Articles: %v, %v", got, err)
	}
	if got, err := db.Passages(ctx, theirs, live(t, db, guild)); err != nil || len(got) > 0 {
		t.Errorf("Passages: %v, %v", got, err)
	}
	if _, err := db.Revision(ctx, theirs, ours.RevisionID); article.KindOf(err) != article.NotFound {
		t.Errorf("Revision: %v", err)
	}
	if got, err := db.Revisions(ctx, theirs, ours.ID); err != nil || len(got) > 0 {
		t.Errorf("Revisions: %v, %v", got, err)
	}
	if got, err := db.Find(ctx, theirs, "Ours"); err != nil || len(got) > 0 {
		t.Errorf("Find: %v, %v", got, err)
	}
	if err := db.Remove(ctx, other, ours.ID, noon); article.KindOf(err) != article.NotFound {
		t.Errorf("Remove: %v", err)
	}
	if got := words(t, db, guild, live(t, db, guild)); got != "One." {
		t.Errorf("ours is now %q", got)
	}
}

// TestLoadingWhatWasRemoved brings an article back by loading it again.
func TestLoadingWhatWasRemoved(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"One.", "added 1"},
		{"Uno.", "added 2"},
	} {
		ctx := context.Background()
		db := open(t)
		id := load(t, db, guild, item("a", "A", "One."))[0].ID
		if err := db.Remove(ctx, guild, id, noon); err != nil {
			t.Fatal(err)
		}
		if got := words(t, db, guild, live(t, db, guild)); got != "" {
			t.Errorf("removed, yet indexed: %q", got)
		}
		out := load(t, db, guild, item("a", "A", tt.text))[0]
		if got := fmt.Sprint(out.State, " ", out.Revision); got != tt.want || out.ID != id {
			t.Errorf("%s: %s of article %d, want %s of %d", tt.text, got, out.ID, tt.want, id)
		}
		if got := words(t, db, guild, live(t, db, guild)); got != tt.text {
			t.Errorf("indexed %q, want %q", got, tt.text)
		}
		if err := db.Check(ctx); err != nil {
			t.Error(err)
		}
	}
}
