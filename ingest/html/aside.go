package html

import (
	"regexp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// asideDepth is how many elements up from a block names are looked at.
const asideDepth = 3

// Names that sites give to what is no part of the article, as words of classes
// and ids.
var (
	asideName  = regexp.MustCompile(`(?i)(^|[\s_-])(byline|authors?|dateline|timestamp|postinfo|post-?meta|meta|shar(e|ing)|social|newsletter|signup|related|recirc|promo|cta|disclosure|disclaimer|tags|copyright|breadcrumbs?|subscribe|comments?|print-only|advert\w*)([\s_-]|$)`)
	besideName = regexp.MustCompile(`(?i)caption|credit|gallery|slide|date|time|publish|poll`)
)

// aside returns the element at or around n that is named as something beside
// the article, or nil.
func aside(n *html.Node) *html.Node {
	for i := 0; n != nil && i < asideDepth && !isContainer(n); i++ {
		if asideName.MatchString(attr(n, "class")) || asideName.MatchString(attr(n, "id")) {
			return n
		}
		n = n.Parent
	}
	return nil
}

// beside reports whether n is in a caption, a date or a gallery: text that
// some readers take and others leave.
func beside(n *html.Node) bool {
	for i := 0; n != nil && i < asideDepth; i++ {
		switch n.DataAtom {
		case atom.Figure, atom.Figcaption, atom.Footer, atom.Aside, atom.Time:
			return true
		}
		if besideName.MatchString(attr(n, "class")) {
			return true
		}
		n = n.Parent
	}
	return false
}
