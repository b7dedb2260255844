package fetch

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// How long a site's robots.txt is kept, and how much of one is read.
const (
	robotsKept    = 24 * time.Hour
	robotsRetried = 10 * time.Minute // when the site could not give one
	downKept      = time.Minute      // when it did not answer: its other links fail at once
	maxRobots     = 500 << 10        // the least a crawler must read, RFC 9309 section 2.5
	maxRules      = 4096             // sites remembered
	maxCrawlDelay = 30 * time.Second
)

// robots remembers the rules of sites, by scheme, host and port.
type robots struct {
	mu     sync.Mutex
	bySite map[string]*rules
}

// rules are one site's. Its mutex is held while they are fetched, so that
// they are fetched once.
type rules struct {
	mu    sync.Mutex
	data  *robotstxt.RobotsData
	down  error // why the site did not answer
	until time.Time
}

func newRobots() *robots { return &robots{bySite: map[string]*rules{}} }

func (r *robots) site(key string) *rules {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := r.bySite[key]
	if at == nil {
		if len(r.bySite) >= maxRules {
			clear(r.bySite)
		}
		at = &rules{}
		r.bySite[key] = at
	}
	return at
}

// permitted asks the site's robots.txt about u. It returns the pause the site
// wants between requests, at most maxCrawlDelay.
func (c *Client) permitted(ctx context.Context, u *url.URL) (time.Duration, error) {
	at := c.robots.site(u.Scheme + "://" + u.Host)
	at.mu.Lock()
	defer at.mu.Unlock()
	if now := c.config.Clock.Now(); !now.Before(at.until) {
		if err := c.readRobots(ctx, u, at); err != nil {
			if ctx.Err() == nil {
				at.down, at.until = err, c.config.Clock.Now().Add(downKept)
			}
			return 0, err
		}
		at.down = nil
	}
	if at.down != nil {
		return 0, at.down
	}
	if !at.data.TestAgent(requestPath(u), product) {
		return 0, refuse(Robots, u.Hostname(), nil)
	}
	return min(at.data.FindGroup(product).CrawlDelay, maxCrawlDelay), nil
}

func requestPath(u *url.URL) string {
	if p := u.EscapedPath(); p != "" {
		if u.RawQuery != "" {
			return p + "?" + u.RawQuery
		}
		return p
	}
	return "/"
}

// readRobots fetches u's site's rules. A site that answers with an error of
// its own (5xx) forbids everything for a while; one that has no file (4xx)
// allows everything; one that does not answer at all gives its error.
func (c *Client) readRobots(ctx context.Context, u *url.URL, at *rules) error {
	link := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	page, err := c.follow(ctx, link, request{maxBytes: maxRobots, cut: true, anyStatus: true})
	if err != nil {
		return err
	}
	data, err := robotstxt.FromStatusAndBytes(page.Status, directives(page.Body))
	kept := robotsKept
	switch {
	case err != nil && page.Status < 400: // neither rules nor a refusal
		data, err = robotstxt.FromStatusAndBytes(404, nil)
	case page.Status >= 500:
		kept = robotsRetried
	}
	if err != nil {
		return fmt.Errorf("fetch: robots.txt of %s: %w", u.Host, err)
	}
	at.data, at.until = data, c.config.Clock.Now().Add(kept)
	return nil
}

// directives keeps the lines of a robots.txt that have a meaning to us. The
// parser rejects a whole file for one line it cannot read, and a site's wish
// should not be lost to a slip in its crawl delay.
func directives(body []byte) []byte {
	var out []byte
	for line := range bytes.Lines(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		key, value, ok := strings.Cut(strings.ToValidUTF8(string(line), ""), ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case !ok:
			continue
		case key == "crawl-delay":
			if d, err := strconv.ParseFloat(value, 64); err != nil || !(d >= 0) || d > 1e6 {
				continue
			}
		case key != "user-agent" && key != "allow" && key != "disallow":
			continue
		}
		out = append(out, key+": "+value+"\n"...)
	}
	return out
}
