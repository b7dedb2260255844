package search

import "byline/article"

// sameShare is the share of words two sentences of one story have in common
// when they are copies of each other.
const sameShare = 0.7

// copyOf returns the index among the candidates taken so far of the one that
// c repeats: a like sentence in another article of the same story; else -1.
func copyOf(c *candidate, taken []candidate) int {
	if c.art.Story == 0 {
		return -1
	}
	for i := range taken {
		t := &taken[i]
		if t.art.Story == c.art.Story && t.reading != c.reading && alike(t, c) {
			return i
		}
	}
	return -1
}

// alike reports whether two sentences have most of their words in common, and
// all of their numbers.
func alike(a, b *candidate) bool {
	words := func(c *candidate) map[uint32]bool {
		set := make(map[uint32]bool)
		for _, w := range c.words[c.sentences[c.at].first:c.sentences[c.at].last] {
			set[w.Hash] = w.Flags&number != 0
		}
		return set
	}
	x, y := words(a), words(b)
	common := 0
	for h, isNumber := range x {
		_, both := y[h]
		if both {
			common++
		} else if isNumber {
			return false
		}
	}
	for h, isNumber := range y {
		if _, both := x[h]; isNumber && !both {
			return false
		}
	}
	return float64(common) >= sameShare*float64(len(x)+len(y)-common)
}

// withCopy returns copies with a among them.
func withCopy(copies []*article.Article, a *article.Article) []*article.Article {
	for _, c := range copies {
		if c == a {
			return copies
		}
	}
	return append(copies, a)
}
