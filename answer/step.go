package answer

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"byline/article"
	"byline/prompts"
)

// Steps are what a model may do besides writing. Each is off unless chosen,
// can only narrow what is shown or widen what is looked through, and is left
// out when it is slow: the answer then goes on as if it were off.
type Steps struct {
	Rewrite bool // puts the question into other words, to find more
	Rerank  bool // orders the sentences found
	Support bool // gives a second opinion on each sentence that held; may only withhold

	Limit    time.Duration                                                              // how long one may take; 0: 5 s
	Now      func() time.Time                                                           // nil: time.Now
	Deadline func(context.Context, time.Duration) (context.Context, context.CancelFunc) // nil: context.WithTimeout
}

const (
	// stepLimit is how long a step may take when Steps does not say: people
	// wait about ten seconds before they turn away (Nielsen 1993), and the
	// writing itself is still to come.
	stepLimit = 5 * time.Second
	// patience is how often in a row a step may fail before it is left out for
	// a rest.
	patience = 3
	rest     = 5 * time.Minute
	// maxStepReply bounds the bytes read of a step's reply.
	maxStepReply = 4 << 10
)

// errLong ends a step's reply that is longer than any that is of use.
var errLong = errors.New("answer: the reply is too long")

// resting keeps count of steps that fail. It is safe for concurrent use.
type resting struct {
	mu    sync.Mutex
	of    map[string]int       // failures in a row
	until map[string]time.Time // when a step is tried again
}

// step asks the model for one step. The reply is of no use unless ok; then the
// step is skipped. The call is nil when the model was not asked.
func (a *Answerer) step(ctx context.Context, p prompts.Prompt) (reply string, call *article.Call, ok bool) {
	now := time.Now
	if a.Steps.Now != nil {
		now = a.Steps.Now
	}
	if a.resting.rests(p.Name, now()) {
		return "", nil, false
	}
	within := a.Steps.Deadline
	if within == nil {
		within = context.WithTimeout
	}
	limited, cancel := within(ctx, cmp.Or(a.Steps.Limit, stepLimit))
	defer cancel()
	var b strings.Builder
	c, err := a.call(limited, p, func(piece string) error {
		if b.Len()+len(piece) > maxStepReply {
			return errLong
		}
		b.WriteString(piece)
		return nil
	})
	if ctx.Err() != nil {
		return "", &c, false // the question itself is given up; the step is not to blame
	}
	a.resting.count(p.Name, err == nil, now())
	if err != nil {
		a.log().WarnContext(ctx, "answer: going on without a step", "step", p.Name, "err", err)
	}
	return b.String(), &c, err == nil
}

// rests reports whether a step is left out for now.
func (r *resting) rests(name string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return now.Before(r.until[name])
}

// count notes how a step went.
func (r *resting) count(name string, ok bool, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil {
		r.of, r.until = map[string]int{}, map[string]time.Time{}
	}
	if ok {
		r.of[name] = 0
		return
	}
	if r.of[name]++; r.of[name] >= patience {
		r.of[name], r.until[name] = 0, now.Add(rest)
	}
}
