package feed

import (
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzParse feeds strangers' feeds to the parser: entries have keys of their
// own, links that can be fetched or none, and words that are UTF-8.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`<rss version="2.0"><channel><title>t</title><ttl>5</ttl><item><title>a</title><link>/x</link><guid>g</guid><pubDate>Fri, 09 Jan 2026 09:00:00 GMT</pubDate></item><item><guid>g</guid></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><link href="x"/><content type="html">&lt;p&gt;a</content></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/a"},{"id":2}]}`,
		`<urlset><url><loc>/a</loc><lastmod>2026-01-01</lastmod></url></urlset>`, `<sitemapindex><sitemap><loc>/b</loc></sitemap></sitemapindex>`,
		`<?xml version="1.0" encoding="koi8-r"?><rdf:RDF xmlns:rdf="r"><item rdf:about="x"><title>a</title></item></rdf:RDF>`,
	} {
		f.Add([]byte(seed), "text/xml")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		doc := Document{URL: "https://site.example/feed", Body: data, Header: http.Header{"Content-Type": {contentType}}}
		list, err := parse(doc)
		if err != nil {
			return
		}
		keys := map[string]bool{}
		for _, it := range list.Items {
			if it.Key == "" || keys[it.Key] {
				t.Errorf("key %q is empty or there twice", it.Key)
			}
			keys[it.Key] = true
			if it.URL != "" && !strings.HasPrefix(it.URL, "http") {
				t.Errorf("link %q", it.URL)
			}
			if !utf8.ValidString(it.Title) || !utf8.ValidString(it.Key) || !utf8.ValidString(it.Content) {
				t.Errorf("invalid UTF-8 in %q", it.Title)
			}
		}
		if interval, gap := rhythm(list.Items, time.Unix(1_768_000_000, 0)); interval < shortest || interval > longest || gap < 0 {
			t.Errorf("interval %v, gap %v", interval, gap)
		}
	})
}
