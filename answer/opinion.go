package answer

import (
	"context"

	"byline/answer/check"
	"byline/article"
	"byline/prompts"
)

// opinionWords is the verdict on a sentence that held but that the model itself,
// asked again, does not find supported.
const opinionWords check.Kind = "opinion"

// opinion returns a function that asks the model for a second opinion on a
// sentence that held: false withholds it. A sentence is never shown because of
// it. Once it is slow it is not asked for again in this answer; nil when the
// step is off.
func (a *Answerer) opinion(ctx context.Context, ans *article.Answer) func(said string, quotes []article.Quote) bool {
	if !a.Steps.Support {
		return nil
	}
	off := false
	return func(said string, quotes []article.Quote) bool {
		if off {
			return true
		}
		p := prompts.Support{Statement: said}
		for _, q := range quotes {
			p.Sentences = append(p.Sentences, q.Text())
		}
		reply, call, ok := a.step(ctx, p.Render())
		if call != nil {
			*ans = counted(*ans, *call)
		}
		off = !ok
		return !ok || !saysNo(reply)
	}
}

// saysNo reports whether a reply is no; anything that is not is no opinion.
func saysNo(reply string) bool {
	words := wordsOf(reply)
	return len(words) > 0 && words[0] == "no"
}
