package llm

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// described are the schemas of testdata/openai.yaml, which names its sources.
var described = sync.OnceValue(func() openapi3.Schemas {
	data, err := os.ReadFile("testdata/openai.yaml")
	if err != nil {
		panic(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		panic(err)
	}
	return doc.Components.Schemas
})

// valid says what is wrong with a body by the schema of that name.
func valid(schema string, body any) error { return described()[schema].Value.VisitJSON(body) }

// validChat says what is wrong with the body of a chat completion, the rules
// included that the description has in words.
func validChat(body map[string]any) error {
	switch {
	case body["stream_options"] != nil && body["stream"] != true:
		return errors.New("stream_options: only set this when you set stream: true")
	case body["max_tokens"] != nil && body["max_completion_tokens"] != nil:
		return errors.New("max_tokens is deprecated in favor of max_completion_tokens")
	}
	return valid("CreateChatCompletionRequest", body)
}

// validEmbedding says what is wrong with the body of an embeddings request.
// A text of 8,192 tokens has at least as many bytes.
func validEmbedding(body map[string]any) error {
	if err := valid("CreateEmbeddingRequest", body); err != nil {
		return err
	}
	sum := 0
	for _, text := range body["input"].([]any) {
		sum += len(text.(string))
	}
	if sum > 300_000 && len(body["input"].([]any)) > 1 {
		return errors.New("input: a maximum of 300,000 tokens summed across all inputs")
	}
	return nil
}

// TestValidators holds the rules against requests that break them.
func TestValidators(t *testing.T) {
	good := `"model":"m","messages":[{"role":"user","content":"x"}]`
	for body, ok := range map[string]bool{
		`{` + good + `}`: true,
		`{` + good + `,"stream":true,"stream_options":{"include_usage":true},"temperature":0,"max_tokens":5}`: true,
		`{` + good + `,"stream_options":{"include_usage":true}}`:                                              false,
		`{` + good + `,"stream":true,"stream_options":{"usage":true}}`:                                        false,
		`{` + good + `,"temperature":2.5}`:                                                                    false,
		`{` + good + `,"max_tokens":5,"max_completion_tokens":5}`:                                             false,
		`{` + good + `,"max_tokens":0.5}`:                                                                     false,
		`{` + good + `,"maxTokens":5}`:                                                                        false,
		`{"model":"m","messages":[]}`:                                                                         false,
		`{"model":"m","messages":[{"role":"boss","content":"x"}]}`:                                            false,
		`{"messages":[{"role":"user","content":"x"}]}`:                                                        false,
	} {
		var b map[string]any
		if err := json.Unmarshal([]byte(body), &b); err != nil {
			t.Fatal(err)
		}
		if err := validChat(b); (err == nil) != ok {
			t.Errorf("%s: %v", body, err)
		}
	}
	for body, ok := range map[string]bool{
		`{"model":"e","input":["a"],"encoding_format":"float"}`: true,
		`{"model":"e","input":["a",""]}`:                        false,
		`{"model":"e","input":[]}`:                              false,
		`{"model":"e","input":["a"],"encoding_format":"int8"}`:  false,
	} {
		var b map[string]any
		if err := json.Unmarshal([]byte(body), &b); err != nil {
			t.Fatal(err)
		}
		if err := validEmbedding(b); (err == nil) != ok {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestScriptsAreValid holds what the tests let OpenAI say against its own
// description.
func TestScriptsAreValid(t *testing.T) {
	for line := range strings.Lines(openAIStream) {
		data, ok := strings.CutPrefix(line, "data: {")
		if !ok {
			continue
		}
		var chunk any
		if err := json.Unmarshal([]byte("{"+data), &chunk); err != nil {
			t.Fatal(err)
		}
		if err := valid("CreateChatCompletionStreamResponse", chunk); err != nil {
			t.Errorf("%v in %s", err, line)
		}
	}
	for _, body := range []string{openAITooLong, openAINoQuota} {
		var failure any
		if err := json.Unmarshal([]byte(body), &failure); err != nil {
			t.Fatal(err)
		}
		if err := valid("ErrorResponse", failure); err != nil {
			t.Errorf("%v in %s", err, body)
		}
	}
}

// TestEmbeddingsAreValid holds what is really sent against the rules: many
// texts, long ones, and an empty one.
func TestEmbeddingsAreValid(t *testing.T) {
	asked := 0
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
		asked++
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"data": data})
	})
	long := strings.Repeat("long ", 30_000)
	texts := []string{"a", "", "b c", long, long, long, strings.Repeat(long, 3)}
	for range 2 * maxBatch {
		texts = append(texts, "short")
	}
	vectors, _, err := c.Embed(t.Context(), "e", texts)
	if err != nil || len(vectors) != len(texts) {
		t.Errorf("%d vectors of %d texts, %v", len(vectors), len(texts), err)
	}
	if asked != 5 {
		t.Errorf("%d requests", asked)
	}
}
