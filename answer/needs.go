package answer

import (
	"byline/answer/refer"
	"byline/article"
	"byline/text"
)

// needed makes q understandable by itself: it says whom a word of q means that
// points back, and where that is not safe it adds the sentence before.
func needed(q article.Quote) article.Quote {
	if len(q.Resolved) == 0 {
		q.Resolved = refer.Names(q.Article, q.Span)
	}
	if q.Needs.Len() > 0 || len(q.Resolved) > 0 || !refer.PointsBack(q.Text()) {
		return q
	}
	const near = 2000 // bytes: no sentence is longer
	q.Needs = earlier(q.Article.Text, max(0, q.Span.Start-near), q.Span.Start)
	return q
}

// allNeeded makes each of quotes understandable by itself.
func allNeeded(quotes []article.Quote) []article.Quote {
	out := make([]article.Quote, len(quotes))
	for i, q := range quotes {
		out[i] = needed(q)
	}
	return out
}

// farthest is how many sentences back one is looked for that stands by itself.
const farthest = 3

// earlier returns the last sentence of s[from:to] that does not point back
// itself, or else the last, as a span of s; empty when there is none.
func earlier(s string, from, to int) article.Span {
	for from < to && s[from]&0xC0 == 0x80 {
		from++
	}
	spans := text.Sentences(s[from:to])
	if len(spans) == 0 {
		return article.Span{}
	}
	chosen := spans[len(spans)-1]
	for i := len(spans) - 1; i >= max(0, len(spans)-farthest); i-- {
		if !refer.PointsBack(spans[i].Of(s[from:to])) {
			chosen = spans[i]
			break
		}
	}
	return article.Span{Start: from + chosen.Start, End: from + chosen.End}
}
