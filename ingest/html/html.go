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
	if err != nil { // too large or too deep for the extractors
		f, all := linear(src)
		a, err := assemble(nil, f, all, prose(all), base)
		a.Warnings = append(a.Warnings, "read without finding where the article begins and ends")
		return a, err
	}
	f := factsOf(doc)
	all := blocksOf(doc, false)
	kept := body(doc, base, titlesOf(f))
	if len(kept) == 0 {
		kept = prose(all)
	}
	return assemble(doc, f, all, kept, base)
}

// assemble makes the article of what was read: the page's facts, all its
// blocks, and those kept. doc may be nil.
func assemble(doc *html.Node, f facts, all, kept []block, base *url.URL) (article.Article, error) {
	ld := f.article()
	shown := join(all[:min(len(all), maxBlocks)])
	shown = shown[:min(len(shown), maxShown)]
	if code := barrier(f, ld, kept, shown); code != "" {
		return article.Article{}, refuse(code, nil)
	}
	a := article.Article{URL: canonical(f, base), Source: source(f, ld, base)}
	a.Title = title(f, ld, a.Source)
	f.bylines = append(headBylines(all, kept[0]), f.bylines...)
	if len(kept) > 1 && isByline(kept[0]) {
		kept = kept[1:]
	}
	a.Text = join(kept)
	a.Authors = authors(f, ld, a.Source)
	a.Published, a.Updated = dates(doc, f, ld, base, a.Text)
	a.Language = language(f, ld, a.Text)
	flag(&a, ld, kept, all)
	return a, nil
}

// prose is the blocks that are not links, for pages so short that no extractor
// finds anything.
func prose(all []block) []block {
	var out []block
	for _, b := range all {
		if b.link < half && b.kind != heading {
			out = append(out, b)
		}
	}
	return out
}
