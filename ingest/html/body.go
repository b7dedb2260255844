package html

import (
	"net/url"

	"codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// body finds the article's text. The blocks are the page's own, in its order;
// four readings of the page by three extractors only say which of them belong
// to the article, for what extractors return has often lost headings, list
// items and line ends.
func body(doc *html.Node, base *url.URL, titles titleSet) []block {
	readable := readabilityNode(clone(doc), base)
	distilled := distillerNode(clone(doc), base)
	balanced := trafilaturaNode(doc, trafilatura.Options{
		OriginalURL:        base,
		EnableFallback:     true,
		FallbackCandidates: &trafilatura.FallbackCandidates{Readability: readable, Distiller: distilled},
	})
	strict := trafilaturaNode(doc, trafilatura.Options{OriginalURL: base, Focus: trafilatura.FavorPrecision})
	r := readings{readingOf(balanced), readingOf(readable), readingOf(distilled), readingOf(strict)}
	if kept := choose(blocksOf(doc, false), r, titles); enough(kept, r) {
		return kept
	}
	if kept := choose(blocksOf(doc, true), r, titles); enough(kept, r) {
		return kept
	}
	return r.balanced.of(blocksOf(doc, true))
}

// enough reports whether the blocks hold at least half of what the balanced
// reading holds.
func enough(kept []block, r readings) bool {
	held := reading{}
	for _, b := range kept {
		held.add(b.text)
	}
	return len(held) > 0 && 2*len(held) >= len(r.balanced)
}

// trafilaturaNode returns the content trafilatura finds, or nil.
func trafilaturaNode(doc *html.Node, o trafilatura.Options) *html.Node {
	o.ExcludeComments = true
	o.HtmlDateMode = trafilatura.Disabled
	res, err := trafilatura.ExtractDocument(doc, o)
	if err != nil {
		return nil
	}
	return res.ContentNode
}

// readabilityNode returns the content readability finds, or nil. It tears doc apart.
func readabilityNode(doc *html.Node, base *url.URL) *html.Node {
	p := readability.NewParser()
	p.DisableJSONLD = true
	a, err := p.ParseAndMutate(doc, base)
	if err != nil {
		return nil
	}
	return a.Node
}

// distillerNode returns the content dom-distiller finds, or nil. It tears doc apart.
func distillerNode(doc *html.Node, base *url.URL) *html.Node {
	res, err := distiller.Apply(doc, &distiller.Options{OriginalURL: base, SkipPagination: true})
	if err != nil {
		return nil
	}
	return res.Node
}
