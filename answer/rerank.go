package answer

import (
	"context"
	"regexp"
	"slices"
	"strconv"

	"byline/article"
	"byline/prompts"
)

// maxReranked is how many of the sentences found are put into an order.
const maxReranked = 10

// rerank has the model order the best of the sentences found. It only changes
// their order: the scores stay with the places, and what the model leaves out
// or makes up changes nothing.
func (a *Answerer) rerank(ctx context.Context, found article.Found) article.Found {
	if a.Model == nil || !a.Steps.Rerank || found.Confidence < AbstainBelow {
		return found
	}
	top := quotable(found.Sentences)
	top = top[:min(len(top), maxReranked)]
	if len(top) < 2 {
		return found
	}
	p := prompts.Rerank{Question: found.Question}
	for _, q := range top {
		p.Sentences = append(p.Sentences, q.Text())
	}
	reply, call, ok := a.step(ctx, p.Render())
	order := orderIn(reply, len(top))
	if ok && len(order) == 0 {
		ok, call.Problem = false, "no number could be used"
	}
	if !ok {
		return noted(found, call)
	}
	var sentences []article.Quote
	for _, i := range order {
		sentences = append(sentences, top[i])
	}
	for _, q := range found.Sentences {
		if !slices.ContainsFunc(sentences, func(s article.Quote) bool { return sameQuote(s, q) }) {
			sentences = append(sentences, q)
		}
	}
	for i := range sentences {
		sentences[i].Score = found.Sentences[i].Score
	}
	found.Passages = follow(found.Passages, sentences)
	found.Sentences = sentences
	return noted(found, call)
}

// follow puts the passages in the order of the sentences they hold.
func follow(hits []article.Hit, sentences []article.Quote) []article.Hit {
	place := func(h article.Hit) int {
		i := slices.IndexFunc(sentences, func(q article.Quote) bool { return sameText(q.Article, h.Article) && h.Passage.Contains(q.Span) })
		if i < 0 {
			return len(sentences)
		}
		return i
	}
	out := slices.Clone(hits)
	slices.SortStableFunc(out, func(a, b article.Hit) int { return place(a) - place(b) })
	for i := range out {
		out[i].Score = hits[i].Score
	}
	return out
}

var wholeNumber = regexp.MustCompile(`\d{1,3}`)

// orderIn reads the numbers of a reply, from 1 to n, each once, as indexes.
func orderIn(reply string, n int) []int {
	var out []int
	for _, s := range wholeNumber.FindAllString(reply, -1) {
		if i, err := strconv.Atoi(s); err == nil && i >= 1 && i <= n && !slices.Contains(out, i-1) {
			out = append(out, i-1)
		}
	}
	return out
}
