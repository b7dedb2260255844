package answer

import (
	"byline/answer/check"
	"byline/article"
)

// maxRivals is how many of the sentences found are looked through for one that
// disagrees with the answer.
const maxRivals = 12

// rivals adds to the chosen quotes those of other articles that give another
// number or date for the same thing, one for each chosen one at most, and
// returns the disagreements.
func rivals(chosen, all []article.Quote) ([]article.Quote, []article.Conflict) {
	out := chosen[:len(chosen):len(chosen)]
	var conflicts []article.Conflict
	for i := range chosen {
		for _, q := range all[:min(len(all), maxRivals)] {
			if sameStory(chosen[i].Article, q.Article) {
				continue
			}
			a, b, ok := check.Differ(sourceOf(chosen[i]), sourceOf(q))
			if !ok {
				continue
			}
			j := indexOf(out, q)
			if j < 0 {
				out = append(out, q)
				j = len(out) - 1
			}
			if j > i || j >= len(chosen) {
				conflicts = append(conflicts, article.Conflict{A: i, B: j, AWords: a, BWords: b})
			}
			break
		}
	}
	return out, conflicts
}

func sourceOf(q article.Quote) check.Source { return check.Source{Article: q.Article, Span: q.Span} }

// sameStory reports whether two articles are one, or near-copies.
func sameStory(a, b *article.Article) bool {
	return a == b || a.ID != 0 && a.ID == b.ID || a.Story != 0 && a.Story == b.Story
}

func indexOf(quotes []article.Quote, q article.Quote) int {
	for i, o := range quotes {
		if o.Article == q.Article && o.Span == q.Span {
			return i
		}
	}
	return -1
}
