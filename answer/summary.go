package answer

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"byline/article"
	"byline/prompts"
	"byline/text"
)

// maxSummary is how many sentences a summary has.
const maxSummary = 4

// Summarize returns the most telling sentences of art word for word and in
// their order, or the model's summary with each sentence checked. It fails
// only when ctx ends.
func (a *Answerer) Summarize(ctx context.Context, art *article.Article, progress func(article.Answer)) (article.Answer, error) {
	if err := ctx.Err(); err != nil {
		return article.Answer{}, err
	}
	start := time.Now()
	ans := article.Answer{Confidence: 1, Mode: article.Extractive}
	for _, q := range telling(art) {
		ans.Claims = append(ans.Claims, article.Claim{Text: q.Text(), Quotes: []article.Quote{q}})
	}
	if len(ans.Claims) == 0 {
		return abstain(ans, article.Found{}), nil
	}
	ans = finish(ans)
	if a.Model != nil {
		all := &sheet{}
		for _, p := range text.Passages(art.Text) {
			all.add(art, p.Span)
		}
		w := &writing{sheet: all, most: maxWritten, progress: progress, ans: article.Answer{Confidence: 1}}
		ans = a.orElse(ctx, w, func(s *sheet) prompts.Prompt {
			return prompts.Summary{Passages: s.prompt(), MaxSentences: maxSummary}.Render()
		}, ans)
	}
	if err := ctx.Err(); err != nil {
		return article.Answer{}, err
	}
	ans.Timings = map[string]time.Duration{"answer": time.Since(start)}
	return ans, nil
}

// telling returns the sentences that hold most of what the article is about:
// its frequent words and those of its title, early ones a little ahead, none
// that says what a chosen one says.
func telling(art *article.Article) []article.Quote {
	analyzer := text.For(art.Language)
	weights := wordWeights(analyzer, art)
	var all []article.Quote
	var w warden
	for i, sp := range text.Sentences(art.Text) {
		q := article.Quote{Article: art, Span: sp, Passage: sp}
		if q.Score = weigh(analyzer, q.Text(), weights) / (1 + .05*float64(i)); q.Score > 0 && w.quotable(art, q.Span) {
			all = append(all, q)
		}
	}
	slices.SortStableFunc(all, func(a, b article.Quote) int { return int(math.Copysign(1, b.Score-a.Score)) })
	all = merge(all)
	all = all[:min(len(all), maxSummary)]
	slices.SortFunc(all, func(a, b article.Quote) int { return a.Start - b.Start })
	for i := range all {
		all[i] = needed(all[i])
	}
	return all
}

// wordWeights returns the share of each word in the article, those of the
// title counted three times.
func wordWeights(analyzer *text.Analyzer, art *article.Article) map[string]float64 {
	weights := map[string]float64{}
	for i, part := range []string{art.Text, art.Title} {
		for _, t := range analyzer.Tokens(nil, part) {
			if !t.Stop {
				weights[t.Term] += float64(1 + 2*i)
			}
		}
	}
	return weights
}

// weigh returns the mean weight of a sentence's words; short ones and
// questions count less.
func weigh(analyzer *text.Analyzer, s string, weights map[string]float64) float64 {
	const whole = 8 // words of a sentence that can stand alone
	sum, n := 0.0, 0
	for _, t := range analyzer.Tokens(nil, s) {
		if w := weights[t.Term]; w > 0 {
			sum += math.Log1p(w)
		}
		n++
	}
	if n == 0 || strings.HasSuffix(s, "?") {
		return 0
	}
	return sum / float64(max(n, whole))
}
