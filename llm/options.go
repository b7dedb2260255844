package llm

import (
	"errors"
	"net/http"
	"regexp"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"byline/prompts"
)

// options are what a request has besides its messages. Servers differ in what
// they take; what one refuses is left out from then on.
type options struct {
	usage       bool  // stream_options.include_usage
	temperature bool  // as low as can be
	limit       limit // how long the reply may be
	system      bool  // a message of the role system; else it leads the user's
	think       bool  // room to think beside the reply
	aloud       bool  // what it thinks leads the text, without a mark where that begins
}

// limit is the name a server knows the longest reply by.
type limit byte

const (
	noLimit    limit = iota
	maxTokens        // max_tokens: the only name in Ollama's documentation
	maxWritten       // max_completion_tokens: OpenAI's, whose reasoning models take no other
)

// reasoning are OpenAI's models that think before they write; they take no
// temperature, and what they think counts as written.
// Source: https://platform.openai.com/docs/guides/reasoning
var reasoning = regexp.MustCompile(`^(?:.*/)?(?:o[1-9]|gpt-[5-9])`)

// thinkers are open models whose template begins their thoughts, so that a
// server that does not take these out sends them with a mark at their end only.
// Source: the chat templates of DeepSeek-R1, QwQ and the Thinking editions of Qwen3
var thinkers = regexp.MustCompile(`(?i)\b(?:r1|qwq|thinking)\b`)

// roomToThink is how many tokens a model that thinks gets beyond its reply.
const roomToThink = 4096

// firstOptions are those a server is asked with first.
func firstOptions(model string, open bool) options {
	o := options{usage: true, temperature: true, limit: maxTokens, system: true}
	if open {
		o.limit = maxWritten
	}
	if reasoning.MatchString(model) {
		o.limit, o.temperature, o.think = maxWritten, false, true
	}
	if thinkers.MatchString(model) {
		o.think, o.aloud = true, true
	}
	return o
}

// A chatRequest is the body of a chat completion. Unlike go-openai's it can say
// a temperature of 0, which that leaves out as if it were none. The smallest
// positive number, which go-openai advises instead, is another thing to
// llama.cpp's server: it divides by it, and what comes of that is no number.
type chatRequest struct {
	openai.ChatCompletionRequest
	Temperature *float32 `json:"temperature,omitempty"`
}

// request is p as a request with the options.
func (o options) request(model string, p prompts.Prompt) chatRequest {
	var req chatRequest
	req.Model, req.Stream = model, true
	if o.system {
		req.Messages = []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.User},
		}
	} else {
		req.Messages = []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: p.System + "\n\n" + p.User}}
	}
	if o.usage {
		req.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if o.temperature {
		req.Temperature = new(float32)
	}
	most := p.MaxTokens
	if o.think {
		most += roomToThink
	}
	switch o.limit {
	case maxTokens:
		//lint:ignore SA1019 Ollama's documentation names only max_tokens
		req.MaxTokens = most
	case maxWritten:
		req.MaxCompletionTokens = most
	}
	return req
}

// without returns the options with which to ask again after err; ok is false
// when nothing is left to leave out. An error that names no option costs all.
func (o options) without(err error) (again options, ok bool) {
	var f *failure
	if errors.As(err, &f) && f.param != "" {
		again, ok = o.less(strings.ToLower(f.param), f.words())
	}
	if !ok {
		text := saidOf(err)
		again, ok = o.less(text, text)
	}
	if !ok {
		again = options{system: o.system, think: o.think, aloud: o.aloud}
	}
	return again, again != o
}

// less returns the options without the one that is named; all is what the
// server said.
func (o options) less(named, all string) (options, bool) {
	again := o
	switch {
	case strings.Contains(named, "stream_options") || strings.Contains(named, "include_usage"):
		again.usage = false
	case strings.Contains(named, "temperature"):
		again.temperature = false
	case strings.Contains(all, "max_completion_tokens") && o.limit == maxTokens:
		again.limit = maxWritten // "use 'max_completion_tokens' instead"
	case strings.Contains(named, "max_completion_tokens") || strings.Contains(named, "max_tokens"):
		again.limit = noLimit
	case strings.Contains(all, "role") && strings.Contains(all, "system") || strings.Contains(all, "system message"):
		again.system = false
	}
	return again, again != o
}

// tooLong reports whether a server refused a prompt because of its length, in
// the words of OpenAI (context_length_exceeded), llama.cpp
// (exceed_context_size_error), vLLM ("maximum context length", "maximum model
// length") and Ollama ("exceeds the context length"), which have had status 400,
// 413 and 500 for it.
func tooLong(err error) bool {
	var f *failure
	if !errors.As(err, &f) {
		return false
	}
	text := f.words()
	for _, s := range []string{"context_length_exceeded", "exceed_context_size", "context length", "maximum model length", "exceeds the available context size",
		"context window", "prompt is too long", "max_tokens must be at least 1"} {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// refusedAsIs reports whether err is a server's refusal of the request as it is:
// another one may do.
func refusedAsIs(err error) bool {
	status := statusOf(err)
	return status == http.StatusBadRequest || status == http.StatusUnprocessableEntity
}
