package feed_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/ingest"
	"byline/ingest/feed"
	"byline/ingest/fetch"
	"byline/store"
)

var update = flag.Bool("update", false, "rewrite the wanted sections of testdata")

// TestScripts runs every case of testdata/scripts against a loopback server and
// a clock that only moves when the script says so. A case is a sentence, a
// script, its answers and pages as sections, and what the script printed:
//
//	serve PATH SECTION   from now on PATH answers with the section
//	add PATH             have the feed at PATH read
//	drain                read what is due; prints the requests, as they came
//	show                 print the feeds
//	articles             print the articles, oldest first
//	notices              print what the editors are told
//	advance 90m          let time pass
//	check 1              make feed 1 due, disabled or not
//
// A section's first line may be a status; then come headers, an empty line and
// the body. BASE in it is the server's address. Every path below /p/ is an
// article's page. The clock begins on 2026-01-10 at noon.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 40 {
		t.Errorf("%d cases, want at least 40", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, want, ok := strings.Cut(string(raw), "-- out --\n")
			if !ok {
				t.Fatal(`a case ends with "-- out --"`)
			}
			got := newWorld(t, sections(head)).run()
			if *update {
				if err := os.WriteFile(file, []byte(head+"-- out --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s\nIf the new form is right, run: go test ./ingest/feed -run Scripts -update", got, want)
			}
		})
	}
}

// sections splits a case at its "-- name --" lines.
func sections(raw string) map[string]string {
	out := map[string]string{}
	name := ""
	for line := range strings.SplitAfterSeq(raw, "\n") {
		if n, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(n, " --") {
			name = strings.TrimSuffix(n, " --")
			continue
		}
		out[name] += line
	}
	return out
}

// A clock is moved by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return nil
}

// A world is one case being run.
type world struct {
	t        testing.TB
	sections map[string]string
	clock    *clock
	server   *httptest.Server
	db       *store.DB
	checker  *feed.Checker
	out      strings.Builder

	mu     sync.Mutex
	routes map[string]string // path → section
	asked  []string
}

func newWorld(t testing.TB, sections map[string]string) *world {
	w := &world{t: t, sections: sections, clock: &clock{now: time.Date(2026, 1, 10, 12, 0, 0, 0, time.UTC)}, routes: map[string]string{}}
	w.server = httptest.NewServer(http.HandlerFunc(w.answer))
	t.Cleanup(w.server.Close)
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "feeds.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w.db = db
	w.checker = newChecker(db, w.clock)
	return w
}

// newChecker returns a checker over db that reaches loopback servers only.
func newChecker(db *store.DB, c *clock) *feed.Checker {
	client := fetch.New(fetch.Config{Clock: c, Apart: -1, Allow: []fetch.Network{{Prefix: netip.MustParsePrefix("127.0.0.0/8")}}})
	reader := ingest.New(client, nil)
	return &feed.Checker{Schedule: db, Queue: db, Fetch: ingest.FeedClient{Client: client}, Read: ingest.FeedReader{Reader: reader}, Load: loader{db, c},
		Now: c.Now, Random: func() float64 { return 0.5 }, Log: slog.New(slog.DiscardHandler), Workers: 1}
}

// A loader puts articles into the database without an index.
type loader struct {
	db    *store.DB
	clock *clock
}

func (l loader) Load(ctx context.Context, lib article.LibraryID, art article.Article, raw []byte) error {
	art.Loaded = l.clock.Now()
	_, err := l.db.Load(ctx, lib, []store.Item{{Article: art, Raw: raw, Hash: store.ContentHash(&art)}}, func([]int) ([]byte, error) { return nil, nil })
	return err
}

// answer serves what the script says.
func (w *world) answer(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	name, ok := w.routes[r.URL.Path]
	if r.URL.Path != "/robots.txt" {
		line := "GET " + r.URL.RequestURI()
		for _, h := range []string{"If-None-Match", "If-Modified-Since"} {
			if v := r.Header.Get(h); v != "" {
				line += " " + h + ": " + v
			}
		}
		w.asked = append(w.asked, line)
	}
	w.mu.Unlock()
	switch {
	case ok:
		w.section(rw, w.sections[name])
	case strings.HasPrefix(r.URL.Path, "/p/"):
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(rw, page(strings.TrimPrefix(r.URL.Path, "/p/")))
	default:
		http.NotFound(rw, r)
	}
}

