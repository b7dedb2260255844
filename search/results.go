package search

import (
	"cmp"
	"slices"

	"byline/article"
)

// WindowWeight is how much the share of the question that a whole window
// holds adds to the score of its best sentence, so that of two good sentences
// the one in better company is shown first. At 2 chroma_excerpts, which was not
// trained on, has 1.7 points more recall than at 1; on squad11 and newwiki
// anything between 1 and 3 differs by a tenth of a point.
const WindowWeight = 2

// hits returns up to a.Max windows around the best sentences. A sentence that
// a window already shows gets none of its own.
func (a *asked) hits(cands []candidate) []article.Hit {
	var out []article.Hit
	ranked := 0 // those whose scores can be compared
	shown := make(map[*reading][]window)
	for k, c := range cands {
		if len(out) == a.Max {
			break
		}
		if inAny(shown[c.reading], c.at) {
			continue
		}
		w := a.windowAround(c.match, c.at, shown[c.reading])
		shown[c.reading] = append(shown[c.reading], w)
		if k < measured {
			ranked++
		}
		score := c.score + WindowWeight*a.covered(c.within(w))
		out = append(out, article.Hit{Article: c.art, Passage: c.spanOf(w), Sentence: c.sentences[c.at].Span, Score: score})
	}
	slices.SortStableFunc(out[:ranked], func(x, y article.Hit) int { return cmp.Compare(y.Score, x.Score) })
	return out
}

// within returns the terms of the question that w holds.
func (m *match) within(w window) uint64 {
	var mask uint64
	for i := w.from; i < w.to; i++ {
		mask |= m.mask(i)
	}
	return mask
}

func inAny(windows []window, i int) bool {
	for _, w := range windows {
		if w.from <= i && i < w.to {
			return true
		}
	}
	return false
}

// quotes returns up to a.Max sentences. A copy of one in another article of
// the same story is named with it. A question for a list gets the best of
// each article before any second one.
func (a *asked) quotes(cands []candidate) []article.Quote {
	if a.wants.each {
		cands = onePerArticle(cands)
	}
	out := make([]article.Quote, 0, min(a.Max, len(cands)))
	var taken []candidate
	for i := range cands {
		c := &cands[i]
		if k := copyOf(c, taken); k >= 0 {
			out[k].Copies = withCopy(out[k].Copies, c.art)
			continue
		}
		if len(out) == a.Max {
			break
		}
		out = append(out, article.Quote{
			Article: c.art,
			Span:    c.sentences[c.at].Span,
			Passage: c.spanOf(a.windowAround(c.match, c.at, nil)),
			Score:   c.score,
		})
		taken = append(taken, *c)
	}
	return out
}

// onePerArticle moves the best candidate of each article to the front.
func onePerArticle(cands []candidate) []candidate {
	seen := make(map[*reading]bool)
	var best, rest []candidate
	for _, c := range cands {
		if seen[c.reading] {
			rest = append(rest, c)
		} else {
			best = append(best, c)
		}
		seen[c.reading] = true
	}
	return append(best, rest...)
}
