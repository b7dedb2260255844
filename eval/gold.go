package eval

import (
	"strings"

	"byline/article"
)

// gold is where a question's answer stands.
type gold struct {
	answers []string
	places  []place
	stories map[article.ID]bool // that the articles of the evidence belong to
	long    bool                // the answers are sentences of the annotators': compare articles
}

// place is one piece of evidence, found again in the text as stored.
type place struct {
	ref   string
	text  string // as published, squeezed
	span  article.Span
	found bool // span is known
	whole bool // the evidence is the article, no part of it is named
	facts []string
}

// longAnswer is the length, in words, above which a reference answer is a
// text of the annotator's own and cannot be looked for in an article.
const longAnswer = 20

// goldOf resolves the evidence of q in the set's articles.
func goldOf(set Set, q Question) gold {
	g := gold{answers: q.Answers, long: true, stories: make(map[article.ID]bool)}
	for _, a := range q.Answers {
		if len(strings.Fields(a)) <= longAnswer {
			g.long = false
		}
	}
	for _, e := range q.Evidence {
		if a := set.Articles[e.Article]; a != nil && !e.Distractor {
			g.places = append(g.places, resolve(a, e, set.text(e.Article)))
			g.stories[a.Story] = a.Story != 0
		}
	}
	return g
}

// resolve finds the evidence in a's text; published is the text that the
// evidence counts in.
func resolve(a *article.Article, e Evidence, published string) place {
	p := place{ref: a.Ref}
	switch {
	case e.Start != nil && e.End != nil:
		runes := []rune(published)
		if *e.Start >= 0 && *e.Start < *e.End && *e.End <= len(runes) {
			p.text = strings.TrimSpace(string(runes[*e.Start:*e.End]))
		}
	case e.Text != "":
		p.text = e.Text
		p.facts = []string{squeeze(e.Text)}
	case len(e.Sentences) > 0:
		for _, s := range e.Sentences {
			p.facts = append(p.facts, squeeze(s))
		}
	default:
		p.whole = true
	}
	if i := strings.Index(a.Text, p.text); p.text != "" && i >= 0 {
		p.span, p.found = article.Span{Start: i, End: i + len(p.text)}, true
	}
	p.text = squeeze(p.text)
	return p
}

// in returns the place of the evidence in the article of that ref, if any.
func (g gold) in(ref string) (place, bool) {
	for _, p := range g.places {
		if p.ref == ref {
			return p, true
		}
	}
	return place{}, false
}

// paragraph returns the evidence when it is one known span.
func (g gold) paragraph() (place, bool) {
	if len(g.places) == 1 && g.places[0].found {
		return g.places[0], true
	}
	return place{}, false
}

// hit reports whether text, of the article ref, is right: it holds a
// reference answer, or a fact that is evidence, in an article of the evidence.
func (g gold) hit(ref, text string) bool {
	p, ok := g.in(ref)
	if !ok {
		return false
	}
	if len(p.facts) > 0 {
		return g.holdsFact(ref, text)
	}
	return p.whole || g.long || len(g.answers) == 0 || holds(text, g.answers)
}

// holdsFact reports whether text holds, or is part of, a fact of the article.
func (g gold) holdsFact(ref, text string) bool {
	text = squeeze(text)
	for _, p := range g.places {
		for _, f := range p.facts {
			if p.ref == ref && (strings.Contains(text, f) || len(text) > 20 && strings.Contains(f, text)) {
				return true
			}
		}
	}
	return false
}

// passages returns the rank, from 1, of the first right passage; 0 for none.
func (g gold) passages(hits []article.Hit) int {
	for i, h := range hits {
		if g.hit(h.Article.Ref, h.Passage.Of(h.Article.Text)) {
			return i + 1
		}
	}
	return 0
}

// sentences returns the rank of the first right sentence: one of the
// evidence's own span, where that is known, that holds an answer.
func (g gold) sentences(quotes []article.Quote) int {
	for i, q := range quotes {
		if g.quote(q) {
			return i + 1
		}
	}
	return 0
}

func (g gold) quote(q article.Quote) bool {
	p, ok := g.in(q.Article.Ref)
	if !ok || p.text != "" && len(p.facts) == 0 && !overlaps(p, q) {
		return false
	}
	return g.hit(q.Article.Ref, q.Text())
}

// overlaps reports whether the quote and the evidence share text.
func overlaps(p place, q article.Quote) bool {
	if p.found {
		return q.Start < p.span.End && p.span.Start < q.End
	}
	return strings.Contains(p.text, squeeze(q.Text()))
}

// articles returns the rank of the first right article, each article counted
// once, where its best passage stands.
func (g gold) articles(hits []article.Hit) int {
	return firstArticle(hits, func(a *article.Article) bool {
		_, ok := g.in(a.Ref)
		return ok
	})
}

// copies is articles with near-copies of a right article, as the library groups
// them, taken for right: a set may have a text twice and name one of the two.
func (g gold) copies(hits []article.Hit) int {
	return firstArticle(hits, func(a *article.Article) bool {
		_, ok := g.in(a.Ref)
		return ok || g.stories[a.Story]
	})
}

// firstArticle returns the rank, from 1, of the first article that is right; 0
// for none.
func firstArticle(hits []article.Hit, right func(*article.Article) bool) int {
	seen := make(map[string]bool)
	for _, h := range hits {
		if seen[h.Article.Ref] {
			continue
		}
		seen[h.Article.Ref] = true
		if right(h.Article) {
			return len(seen)
		}
	}
	return 0
}

// quoted reports whether the first quote of the answer is right.
func (g gold) quoted(ans article.Answer) bool {
	return !ans.Abstained && len(ans.Claims) > 0 && len(ans.Claims[0].Quotes) > 0 && g.quote(ans.Claims[0].Quotes[0])
}
