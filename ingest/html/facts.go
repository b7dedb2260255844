package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of what is gathered from one page.
const (
	maxFact   = 1000 // bytes of one value
	maxFacts  = 40   // values of one kind
	maxByline = 200  // bytes of a byline with its date
)

// facts are what a page says of itself in its head and by its marks.
type facts struct {
	lang      string
	title     string
	canonical string
	headings  []string            // of the first rank
	meta      map[string][]string // by property, name or itemprop in lower case
	linked    []ldArticle         // from JSON-LD
	bylines   []string            // texts of elements marked as such, in order
	times     []string            // of <time>, in order
	password  bool                // there is a field for one
	scripts   bool                // <noscript> asks for scripts
}

// factsOf gathers them in one pass.
func factsOf(doc *html.Node) facts {
	f := facts{meta: map[string][]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			f.lang = attr(n, "lang")
		case atom.Title:
			if f.title == "" && n.Namespace == "" && n.FirstChild != nil {
				f.title = fact(n.FirstChild.Data)
			}
		case atom.H1:
			f.headings = addFact(f.headings, textOf(n))
		case atom.Link:
			if hasWord(attr(n, "rel"), "canonical") && f.canonical == "" {
				f.canonical = fact(attr(n, "href"))
			}
		case atom.Time:
			f.times = addFact(f.times, attr(n, "datetime"))
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil && len(f.linked) < maxFacts {
				f.linked = append(f.linked, readLD(n.FirstChild.Data)...)
			}
		case atom.Input:
			f.password = f.password || strings.EqualFold(attr(n, "type"), "password")
		case atom.Noscript:
			f.scripts = f.scripts || n.FirstChild != nil && asksForScripts(n.FirstChild.Data)
		}
		f.addMeta(n)
		if marksByline(n) && !hidden(n) {
			if s := textOf(n); s != "" && len(s) <= maxByline {
				f.bylines = addFact(f.bylines, s)
			}
		}
	}
	return f
}

// article returns the article that the page's JSON-LD describes: one with a
// headline that the page shows, before any other, before what is said of the
// page as such.
func (f facts) article() ldArticle {
	best, most := ldArticle{}, -1
	for _, a := range f.linked {
		score := 0
		for _, t := range append([]string{f.title}, f.headings...) {
			if likeness(a.headline, t) > 0.5 {
				score = 2
			}
		}
		if !a.page {
			score += 3
		}
		if score > most {
			best, most = a, score
		}
	}
	return best
}

// addMeta notes n's content under its property, name and itemprop.
func (f *facts) addMeta(n *html.Node) {
	prop := attr(n, "itemprop")
	if n.DataAtom != atom.Meta && prop == "" {
		return
	}
	value := attr(n, "content")
	if value == "" {
		value = attr(n, "datetime")
	}
	if value == "" {
		return
	}
	for _, key := range []string{attr(n, "property"), attr(n, "name"), prop} {
		if key = strings.ToLower(strings.TrimSpace(key)); key != "" && len(f.meta) < 10*maxFacts {
			f.meta[key] = addFact(f.meta[key], value)
		}
	}
}

// first returns the first value under one of the keys, in their order.
func (f facts) first(keys ...string) string {
	for _, k := range keys {
		for _, v := range f.meta[k] {
			return v
		}
	}
	return ""
}

// each yields the values under the keys, in their order.
func (f facts) each(keys []string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, k := range keys {
			for _, v := range f.meta[k] {
				if !yield(v) {
					return
				}
			}
		}
	}
}

func addFact(list []string, s string) []string {
	if s = fact(s); s == "" || len(list) >= maxFacts {
		return list
	}
	return append(list, s)
}

// fact is s on one line, with entities that were escaped twice resolved; empty
// when it is too long to be what it claims.
func fact(s string) string {
	if len(s) > maxFact {
		return ""
	}
	return oneLine(visible(html.UnescapeString(s)))
}

// marksByline reports whether an element is marked as holding the authors.
func marksByline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Body, atom.Html, atom.Meta, atom.Article, atom.Label, atom.Form, atom.Input:
		return false
	}
	if hasWord(attr(n, "rel"), "author") || hasWord(attr(n, "itemprop"), "author") {
		return true
	}
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	if strings.Contains(class, "comment") {
		return false
	}
	return strings.Contains(class, "byline") || strings.Contains(class, "author")
}

// hasWord reports whether list, separated by spaces, holds word.
func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// asksForScripts reports whether the content of a <noscript> does.
func asksForScripts(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "javascript") && (strings.Contains(s, "enable") || strings.Contains(s, "need") || strings.Contains(s, "require") || strings.Contains(s, "turn on"))
}
