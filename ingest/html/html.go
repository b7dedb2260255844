// Package html turns a web page into an article: its text as paragraphs,
// headings, list items, quotes and table rows, and what the page says of
// itself (title, authors, publisher, dates, canonical link, language).
//
// The text is found by three extractors of different making, which vote on
// each paragraph; a page too large or too deep for them is read by a linear
// pass over its tokens instead. Pages that are no article (a consent wall, a
// challenge for bots, a list of links) end in an *article.Error whose Code
// names what they are. Extract uses no network and starts no goroutine; a
// hostile page can still make it slow, so strangers' pages go through
// ingest/worker.
package html

import (
	"net/url"
	"strings"

	"byline/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Options say what is known of a page besides its bytes. All may be empty.
type Options struct {
	URL         string // where the page was found, after redirects
	ContentType string // the Content-Type header
}

// Extract reads one page. The error is an *article.Error whose Code is one of
// the codes of this package.
func Extract(data []byte, o Options) (article.Article, error) {
	if len(data) > maxPage {
		return article.Article{}, refuse(TooLarge, nil)
	}
	src := decode(data, o.ContentType)
	if strings.TrimSpace(src) == "" {
		return article.Article{}, refuse(Empty, nil)
	}
	base, err := url.Parse(o.URL)
	if err != nil {
		base = &url.URL{}
	}
	doc, err := parse(src)
	if err != nil {
		return linear(src, base)
	}
	return extract(doc, base)
}

// extract reads a parsed page.
func extract(doc *html.Node, base *url.URL) (article.Article, error) {
	blocks := body(doc, base)
	if len(blocks) == 0 {
		return article.Article{}, refuse(NoText, nil)
	}
	return article.Article{Text: join(blocks), Title: pageTitle(doc), URL: base.String()}, nil
}

// pageTitle is the page's <title>.
func pageTitle(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Title {
			if n.FirstChild != nil {
				return oneLine(n.FirstChild.Data)
			}
		}
	}
	return ""
}
