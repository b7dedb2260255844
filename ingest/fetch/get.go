package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"byline/article"
)

// Options of one Get. The zero Options ask for a page.
type Options struct {
	ETag         string // of the copy the caller has; makes the request conditional
	LastModified string // likewise
	Accept       string // empty: pages first, then anything
	MaxBytes     int64  // of the body; 0: the Client's
	IgnoreRobots bool   // only when the operator configured so
}

// A Page is what a server gave.
type Page struct {
	URL         string // as asked, in the form it was fetched in
	Final       string // after redirects
	Moved       string // where it lives now, when every redirect was permanent; else empty
	Status      int    // 200, or 304 when NotModified
	Header      http.Header
	ContentType string
	Body        []byte // decompressed
	NotModified bool   // the copy the caller has is current; Body is empty
}

const acceptPages = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"

// Get fetches a link. It waits for the host's turn, so it may take long when
// many links of one host are asked for; ctx ends the wait.
func (c *Client) Get(ctx context.Context, link string, o Options) (*Page, error) {
	u, err := parseLink(link)
	if err != nil {
		return nil, err
	}
	r := request{
		maxBytes: orInt(o.MaxBytes, c.config.MaxBytes), robots: !o.IgnoreRobots,
		etag: o.ETag, lastModified: o.LastModified, accept: o.Accept,
	}
	if r.accept == "" {
		r.accept = acceptPages
	}
	return c.follow(ctx, u, r)
}

// A request is what stays the same on the way through redirects.
type request struct {
	maxBytes           int64
	cut                bool // keep the first maxBytes of a longer body
	anyStatus          bool // an error status is an answer like any other
	robots             bool // ask robots.txt before each hop
	etag, lastModified string
	accept             string
}

func (r request) conditional() bool { return r.etag != "" || r.lastModified != "" }

// follow fetches u and where it redirects to, each hop judged like a link.
func (c *Client) follow(ctx context.Context, u *url.URL, r request) (*Page, error) {
	asked, permanent := u.String(), true
	for range maxRedirects + 1 {
		page, err := c.hop(ctx, u, r)
		if err != nil {
			return nil, err
		}
		if !isRedirect(page.Status) {
			page.URL, page.Final = asked, u.String()
			if permanent && page.Final != asked {
				page.Moved = page.Final
			}
			return page, nil
		}
		permanent = permanent && (page.Status == http.StatusMovedPermanently || page.Status == http.StatusPermanentRedirect)
		if u, err = redirected(u, page.Header.Get("Location")); err != nil {
			return nil, err
		}
	}
	return nil, refuse(Redirects, u.Hostname(), nil)
}

func isRedirect(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// redirected judges where a redirect from u leads.
func redirected(u *url.URL, location string) (*url.URL, error) {
	ref, err := url.Parse(location)
	if location == "" || err != nil {
		return nil, refuse(BadAnswer, u.Hostname(), err)
	}
	next, err := parseLink(u.ResolveReference(ref).String())
	if err != nil {
		return nil, err
	}
	if u.Scheme == "https" && next.Scheme == "http" {
		return nil, refuse(Downgrade, u.Hostname(), nil)
	}
	if code := wall(u, next); code != "" {
		return nil, refuse(code, u.Hostname(), nil)
	}
	return next, nil
}

// hop makes one request in the host's turn.
func (c *Client) hop(ctx context.Context, u *url.URL, r request) (*Page, error) {
	pause := c.config.Apart
	if r.robots {
		wanted, err := c.permitted(ctx, u)
		if err != nil {
			return nil, err
		}
		pause = max(pause, wanted)
	}
	done, err := c.hosts.take(ctx, u.Hostname())
	if err != nil {
		var later *Later
		if errors.As(err, &later) {
			return nil, refuseUntil(u.Hostname(), later.At)
		}
		return nil, err
	}
	page, err := c.once(ctx, u, r)
	var later time.Time
	if at, ok := RetryAt(err); ok {
		later = at
	}
	done(pause, later)
	return page, err
}

// once makes one request and reads its answer, within the time for both.
func (c *Client) once(ctx context.Context, u *url.URL, r request) (*Page, error) {
	inTime, cancel := context.WithTimeout(ctx, c.config.Total)
	defer cancel()
	req, err := http.NewRequestWithContext(inTime, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, refuse(BadLink, "", err)
	}
	c.dress(req, r)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.explain(ctx, u, err)
	}
	defer resp.Body.Close()
	page, err := c.read(resp, r, cancel)
	if err != nil {
		return nil, c.explain(ctx, u, err)
	}
	if r.anyStatus || isRedirect(page.Status) {
		return page, nil
	}
	return page, c.judge(u, page, r)
}

// dress sets the headers of a request. There are no cookies, no referrer and
// no credentials to leak.
func (c *Client) dress(req *http.Request, r request) {
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if r.accept != "" {
		req.Header.Set("Accept", r.accept)
	}
	if r.etag != "" {
		req.Header.Set("If-None-Match", r.etag)
	}
	if r.lastModified != "" {
		req.Header.Set("If-Modified-Since", r.lastModified)
	}
}

// judge turns a status that is no page into a refusal.
func (c *Client) judge(u *url.URL, page *Page, r request) error {
	if page.Status == http.StatusNotModified && r.conditional() {
		page.NotModified, page.Body = true, nil
		return nil
	}
	if page.Status != http.StatusOK && page.Status != http.StatusNonAuthoritativeInfo {
		return c.statusError(u, page)
	}
	if len(page.Body) == 0 {
		return refuse(Empty, u.Hostname(), nil)
	}
	return nil
}

// explain turns a failed request into a refusal, unless the caller gave up.
func (c *Client) explain(ctx context.Context, u *url.URL, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var own *article.Error
	if errors.As(err, &own) {
		return own
	}
	return refuse(codeOf(err), u.Hostname(), err)
}
