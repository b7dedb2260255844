package cli

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"byline/answer"
	"byline/article"
	"byline/llm"
	"byline/prompts"
)

// hopeless is how many calls may fail before the first that does not: figures of
// a model that cannot be asked would be those without a model.
const hopeless = 5

// noModel is the code of the error that ends one then.
const noModel = "no-model"

// A guard ends an evaluation whose model cannot be asked.
type guard struct {
	answer.Model
	stop context.CancelCauseFunc // told why, as an *article.Error

	mu     sync.Mutex
	failed int
	worked bool
}

// Stream implements answer.Model.
func (g *guard) Stream(ctx context.Context, p prompts.Prompt, emit func(string) error) (prompts.Usage, error) {
	ended := false // by who asked
	usage, err := g.Model.Stream(ctx, p, func(delta string) error {
		err := emit(delta)
		ended = ended || err != nil
		return err
	})
	g.mu.Lock()
	defer g.mu.Unlock()
	if err == nil || ended || replied(err) {
		g.worked = true
	}
	if g.failed++; !g.worked && g.failed == hopeless && ctx.Err() == nil {
		g.stop(&article.Error{Kind: article.KindOf(err), Code: noModel, Err: err,
			Public: fmt.Sprintf("Nothing was compared: the first %d calls of the model failed. %s", hopeless, article.PublicText(err))})
	}
	return usage, err
}

// replied reports whether a failure is of what the model replied, or of what it
// was asked, rather than that it could not be asked.
func replied(err error) bool {
	for _, of := range []error{llm.ErrEmpty, llm.ErrRefused, llm.ErrCut, llm.ErrTooLong} {
		if errors.Is(err, of) {
			return true
		}
	}
	return false
}
