package library_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/library"
	"byline/search/index"
	"byline/store"
	"byline/text"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const guild article.LibraryID = "100"

// open returns a library in a file that is gone when t ends.
func open(t testing.TB) *library.Library {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "byline.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &library.Library{Store: db, Index: index.New(db, 16<<20), Now: func() time.Time { return noon }}
}

// load loads items and returns the results.
func load(t testing.TB, l *library.Library, items ...library.Item) []library.Result {
	t.Helper()
	var results []library.Result
	i := 0
	err := l.Load(context.Background(), guild, func() (library.Item, bool) {
		if i == len(items) {
			return library.Item{}, false
		}
		i++
		return items[i-1], true
	}, func(r library.Result) { results = append(results, r) })
	if err != nil {
		t.Fatal(err)
	}
	return results
}

// plain is an item with a text of its own.
func plain(ref, title, body string) library.Item {
	return library.Item{Name: ref, Article: article.Article{Ref: ref, Title: title, Text: body, Language: "en"}}
}

// find returns the titles of the articles whose passages have a word, in order.
func find(t testing.TB, l *library.Library, word string) []string {
	t.Helper()
	ctx := context.Background()
	libs := []article.LibraryID{guild}
	var terms []index.Term
	for _, tok := range text.For("en").Tokens(nil, word) {
		terms = append(terms, index.Term{Alternatives: []string{tok.Term}, Weight: 1})
	}
	hits, err := l.Index.Search(ctx, libs, terms, 100, nil)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, h := range hits {
		passages, err := l.Store.Passages(ctx, libs, []article.PassageID{h.Passage})
		if err != nil || len(passages) != 1 {
			t.Fatalf("passage %d: %v, %v", h.Passage, passages, err)
		}
		arts, err := l.Store.Articles(ctx, libs, []article.ID{passages[0].Article})
		if err != nil || len(arts) != 1 {
			t.Fatalf("article %d: %v, %v", passages[0].Article, arts, err)
		}
		titles = append(titles, arts[0].Title)
	}
	slices.Sort(titles)
	return slices.Compact(titles)
}

func TestLoadMakesArticlesFindable(t *testing.T) {
	l := open(t)
	got := load(t, l,
		plain("a", "Harbour", "The ferry left the harbour at noon."),
		plain("b", "Nothing", "  \n "),
		library.Item{Name: "c", Err: &article.Error{Kind: article.Invalid, Code: "binary", Public: "Not text."}},
		plain("d", "Bridge", "The bridge was closed.\n\nThe ferry carried the cars."),
		library.Item{Name: "e", Article: article.Article{Text: "bad \xff text"}},
	)
	var states []string
	for _, r := range got {
		states = append(states, fmt.Sprintf("%s %s %s", r.Name, r.State, code(r.Err)))
	}
	want := []string{"a added ", "b refused empty", "c refused binary", "d added ", "e refused encoding"}
	if !slices.Equal(states, want) {
		t.Errorf("states %q, want %q", states, want)
	}
	if got := find(t, l, "ferries"); !slices.Equal(got, []string{"Bridge", "Harbour"}) {
		t.Errorf("ferries: %q", got)
	}
}

// code is an error's code, empty for none.
func code(err error) string {
	if err == nil {
		return ""
	}
	return article.CodeOf(err)
}

func TestRevisionsReplaceEachOther(t *testing.T) {
	ctx := context.Background()
	l := open(t)
	first := load(t, l, plain("a", "Vote", "Ayre won by four votes. Turnout was 61 percent."))[0]
	if got := load(t, l, plain("a", "Vote", "Ayre won by four votes. Turnout was 61 percent."))[0]; got.State != store.Unchanged {
		t.Errorf("again: %v", got.State)
	}
	second := load(t, l, plain("a", "Vote", "Ayre won by nine votes. Turnout was 61 percent.\n\nCorrection: an earlier version gave four votes."))[0]
	if second.State != store.Updated || second.Article != first.Article || second.Revision != 2 {
		t.Fatalf("changed: %+v", second)
	}
	if got := find(t, l, "four"); len(got) != 1 {
		t.Errorf("four: %q", got) // the note still says it
	}
	revisions, err := l.Store.Revisions(ctx, []article.LibraryID{guild}, first.Article)
	if err != nil || len(revisions) != 2 {
		t.Fatalf("revisions: %v, %v", revisions, err)
	}
	newest := revisions[0]
	if newest.Correction != "Correction: an earlier version gave four votes." || newest.Corrected != article.Day(noon) {
		t.Errorf("correction %q on %s", newest.Correction, newest.Corrected)
	}
}

func TestRemoveAndRestore(t *testing.T) {
	ctx := context.Background()
	l := open(t)
	id := load(t, l, plain("a", "Harbour", "The ferry left the harbour at noon."))[0].Article
	if err := l.Remove(ctx, guild, id, noon); err != nil {
		t.Fatal(err)
	}
	if got := find(t, l, "ferry"); len(got) > 0 {
		t.Errorf("removed, yet found: %q", got)
	}
	if err := l.Restore(ctx, guild, id, noon.Add(25*time.Hour)); article.KindOf(err) != article.NotFound {
		t.Errorf("restored after a day: %v", err)
	}
	if err := l.Restore(ctx, guild, id, noon.Add(23*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := find(t, l, "ferry"); !slices.Equal(got, []string{"Harbour"}) {
		t.Errorf("restored: %q", got)
	}
}

func TestDiff(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"same", "One is here. Two is here.", "One is here.  Two is here.", "kept kept"},
		{"grown", "One is here.", "One is here. Two is there.", "kept added"},
		{"cut", "One is here. Two is there.", "Two is there.", "removed kept"},
		{"number", "Ayre won by four votes. Turnout rose.", "Ayre won by nine votes. Turnout rose.", "changed kept"},
		{"rewritten", "It rained all day. Turnout rose.", "Nobody knows why. Turnout rose.", "removed added kept"},
		{"from nothing", "", "One is here.", "added"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var edits []string
			for _, c := range library.Diff(tt.old, tt.new) {
				edits = append(edits, string(c.Edit))
			}
			if got := strings.Join(edits, " "); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
