package render

import (
	"fmt"
	"slices"
	"strings"

	"byline/article"
)

// A numbering gives each quote its number; the same words have one number.
type numbering struct {
	of     map[quoteKey]int
	quotes []article.Quote // in order of their numbers
}

type quoteKey struct {
	article *article.Article
	id      article.ID
	span    article.Span
}

func keyOf(q article.Quote) quoteKey {
	if q.Article != nil && q.Article.ID != 0 {
		return quoteKey{id: q.Article.ID, span: q.Span}
	}
	return quoteKey{article: q.Article, span: q.Span}
}

// add numbers quotes and returns their marks.
func (n *numbering) add(quotes []article.Quote) string {
	if n.of == nil {
		n.of = map[quoteKey]int{}
	}
	for _, q := range quotes {
		if q.Article == nil || n.of[keyOf(q)] != 0 {
			continue
		}
		n.quotes = append(n.quotes, q)
		n.of[keyOf(q)] = len(n.quotes)
	}
	return n.marks(quotes)
}

// marks returns "[1][3]" for quotes that have their numbers.
func (n *numbering) marks(quotes []article.Quote) string {
	var numbers []int
	for _, q := range quotes {
		if i := n.of[keyOf(q)]; i != 0 && !slices.Contains(numbers, i) {
			numbers = append(numbers, i)
		}
	}
	var b strings.Builder
	for _, i := range numbers {
		fmt.Fprintf(&b, "[%d]", i)
	}
	return b.String()
}

// sameArticle reports whether two quotes are of one revision.
func sameArticle(a, b article.Quote) bool {
	return a.Article == b.Article || a.Article.ID != 0 && a.Article.ID == b.Article.ID && a.Article.RevisionID == b.Article.RevisionID
}
