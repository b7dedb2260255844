package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A scan reads a page token by token, in time linear in its size, for pages
// that are too large or too deep for a tree and the extractors.
type scan struct {
	walker
	facts facts
	skip  atom.Atom       // inside this unseen element
	raw   strings.Builder // its text, when it may tell something
}

// linear gathers what a page says of itself and its text, without finding
// where the article begins and ends.
func linear(src string) (facts, []block) {
	s := scan{facts: facts{meta: map[string][]string{}}}
	z := html.NewTokenizer(strings.NewReader(src))
	for {
		switch z.Next() {
		case html.ErrorToken:
			s.flush(paragraph)
			return s.facts, s.out
		case html.TextToken:
			s.text(z)
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			s.end(atom.Lookup(name))
		}
	}
}

func (s *scan) text(z *html.Tokenizer) {
	switch {
	case s.skip == 0:
		s.words(string(z.Text()))
	case (s.skip == atom.Title || s.skip == atom.Script) && s.raw.Len() < maxLD:
		s.raw.Write(z.Text())
	}
}

func (s *scan) start(t html.Token) {
	n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}
	switch {
	case s.skip != 0:
		return
	case t.DataAtom == atom.Script && !strings.Contains(attr(n, "type"), "ld+json"):
		s.skip = atom.Script
		s.raw.Reset()
		s.raw.WriteByte(' ') // no JSON: end reads nothing of it
		return
	case t.DataAtom == atom.Script, t.DataAtom == atom.Title, unseen(n) && t.DataAtom != atom.Head && t.Type == html.StartTagToken:
		s.skip = t.DataAtom
		s.raw.Reset()
	case t.DataAtom == atom.Br:
		s.brs++
	case t.DataAtom == atom.A:
		s.links = 1
	case t.DataAtom == atom.Html:
		s.facts.lang = attr(n, "lang")
	case t.DataAtom == atom.Link && hasWord(attr(n, "rel"), "canonical"):
		s.facts.canonical = fact(attr(n, "href"))
	case t.DataAtom == atom.Meta:
		s.facts.addMeta(n)
	case blockTags[t.DataAtom]:
		s.flush(paragraph)
		s.links = 0
	}
}

func (s *scan) end(a atom.Atom) {
	switch {
	case s.skip != 0 && a == s.skip:
		s.skip = 0
		if a == atom.Title && s.facts.title == "" {
			s.facts.title = fact(s.raw.String())
		} else if a == atom.Script && len(s.facts.linked) < maxFacts {
			s.facts.linked = append(s.facts.linked, readLD(s.raw.String())...)
		}
	case s.skip != 0:
	case a == atom.A:
		s.links = 0
	case blockTags[a]:
		s.flush(paragraph)
	}
}
