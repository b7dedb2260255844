package llm

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"testing"
)

// The rules of OpenAI's published description (github.com/openai/openai-openapi,
// openapi.yaml) for the fields that Byline sends: components
// CreateChatCompletionRequest, ChatCompletionRequestMessage,
// ChatCompletionStreamOptions and CreateEmbeddingRequest. A field that is not
// here fails, so that one that is added is looked up first.

// validChat says what is wrong with the body of a chat completion.
func validChat(body map[string]any) error {
	for field, v := range body {
		var ok bool
		switch field {
		case "model":
			s, isString := v.(string)
			ok = isString && s != ""
		case "messages":
			ok = validMessages(v)
		case "stream":
			_, ok = v.(bool)
		case "stream_options": // "Only set this when you set stream: true."
			o, isObject := v.(map[string]any)
			_, isBool := o["include_usage"].(bool)
			ok = isObject && len(o) == 1 && isBool && body["stream"] == true
		case "temperature": // number, 0 to 2
			n, isNumber := v.(float64)
			ok = isNumber && n >= 0 && n <= 2
		case "max_tokens", "max_completion_tokens": // integers; the first is deprecated for the second, never both
			n, isNumber := v.(float64)
			ok = isNumber && n >= 1 && n == math.Trunc(n) && (body["max_tokens"] == nil || body["max_completion_tokens"] == nil)
		}
		if !ok {
			return fmt.Errorf("%s is %v", field, v)
		}
	}
	if body["model"] == nil || body["messages"] == nil {
		return fmt.Errorf("model and messages are required")
	}
	return nil
}

// validMessages: at least one; each with a role and content that is text.
func validMessages(v any) bool {
	all, ok := v.([]any)
	if !ok || len(all) == 0 {
		return false
	}
	for _, m := range all {
		message, _ := m.(map[string]any)
		content, isText := message["content"].(string)
		role, _ := message["role"].(string)
		if len(message) != 2 || !isText || content == "" || role != "system" && role != "user" {
			return false
		}
	}
	return true
}

// validEmbedding says what is wrong with the body of an embeddings request:
// input of 1 to 2,048 texts none of which is empty, a model, and a format of
// float or base64.
func validEmbedding(body map[string]any) error {
	for field, v := range body {
		ok := false
		switch field {
		case "model":
			s, isString := v.(string)
			ok = isString && s != ""
		case "input":
			texts, isList := v.([]any)
			ok = isList && len(texts) >= 1 && len(texts) <= 2048
			for _, text := range texts {
				s, isString := text.(string)
				ok = ok && isString && s != ""
			}
		case "encoding_format":
			ok = v == "float" || v == "base64"
		case "dimensions":
			n, isNumber := v.(float64)
			ok = isNumber && n >= 1
		}
		if !ok {
			return fmt.Errorf("%s is %v", field, v)
		}
	}
	if body["model"] == nil || body["input"] == nil {
		return fmt.Errorf("model and input are required")
	}
	return nil
}

// TestValidators holds the rules against requests that break them.
func TestValidators(t *testing.T) {
	good := `"model":"m","messages":[{"role":"user","content":"x"}]`
	for body, ok := range map[string]bool{
		`{` + good + `}`: true,
		`{` + good + `,"stream":true,"stream_options":{"include_usage":true},"temperature":1e-45,"max_tokens":5}`: true,
		`{` + good + `,"stream_options":{"include_usage":true}}`:                                                  false,
		`{` + good + `,"temperature":2.5}`:                                                                        false,
		`{` + good + `,"max_tokens":5,"max_completion_tokens":5}`:                                                 false,
		`{` + good + `,"max_tokens":0.5}`:                                                                         false,
		`{` + good + `,"maxTokens":5}`:                                                                            false,
		`{"model":"m","messages":[]}`:                                                                             false,
		`{"model":"m","messages":[{"role":"boss","content":"x"}]}`:                                                false,
		`{"messages":[{"role":"user","content":"x"}]}`:                                                            false,
	} {
		var b map[string]any
		if err := json.Unmarshal([]byte(body), &b); err != nil {
			t.Fatal(err)
		}
		if err := validChat(b); (err == nil) != ok {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestEmbeddingsAreValid holds what is really sent against the rules.
func TestEmbeddingsAreValid(t *testing.T) {
	c := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		if err := validEmbedding(body); err != nil {
			t.Errorf("%v in %v", err, body)
		}
		type item struct {
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		}
		var data []item
		for i := range body["input"].([]any) {
			data = append(data, item{i, []float32{1, 2}})
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"data": data})
	})
	if _, _, err := c.Embed(t.Context(), "e", []string{"a", "b c"}); err != nil {
		t.Error(err)
	}
}
