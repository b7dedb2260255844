package llm

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"byline/prompts"
)

// errNoRoom is why a reply is empty whose bound was reached while the model
// still thought.
var errNoRoom = fmt.Errorf("%w: its length went into thoughts", ErrEmpty)

// A reply gathers what is known of a streamed reply.
type reply struct {
	emit     func(string) error
	alive    func() // is called when the model is seen to think
	thoughts thoughts
	written  int // bytes, thoughts included
	bytes    int
	finish   string
	refused  bool
	reported prompts.Usage // In is 0 until the server reports
	model    string        // as the server calls it
}

// stoppedByCaller is an error of emit, to be told from the server's.
type stoppedByCaller struct{ error }

// read takes chunks until the reply ends. Servers differ: the usage comes in
// a last chunk without choices (OpenAI, vLLM, Ollama, llama.cpp) or beside the
// finish reason or in every chunk; the first delta may hold null; a stream may
// end without done.
func (r *reply) read(from *replies) error {
	for {
		c, err := from.next()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) && r.finish != "" {
			if err := r.pass(r.thoughts.rest()); err != nil {
				return err
			}
			return r.verdict()
		}
		if err != nil {
			return readable(err)
		}
		if c.Usage != nil {
			r.reported = prompts.Usage{In: c.Usage.Prompt, Out: c.Usage.Completion}
		}
		r.model = cmp.Or(r.model, c.Model)
		for _, choice := range c.Choices {
			if choice.Index != 0 {
				continue
			}
			if err := r.take(choice); err != nil {
				return err
			}
		}
	}
}

// take takes what a choice adds.
func (r *reply) take(c choice) error {
	r.finish = cmp.Or(c.Finish, r.finish)
	said := c.said()
	r.refused = r.refused || said.Refusal != ""
	if said.Content == "" && said.thought() == 0 {
		return nil
	}
	r.alive()
	r.written += len(said.Content) + said.thought()
	s, err := r.thoughts.pass(string(said.Content))
	if err != nil {
		return err
	}
	return r.pass(s)
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

// verdict judges a reply that has ended.
func (r *reply) verdict() error {
	switch {
	case r.refused || r.finish == finishFilter:
		return ErrRefused
	case r.finish == finishError || r.finish == finishAbort:
		return ErrCut
	case r.bytes == 0 && r.written > 0 && r.finish == finishLength:
		return errNoRoom
	case r.bytes == 0:
		return ErrEmpty
	default:
		return nil
	}
}

// readable names errors of reading as what they are.
func readable(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w", ErrCut, err)
	}
	return err
}

// usage returns what the server reported, or an estimate: Ollama says 0 where
// the prompt was cached.
func (r *reply) usage(p prompts.Prompt) prompts.Usage {
	if r.reported.In > 0 && r.reported.Out >= 0 {
		return r.reported
	}
	return prompts.Usage{In: prompts.Tokens(p.System) + prompts.Tokens(p.User), Out: (r.written + 3) / 4, Estimated: true}
}
