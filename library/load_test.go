package library_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/library"
	"byline/search/index"
	"byline/store"
)

// TestArticleIsVisibleBeforeTheNextComes hands over a second article only once
// the first can be found.
func TestArticleIsVisibleBeforeTheNextComes(t *testing.T) {
	l := open(t)
	first := make(chan struct{})
	n := 0
	err := l.Load(context.Background(), guild, func() (library.Item, bool) {
		n++
		if n == 2 {
			<-first
		}
		return plain(fmt.Sprint(n), fmt.Sprint("Title ", n), "The ferry sailed."), n <= 2
	}, func(r library.Result) {
		if r.Name == "1" {
			if got := find(t, l, "ferry"); !slices.Equal(got, []string{"Title 1"}) {
				t.Errorf("found %q", got)
			}
			close(first)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestBatches loads more articles than one batch holds items for, some twice.
func TestBatches(t *testing.T) {
	l := open(t)
	var items []library.Item
	for i := range 500 {
		ref := i % 400 // the last hundred change the first
		items = append(items, plain(fmt.Sprint(ref), "Title", fmt.Sprintf("Text number%d of the article.", i)))
	}
	for i, r := range load(t, l, items...) {
		want := store.Added
		if i >= 400 {
			want = store.Updated
		}
		if r.Name != fmt.Sprint(i%400) || r.State != want {
			t.Fatalf("result %d is %+v, want %d %s", i, r, i%400, want)
		}
	}
	if got := find(t, l, "number7"); len(got) > 0 {
		t.Errorf("a replaced text is found")
	}
	if got := find(t, l, "number407"); len(got) != 1 {
		t.Errorf("the newest text is not found")
	}
	for _, r := range load(t, l, items[400:]...) {
		if r.State != store.Unchanged {
			t.Errorf("%s again: %s", r.Name, r.State)
		}
	}
	if err := l.Store.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

// TestCancelledLoad stops in the middle: what was reported is stored.
func TestCancelledLoad(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	l := open(t)
	n, stored := 0, 0
	err := l.Load(ctx, guild, func() (library.Item, bool) {
		n++
		return plain(fmt.Sprint(n), "Title", fmt.Sprintf("The ferry sailed %d times.", n)), true
	}, func(r library.Result) {
		if r.Err == nil {
			stored++
		}
		if stored >= 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	count, err := l.Store.Count(context.Background(), []article.LibraryID{guild})
	if err != nil || count.Articles < stored || stored == 0 {
		t.Errorf("reported %d, stored %d, %v", stored, count.Articles, err)
	}
}

// TestLoadingBesideOthers loads into one file from two processes while a third
// searches.
func TestLoadingBesideOthers(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "byline.db")
	process := func() *library.Library {
		db, err := store.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		return &library.Library{Store: db, Index: index.New(db, 1<<20), Now: func() time.Time { return noon }}
	}
	const each = 120
	var wg sync.WaitGroup
	for p := range 2 {
		l := process()
		wg.Go(func() {
			for i := range each {
				for _, r := range load(t, l, plain(fmt.Sprintf("%d-%d", p, i), fmt.Sprintf("Title %d-%d", p, i), "The ferry sailed.")) {
					if r.Err != nil {
						t.Error(r.Err)
					}
				}
			}
		})
	}
	reader := process()
	var loaded sync.WaitGroup
	done := make(chan struct{})
	loaded.Go(func() {
		last := 0
		for {
			select {
			case <-done:
				return
			default:
			}
			if n := len(find(t, reader, "ferry")); n < last {
				t.Errorf("found %d after %d", n, last)
				return
			} else {
				last = n
			}
		}
	})
	wg.Wait()
	close(done)
	loaded.Wait()
	count, err := reader.Store.Count(ctx, []article.LibraryID{guild})
	if err != nil || count.Articles != 2*each || count.Passages != 2*each {
		t.Errorf("%+v, %v", count, err)
	}
	if err := reader.Store.Check(ctx); err != nil {
		t.Error(err)
	}
}
