package feed_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/store"

	"golang.org/x/sync/errgroup"
)

// entries is how many the feed of these tests has.
const entries = 100

// A site serves a feed of many entries and counts what is asked of it.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
	stuck bool          // the page half way is never answered
	reach chan struct{} // closed when half the entries were asked for
}

func newSite(t testing.TB) *site {
	s := &site{asked: map[string]int{}, reach: make(chan struct{})}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.answer))
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/feed" {
		var b strings.Builder
		for i := range entries {
			fmt.Fprintf(&b, "<item><title>Entry %d</title><link>%s/p/%d</link><guid>e%d</guid></item>", i, s.URL, i, i)
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Post</title>%s</channel></rss>`, b.String())
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/p/")
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	s.asked[name]++
	half := len(s.asked) == entries/2 && s.asked[name] == 1
	if half {
		close(s.reach)
	}
	s.mu.Unlock()
	if half && s.stuck {
		<-r.Context().Done()
		return
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, page(name))
}

// twice returns how many pages were asked for more than once.
func (s *site) twice() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, times := range s.asked {
		if times > 1 {
			n++
		}
	}
	return n
}

// The environment by which the test starts itself as a checker.
const (
	childDB    = "BYLINE_TEST_FEED_DB"
	childClock = "BYLINE_TEST_FEED_CLOCK"
)

// TestChild is the checker process of TestKilledInTheMiddle.
func TestChild(t *testing.T) {
	path := os.Getenv(childDB)
	if path == "" {
		t.Skip("run by TestKilledInTheMiddle only")
	}
	now, err := time.Parse(time.RFC3339, os.Getenv(childClock))
	if err != nil {
		t.Fatal(err)
	}
	drain(t, path, now)
}

// drain reads everything that is due at now, as one bot would.
func drain(t testing.TB, path string, now time.Time) {
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := newChecker(db, &clock{now: now})
	c.First, c.Workers = entries, 4
	if err := c.Drain(context.Background()); err != nil {
		t.Error(err)
	}
}

var noon = time.Date(2026, 1, 10, 12, 0, 0, 0, time.UTC)

// addFeed makes a database with one feed that is due at noon.
func addFeed(t testing.TB, url string) (path string) {
	path = filepath.Join(t.TempDir(), "feeds.db")
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.AddFeed(context.Background(), article.Shared, url, noon); err != nil {
		t.Fatal(err)
	}
	return path
}

// loaded reports whether every entry is in the database once, as it was first.
func loaded(t testing.TB, path string) {
	t.Helper()
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	list, err := db.List(context.Background(), article.Shared, store.ListOptions{Limit: 10 * entries})
	if err != nil {
		t.Fatal(err)
	}
	refs := map[string]bool{}
	for _, a := range list {
		if a.Revision != 1 || refs[a.Ref] {
			t.Errorf("%s is there twice, or as revision %d", a.Ref, a.Revision)
		}
		refs[a.Ref] = true
	}
	if len(refs) != entries {
		t.Errorf("%d articles, want %d", len(refs), entries)
	}
	feeds, err := db.Feeds(context.Background(), article.Shared)
	if err != nil || len(feeds) != 1 || feeds[0].Items != entries {
		t.Errorf("feeds %+v, %v; want one with %d entries", feeds, err, entries)
	}
}

// TestKilledInTheMiddle kills a checker process in the middle of a feed, starts
// another, and finds every entry loaded exactly once.
func TestKilledInTheMiddle(t *testing.T) {
	s := newSite(t)
	s.stuck = true // so that the checker is killed here, however fast it is
	path := addFeed(t, s.URL+"/feed")
	child := func(now time.Time) *exec.Cmd {
		cmd := exec.Command(os.Args[0], "-test.run=^TestChild$", "-test.count=1")
		cmd.Env = append(os.Environ(), childDB+"="+path, childClock+"="+now.Format(time.RFC3339))
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		return cmd
	}
	first := child(noon)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.reach:
	case <-time.After(time.Minute):
		t.Error("the checker never got half way")
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err == nil {
		t.Fatal("the checker ended before it was killed")
	}
	if err := child(noon.Add(10 * time.Minute)).Run(); err != nil { // its leases are over by then
		t.Fatalf("second checker: %v", err)
	}
	loaded(t, path)
	if twice := s.twice(); twice > 1 {
		t.Errorf("%d pages were asked for again; only the one under way may be", twice)
	}
}

// TestTwoBotsShareOneDatabase lets two checkers work side by side: no page is
// asked for twice.
func TestTwoBotsShareOneDatabase(t *testing.T) {
	s := newSite(t)
	path := addFeed(t, s.URL+"/feed")
	var bots errgroup.Group
	for range 2 {
		bots.Go(func() error { drain(t, path, noon); return nil })
	}
	if err := bots.Wait(); err != nil {
		t.Fatal(err)
	}
	drain(t, path, noon) // whatever both left because the other had the host
	loaded(t, path)
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, n := range s.asked {
		if n != 1 {
			t.Errorf("page %s was asked for %d times", name, n)
		}
	}
}