// page returns an article's page that is long enough to be one.
func page(name string) string {
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>Page %[1]s</title></head><body><article><h1>Page %[1]s</h1>`+
		`<p>The council of %[1]s met on Tuesday and talked for three hours about the harbour, the bridge and the road between them.</p>`+
		`<p>It decided to repair the bridge first, because the middle span is worn, and to look at the road again in the spring of next year.</p>`+
		`<p>The cost is shared by the town and the region, as it was when the bridge of %[1]s was last repaired, eleven years ago.</p></article></body></html>`, name)
}

// section writes an answer: status, headers, an empty line, the body.
func (w *world) section(rw http.ResponseWriter, text string) {
	in := bufio.NewReader(strings.NewReader(strings.ReplaceAll(text, "BASE", w.server.URL)))
	status := 200
	for {
		line, err := in.ReadString('\n')
		line = strings.TrimRight(line, "\n")
		if line == "" || err != nil {
			break
		}
		if n, err := strconv.Atoi(line); err == nil {
			status = n
			continue
		}
		key, value, _ := strings.Cut(line, ": ")
		rw.Header().Set(key, value)
	}
	rw.WriteHeader(status)
	if _, err := in.WriteTo(rw); err != nil {
		w.t.Error(err)
	}
}

// run runs the script and returns what it printed.
func (w *world) run() string {
	for line := range strings.Lines(w.sections["script"]) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		fmt.Fprintf(&w.out, "> %s\n", strings.Join(words, " "))
		if err := w.command(words[0], words[1:]); err != nil {
			fmt.Fprintf(&w.out, "error %s: %s\n", article.CodeOf(err), w.stable(article.PublicText(err)))
		}
	}
	return w.out.String()
}

// stable replaces what differs from run to run.
func (w *world) stable(s string) string {
	return strings.ReplaceAll(s, w.server.URL, "BASE")
}

func (w *world) command(name string, args []string) error {
	ctx := context.Background()
	switch {
	case name == "serve" && len(args) == 2:
		w.mu.Lock()
		defer w.mu.Unlock()
		if _, ok := w.sections[args[1]]; !ok && args[1] != "nothing" {
			w.t.Fatalf("no section %q", args[1])
		}
		w.routes[args[0]] = args[1]
		return nil
	case name == "add" && len(args) == 1:
		_, err := w.db.AddFeed(ctx, article.Shared, w.server.URL+args[0], w.clock.Now())
		return err
	case name == "check" && len(args) == 1:
		id, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			return err
		}
		return w.db.CheckFeed(ctx, article.Shared, id, w.clock.Now())
	case name == "advance" && len(args) == 1:
		d, err := time.ParseDuration(args[0])
		if err != nil {
			return err
		}
		return w.clock.Sleep(ctx, d)
	case name == "drain":
		return w.drain(ctx)
	case name == "show":
		return w.show(ctx)
	case name == "articles":
		return w.articles(ctx)
	case name == "notices":
		return w.notices(ctx)
	}
	w.t.Fatalf("no command %s %q", name, args)
	return nil
}

func (w *world) drain(ctx context.Context) error {
	err := w.checker.Drain(ctx)
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, line := range w.asked {
		fmt.Fprintln(&w.out, line)
	}
	w.asked = nil
	return err
}

func (w *world) show(ctx context.Context) error {
	feeds, err := w.db.Feeds(ctx, article.Shared)
	for _, f := range feeds {
		fmt.Fprintf(&w.out, "%d %s %q: %d loaded, ", f.ID, w.stable(f.URL), f.Title, f.Items)
		switch {
		case f.Disabled:
			fmt.Fprint(&w.out, "disabled")
		default:
			fmt.Fprintf(&w.out, "next in %s", f.Next.Sub(w.clock.Now()))
		}
		if f.Failures > 0 || f.Problem != "" {
			fmt.Fprintf(&w.out, ", %d failures: %s", f.Failures, w.stable(f.Problem))
		}
		fmt.Fprintln(&w.out)
	}
	return err
}

func (w *world) articles(ctx context.Context) error {
	list, err := w.db.List(ctx, article.Shared, store.ListOptions{Limit: 1000})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b *article.Article) int { return int(a.ID - b.ID) })
	for _, a := range list {
		fmt.Fprintf(&w.out, "%s | %s | %s | %s | %s | revision %d", w.stable(a.Ref), a.Title, a.Source, strings.Join(a.Authors, "; "), a.Published, a.Revision)
		if len(a.Warnings) > 0 {
			fmt.Fprintf(&w.out, " | %s", strings.Join(a.Warnings, "; "))
		}
		fmt.Fprintln(&w.out)
	}
	return nil
}

func (w *world) notices(ctx context.Context) error {
	jobs, err := w.db.Lease(ctx, store.KindNotice, w.clock.Now(), time.Minute, 100)
	for _, j := range jobs {
		fmt.Fprintf(&w.out, "%s: %s\n", j.Library, w.stable(string(j.Payload)))
		if err := w.db.Done(ctx, j); err != nil {
			return err
		}
	}
	return err
}
