package search

import (
	"byline/article"
)

// hits returns up to a.Max windows around the best sentences. A sentence that
// a window already shows gets none of its own.
func (a *asked) hits(cands []candidate) []article.Hit {
	var out []article.Hit
	shown := make(map[*reading][]window)
	for _, c := range cands {
		if len(out) == a.Max {
			break
		}
		if inAny(shown[c.reading], c.at) {
			continue
		}
		w := a.windowAround(c.match, c.at, shown[c.reading])
		shown[c.reading] = append(shown[c.reading], w)
		out = append(out, article.Hit{Article: c.art, Passage: c.spanOf(w), Sentence: c.sentences[c.at].Span, Score: c.score})
	}
	return out
}

func inAny(windows []window, i int) bool {
	for _, w := range windows {
		if w.from <= i && i < w.to {
			return true
		}
	}
	return false
}

// quotes returns up to a.Max sentences.
func (a *asked) quotes(cands []candidate) []article.Quote {
	out := make([]article.Quote, 0, min(a.Max, len(cands)))
	for _, c := range cands[:min(a.Max, len(cands))] {
		out = append(out, article.Quote{
			Article: c.art,
			Span:    c.sentences[c.at].Span,
			Passage: c.spanOf(a.windowAround(c.match, c.at, nil)),
			Score:   c.score,
		})
	}
	return out
}
