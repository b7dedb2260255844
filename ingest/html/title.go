package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A titleSet is what a page calls itself, in plain words.
type titleSet map[string]bool

// has reports whether text is one of the titles: a heading that would only
// repeat what is shown above every quote.
func (t titleSet) has(text string) bool { return t[plain(text)] }

// titleSeparators stand between an article's title and its site's name.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "}

// titlesOf gathers the titles of a page: <title> with and without the site's
// name, og:title, and a first heading that agrees with one of them.
func titlesOf(doc *html.Node) titleSet {
	t := titleSet{}
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Title && n.FirstChild != nil && n.Namespace == "":
			t.add(n.FirstChild.Data)
			for _, sep := range titleSeparators {
				if i := strings.LastIndex(n.FirstChild.Data, sep); i > 0 {
					t.add(n.FirstChild.Data[:i])
				}
			}
		case n.DataAtom == atom.Meta && (attr(n, "property") == "og:title" || attr(n, "name") == "twitter:title"):
			t.add(attr(n, "content"))
		case n.DataAtom == atom.H1:
			if h := plain(textOf(n)); len(t) == 0 || t.agrees(h) {
				t.add(h)
			}
		}
	}
	return t
}

// add adds a title of at least two words; one word may well be a heading.
func (t titleSet) add(title string) {
	if p := plain(title); strings.Contains(p, " ") {
		t[p] = true
	}
}

func (t titleSet) agrees(heading string) bool {
	for title := range t {
		if strings.Contains(title, heading) || strings.Contains(heading, title) {
			return true
		}
	}
	return false
}
