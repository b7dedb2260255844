package cli

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

// TestGapWatch lets somebody wait for an answer that an article later gives.
func TestGapWatch(t *testing.T) {
	ctx := context.Background()
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "byline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const guild article.LibraryID = "100"
	for _, user := range []string{"discord:1", "discord:2"} { // only the first waits
		id, err := db.SaveAnswer(ctx, store.Asked{Library: guild, User: user, Conversation: "room", At: noon,
			Answer: article.Answer{Question: "Who won?", Abstained: true}})
		if err != nil {
			t.Fatal(err)
		}
		if user == "discord:1" {
			err = db.Watch(ctx, id, user, false, noon)
		}
		if err != nil {
			t.Fatal(err)
		}
	}

	var asked []string
	known := false
	w := &gapWatch{db: db, now: func() time.Time { return noon }, answer: func(_ context.Context, libs []article.LibraryID, question string) (bool, error) {
		asked = append(asked, question)
		if !slices.Equal(libs, []article.LibraryID{guild, article.Shared}) {
			t.Errorf("asked in %v", libs)
		}
		return known, nil
	}}
	told := func() int {
		t.Helper()
		if err := w.round(ctx); err != nil {
			t.Fatal(err)
		}
		jobs, err := db.Lease(ctx, store.KindTellWatcher, noon, time.Minute, 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(jobs)
	}
	if n := told() + told(); n != 0 || len(asked) != 1 {
		t.Errorf("told %d, asked %q; want the question asked once and nobody told", n, asked)
	}
	a := article.Article{Ref: "a", Text: "Ayre won.", Loaded: noon}
	span := article.Span{End: len(a.Text)}
	item := store.Item{Article: a, Hash: store.ContentHash(&a), Passages: []article.Passage{{Span: span, Sentences: []article.Span{span}}}}
	if _, err := db.Load(ctx, article.Shared, []store.Item{item}, func([]int) ([]byte, error) { return []byte("s"), nil }); err != nil {
		t.Fatal(err)
	}
	known = true
	if n := told(); n != 1 || len(asked) != 2 {
		t.Errorf("told %d, asked %q; want one told after an article came", n, asked)
	}
	if n := told(); n != 0 || len(asked) != 2 {
		t.Errorf("told %d again, asked %q", n, asked)
	}
}
