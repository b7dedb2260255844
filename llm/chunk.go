package llm

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A chunk is a piece of a reply: OpenAI's CreateChatCompletionStreamResponse, or,
// from a server that does not stream, its CreateChatCompletionResponse.
type chunk struct {
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   *struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
	} `json:"usage"`
}

// A choice is one of the replies that a server writes at once; we want one.
type choice struct {
	Index   int    `json:"index"`
	Delta   words  `json:"delta"`
	Message words  `json:"message"`
	Finish  string `json:"finish_reason"`
}

// said returns what the choice adds.
func (c *choice) said() words {
	if c.Message != (words{}) {
		return c.Message
	}
	return c.Delta
}

// The reasons why a reply ended that make a difference; "stop" and, where a
// server calls tools nobody gave it, "tool_calls" do not.
const (
	finishLength = "length"         // the bound on the reply was reached
	finishFilter = "content_filter" // OpenAI's and Azure's filters took words out
	finishError  = "error"          // vLLM and routers: a failure came after the beginning
	finishAbort  = "abort"          // vLLM: the request was given up
)

// words are what a model wrote. Reasoning is what it thought before: llama.cpp
// and older vLLM have it as reasoning_content, vLLM and Ollama as reasoning.
type words struct {
	Content          text    `json:"content"`
	Refusal          text    `json:"refusal"`
	ReasoningContent thought `json:"reasoning_content"`
	Reasoning        thought `json:"reasoning"`
}

// thought returns how many bytes were thought.
func (w words) thought() int { return int(w.ReasoningContent + w.Reasoning) }

// text is a string, null, or parts of which those of type text count.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(data []byte) error {
	if !bytes.HasPrefix(data, []byte("[")) {
		return json.Unmarshal(data, (*string)(t))
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	var all strings.Builder
	for _, p := range parts {
		if p.Type == "text" {
			all.WriteString(p.Text)
		}
	}
	*t = text(all.String())
	return nil
}

// thought counts the bytes of what a model thought, in whatever form; the words
// themselves go nowhere.
type thought int

// UnmarshalJSON implements json.Unmarshaler.
func (t *thought) UnmarshalJSON(data []byte) error {
	var s string
	switch {
	case string(data) == "null":
	case json.Unmarshal(data, &s) == nil:
		*t = thought(len(s))
	default:
		*t = thought(len(data))
	}
	return nil
}
