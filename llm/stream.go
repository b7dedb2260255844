package llm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"byline/prompts"
)

// Stream asks the model and passes each piece of its reply to emit, whose
// error ends the reply and is returned. It returns an error when the reply is
// empty, refused, cut off, unreadable or late; what was emitted before that
// stays emitted, and the usage tells what it took.
func (c *Client) Stream(ctx context.Context, p prompts.Prompt, emit func(delta string) error) (prompts.Usage, error) {
	if n := prompts.Tokens(p.System) + prompts.Tokens(p.User); n > c.config.MaxIn {
		return prompts.Usage{Model: c.config.Model}, c.fail(ctx, "ask", fmt.Errorf("%w: about %d of %d tokens", ErrTooLong, n, c.config.MaxIn))
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.config.Total, ErrSlow)
	defer cancel()
	ctx, late := context.WithCancelCause(ctx)
	defer late(nil)
	timer := time.AfterFunc(c.config.FirstToken, func() { late(ErrSlow) })
	defer timer.Stop()

	alive := func() { timer.Stop() }
	usage, err := c.ask(ctx, p, emit, alive)
	if errors.Is(err, errNoRoom) && c.makeRoom() {
		var more prompts.Usage
		more, err = c.ask(ctx, p, emit, alive)
		usage.In, usage.Out, usage.Estimated = usage.In+more.In, usage.Out+more.Out, usage.Estimated || more.Estimated
	}
	return usage, err
}

// ask asks once.
func (c *Client) ask(ctx context.Context, p prompts.Prompt, emit func(string) error, alive func()) (prompts.Usage, error) {
	got, o, err := c.connect(ctx, p)
	if err != nil {
		return prompts.Usage{Model: c.config.Model}, c.fail(ctx, "ask", err)
	}
	defer got.Close()
	r := reply{emit: emit, alive: alive, thoughts: thoughts{aloud: o.aloud}}
	err = r.read(got)
	usage := r.usage(p)
	usage.Model = cmp.Or(r.model, c.config.Model)
	var stopped stoppedByCaller
	switch {
	case errors.As(err, &stopped):
		return usage, stopped.error
	case errors.Is(err, errPage):
		usage = prompts.Usage{Model: c.config.Model} // no model read anything
	case errors.Is(err, errAloud):
		c.expectThoughts()
	case err != nil && r.bytes == 0 && tooLong(err):
		err = fmt.Errorf("%w: %w", ErrTooLong, err)
	}
	if err != nil {
		return usage, c.fail(ctx, "read the reply", err)
	}
	return usage, nil
}

// mostAsks is how often a request is put in another form: one for each option
// that a server may refuse, and one without any.
const mostAsks = 6

// connect sends the request and returns the options it went with. A server that
// does not take one of them is asked again without it, and with what it takes
// from then on.
func (c *Client) connect(ctx context.Context, p prompts.Prompt) (*replies, options, error) {
	o := c.options()
	for asked := 1; ; asked++ {
		resp, err := c.postChat(ctx, o.request(c.config.Model, p))
		if err == nil {
			c.learn(o)
			return newReplies(resp.Body), o, nil
		}
		if tooLong(err) {
			return nil, o, fmt.Errorf("%w: %w", ErrTooLong, err)
		}
		if ctx.Err() != nil || !refusedAsIs(err) {
			return nil, o, err
		}
		again, ok := o.without(err)
		if !ok || asked == mostAsks {
			return nil, o, err
		}
		o = again
	}
}

// postChat posts one request.
func (c *Client) postChat(ctx context.Context, r chatRequest) (*http.Response, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "text/event-stream")
	return c.post(req)
}

// options returns what the server is known to take.
func (c *Client) options() options {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.takes
}

// learn remembers what the server takes.
func (c *Client) learn(o options) {
	c.mu.Lock()
	defer c.mu.Unlock()
	o.think, o.aloud = c.takes.think, c.takes.aloud
	c.takes = o
}

// makeRoom remembers that the model thinks, and reports whether that is news.
func (c *Client) makeRoom() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	news := !c.takes.think
	c.takes.think = true
	return news
}

// expectThoughts remembers that the model's text begins with what it thinks.
func (c *Client) expectThoughts() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.takes.think, c.takes.aloud = true, true
}
