package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

// childDatabase names the database to write to, in the environment of the
// process that TestKill starts and kills.
const childDatabase = "BYLINE_TEST_CHILD_DATABASE"

func TestMain(m *testing.M) {
	if path := os.Getenv(childDatabase); path != "" {
		if err := writeForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// writeForever adds, changes and removes articles until it is killed.
func writeForever(path string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for round := 0; ; round++ {
		var items []store.Item
		for i := range 1 + rand.IntN(40) {
			ref := fmt.Sprint(rand.IntN(200))
			text := fmt.Sprintf("Article %s.\n\nRound %d of %d.\n\nThe end.", ref, round, i)
			items = append(items, item(ref, "Title", text))
		}
		out, err := db.Load(ctx, guild, items, segmentOf)
		if err != nil {
			return err
		}
		switch rand.IntN(4) {
		case 0:
			err = db.Remove(ctx, guild, out[len(out)-1].ID, noon)
		case 1:
			err = mergeTwo(ctx, db)
		}
		if err != nil {
			return err
		}
	}
}

// mergeTwo puts one segment in the place of the two newest, as a merge does.
func mergeTwo(ctx context.Context, db *store.DB) error {
	list, err := db.Segments(ctx, guild)
	if err != nil || len(list.Segments) < 2 {
		return err
	}
	old := list.Segments[len(list.Segments)-2:]
	var ids []article.PassageID
	for _, s := range old {
		runs, err := s.Runs()
		if err != nil {
			return err
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
	return db.ReplaceSegments(ctx, guild, old, []byte("merged"), ids)
}

// TestKill kills a writing process at random moments. After each time every
// article must be wholly in or wholly out, its index with it.
func TestKill(t *testing.T) {
	kills := 25
	if testing.Short() {
		kills = 3
	}
	path := filepath.Join(t.TempDir(), "byline.db")
	articles := 0
	for range kills {
		killWriter(t, path, time.Duration(rand.IntN(120))*time.Millisecond)
		db, err := store.Open(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		articles = checkWhole(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if articles == 0 {
		t.Error("nothing was ever stored: the test shows nothing")
	}
}

// killWriter starts a process that writes to path and kills it after a while.
func killWriter(t *testing.T, path string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDatabase+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 8)); err != nil {
		t.Fatalf("the writer did not start: %v", err)
	}
	timer := time.NewTimer(after)
	<-timer.C
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait() // its error is that it was killed
}

// checkWhole checks that file and index agree, and returns how many articles
// there are.
func checkWhole(t *testing.T, db *store.DB) int {
	t.Helper()
	ctx := context.Background()
	if err := db.Check(ctx); err != nil {
		t.Fatal(err)
	}
	indexed := map[article.PassageID]int{}
	for _, id := range live(t, db, guild) {
		indexed[id]++
	}
	articles := 0
	err := db.Export(ctx, guild, func(a article.Article) error {
		articles++
		passages, err := db.PassagesOf(ctx, []article.LibraryID{guild}, a.RevisionID)
		if err != nil {
			return err
		}
		if len(passages) != 3 {
			return fmt.Errorf("article %d has %d passages, want 3", a.ID, len(passages))
		}
		for _, p := range passages {
			if indexed[p.ID] != 1 {
				return fmt.Errorf("passage %d of article %d is in %d live slots", p.ID, a.ID, indexed[p.ID])
			}
			delete(indexed, p.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(indexed) > 0 {
		t.Fatalf("the index holds passages of no article: %v", indexed)
	}
	return articles
}
