package feed

import (
	"context"
	"net/http"
	"time"

	"byline/article"
)

// Schedule keeps the feeds.
type Schedule interface {
	// LeaseFeed gives the caller the feed longest due, or none.
	LeaseFeed(ctx context.Context, now time.Time, lease time.Duration) (f article.FeedState, ok bool, err error)
	// FinishFeed keeps a check's result and queues the entries that are new.
	FinishFeed(ctx context.Context, f article.FeedState, found []article.FeedItem, now time.Time) (queued int, err error)
}

// Queue keeps the entries of all feeds.
type Queue interface {
	// LeaseItem gives the caller the entry longest due, or none.
	LeaseItem(ctx context.Context, now time.Time, lease time.Duration) (it article.FeedItem, ok bool, err error)
	// FinishItem keeps what became of it.
	FinishItem(ctx context.Context, it article.FeedItem, state article.FeedItemState, due time.Time, wrong string) error
}

// A Document is what a feed's link led to.
type Document struct {
	URL         string // after redirects
	Moved       string // where it lives now when every redirect was permanent; else empty
	Header      http.Header
	Body        []byte
	NotModified bool // the copy known is current; Body is empty
}

// A Fetcher gets a feed, or learns that the copy known by its validators is
// current. Its errors are *article.Error; "gone" is the Code of a feed that
// will not come back. retry, when not zero, is when the host wants to be asked
// again.
type Fetcher interface {
	Get(ctx context.Context, url, etag, modified string) (doc Document, retry time.Time, err error)
}

// A Reader reads the article that an entry links to, with the bytes it was
// extracted from. Errors and retry are as a Fetcher's.
type Reader interface {
	Read(ctx context.Context, url string) (art article.Article, raw []byte, retry time.Time, err error)
}

// A Loader puts an article into a library.
type Loader interface {
	Load(ctx context.Context, lib article.LibraryID, art article.Article, raw []byte) error
}
