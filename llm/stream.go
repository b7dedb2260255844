package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

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

	stream, err := c.connect(ctx, p)
	if err != nil {
		return prompts.Usage{Model: c.config.Model}, c.fail(ctx, "ask", err)
	}
	defer stream.Close()
	r := reply{emit: emit, alive: func() { timer.Stop() }}
	err = r.read(stream)
	usage := r.usage(p)
	usage.Model = cmp.Or(r.model, c.config.Model)
	var stopped stoppedByCaller
	switch {
	case errors.As(err, &stopped):
		return usage, stopped.error
	case err != nil:
		return usage, c.fail(ctx, "read the reply", err)
	}
	return usage, nil
}

// mostAsks is how often a request is put in another form: one for each option
// that a server may refuse, and one without any.
const mostAsks = 6

// connect sends the request. A server that does not take one of the options is
// asked again without it, and with what it takes from then on.
func (c *Client) connect(ctx context.Context, p prompts.Prompt) (*openai.ChatCompletionStream, error) {
	o := c.options()
	for asked := 1; ; asked++ {
		stream, err := c.api.CreateChatCompletionStream(ctx, o.request(c.config.Model, p))
		if err == nil {
			c.learn(o)
			return stream, nil
		}
		if ctx.Err() != nil || !refusedAsIs(err) {
			return nil, err
		}
		if tooLong(err) {
			return nil, fmt.Errorf("%w: %w", ErrTooLong, err)
		}
		again, ok := o.without(err)
		if !ok || asked == mostAsks {
			return nil, err
		}
		o = again
	}
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
	c.takes = o
}

// A reply gathers what is known of a streamed reply.
type reply struct {
	emit     func(string) error
	alive    func() // is called when the model is seen to think
	thoughts thoughts
	written  int // bytes, thoughts included
	bytes    int
	finish   openai.FinishReason
	refused  bool
	reported *openai.Usage
	model    string // as the server calls it
}

// stoppedByCaller is an error of emit, to be told from the server's.
type stoppedByCaller struct{ error }

// read takes chunks until the stream ends. Servers differ: the usage comes in
// a last chunk without choices (OpenAI, vLLM) or beside the finish reason
// (llama.cpp) or in every chunk; the first delta may hold null.
func (r *reply) read(stream *openai.ChatCompletionStream) error {
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) && r.finish != "" {
			if err := r.pass(r.thoughts.rest()); err != nil {
				return err
			}
			return r.verdict()
		}
		if err != nil {
			return readable(err)
		}
		if chunk.Usage != nil {
			r.reported = chunk.Usage
		}
		r.model = cmp.Or(r.model, chunk.Model)
		for _, choice := range chunk.Choices {
			if choice.Index != 0 {
				continue
			}
			if choice.FinishReason != "" && choice.FinishReason != openai.FinishReasonNull {
				r.finish = choice.FinishReason
			}
			r.refused = r.refused || choice.Delta.Refusal != ""
			if s := choice.Delta.Content; s != "" || choice.Delta.ReasoningContent != "" {
				r.alive()
				r.written += len(s) + len(choice.Delta.ReasoningContent)
				if err := r.pass(r.thoughts.pass(s)); err != nil {
					return err
				}
			}
		}
	}
}

// pass hands a piece of the reply on.
func (r *reply) pass(s string) error {
	if s == "" {
		return nil
	}
	r.bytes += len(s)
	if err := r.emit(s); err != nil {
		return stoppedByCaller{err}
	}
	return nil
}

// verdict judges a reply whose stream has ended.
func (r *reply) verdict() error {
	switch {
	case r.refused || r.finish == openai.FinishReasonContentFilter:
		return ErrRefused
	case r.bytes == 0:
		return ErrEmpty
	default:
		return nil
	}
}

// readable names errors of decoding as what they are.
func readable(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w", ErrCut, err)
	}
	if s := err.Error(); statusOf(err) == 0 && (strings.Contains(s, "invalid character") || strings.Contains(s, "unmarshal") ||
		strings.Contains(s, "unexpected end of JSON") || errors.Is(err, openai.ErrTooManyEmptyStreamMessages)) {
		return fmt.Errorf("%w: %w", ErrGarbled, err)
	}
	return err
}

// usage returns what the server reported, or an estimate.
func (r *reply) usage(p prompts.Prompt) prompts.Usage {
	if u := r.reported; u != nil && u.PromptTokens > 0 {
		return prompts.Usage{In: u.PromptTokens, Out: u.CompletionTokens}
	}
	return prompts.Usage{In: prompts.Tokens(p.System) + prompts.Tokens(p.User), Out: (r.written + 3) / 4, Estimated: true}
}
