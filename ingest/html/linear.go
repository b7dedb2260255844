package html

import (
	"net/url"
	"strings"

	"byline/article"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// linear reads a page's text token by token, in time linear in its size, for
// pages that the extractors must not be given.
func linear(src string, base *url.URL) (article.Article, error) {
	var w walker
	var skip atom.Atom // inside this unseen element
	var title string
	z := html.NewTokenizer(strings.NewReader(src))
	for {
		switch z.Next() {
		case html.ErrorToken:
			w.flush(paragraph)
			if len(w.out) == 0 {
				return article.Article{}, refuse(NoText, nil)
			}
			return article.Article{Title: title, Text: join(w.out), URL: base.String(), Warnings: []string{"read without finding where the article begins and ends"}}, nil
		case html.TextToken:
			if skip == atom.Title && title == "" {
				title = oneLine(string(z.Text()))
			} else if skip == 0 {
				w.words(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case skip != 0:
			case unseen(&html.Node{Type: html.ElementNode, DataAtom: a}) && a != atom.Head:
				skip = a
			case a == atom.Br:
				w.brs++
			case blockTags[a]:
				w.flush(paragraph)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == skip {
				skip = 0
			}
			if skip == 0 && blockTags[a] {
				w.flush(paragraph)
			}
		}
	}
}
