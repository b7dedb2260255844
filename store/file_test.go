package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"byline/article"
	"byline/store"
)

// sqlFile makes a database of another program, or changes one of ours.
func sqlFile(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		make func(t *testing.T, path string)
		code string
	}{
		{"text", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("These are notes and not a database, long enough for a header of one, or nearly so."), 0o644); err != nil {
				t.Fatal(err)
			}
		}, "not-a-database"},
		{"another program's", func(t *testing.T, path string) { sqlFile(t, path, `CREATE TABLE bookmark (url)`) }, "not-ours"},
		{"newer", func(t *testing.T, path string) {
			reopen(t, path)
			sqlFile(t, path, `PRAGMA user_version = 9999`)
		}, "newer-database"},
		{"folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}, "cannot-open"},
		{"below a file", func(t *testing.T, path string) {
			if err := os.WriteFile(filepath.Dir(path), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}, "cannot-open"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "sub", "byline.db")
			if tt.name != "below a file" {
				if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			tt.make(t, path)
			db, err := store.Open(context.Background(), path)
			if err == nil {
				db.Close()
				t.Fatal("opened")
			}
			if got := article.CodeOf(err); got != tt.code {
				t.Errorf("code %q, want %q; %v", got, tt.code, err)
			}
		})
	}
}

func TestOddPaths(t *testing.T) {
	for _, name := range []string{"byline test?#%.db", "a:b.db", "ü文.db", "x&mode=memory.db"} {
		path := filepath.Join(t.TempDir(), name)
		load(t, reopen(t, path), guild, item("a", "A", "One."))
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	t.Chdir(t.TempDir())
	for _, path := range []string{"a:b.db", "plain.db", "new/folder/x.db"} {
		load(t, reopen(t, path), guild, item("a", "A", "One."))
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "byline.db")
	db := reopen(t, path)
	load(t, db, guild, item("a", "A", "One."))
	if err := db.LimitPages(10); err != nil { // fewer than there are: SQLite keeps what it has
		t.Fatal(err)
	}
	big := item("b", "B", string(make([]byte, 1<<20)))
	_, err := db.Load(context.Background(), guild, []store.Item{big}, segmentOf)
	if article.CodeOf(err) != "disk-full" {
		t.Errorf("%v", err)
	}
	if got := words(t, db, guild, live(t, db, guild)); got != "One." {
		t.Errorf("after a failed load the index holds %q", got)
	}
	if err := db.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyFile(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may write to read-only files")
	}
	path := filepath.Join(t.TempDir(), "byline.db")
	if err := reopen(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(context.Background(), path)
	if err == nil {
		defer db.Close()
		_, err = db.Load(context.Background(), guild, []store.Item{item("a", "A", "One.")}, segmentOf)
	}
	if article.CodeOf(err) != "read-only" {
		t.Errorf("%v", err)
	}
}

func TestManyOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "byline.db")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			db, err := store.Open(context.Background(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := reopen(t, path).Check(context.Background()); err != nil {
		t.Error(err)
	}
}

// TestBackupWhileWriting backs up while articles are loaded: each copy must be
// a sound database of one moment.
func TestBackupWhileWriting(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	load(t, db, guild, item("0", "Zero", "One.\n\nTwo."))
	var stop atomic.Bool
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := 0; !stop.Load(); i++ {
			load(t, db, guild, item(fmt.Sprint(i%20), "Title", fmt.Sprintf("One of %d.\n\nTwo.", i)))
		}
	})
	dir := t.TempDir()
	for i := range 5 {
		path := filepath.Join(dir, fmt.Sprintf("copy %d.db", i))
		if err := db.Backup(ctx, path, false); err != nil {
			t.Error(err)
			continue
		}
		if err := reopen(t, path).Check(ctx); err != nil {
			t.Error(err)
		}
	}
	stop.Store(true)
	wg.Wait()
	path := filepath.Join(dir, "copy 0.db")
	if err := db.Backup(ctx, path, false); article.CodeOf(err) != "exists" {
		t.Errorf("overwrote a file: %v", err)
	}
	if err := db.Backup(ctx, path, true); err != nil {
		t.Error(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".byline-backup-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestReadersAreNotBlocked reads on while a transaction is open.
func TestReadersAreNotBlocked(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	load(t, db, guild, item("a", "A", "One."))
	inside, done := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := db.Load(ctx, guild, []store.Item{item("b", "B", "Two.")}, func([]int) ([]byte, error) {
			close(inside)
			<-done
			return []byte("s"), nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-inside
	if got := words(t, db, guild, live(t, db, guild)); got != "One." {
		t.Errorf("while loading: %q", got)
	}
	close(done)
	wg.Wait()
	if got := words(t, db, guild, live(t, db, guild)); got != "One.|Two." {
		t.Errorf("after loading: %q", got)
	}
}

// TestTwoProcessesSeeEachOther opens the file twice, as two processes do.
func TestTwoProcessesSeeEachOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), "byline.db")
	one, two := reopen(t, path), reopen(t, path)
	load(t, one, guild, item("a", "A", "One."))
	if got := words(t, two, guild, live(t, two, guild)); got != "One." {
		t.Errorf("the other sees %q", got)
	}
	load(t, two, guild, item("a", "A", "Uno."), item("b", "B", "Two."))
	if got := words(t, one, guild, live(t, one, guild)); got != "Uno.|Two." {
		t.Errorf("the first sees %q", got)
	}
}

// TestLogStaysSmall loads beside a reader that never stops.
func TestLogStaysSmall(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "byline.db")
	db := reopen(t, path)
	var stop atomic.Bool
	var wg sync.WaitGroup
	wg.Go(func() {
		for !stop.Load() {
			if err := db.Export(ctx, guild, func(article.Article) error { return nil }); err != nil {
				t.Error(err)
			}
		}
	})
	for i := range 36 {
		load(t, db, guild, item(fmt.Sprint(i), "T", string(make([]byte, 2<<20))))
	}
	stop.Store(true)
	wg.Wait()
	if err := db.Checkpoint(ctx); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path + "-wal")
	if err != nil || info.Size() > 1<<20 {
		t.Errorf("the log is %v, %v", info.Size(), err)
	}
}

func TestShrinkGivesSpaceBack(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "byline.db")
	db := reopen(t, path)
	size := func() int64 {
		t.Helper()
		if err := db.Checkpoint(ctx); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	for i := range 12 {
		it := item(fmt.Sprint(i), "T", string(make([]byte, 2<<20)))
		it.Article.Sample = i > 0
		load(t, db, guild, it)
	}
	full := size()
	if _, err := db.RemoveSample(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Shrink(ctx); err != nil {
		t.Fatal(err)
	}
	if left := size(); left > full/3 {
		t.Errorf("%d of %d bytes are left", left, full)
	}
	if err := db.Check(ctx); err != nil {
		t.Error(err)
	}
}
