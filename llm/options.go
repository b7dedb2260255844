package llm

import (
	"errors"
	"math"
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

// roomToThink is how many tokens a reasoning model gets beyond its reply.
const roomToThink = 4096

// firstOptions are those a server is asked with first.
func firstOptions(model string, open bool) options {
	o := options{usage: true, temperature: true, limit: maxTokens, system: true}
	if open {
		o.limit = maxWritten
	}
	if reasoning.MatchString(model) {
		o.limit, o.temperature = maxWritten, false
	}
	return o
}

// request is p as a request with the options.
func (o options) request(model string, p prompts.Prompt) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{Model: model}
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
		// The smallest positive value: 0 would be left out of the request and
		// mean the server's default.
		req.Temperature = math.SmallestNonzeroFloat32
	}
	switch o.limit {
	case maxTokens:
		//lint:ignore SA1019 Ollama's documentation names only max_tokens
		req.MaxTokens = p.MaxTokens
	case maxWritten:
		req.MaxCompletionTokens = p.MaxTokens
		if reasoning.MatchString(model) {
			req.MaxCompletionTokens += roomToThink
		}
	}
	return req
}

// without returns the options with which to ask again after err; ok is false
// when nothing is left to leave out. An error that names no option costs all.
func (o options) without(err error) (again options, ok bool) {
	text := words(err)
	again = o
	switch {
	case strings.Contains(text, "stream_options") || strings.Contains(text, "include_usage"):
		again.usage = false
	case strings.Contains(text, "temperature"):
		again.temperature = false
	case strings.Contains(text, "max_completion_tokens") && o.limit == maxTokens:
		again.limit = maxWritten // "use 'max_completion_tokens' instead"
	case strings.Contains(text, "max_completion_tokens") || strings.Contains(text, "max_tokens"):
		again.limit = noLimit
	case strings.Contains(text, "role") && strings.Contains(text, "system") || strings.Contains(text, "system message"):
		again.system = false
	}
	if again == o {
		again = options{system: o.system}
	}
	return again, again != o
}

// tooLong reports whether a server refused a prompt because of its length, in
// the words of OpenAI (context_length_exceeded), llama.cpp
// (exceed_context_size_error) and vLLM ("maximum context length").
func tooLong(err error) bool {
	text := words(err)
	for _, s := range []string{"context_length_exceeded", "exceed_context_size", "maximum context length", "context length", "exceeds the available context size", "prompt is too long", "max_tokens must be at least 1"} {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// refusedAsIs reports whether err is a server's, or go-openai's, refusal of the
// request as it is: another one may do.
func refusedAsIs(err error) bool {
	switch statusOf(err) {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return true
	case 0:
		return errors.Is(err, openai.ErrReasoningModelMaxTokensDeprecated) || errors.Is(err, openai.ErrReasoningModelLimitationsOther) ||
			errors.Is(err, openai.ErrReasoningSamplingUnsupported)
	}
	return false
}
