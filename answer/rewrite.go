package answer

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
	"byline/prompts"
)

const (
	// maxWordings is how many other wordings of a question are looked for.
	maxWordings = 2
	// maxWording bounds one, in bytes: a question of forty words.
	maxWording = 300
)

// Widen has the model put the question into other words, finds what bears on
// these, and joins it to what was found for the question itself. What the
// question found first stays first, its confidence stays its own, and so do its
// bounds: find looks with the same. With the step off, or when it fails, found
// is returned as it is.
func (a *Answerer) Widen(ctx context.Context, found article.Found, find func(ctx context.Context, wording string) (article.Found, error)) (article.Found, error) {
	if a.Model == nil || !a.Steps.Rewrite || found.Confidence < AbstainBelow {
		return found, nil
	}
	reply, call, ok := a.step(ctx, prompts.Rewrite{Question: found.Question, Max: maxWordings}.Render())
	if !ok {
		return noted(found, call), nil
	}
	lists := []article.Found{found}
	for _, w := range wordings(found.Question, reply) {
		more, err := find(ctx, w)
		if err != nil {
			return found, err
		}
		lists = append(lists, more)
	}
	if len(lists) == 1 && call != nil {
		call.Problem = "no wording could be used"
	}
	found.Passages = fuse(lists, func(f article.Found) []article.Hit { return f.Passages }, sameHit)
	found.Sentences = fuse(lists, func(f article.Found) []article.Quote { return f.Sentences }, sameQuote)
	for i := 1; i < len(found.Sentences); i++ {
		found.Sentences[i].Score = min(found.Sentences[i].Score, found.Sentences[i-1].Score)
	}
	return noted(found, call), nil
}

// noted returns found with the call among its own.
func noted(found article.Found, call *article.Call) article.Found {
	if call != nil {
		found.Calls = append(slices.Clone(found.Calls), *call)
	}
	return found
}

// wordings returns the lines of a reply that may stand beside the question.
func wordings(question, reply string) []string {
	var out []string
	for line := range strings.Lines(reply) {
		w := strings.Trim(clean(line), `"“”`)
		if len(out) < maxWordings && keeps(question, w) && !strings.EqualFold(w, question) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// keeps reports whether a wording asks for the same: it has the question's
// names and numbers and no others, its negation, and nothing that steers.
func keeps(question, wording string) bool {
	if wording == "" || len(wording) > maxWording || !safe(wording) {
		return false
	}
	asked, said := namesIn(question), namesIn(wording)
	for w := range asked {
		if !said[w] {
			return false
		}
	}
	low := setOf(strings.Join(wordsOf(question), " "))
	for w := range said {
		if !asked[w] && !low[w] {
			return false
		}
	}
	return negated(question) == negated(wording)
}

// namesIn returns the names and numbers of a question, in lower case: words
// with a capital, but for the first, and words with digits.
func namesIn(s string) map[string]bool {
	set := map[string]bool{}
	for i, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		first, _ := utf8.DecodeRuneInString(w)
		if i > 0 && unicode.IsUpper(first) || numeric(w) {
			set[strings.ToLower(w)] = true
		}
	}
	return set
}

// negated reports whether s says no.
func negated(s string) bool {
	return slices.ContainsFunc(wordsOf(strings.ReplaceAll(strings.ToLower(s), "n't", " not")), func(w string) bool {
		return w == "not" || w == "no" || w == "never" || w == "without" || w == "none"
	})
}

// fuse joins rankings by reciprocal rank (Cormack et al. 2009, with their
// constant), but the first list's own first stays first. The result is as long
// as the longest list.
func fuse[T any](lists []article.Found, of func(article.Found) []T, same func(a, b T) bool) []T {
	const k = 60
	type item struct {
		value T
		score float64
	}
	var items []item
	most := 0
	for i, l := range lists {
		values := of(l)
		most = max(most, len(values))
		for rank, v := range values {
			score := 1 / float64(k+rank+1)
			if i == 0 && rank == 0 {
				score = 1
			}
			if at := slices.IndexFunc(items, func(it item) bool { return same(it.value, v) }); at >= 0 {
				items[at].score += score
				continue
			}
			items = append(items, item{v, score})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	out := make([]T, 0, most)
	for _, it := range items[:min(most, len(items))] {
		out = append(out, it.value)
	}
	return out
}

func sameHit(a, b article.Hit) bool { return sameText(a.Article, b.Article) && a.Passage == b.Passage }

func sameQuote(a, b article.Quote) bool { return sameText(a.Article, b.Article) && a.Span == b.Span }

// sameText reports whether a and b are one revision.
func sameText(a, b *article.Article) bool {
	return a == b || a.RevisionID != 0 && a.RevisionID == b.RevisionID
}
