package feed

import (
	"errors"
	"strings"

	"byline/article"
	"byline/ingest/formats"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pageError says that a document is a page and no feed.
type pageError struct{ feed string } // the feed it names; may be empty

func (e *pageError) Error() string { return "feed: a page, not a feed" }

// discovered returns the feed that the page named which err is about.
func discovered(err error) string {
	if page, ok := errors.AsType[*pageError](err); ok {
		return page.feed
	}
	return ""
}

// parse is Parse, with errors for readers.
func parse(doc Document) (List, error) {
	kind := doc.Header.Get("Content-Type")
	list, err := Parse(doc.Body, doc.URL, kind)
	switch {
	case err == nil:
		return list, nil
	case errors.Is(err, errNotFeed):
		if text, derr := decode(doc.Body, kind); derr == nil && formats.TextKind(text, "") == formats.KindHTML {
			err = &pageError{namedFeed(text, doc.URL)}
		}
		return list, &article.Error{Kind: article.Invalid, Code: "not-a-feed",
			Public: "That link leads to no feed. Look on the site for a link called RSS, Atom or feed.", Err: err}
	}
	return list, err
}

// feedTypes are the types by which pages name their feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}

// namedFeed returns the first feed that a page's head names.
func namedFeed(page, base string) string {
	in := html.NewTokenizer(strings.NewReader(page))
	in.SetMaxBuf(1 << 20)
	for range 20_000 {
		switch in.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := in.Token()
			if t.DataAtom == atom.Body {
				return ""
			}
			if t.DataAtom != atom.Link || !strings.Contains(" "+strings.ToLower(value(t, "rel"))+" ", " alternate ") {
				continue
			}
			for _, kind := range feedTypes {
				if strings.EqualFold(value(t, "type"), kind) {
					return absolute(value(t, "href"), base)
				}
			}
		}
	}
	return ""
}

func value(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
