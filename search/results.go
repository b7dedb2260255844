package search

import (
	"cmp"
	"slices"

	"byline/article"
)

const (
	// WindowWeight is how much the share of the question that a whole window
	// holds adds to the score of its best sentence, so that of two good sentences
	// the one in better company is shown first. On squad11 and newwiki anything
	// between 1 and 3 differs by a tenth of a point.
	WindowWeight = 2
	// FurtherWeight is how much the BM25 of a window, as a share of the question's
	// idf, counts against that of its article's first: the further windows of an
	// article are read for what the first leaves out.
	FurtherWeight = 6
)

// usualWindow is the content words of a window of 200 words.
const usualWindow = 90

// A Pane is a window as it is ordered among others: of which article, and what
// its sentence and its words count.
type Pane struct {
	Article article.ID
	Score   float64 // of its best sentence
	Covered float64 // share of the question's idf in it, 0 to 1
	BM25    float64 // as a share of that idf
}

// Order changes the scores of panes to those that they are ordered by.
func Order(panes []Pane) {
	first := make(map[article.ID]Pane)
	for i := range panes {
		p := &panes[i]
		p.Score += WindowWeight * p.Covered
		if f, ok := first[p.Article]; !ok || p.Score > f.Score {
			first[p.Article] = *p
		}
	}
	for i := range panes {
		p, f := &panes[i], first[panes[i].Article]
		if *p != f {
			p.Score = min(f.Score, p.Score+FurtherWeight*(p.BM25-f.BM25))
		}
	}
}

// hits returns up to a.Max windows around the best sentences. A sentence that
// a window already shows gets none of its own.
func (a *asked) hits(cands []candidate) []article.Hit {
	var out []article.Hit
	var panes []Pane // of those whose scores can be compared
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
			panes = append(panes, a.pane(&c, w))
		}
		out = append(out, article.Hit{Article: c.art, Passage: c.spanOf(w), Sentence: c.sentences[c.at].Span, Score: c.score})
	}
	Order(panes)
	for i, p := range panes {
		out[i].Score = p.Score
	}
	slices.SortStableFunc(out[:len(panes)], func(x, y article.Hit) int { return cmp.Compare(y.Score, x.Score) })
	return out
}

// pane weighs the window w around c.
func (a *asked) pane(c *candidate, w window) Pane {
	var b bag
	for i := w.from; i < w.to; i++ {
		b.add(c.hitsOf(i), c.sentences[i].content, 1)
	}
	return Pane{c.art.ID, c.score, a.covered(c.within(w)), a.bm25(&b, .9, .4, usualWindow) / max(a.mass, 1e-9)}
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
		score := c.score
		if n := len(out); n > 0 { // one that was read for the words that answer may be behind one that was not
			score = min(score, out[n-1].Score)
		}
		out = append(out, article.Quote{
			Article: c.art,
			Span:    c.sentences[c.at].Span,
			Passage: c.spanOf(a.windowAround(c.match, c.at, nil)),
			Score:   score,
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
