package feed

import (
	"encoding/xml"
	"regexp"
	"strings"

	"byline/article"
	"byline/ingest/formats"
)

var sitemapStart = regexp.MustCompile(`(?i)^(?:<!--[^>]*-->|<\?[^>]*\?>|\s)*<(?:[a-z0-9]+:)?(?:urlset|sitemapindex)\b`)

func isSitemap(text string) bool { return sitemapStart.MatchString(text) }

// A sitemapEntry is a page or a sitemap; the fields below News are a news
// sitemap's.
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
	News    struct {
		Title       string `xml:"title"`
		Date        string `xml:"publication_date"`
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

// parseSitemap reads a sitemap or an index of sitemaps, entry by entry.
func parseSitemap(text, base string) (List, error) {
	var list List
	in := xml.NewDecoder(strings.NewReader(text))
	in.Strict, in.Entity = false, xml.HTMLEntity
	for len(list.Items)+len(list.Children) < maxItems {
		token, err := in.Token()
		if err != nil { // the end, or where it is cut off: what came before counts
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var e sitemapEntry
		if err := in.DecodeElement(&e, &start); err != nil {
			break
		}
		list.add(start.Name.Local, e, base)
	}
	if len(list.Items)+len(list.Children) == 0 && !strings.Contains(text, "</") {
		return list, errNotFeed
	}
	list.Items = identify(list.Items)
	return list, nil
}

// add keeps an entry whose link can be fetched.
func (l *List) add(kind string, e sitemapEntry, base string) {
	page := absolute(e.Loc, base)
	changed, _ := formats.ParseDate(e.Lastmod)
	switch published, _ := formats.ParseDate(e.News.Date); {
	case page == "":
	case kind == "sitemap":
		l.Children = append(l.Children, Child{page, changed})
	default:
		l.Items = append(l.Items, article.FeedItem{Key: page, URL: page, Title: plain(e.News.Title), Source: plain(e.News.Publication.Name),
			Language: strings.TrimSpace(e.News.Publication.Language), Published: published, Updated: changed})
	}
}
