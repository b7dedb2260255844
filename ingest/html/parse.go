package html

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of what the extractors are given. All of them are slower than linear
// on flat pages: 500 kB of one-word paragraphs took 0.8 s, 2 MB took 9 s.
const (
	maxPage  = 10 << 20 // bytes of a page, whoever reads it
	maxTree  = 3 << 20  // bytes of a page that is parsed into a tree
	maxNodes = 30_000   // elements of a tree that the extractors are given
	maxWidth = 4_000    // children of one element of it: they are quadratic in that
	maxValue = 16 << 10 // bytes of an attribute or title; longer ones are pictures or bait
)

var errLarge = errors.New("html: more than the extractors should be given")

// parse returns the page's tree, or an error when the page is too large or
// too deep (512 elements, a limit of the parser) for the extractors.
func parse(src string) (*html.Node, error) {
	if len(src) > maxTree {
		return nil, errLarge
	}
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil, err
	}
	n := 0
	width := map[*html.Node]int{}
	for d := range doc.Descendants() {
		if d.Type == html.TextNode && d.Parent.DataAtom == atom.Title {
			d.Data = clip(d.Data)
		}
		if d.Type != html.ElementNode {
			continue
		}
		for i := range d.Attr {
			d.Attr[i].Val = clip(d.Attr[i].Val)
		}
		n++
		width[d.Parent]++
		if n > maxNodes || width[d.Parent] > maxWidth || len(d.Attr) > maxWidth {
			return nil, errLarge
		}
	}
	return doc, nil
}

// clip empties a value that is too long to say anything.
func clip(s string) string {
	if len(s) > maxValue {
		return ""
	}
	return s
}

// clone copies a tree, so that an extractor may tear it apart.
func clone(n *html.Node) *html.Node {
	out := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	out.Attr = append([]html.Attribute(nil), n.Attr...)
	for c := range n.ChildNodes() {
		out.AppendChild(clone(c))
	}
	return out
}

// attr returns the value of n's attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf returns the words under n on one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !unseen(d.Parent) {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return oneLine(b.String())
}

// oneLine makes every run of white space one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
