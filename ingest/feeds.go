package ingest

import (
	"context"
	"time"

	"byline/article"
	"byline/ingest/feed"
	"byline/ingest/fetch"
)

// A FeedClient gets feeds by a fetch.Client; it is a feed.Fetcher.
type FeedClient struct{ Client *fetch.Client }

const acceptFeeds = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"

// Get implements feed.Fetcher.
func (f FeedClient) Get(ctx context.Context, url, etag, modified string) (feed.Document, time.Time, error) {
	p, err := f.Client.Get(ctx, url, fetch.Options{ETag: etag, LastModified: modified, Accept: acceptFeeds})
	if err != nil {
		retry, _ := fetch.RetryAt(err)
		return feed.Document{}, retry, err
	}
	return feed.Document{URL: p.Final, Moved: p.Moved, Header: p.Header, Body: p.Body, NotModified: p.NotModified}, time.Time{}, nil
}

// A FeedReader reads the pages that feeds list; it is a feed.Reader.
type FeedReader struct{ Reader *Reader }

// Read implements feed.Reader. Of a link that leads to many articles, such as
// an archive, it is the first.
func (f FeedReader) Read(ctx context.Context, url string) (article.Article, []byte, time.Time, error) {
	var found *Item
	err := f.Reader.Read(ctx, Source{URL: url}, func(i Item) error {
		if found == nil {
			found = &i
		}
		return nil
	})
	switch {
	case err != nil:
		return article.Article{}, nil, time.Time{}, err
	case found == nil:
		return article.Article{}, nil, time.Time{}, &article.Error{Kind: article.Invalid, Code: "empty", Public: "That page is empty."}
	case found.Err != nil:
		retry, _ := fetch.RetryAt(found.Err)
		return article.Article{}, nil, retry, found.Err
	}
	return found.Article, found.Raw, time.Time{}, nil
}
