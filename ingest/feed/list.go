package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"byline/article"
	"byline/ingest/formats"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

// A List is a feed as read: its entries as they stand, newest not necessarily
// first.
type List struct {
	Title    string
	Language string
	Period   time.Duration // how long the feed says it stays the same (RSS ttl, sy:updatePeriod); 0: it does not say
	Items    []article.FeedItem
	Children []Child // of a sitemap index: the sitemaps it lists
}

// A Child is one sitemap of an index.
type Child struct {
	URL     string
	Changed article.Date
}

// maxItems bounds a feed's entries; the sitemap protocol allows 50,000.
const maxItems = 50_000

// maxUnpacked bounds a compressed sitemap, in bytes: the protocol's own limit.
const maxUnpacked = 50 << 20

// errNotFeed is the cause when a document is no feed of any kind we read.
var errNotFeed = errors.New("feed: neither RSS, Atom, JSON Feed nor a sitemap")

// Parse reads a feed or sitemap that was found at base. contentType is what its
// server declared.
func Parse(data []byte, base, contentType string) (List, error) {
	text, err := decode(data, contentType)
	if err != nil {
		return List{}, err
	}
	if isSitemap(text) {
		return parseSitemap(text, base)
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	found, err := parser.ParseString(looseJSON(text))
	if err != nil {
		return List{}, errors.Join(errNotFeed, err)
	}
	if found.FeedType == "json" && found.FeedVersion == "" && len(found.Items) == 0 {
		return List{}, errNotFeed // any JSON is read as one, an error message too
	}
	list := List{Title: plain(found.Title), Language: found.Language, Period: period(found)}
	for _, it := range found.Items {
		if it != nil && len(list.Items) < maxItems {
			list.Items = append(list.Items, item(found, it, base))
		}
	}
	list.Items = identify(list.Items)
	return list, nil
}

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// decode returns the feed as UTF-8 and takes out the XML declaration, whose
// encoding is often wrong and no longer matters, and the characters that XML
// forbids.
func decode(data []byte, contentType string) (string, error) {
	if formats.Magic(data) == formats.KindGzip { // a sitemap as a compressed file
		z, err := formats.Gunzip(bytes.NewReader(data), formats.Limits{})
		if err != nil {
			return "", err
		}
		if data, err = formats.ReadAll(z, maxUnpacked); err != nil {
			return "", err
		}
	}
	text, err := formats.Decode(bytes.TrimLeft(data, " \t\r\n"), formats.Charset(contentType, data))
	if err != nil {
		return "", err
	}
	text = declaration.ReplaceAllString(text, "")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, text), nil
}

// item makes an entry of gofeed's.
func item(f *gofeed.Feed, it *gofeed.Item, base string) article.FeedItem {
	out := article.FeedItem{
		Key: strings.TrimSpace(it.GUID), URL: link(it, base), Title: plain(it.Title), Source: plain(f.Title), Language: f.Language,
		Published: date(it.PublishedParsed, it.Published), Updated: date(it.UpdatedParsed, it.Updated), Content: it.Content,
	}
	if len(it.Description) > len(out.Content) {
		out.Content = it.Description
	}
	if out.Title == "" {
		out.Title = titleOf(out.Content)
	}
	people := it.Authors
	if len(people) == 0 {
		people = f.Authors
	}
	for _, p := range people {
		if p != nil && strings.TrimSpace(p.Name) != "" {
			out.Authors = append(out.Authors, plain(p.Name))
		}
	}
	return out
}

// maxContentTitle is the most characters of an entry's text that stand in for
// a title it lacks.
const maxContentTitle = 100

// titleOf returns the first words of an entry without a title.
func titleOf(content string) string {
	words := []rune(plain(content))
	if len(words) <= maxContentTitle {
		return string(words)
	}
	cut := string(words[:maxContentTitle])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

// link returns the entry's page: its link, else an id that is one.
func link(it *gofeed.Item, base string) string {
	for _, candidate := range append([]string{it.Link}, it.Links...) {
		if u := absolute(candidate, base); u != "" {
			return u
		}
	}
	if strings.HasPrefix(it.GUID, "http://") || strings.HasPrefix(it.GUID, "https://") {
		return absolute(it.GUID, base)
	}
	return ""
}

// absolute resolves a link against the feed's; empty for what is none that can
// be fetched. The fragment goes: it names a place on the same page.
func absolute(ref, base string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	from, err := url.Parse(base)
	if err != nil {
		return ""
	}
	u, err := from.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// date returns the date as we read it, which keeps days days, else as gofeed
// does, which knows many broken forms.
func date(parsed *time.Time, raw string) article.Date {
	if d, ok := formats.ParseDate(raw); ok {
		return d
	}
	if parsed != nil && parsed.Year() > 1990 {
		return article.Moment(*parsed)
	}
	return article.Date{}
}

// plain returns the words of a title that may be HTML.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		if a, err := formats.HTML(s, formats.Limits{}); err == nil {
			s = strings.Join([]string{a.Title, a.Text}, " ")
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

// identify gives every entry a key of its own: its id; with its link, or a hash
// of its words, when others of the feed have the same id; without an id its
// link, without a link the hash. Entries alike in all of that are one.
func identify(items []article.FeedItem) []article.FeedItem {
	count := map[string]int{}
	for i := range items {
		it := &items[i]
		if it.Key == "" {
			it.Key = it.URL
		}
		if it.Key == "" {
			it.Key = hashOf(*it)
		}
		count[it.Key]++
	}
	var own []article.FeedItem
	taken := map[string]bool{}
	for _, it := range items {
		switch {
		case count[it.Key] == 1 || it.Key == it.URL:
		case it.URL != "":
			it.Key += "|" + it.URL
		default:
			it.Key += "|" + hashOf(it)
		}
		if !taken[it.Key] {
			taken[it.Key] = true
			own = append(own, it)
		}
	}
	return own
}

// hashOf identifies an entry's words.
func hashOf(it article.FeedItem) string {
	sum := sha256.Sum256([]byte(it.Title + "\x00" + it.Content))
	return hex.EncodeToString(sum[:12])
}

// period returns how long the feed says that it stays the same.
func period(f *gofeed.Feed) time.Duration {
	if original, ok := f.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && minutes > 0 {
			return time.Duration(min(minutes, 7*24*60)) * time.Minute
		}
	}
	every := map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour}[syndication(f, "updatePeriod")]
	if n, err := strconv.Atoi(syndication(f, "updateFrequency")); err == nil && n > 0 {
		every /= time.Duration(n)
	}
	return every
}

// syndication returns a value of the RSS syndication module.
func syndication(f *gofeed.Feed, name string) string {
	for _, e := range f.Extensions["sy"][name] {
		return strings.TrimSpace(e.Value)
	}
	return ""
}

// newestFirst sorts entries by date, those without one last, and otherwise
// keeps the feed's order, which is newest first in all but a few.
func newestFirst(items []article.FeedItem) []article.FeedItem {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b article.FeedItem) int { return dated(b).Compare(dated(a)) })
	return sorted
}

// dated returns when an entry appeared; zero when the feed does not say.
func dated(it article.FeedItem) time.Time {
	if !it.Published.IsZero() {
		return it.Published.Time()
	}
	return it.Updated.Time()
}
