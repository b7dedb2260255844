package fetch_test

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"byline/article"
	"byline/ingest/fetch"
)

// site answers robots.txt with rules and every other path with a page.
func site(rules string, status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(status)
			fmt.Fprint(w, rules)
			return
		}
		fmt.Fprint(w, "a page")
	}
}

func TestRobots(t *testing.T) {
	for name, c := range map[string]struct {
		rules  string
		status int
		path   string
		code   string // empty: allowed
	}{
		"no file":            {"", 404, "/a", ""},
		"forbidden file":     {"", 403, "/a", ""},
		"site fault":         {"", 500, "/a", fetch.Robots},
		"empty":              {"", 200, "/a", ""},
		"all closed":         {"User-agent: *\nDisallow: /\n", 200, "/a", fetch.Robots},
		"closed to us":       {"User-agent: byline\nDisallow: /\n\nUser-agent: *\nAllow: /\n", 200, "/a", fetch.Robots},
		"closed to others":   {"User-agent: OtherBot\nDisallow: /\n", 200, "/a", ""},
		"open to us":         {"User-agent: *\nDisallow: /\n\nUser-agent: Byline\nDisallow:\n", 200, "/a", ""},
		"longest rule wins":  {"User-agent: *\nDisallow: /news\nAllow: /news/open\n", 200, "/news/open/1", ""},
		"wildcard":           {"User-agent: *\nDisallow: /*.pdf$\n", 200, "/a/b.pdf", fetch.Robots},
		"query":              {"User-agent: *\nDisallow: /a?print\n", 200, "/a?print=1", fetch.Robots},
		"bad delay":          {"User-agent: *\nCrawl-delay: soon\nDisallow: /\n", 200, "/a", fetch.Robots},
		"web page":           {"<!doctype html><title>Home</title>", 200, "/a", ""},
		"byte order mark":    {"\ufeffUser-agent: *\nDisallow: /\n", 200, "/a", fetch.Robots},
		"carriage returns":   {"User-agent: *\r\nDisallow: /\r\n", 200, "/a", fetch.Robots},
		"longer than we ask": {"User-agent: *\nDisallow: /\n" + strings.Repeat("# filler\n", 100_000), 200, "/a", fetch.Robots},
	} {
		base, client := serve(t, site(c.rules, c.status), fetch.Config{})
		_, err := client.Get(t.Context(), base+c.path, fetch.Options{})
		if c.code == "" && err != nil || c.code != "" && article.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
		if _, err := client.Get(t.Context(), base+c.path, fetch.Options{IgnoreRobots: true}); err != nil {
			t.Errorf("%s: ignoring: %v", name, err)
		}
	}
}

func TestRobotsAreKeptForADay(t *testing.T) {
	var asked atomic.Int32
	clock := newClock()
	base, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
		}
		fmt.Fprint(w, "Disallow")
	}, fetch.Config{Clock: clock})
	for _, wait := range []time.Duration{0, 23 * time.Hour, 2 * time.Hour} {
		clock.Sleep(t.Context(), wait)
		if _, err := client.Get(t.Context(), base+"/a", fetch.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("robots.txt was asked for %d times in 25 hours, want 2", n)
	}
}

