package html

import (
	"net/url"

	"codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// body finds the article's text: what trafilatura takes (it may fall back on
// the other two), less the paragraphs that the vote rejects.
func body(doc *html.Node, base *url.URL) []block {
	readable := readabilityNode(clone(doc), base)
	distilled := distillerNode(clone(doc), base)
	main := trafilaturaNode(doc, trafilatura.Options{
		OriginalURL:        base,
		EnableFallback:     true,
		FallbackCandidates: &trafilatura.FallbackCandidates{Readability: readable, Distiller: distilled},
	})
	if main == nil {
		return nil
	}
	strict := trafilaturaNode(doc, trafilatura.Options{OriginalURL: base, Focus: trafilatura.FavorPrecision})
	return vote(blocksOf(main), readable, distilled, strict)
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
