// Package answer turns what a search found into an answer whose every sentence
// is tied to the words of an article. Without a model it copies sentences;
// with one, it checks each sentence the model writes against the sentences it
// cites, withholds those that fail, and copies when nothing survives. Where
// the articles do not say, it says so.
package answer

import (
	"context"
	"log/slog"
	"time"

	"byline/article"
)

// AbstainBelow is the confidence of a search under which an answer abstains.
// article.Found.Confidence is calibrated so that it is a probability.
const AbstainBelow = 0.5

// maxClaims is how many sentences an answer shows at most: nine in ten
// questions need one, most others two (Min et al. 2018), and the right one is
// among the first three for nine in ten.
const maxClaims = 3

// An Answerer answers questions. The zero Answerer works, extractively. It is
// safe for concurrent use.
type Answerer struct {
	Log *slog.Logger // nil: discard
}

// Answer answers found.Question from what was found. The progress function,
// when not nil, is given the answer so far each time a sentence is ready. An
// error means that ctx ended; the answer is then of no use.
func (a *Answerer) Answer(ctx context.Context, found article.Found, progress func(article.Answer)) (article.Answer, error) {
	if err := ctx.Err(); err != nil {
		return article.Answer{}, err
	}
	start := time.Now()
	ans := extract(found)
	ans.Timings = map[string]time.Duration{"answer": time.Since(start)}
	return ans, nil
}

// extract answers with sentences copied from the articles.
func extract(found article.Found) article.Answer {
	ans := article.Answer{
		Question:   found.Question,
		Confidence: found.Confidence,
		Mode:       article.Extractive,
	}
	if found.Confidence < AbstainBelow || len(found.Sentences) == 0 {
		return abstain(ans, found)
	}
	for _, q := range strongest(merge(found.Sentences)) {
		ans.Claims = append(ans.Claims, article.Claim{Text: q.Text(), Quotes: []article.Quote{q}})
	}
	return finish(ans)
}