// TestDeadSitesCostOneAttempt: forty links of a site that does not answer wait
// for one failure, not for forty.
func TestDeadSitesCostOneAttempt(t *testing.T) {
	var asked atomic.Int32
	clock := newClock()
	base, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) > 1 {
			fmt.Fprint(w, "a page")
			return
		}
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			conn.Close()
		}
	}, fetch.Config{Clock: clock})
	for i := range 40 {
		if _, err := client.Get(t.Context(), fmt.Sprintf("%s/%d", base, i), fetch.Options{}); err == nil {
			t.Fatalf("link %d was fetched", i)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	clock.Sleep(t.Context(), time.Hour)
	if _, err := client.Get(t.Context(), base+"/1", fetch.Options{}); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

// TestOneAtATimeAndApart asks one host for many pages at once.
func TestOneAtATimeAndApart(t *testing.T) {
	for rules, apart := range map[string]time.Duration{
		"":                                    2 * time.Second,
		"User-agent: *\nCrawl-delay: 7\n":     7 * time.Second,
		"User-agent: *\nCrawl-delay: 0.5\n":   2 * time.Second,
		"User-agent: *\nCrawl-delay: 86400\n": 30 * time.Second,
	} {
		clock := newClock()
		var mu sync.Mutex
		var times []time.Time
		var busy atomic.Int32
		base, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if busy.Add(1) > 1 {
				t.Error("two requests at once")
			}
			defer busy.Add(-1)
			mu.Lock()
			times = append(times, clock.Now())
			mu.Unlock()
			site(rules, 200)(w, r)
		}, fetch.Config{Clock: clock})
		var wait sync.WaitGroup
		for i := range 6 {
			wait.Go(func() {
				if _, err := client.Get(t.Context(), fmt.Sprintf("%s/%d", base, i), fetch.Options{}); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if len(times) != 7 {
			t.Fatalf("%q: %d requests, want 7", rules, len(times))
		}
		for i, at := range times[2:] { // the first pause is before the rules are known
			if gap := at.Sub(times[i+1]); gap < apart {
				t.Errorf("%q: %v between requests, want %v", rules, gap, apart)
			}
		}
	}
}

func TestRateLimitSaysWhen(t *testing.T) {
	clock := newClock()
	var asked atomic.Int32
	base, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		fmt.Fprint(w, "a page")
	}, fetch.Config{Clock: clock})
	_, err := client.Get(t.Context(), base+"/a", fetch.Options{})
	at, ok := fetch.RetryAt(err)
	if !ok || at.Sub(clock.Now()).Round(time.Minute) != time.Hour {
		t.Fatalf("retry at %v, %v; want in an hour (%v)", at, ok, err)
	}
	if text := article.PublicText(err); !strings.Contains(text, "after 13:00 on 1 March UTC") {
		t.Errorf("the reader is told %q", text)
	}
	if _, err := client.Get(t.Context(), base+"/b", fetch.Options{}); article.CodeOf(err) != fetch.RateLimited || asked.Load() != 1 {
		t.Errorf("the next link of the host: %v after %d requests, want a refusal without a request", err, asked.Load())
	}
	clock.Sleep(t.Context(), time.Hour)
	if _, err := client.Get(t.Context(), base+"/b", fetch.Options{}); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

func TestRedirectsAndConditions(t *testing.T) {
	base, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new#part", http.StatusMovedPermanently)
		case "/short":
			http.Redirect(w, r, "old", http.StatusFound)
		case "/new":
			if r.Header.Get("Cookie") != "" || r.Referer() != "" {
				t.Error("a cookie or referrer was sent")
			}
			if !strings.HasPrefix(r.UserAgent(), "Byline/2 ") || !strings.Contains(r.UserAgent(), "desk@byline.example") {
				t.Errorf("user agent %q", r.UserAgent())
			}
			w.Header().Set("Set-Cookie", "a=b")
			w.Header().Set("ETag", `"7"`)
			if r.Header.Get("If-None-Match") == `"7"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "a page")
		default:
			http.NotFound(w, r)
		}
	}, fetch.Config{Version: "2", Contact: "desk@byline.example"})
	for path, moved := range map[string]string{"/old": base + "/new", "/short": "", "/new": ""} {
		page, err := client.Get(t.Context(), base+path, fetch.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if page.Final != base+"/new" || page.Moved != moved {
			t.Errorf("%s: ended on %s, moved to %q; want moved %q", path, page.Final, page.Moved, moved)
		}
	}
	page, err := client.Get(t.Context(), base+"/new", fetch.Options{ETag: `"7"`})
	if err != nil || !page.NotModified || len(page.Body) != 0 {
		t.Errorf("conditional: %+v, %v", page, err)
	}
}

// rebinding gives one answer first and another ever after.
type rebinding struct {
	answers []string
	asked   atomic.Int32
}

func (r *rebinding) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	n := int(r.asked.Add(1)) - 1
	return addrs(r.answers[min(n, len(r.answers)-1)]), nil
}

// TestRebinding lets a name point to an allowed server first and then to a
// private address: each dial is judged on its own answer.
func TestRebinding(t *testing.T) {
	names := &rebinding{answers: []string{"127.0.0.1", "127.0.0.9"}}
	base, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		site("", 404)(w, r)
	}, fetch.Config{Resolver: names})
	link := strings.Replace(base, "127.0.0.1", "turns.example", 1) + "/a"
	if _, err := client.Get(t.Context(), link, fetch.Options{}); article.CodeOf(err) != fetch.PrivateAddress {
		t.Errorf("%v, want %s", err, fetch.PrivateAddress)
	}
	if n := names.asked.Load(); n != 2 {
		t.Errorf("the name was resolved %d times, want 2: robots.txt and the page", n)
	}
}
