package answer

import (
	"slices"
	"strings"
	"unicode"

	"byline/article"
)

// weaker is how much less than the best a further sentence may score and
// still be shown. Scores are log-odds, so that this is a fifth of the odds.
const weaker = 1.6

// nearCopy is the share of words two sentences must have in common to count
// as one statement of a story carried by several outlets.
const nearCopy = 0.8

// chosen returns what answers: the sentences that do so together, near-copies
// once, or else the strongest of all.
func chosen(together, all []article.Quote) []article.Quote {
	if several := merge(together); len(several) > 1 {
		return several
	}
	return strongest(all)
}

// strongest keeps the best sentence and those after it that are nearly as good.
func strongest(quotes []article.Quote) []article.Quote {
	n := 1
	for n < len(quotes) && n < maxClaims && quotes[n].Score >= quotes[0].Score-weaker {
		n++
	}
	return quotes[:n]
}

// merge drops sentences that repeat a better one: the same span, or a near
// copy in another article, which is then named among the better one's Copies.
func merge(quotes []article.Quote) []article.Quote {
	var out []article.Quote
	for _, q := range quotes {
		i := slices.IndexFunc(out, func(kept article.Quote) bool { return repeats(kept, q) })
		if i < 0 {
			q.Copies = slices.Clone(q.Copies)
			out = append(out, q)
			continue
		}
		for _, a := range append([]*article.Article{q.Article}, q.Copies...) {
			out[i].Copies = withCopy(out[i], a)
		}
	}
	return out
}

// withCopy returns q's copies with a among them, unless it is q's own article.
func withCopy(q article.Quote, a *article.Article) []*article.Article {
	same := func(b *article.Article) bool {
		return a == b || a.RevisionID != 0 && a.RevisionID == b.RevisionID
	}
	if same(q.Article) || slices.ContainsFunc(q.Copies, same) {
		return q.Copies
	}
	return append(q.Copies, a)
}

// repeats reports whether b says what a says, in nearly the same words.
func repeats(a, b article.Quote) bool {
	aw, bw := wordSet(a.Text()), wordSet(b.Text())
	common := 0
	for w := range aw {
		if bw[w] {
			common++
		}
	}
	for w := range aw {
		if numeric(w) && !bw[w] {
			return false
		}
	}
	for w := range bw {
		if numeric(w) && !aw[w] {
			return false
		}
	}
	return float64(common) >= nearCopy*float64(len(aw)+len(bw)-common)
}

// wordSet returns the lower-case words of s.
func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		set[w] = true
	}
	return set
}

func numeric(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) }
