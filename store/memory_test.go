package store_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

func TestJobIsLeasedByOneProcess(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "byline.db")
	two := []*store.DB{reopen(t, path), reopen(t, path)}
	const jobs = 60
	for i := range jobs {
		if err := two[0].Enqueue(ctx, store.Job{Kind: "k", Key: fmt.Sprint(i), Due: noon}); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	taken := map[int64]int{}
	var wg sync.WaitGroup
	for _, db := range two {
		for range 2 {
			wg.Go(func() {
				for {
					got, err := db.Lease(ctx, "k", noon, time.Minute, 3)
					if err != nil {
						t.Error(err)
					}
					if len(got) == 0 {
						return
					}
					mu.Lock()
					for _, j := range got {
						taken[j.ID]++
					}
					mu.Unlock()
				}
			})
		}
	}
	wg.Wait()
	if len(taken) != jobs {
		t.Errorf("%d jobs taken, want %d", len(taken), jobs)
	}
	for id, n := range taken {
		if n != 1 {
			t.Errorf("job %d taken %d times", id, n)
		}
	}
}

func TestLease(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	lease := func(at time.Duration) []store.Job {
		t.Helper()
		jobs, err := db.Lease(ctx, "k", noon.Add(at), time.Minute, 10)
		if err != nil {
			t.Fatal(err)
		}
		return jobs
	}
	if err := db.Enqueue(ctx, store.Job{Library: guild, Kind: "k", Key: "a", Payload: []byte("1"), Due: noon.Add(time.Second)}); err != nil {
		t.Fatal(err)
	}
	if err := db.Enqueue(ctx, store.Job{Library: guild, Kind: "k", Key: "a", Payload: []byte("2"), Due: noon.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if got := lease(0); len(got) > 0 {
		t.Fatalf("leased before it is due: %+v", got)
	}
	first := lease(time.Second)
	if len(first) != 1 || string(first[0].Payload) != "2" || first[0].Library != guild {
		t.Fatalf("leased %+v", first)
	}
	if got := lease(2 * time.Second); len(got) > 0 {
		t.Fatalf("leased twice: %+v", got)
	}
	second := lease(2 * time.Minute) // the first lease has ended
	if len(second) != 1 || second[0].Attempts != 2 {
		t.Fatalf("leased again %+v", second)
	}
	if err := db.Done(ctx, first[0]); err != nil { // too late
		t.Fatal(err)
	}
	if err := db.Retry(ctx, second[0], noon.Add(time.Hour), "the site is down"); err != nil {
		t.Fatal(err)
	}
	if at, err := db.NextDue(ctx, "k"); err != nil || !at.Equal(noon.Add(time.Hour)) {
		t.Errorf("next due %v, %v", at, err)
	}
	third := lease(time.Hour)
	if len(third) != 1 || third[0].Problem != "the site is down" {
		t.Fatalf("after retry %+v", third)
	}
	if err := db.Done(ctx, third[0]); err != nil {
		t.Fatal(err)
	}
	if at, err := db.NextDue(ctx, "k"); err != nil || !at.IsZero() {
		t.Errorf("done, yet due %v, %v", at, err)
	}
}

func TestOnce(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "byline.db")
	one, two := reopen(t, path), reopen(t, path)
	begin := func(db *store.DB, at time.Duration) store.Turnout {
		t.Helper()
		got, err := db.Begin(ctx, "m1", ann, noon.Add(at), time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := begin(one, 0); !got.Fresh {
		t.Errorf("first: %+v", got)
	}
	if got := begin(two, time.Second); got.Fresh || got.Done {
		t.Errorf("while another is at work: %+v", got)
	}
	if got := begin(two, 2*time.Minute); !got.Fresh {
		t.Errorf("after the other's lease: %+v", got)
	}
	if err := two.Finish(ctx, "m1", "answer 5"); err != nil {
		t.Fatal(err)
	}
	if got := begin(one, 3*time.Minute); got.Fresh || !got.Done || got.Result != "answer 5" {
		t.Errorf("after it is done: %+v", got)
	}
	for i, want := range []bool{true, false} {
		if got, err := two.Claim(ctx, "m2", noon); err != nil || got != want {
			t.Errorf("claim %d: %v, %v", i, got, err)
		}
	}
	if got, err := two.Claim(ctx, "m1", noon); err != nil || got {
		t.Errorf("claimed what was begun: %v, %v", got, err)
	}
}

func TestSettingsAndDrafts(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	if s, err := db.Settings(ctx, guild); err != nil || s.Prefix != "" {
		t.Fatalf("%+v, %v", s, err)
	}
	if err := db.SaveSettings(ctx, guild, article.Settings{Prefix: "?", Channels: []string{"5"}}); err != nil {
		t.Fatal(err)
	}
	if s, err := db.Settings(ctx, guild); err != nil || s.Prefix != "?" || len(s.Channels) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err := db.Settings(ctx, other); err != nil || s.Prefix != "" {
		t.Errorf("another library: %+v, %v", s, err)
	}
	id, err := db.SaveDraft(ctx, guild, ann, []*article.Article{{Title: "T", Published: article.Day(noon)}}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.TakeDraft(ctx, other, id); article.KindOf(err) != article.NotFound {
		t.Errorf("another library took it: %v", err)
	}
	arts, err := db.TakeDraft(ctx, guild, id)
	if err != nil || len(arts) != 1 || arts[0].Published != article.Day(noon) {
		t.Errorf("%+v, %v", arts, err)
	}
	if _, err := db.TakeDraft(ctx, guild, id); article.KindOf(err) != article.NotFound {
		t.Errorf("taken twice: %v", err)
	}
}

func TestPurge(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	id := load(t, db, guild, item("a", "A", "One."))[0].ID
	load(t, db, other, item("b", "B", "Two."))
	if err := db.SaveSettings(ctx, other, article.Settings{Prefix: "?"}); err != nil {
		t.Fatal(err)
	}
	if err := db.Remove(ctx, guild, id, noon); err != nil {
		t.Fatal(err)
	}
	if err := db.Leave(ctx, other, noon); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		after time.Duration
		want  store.Purged
	}{
		{23 * time.Hour, store.Purged{}},
		{25 * time.Hour, store.Purged{Articles: 1}},
		{29 * 24 * time.Hour, store.Purged{}},
		{31 * 24 * time.Hour, store.Purged{Libraries: 1}},
	} {
		if got, err := db.Purge(ctx, noon.Add(tt.after)); err != nil || got != tt.want {
			t.Errorf("after %v: %+v, %v, want %+v", tt.after, got, err, tt.want)
		}
	}
	if found := db.Grep(t, string(other)); len(found) > 0 {
		t.Errorf("the library that was left is still in %v", found)
	}
	if err := db.Check(ctx); err != nil {
		t.Error(err)
	}
}

func TestReturnKeepsTheLibrary(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	load(t, db, guild, item("a", "A", "One."))
	if _, err := db.AddFeed(ctx, guild, "https://ex.org/feed", noon); err != nil {
		t.Fatal(err)
	}
	if err := db.Leave(ctx, guild, noon); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := db.LeaseFeed(ctx, noon.Add(time.Hour), time.Minute); ok || err != nil {
		t.Errorf("read a feed of a server that was left: %v, %v", ok, err)
	}
	if err := db.Return(ctx, guild); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := db.LeaseFeed(ctx, noon.Add(time.Hour), time.Minute); !ok || err != nil {
		t.Errorf("the feed is not read after the return: %v, %v", ok, err)
	}
	if got, err := db.Purge(ctx, noon.Add(100*24*time.Hour)); err != nil || got != (store.Purged{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRawCopies(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	raw := bytes.Repeat([]byte("<p>Ayre won.</p>"), 100)
	kept := map[article.LibraryID]article.RevisionID{}
	for _, lib := range []article.LibraryID{guild, other} {
		it := item("a", "A", "Ayre won.")
		it.Raw = raw
		kept[lib] = load(t, db, lib, it)[0].RevisionID
		if got, err := db.Raw(ctx, lib, kept[lib]); err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%s: %d bytes, %v", lib, len(got), err)
		}
	}
	if got, err := db.Raw(ctx, guild, kept[other]); err != nil || got != nil {
		t.Errorf("another library's: %d bytes, %v", len(got), err)
	}
	if err := db.SaveSettings(ctx, guild, article.Settings{KeepRawDays: 7}); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Purge(ctx, noon.AddDate(0, 0, 8)); err != nil || got.Raw != 1 {
		t.Errorf("purged %+v, %v", got, err)
	}
	if got, err := db.Raw(ctx, guild, kept[guild]); err != nil || got != nil {
		t.Errorf("past its time: %d bytes, %v", len(got), err)
	}
	if got, err := db.Raw(ctx, other, kept[other]); err != nil || got == nil {
		t.Errorf("kept for ever: %d bytes, %v", len(got), err)
	}
}
