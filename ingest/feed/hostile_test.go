package feed

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"byline/article"
)

// TestHostileFeeds parses documents that are made to hurt. Each ends as a list
// of so many entries, or with a code, and soon.
func TestHostileFeeds(t *testing.T) {
	item := "<item><title>a</title><link>https://site.example/%d</link></item>"
	rss := func(body string) string { return `<rss version="2.0"><channel>` + body + `</channel></rss>` }
	var many strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&many, "<url><loc>https://site.example/%d</loc></url>", i)
	}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 16 {
		if _, err := z.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data  string
		items int
		code  string
	}{
		"billion laughs":     {`<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>` + rss("<title>&c;</title>"+fmt.Sprintf(item, 1)), 1, ""},
		"external entity":    {`<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + rss(fmt.Sprintf(item, 1)+"<description>&x;</description>"), 1, ""},
		"deep elements":      {rss(strings.Repeat("<a>", 100_000)), 0, ""},
		"deep content":       {rss("<item><title>a</title><description>&lt;div&gt;" + strings.Repeat("&lt;div&gt;", 50_000) + "</description></item>"), 1, ""},
		"long title":         {rss("<item><title>" + strings.Repeat("a", 1<<20) + "</title></item>"), 1, ""},
		"too many pages":     {"<urlset>" + many.String() + "</urlset>", maxItems, ""},
		"many empty entries": {rss(strings.Repeat("<item></item>", 20_000)), 1, ""},
		"control characters": {rss(strings.Repeat("\x01", 500)), 0, "binary"},
		"nothing":            {"", 0, "empty"},
		"random words":       {"Hello, is this a feed?", 0, "not-a-feed"},
		"deep JSON":          {`{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 100_000), 0, "not-a-feed"},
		"JSON of other sort": {`{"error":"rate limited"}`, 0, "not-a-feed"},
		"login page":         {"<!doctype html><html><head><title>Log in</title></head></html>", 0, "not-a-feed"},
		"gzip bomb":          {bomb.String(), 0, "bomb"},
		"cut gzip":           {bomb.String()[:40], 0, "unreadable"},
		"image":              {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, "binary"},
	} {
		t.Run(name, func(t *testing.T) {
			start := used(t)
			list, err := parse(Document{URL: "https://site.example/feed", Header: http.Header{}, Body: []byte(c.data)})
			if d := used(t) - start; d > 20*time.Second {
				t.Errorf("took %v of the processor", d)
			}
			code := ""
			if err != nil {
				code = article.CodeOf(err)
			}
			if len(list.Items) != c.items || code != c.code {
				t.Errorf("%d entries, code %q (%.100v); want %d, %q", len(list.Items), code, err, c.items, c.code)
			}
			if err != nil && article.KindOf(err) == article.Internal {
				t.Errorf("no refusal for readers: %v", err)
			}
		})
	}
}

// used is the processor time that the process has used: what a busy machine does
// not change.
func used(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
