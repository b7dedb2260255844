package feed

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"byline/article"
	"byline/ingest/formats"
)

const (
	maxAttempts = 5     // to read an entry's page that cannot be had for now
	fullText    = 1_200 // characters of text from which on a feed's own content is an article
)

// item reads one leased entry, loads it and keeps what became of it. It errs
// only when that cannot be kept, or ctx ended.
func (c *Checker) item(ctx context.Context, it article.FeedItem) error {
	art, raw, retry, err := c.article(ctx, it)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		err = c.Load.Load(ctx, it.Library, art, raw)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	now := c.Now()
	switch {
	case err == nil:
		return c.Queue.FinishItem(ctx, it, article.ItemLoaded, now, "")
	case passing(err) && it.Attempts < maxAttempts:
		due := now.Add(backoff(it.Attempts, c.Random()))
		if retry.After(due) {
			due = retry
		}
		return c.Queue.FinishItem(ctx, it, article.ItemQueued, due, article.CodeOf(err))
	}
	c.Log.InfoContext(ctx, "feeds: entry refused", "feed", it.Feed, "url", it.URL, "err", err)
	return c.Queue.FinishItem(ctx, it, article.ItemRefused, now, article.PublicText(err))
}

// passing reports whether err may be over by itself.
func passing(err error) bool {
	switch article.KindOf(err) {
	case article.Busy, article.Unavailable, article.Internal:
		return true
	}
	return false
}

// article returns the article of an entry: of its page, or of the feed's own
// text where the page cannot be had or shows less.
func (c *Checker) article(ctx context.Context, it article.FeedItem) (art article.Article, raw []byte, retry time.Time, err error) {
	own, whole := content(it)
	now := c.Now()
	if it.URL == "" {
		if own.Text == "" {
			return own, nil, retry, formats.Refuse(formats.NoText, nil)
		}
		return describe(own, it, now), []byte(it.Content), retry, nil
	}
	art, raw, retry, err = c.Read.Read(ctx, it.URL)
	switch {
	case err != nil && whole:
		own.Warnings = append(own.Warnings, "text from the feed: the page could not be had ("+article.CodeOf(err)+")")
		return describe(own, it, now), []byte(it.Content), retry, nil
	case err == nil && art.Teaser && whole && len(own.Text) > len(art.Text):
		art.Text, art.Teaser = own.Text, false
		art.Warnings = append(art.Warnings, "text from the feed: the page shows only a beginning")
	}
	return describe(art, it, now), raw, retry, err
}

// content returns the text that the feed carries, and whether it is as long as
// an article is.
func content(it article.FeedItem) (article.Article, bool) {
	if strings.TrimSpace(it.Content) == "" {
		return article.Article{}, false
	}
	art, err := formats.HTML(it.Content, formats.Limits{})
	if err != nil {
		return article.Article{}, false
	}
	art.Title = ""
	return art, utf8.RuneCountInString(art.Text) >= fullText
}

// noDate is the warning on pages that say no date.
const noDate = "no date found"

// hostOf returns the host of a link, as extractors name it.
func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// describe fills what the page did not say from the feed. Days to come are
// mistakes, as they are where the feed's rhythm is worked out.
func describe(art article.Article, it article.FeedItem, now time.Time) article.Article {
	if it.Published.Time().After(now.Add(longest)) {
		it.Published = article.Date{}
	}
	if it.Updated.Time().After(now.Add(longest)) {
		it.Updated = article.Date{}
	}
	if art.URL == "" {
		art.URL = it.URL
	}
	if art.Title == "" {
		art.Title = it.Title
	}
	if art.Source == "" || it.Source != "" && art.Source == hostOf(art.URL) { // a host's name stands in for a publisher's
		art.Source = it.Source
	}
	if len(art.Authors) == 0 {
		art.Authors = it.Authors
	}
	if art.Published.IsZero() && !it.Published.IsZero() {
		art.Published = it.Published
		art.Warnings = slices.DeleteFunc(slices.Clone(art.Warnings), func(w string) bool { return w == noDate })
	}
	if art.Updated.IsZero() {
		art.Updated = it.Updated
	}
	if art.Language == "" {
		art.Language = formats.PrimaryLanguage(it.Language)
	}
	if art.Ref == "" {
		art.Ref = art.URL
	}
	if art.Ref == "" {
		art.Ref = "feed:" + it.Key
	}
	return art
}
