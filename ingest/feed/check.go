package feed

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"byline/article"
)

// check reads one leased feed and keeps the result. It errs only when the
// result cannot be kept, or ctx ended.
func (c *Checker) check(ctx context.Context, f article.FeedState) error {
	doc, retry, err := c.Fetch.Get(ctx, f.URL, f.ETag, f.Modified)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	now := c.Now()
	if err != nil {
		return c.keep(ctx, c.failed(f, retry, err), nil)
	}
	if doc.NotModified || unchanged(f, doc) {
		moved(&f, doc)
		return c.keep(ctx, c.succeeded(f, doc, 0), nil)
	}
	list, err := c.read(ctx, doc)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if found := discovered(err); found != "" && f.Last.IsZero() && f.Failures == 0 && found != f.URL {
		// A site's page that names its feed: read that instead. It counts as a
		// failure until a feed was read, so that pages naming each other end.
		f.URL, f.Next, f.Failures = found, now, 1
		return c.keep(ctx, f, nil)
	}
	if err != nil {
		return c.keep(ctx, c.failed(f, time.Time{}, err), nil)
	}
	items := c.begin(f, list.Items)
	if list.Title != "" {
		f.Title = list.Title
	}
	f.Interval, f.Usual = rhythm(list.Items, now)
	f = newest(f, list.Items, now)
	f.ETag, f.Modified = validators(doc.Header)
	moved(&f, doc)
	return c.keep(ctx, c.succeeded(f, doc, list.Period), items)
}

func (c *Checker) keep(ctx context.Context, f article.FeedState, items []article.FeedItem) error {
	_, err := c.Schedule.FinishFeed(ctx, f, items, c.Now())
	return err
}

// unchanged reports whether a server that answers conditional requests in full
// sent the copy that is known.
func unchanged(f article.FeedState, doc Document) bool {
	etag, modified := validators(doc.Header)
	if f.ETag != "" && etag != "" {
		return f.ETag == etag
	}
	return f.Modified != "" && f.Modified == modified
}

// Bounds of following a sitemap index in one check.
const (
	maxChildren = 5
	maxDepth    = 2
)

// read parses a document, and of a sitemap index the children changed last.
func (c *Checker) read(ctx context.Context, doc Document) (List, error) {
	list, err := parse(doc)
	if err != nil {
		return list, err
	}
	return list, c.children(ctx, &list, list.Children, 1)
}

func (c *Checker) children(ctx context.Context, into *List, children []Child, depth int) error {
	if depth > maxDepth || len(children) == 0 {
		return nil
	}
	sorted := slices.Clone(children)
	slices.SortStableFunc(sorted, func(a, b Child) int { return b.Changed.Time().Compare(a.Changed.Time()) })
	var failed error
	for _, child := range sorted[:min(len(sorted), maxChildren)] {
		doc, _, err := c.Fetch.Get(ctx, child.URL, "", "")
		if err == nil {
			var list List
			if list, err = parse(doc); err == nil {
				into.Items = append(into.Items, list.Items...)
				err = c.children(ctx, into, list.Children, depth+1)
			}
		}
		if err != nil {
			failed = err
		}
	}
	if len(into.Items) > 0 {
		return nil // some children are enough to go on with
	}
	return failed
}

// begin marks what a new feed does not begin with: all but its newest entries.
func (c *Checker) begin(f article.FeedState, items []article.FeedItem) []article.FeedItem {
	if !f.Last.IsZero() {
		return items
	}
	first := c.First
	if first <= 0 {
		first = defaultFirst
	}
	sorted := newestFirst(items)
	for i := range sorted {
		sorted[i].Passed = i >= first
	}
	return sorted
}

// newest notes the newest entry's date, which ends a silence.
func newest(f article.FeedState, items []article.FeedItem, now time.Time) article.FeedState {
	for _, it := range items {
		if d := dated(it); d.After(f.Newest) && !d.After(now.Add(longest)) {
			f.Newest, f.Silent = d, false
		}
	}
	return f
}

// moved counts the checks that were sent on for good to the same place. After
// two in a row the feed lives there; once may be a slip of its owner's.
func moved(f *article.FeedState, doc Document) {
	switch {
	case doc.Moved == "" || doc.Moved == f.URL:
		f.Moved, f.Moves = "", 0
	case doc.Moved != f.Moved:
		f.Moved, f.Moves = doc.Moved, 1
	default:
		f.URL, f.Moved, f.Moves = doc.Moved, "", 0
	}
}

// succeeded returns f after a check that went well.
func (c *Checker) succeeded(f article.FeedState, doc Document, period time.Duration) article.FeedState {
	now := c.Now()
	if doc.NotModified {
		if m := doc.Header.Get("Last-Modified"); m != "" {
			f.Modified = m
		}
		if e := doc.Header.Get("ETag"); e != "" {
			f.ETag = e
		}
	}
	if period > 0 {
		f.Interval = max(f.Interval, period)
	}
	if f.Interval <= 0 {
		f.Interval = usual
	}
	wait := max(f.Interval, freshness(doc.Header, now))
	wait = min(wait+time.Duration(c.Random()*float64(wait)/20), longest) // up to 5 % later, so that feeds spread
	f.Last, f.Next, f.Failures, f.Problem = now, now.Add(wait), 0, ""
	if silent(f, now) && !f.Silent {
		f.Silent = true
		f.Notice = fmt.Sprintf("%s has brought nothing for %s; usually something comes every %s. Look whether it moved.",
			name(f), inWords(now.Sub(f.Newest)), inWords(f.Usual))
	}
	return f
}

// failed returns f after a check that went wrong. A host that is merely busy
// is asked again later for as long as it takes; what is gone, or fails time
// after time, is disabled, and the editors are told.
func (c *Checker) failed(f article.FeedState, retry time.Time, err error) article.FeedState {
	now := c.Now()
	f.Failures++
	f.Problem = problem(err)
	f.Next = now.Add(backoff(f.Failures, c.Random()))
	if retry.After(f.Next) {
		f.Next = retry
	}
	if latest := now.Add(longest); f.Next.After(latest) {
		f.Next = latest
	}
	f.Moved, f.Moves = "", 0
	gone := article.CodeOf(err) == "gone"
	if gone || f.Failures >= maxFailures && article.KindOf(err) != article.Busy {
		f.Disabled = true
		f.Notice = fmt.Sprintf("I no longer read %s: %s “feeds check %d” tries it again.", name(f), f.Problem, f.ID)
	}
	return f
}

// problem returns what is wrong with a feed: the first sentence of what readers
// are told. What follows there is a remedy for articles, not for feeds.
func problem(err error) string {
	fact, _, more := strings.Cut(article.PublicText(err), ". ")
	if more {
		fact += "."
	}
	return fact
}

// inWords returns a time as a person would say it: "3 days", "5 hours".
func inWords(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%d days", int(d.Hours()/24))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d minutes", int(d.Minutes()))
}
