package answer

import (
	"strings"
	"unicode"

	"byline/article"
	"byline/text"
)

// needed fills in the sentence before q when q begins with a word that points
// back to it and nothing says whom it means.
func needed(q article.Quote) article.Quote {
	if q.Needs.Len() > 0 || !pointsBack(q) {
		return q
	}
	before := q.Article.Text[:q.Span.Start]
	if cut := strings.LastIndex(before, "\n\n"); cut >= 0 && strings.TrimSpace(before[cut:]) != "" {
		q.Needs = last(q.Article.Text, cut, q.Span.Start)
		return q
	}
	const near = 2000 // bytes: no sentence is longer
	q.Needs = last(q.Article.Text, max(0, q.Span.Start-near), q.Span.Start)
	return q
}

// last returns the last sentence of s[from:to] as a span of s, empty when
// there is none.
func last(s string, from, to int) article.Span {
	for from < to && s[from]&0xC0 == 0x80 {
		from++
	}
	spans := text.Sentences(s[from:to])
	if len(spans) == 0 {
		return article.Span{}
	}
	sp := spans[len(spans)-1]
	return article.Span{Start: from + sp.Start, End: from + sp.End}
}

// pointsBack reports whether q begins with a word whose meaning is in an
// earlier sentence, and that is not resolved.
func pointsBack(q article.Quote) bool {
	words := strings.FieldsFunc(q.Text(), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	for i, w := range words {
		if i >= 2 {
			return false
		}
		if backward(strings.ToLower(w)) {
			return len(q.Resolved) == 0
		}
		if i == 0 && !opening(strings.ToLower(w)) {
			return false
		}
	}
	return false
}

// backward reports whether w stands for something said before.
func backward(w string) bool {
	switch w {
	case "he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "this", "that", "these", "those", "such", "both":
		return true
	}
	return false
}

// opening reports whether w may stand before the word that points back.
func opening(w string) bool {
	switch w {
	case "but", "and", "also", "then", "later", "however", "so", "yet", "meanwhile", "in", "for", "at", "by", "after", "during", "since":
		return true
	}
	return false
}
