package html

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"byline/article"
	"byline/when/written"

	"github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// Keys that hold the day an article appeared, most trustworthy first, and
// those of its last change.
var (
	publishedKeys = []string{
		"article:published_time", "datepublished", "og:pubdate", "pubdate", "pub_date", "publishdate", "publish_date", "published",
		"published_at", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created",
		"dcterms.created", "citation_publication_date", "cxenseparse:recs:publishtime", "article:published", "date", "datecreated",
		"published_time_telegram", "dcsext.articlefirstpublished", "originalpublicationdate", "timestamp",
	}
	modifiedKeys = []string{"article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "updated"}
)

// dates finds when the article appeared and was last changed. Dates in the
// page's data come first, then in its link, then in what it shows.
// A date in the article's own prose (body) is what it tells of, not its own.
func dates(doc *html.Node, f facts, ld ldArticle, base *url.URL, body string) (published, updated article.Date) {
	published = parseDate(ld.published)
	for v := range f.each(publishedKeys) {
		if !published.IsZero() {
			break
		}
		published = parseDate(v)
	}
	if published.IsZero() && doc != nil {
		published = shownDate(doc, base, body)
	}
	updated = parseDate(ld.modified)
	for v := range f.each(modifiedKeys) {
		if !updated.IsZero() {
			break
		}
		updated = parseDate(v)
	}
	if published.IsZero() {
		published = updated
	}
	if !published.Before(updated) {
		updated = article.Date{}
	}
	return published, updated
}

// maxShownDate is the longest line that a day is believed from, in bytes. What
// the search reports beyond that is a piece of the page with some number in it.
const maxShownDate = 150

// inWords reads the days that go-htmldate's own expressions do not.
var inWords = &dateparser.Configuration{Read: func(line string) time.Time {
	day, _, _ := written.Day(line)
	return day
}}

// shownDate looks for a date in the page's link and its short lines. What the
// article tells of is not its own day, but a line before its first paragraph is.
func shownDate(doc *html.Node, base *url.URL, body string) article.Date {
	res, err := htmldate.FromDocument(clone(doc), htmldate.Options{UseOriginalDate: true, URL: base.String(), DateParserConfig: inWords})
	if err != nil || res.IsZero() || len(res.SrcString) > maxShownDate || strings.ContainsAny(res.SrcString, "<>") {
		return article.Date{}
	}
	if strings.Contains(body, res.SrcString) && !heads(body, res.SrcString) {
		return article.Date{}
	}
	return article.Day(res.DateTime)
}

// heads reports whether line is a line of body above its first paragraph.
func heads(body, line string) bool {
	for l := range strings.Lines(body) {
		if l = strings.TrimSpace(l); l == line {
			return true
		}
		if len(l) > maxShownDate {
			return false
		}
	}
	return false
}

// layouts of dates in metadata. Those without a zone give a day: the hour
// would be a guess.
var (
	momentLayouts = []string{
		time.RFC3339, "2006-01-02T15:04:05.999Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 MST", time.RFC1123Z, time.RFC1123, "Mon Jan 2 15:04:05 MST 2006",
	}
	dayLayouts = []string{
		"2006-01-02", "2006/01/02", "20060102", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "02.01.2006", "2006.01.02",
	}
	leadingDay = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})(?:[T ]|$)`)
)

// parseDate reads a date of metadata; the zero Date when it cannot.
func parseDate(s string) article.Date {
	s = strings.TrimSpace(s)
	for _, layout := range momentLayouts {
		if t, err := time.Parse(layout, s); err == nil && sensible(t) {
			return article.Moment(t)
		}
	}
	if m := leadingDay.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse("2006-1-2", m[1]); err == nil && sensible(t) {
			return article.Day(t)
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil && sensible(t) {
			return article.Day(t)
		}
	}
	return article.Date{}
}

// sensible keeps out the dates that programs write when they have none.
func sensible(t time.Time) bool { return t.Year() > 1970 && t.Year() < 2200 }
