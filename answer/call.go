package answer

import (
	"context"
	"time"

	"byline/article"
	"byline/prompts"
)

// call asks the model and returns what is kept of it, whatever came of it.
func (a *Answerer) call(ctx context.Context, p prompts.Prompt, emit func(string) error) (article.Call, error) {
	began := time.Now()
	usage, err := a.Model.Stream(ctx, p, emit)
	c := article.Call{
		Step: p.Name, Hash: p.Hash, Model: usage.Model, In: usage.In, Out: usage.Out, Estimated: usage.Estimated, Took: time.Since(began),
	}
	if err != nil {
		c.Problem = err.Error()
	}
	return c, err
}

// counted returns ans with the calls among its own and their tokens in its sums.
func counted(ans article.Answer, calls ...article.Call) article.Answer {
	for _, c := range calls {
		ans.Calls = append(ans.Calls, c)
		ans.TokensIn += c.In
		ans.TokensOut += c.Out
	}
	return ans
}
