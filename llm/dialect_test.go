package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"byline/article"
	"byline/prompts"
)

// raw answers with a stream of these bytes.
func raw(stream string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		fmt.Fprint(w, stream)
	}
}

// whole200 answers with a body of JSON.
func whole200(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, body)
	}
}

// The replies of four servers, as their documentation and sources have them:
//
//	OpenAI     platform.openai.com/docs/api-reference/chat-streaming
//	llama.cpp  tools/server/README.md: timings beside the usage; comments keep the line open
//	Ollama     docs.ollama.com/api/openai-compatibility; thoughts in "reasoning"
//	vLLM       docs.vllm.ai, OpenAI-compatible server: reasoning_content, stop_reason, usage in a chunk without choices
const (
	openAIStream = `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini-2024-07-18","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"a1"}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"delta":{"content":"In 1987"},"logprobs":null,"finish_reason":null}],"usage":null}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini-2024-07-18","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}

data: [DONE]

`
	llamaStream = `: ping

data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"chatcmpl-1","model":"qwen3","system_fingerprint":"b6000","object":"chat.completion.chunk"}

:

data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"In 1987"}}],"created":1,"id":"chatcmpl-1","model":"qwen3","object":"chat.completion.chunk"}

data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}],"created":1,"id":"chatcmpl-1","model":"qwen3","object":"chat.completion.chunk"}

data: {"choices":[],"created":1,"id":"chatcmpl-1","model":"qwen3","object":"chat.completion.chunk","usage":{"completion_tokens":3,"prompt_tokens":7,"total_tokens":10},"timings":{"prompt_n":7,"prompt_ms":2.1,"predicted_n":3}}

data: [DONE]

`
	ollamaStream = `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"qwen3:4b","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning":"The treaty."},"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"qwen3:4b","choices":[{"index":0,"delta":{"role":"assistant","content":"In 1987"},"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"qwen3:4b","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop"}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"qwen3:4b","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}

data: [DONE]

`
	vllmStream = `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"reasoning_content":"The treaty."},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"content":"In 1987"},"logprobs":null,"finish_reason":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}]}

data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"Qwen/Qwen3-8B","choices":[],"usage":{"prompt_tokens":7,"total_tokens":10,"completion_tokens":3}}

data: [DONE]

`
)

func TestDialects(t *testing.T) {
	crlf := strings.ReplaceAll(openAIStream, "\n", "\r\n")
	for _, tt := range []struct {
		name  string
		h     http.HandlerFunc
		text  string
		model string
		in    int // tokens; 0: estimated
		err   error
	}{
		{"openai", raw(openAIStream), "In 1987", "gpt-4o-mini-2024-07-18", 7, nil},
		{"llama.cpp", raw(llamaStream), "In 1987", "qwen3", 7, nil},
		{"ollama", raw(ollamaStream), "In 1987", "qwen3:4b", 7, nil},
		{"vllm", raw(vllmStream), "In 1987", "Qwen/Qwen3-8B", 7, nil},
		{"lines that end in CR LF", raw(crlf), "In 1987", "gpt-4o-mini-2024-07-18", 7, nil},
		{"no space after data:", raw(strings.ReplaceAll(openAIStream, "data: ", "data:")), "In 1987", "gpt-4o-mini-2024-07-18", 7, nil},
		{"event names and ids", raw(strings.ReplaceAll(openAIStream, "data: {", "event: message\nid: 1\nretry: 10\ndata: {")), "In 1987", "gpt-4o-mini-2024-07-18", 7, nil},
		{"a thousand pings", raw(strings.Repeat(": ping - 2024-01-01\n\n", 1000) + openAIStream), "In 1987", "gpt-4o-mini-2024-07-18", 7, nil},
		{"done without an end of line", raw(strings.TrimSpace(openAIStream)), "In 1987", "gpt-4o-mini-2024-07-18", 7, nil},
		{"usage of nothing", raw(strings.Replace(vllmStream, `"prompt_tokens":7`, `"prompt_tokens":0`, 1)), "In 1987", "Qwen/Qwen3-8B", 0, nil},
		{"thoughts in the text", events(delta("<think>It was"), delta(" [1.1] 1988.\n</th"), delta("ink>\n\nIn "), delta("1987"), stop, "[DONE]"), "In 1987", "m", 0, nil},
		{"a mark of thoughts in pieces", events(delta("<"), delta("think"), delta(">x</think>In 1987"), stop, "[DONE]"), "In 1987", "m", 0, nil},
		{"no thoughts after all", events(delta(" <"), delta("1987"), stop, "[DONE]"), " <1987", "m", 0, nil},
		{"nothing but thoughts", events(delta("<think>It was 1988."), `{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}`, "[DONE]"), "", "m", 0, ErrEmpty},
		{"no choices at all", events(`{"choices":[]}`, "[DONE]"), "", "m", 0, ErrEmpty},
		{"cut by length", events(delta("In 1987 [1."), `{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}`, "[DONE]"), "In 1987 [1.", "m", 0, nil},
		{"one piece instead of a stream", whole200(`{"id":"1","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"In 1987"},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}`), "In 1987", "m-1", 7, nil},
		{"one piece that is filtered", whole200(`{"choices":[{"index":0,"message":{"role":"assistant","content":"In"},"finish_reason":"content_filter"}]}`), "In", "m", 0, ErrRefused},
		{"one piece that is no JSON", whole200(`{oops`), "", "m", 0, ErrGarbled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var text strings.Builder
			u, err := serve(t, Config{Model: "m"}, tt.h).Stream(t.Context(), ask, func(s string) error { text.WriteString(s); return nil })
			if !errors.Is(err, tt.err) || (err != nil) != (tt.err != nil) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if text.String() != tt.text || u.Model != tt.model || u.Estimated != (tt.in == 0) || tt.in != 0 && u.In != tt.in {
				t.Errorf("%q, usage %+v; want %q of %s with %d tokens read", text.String(), u, tt.text, tt.model, tt.in)
			}
		})
	}
}

const (
	openAITooLong = `{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`
	openAINoQuota = `{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`
)

// TestFailuresOfServers holds each server's own words of failure against what
// Byline makes of them.
func TestFailuresOfServers(t *testing.T) {
	for _, tt := range []struct {
		name   string
		h      http.HandlerFunc
		public string // part of what the reader is told
		is     error
	}{
		{"openai: too long", status(400, openAITooLong), "not answer", ErrTooLong},
		{"llama.cpp: too long", status(400, `{"error":{"code":400,"message":"request (4476 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":4476,"n_ctx":4096}}`), "not answer", ErrTooLong},
		{"vllm: too long", status(400, `{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 4157 tokens (4029 in the messages, 128 in the completion).","type":"BadRequestError","param":null,"code":400}`), "not answer", ErrTooLong},
		{"vllm: too long, newer", status(400, `{"error":{"message":"The decoder prompt is longer than the maximum context length","type":"BadRequestError","param":null,"code":400}}`), "not answer", ErrTooLong},
		{"vllm: too long, by the engine", status(400, `{"error":{"message":"The decoder prompt (length 5951) is longer than the maximum model length of 4096. Make sure that max_model_len is no smaller than the number of text tokens.","type":"BadRequestError","param":null,"code":400}}`), "not answer", ErrTooLong},
		{"vllm: too long with the reply", status(400, `{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 640 output tokens and your prompt contains at least 3457 input tokens, for a total of at least 4097 tokens. Please reduce the length of the input prompt or the number of requested output tokens.","type":"BadRequestError","param":"input_tokens","code":400}}`), "not answer", ErrTooLong},
		{"ollama: too long", status(413, `{"error":{"message":"the input length exceeds the context length","type":"api_error","param":null,"code":null}}`), "not answer", ErrTooLong},
		{"ollama: too long, older", status(500, `{"error":{"message":"the input length exceeds the context length","type":"api_error","param":null,"code":null}}`), "not answer", ErrTooLong},
		{"ollama's own API: no such model", status(404, `{"error":"model 'm' not found"}`), "check OPENAI_MODEL", nil},
		{"openai: no such model", status(404, `{"error":{"message":"The model 'm' does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`), "check OPENAI_MODEL", nil},
		{"an address without /v1 that takes no posts", status(405, `{"detail":"Method Not Allowed"}`), "OPENAI_BASE_URL", nil},
		{"llama.cpp: loading", status(503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`), "still being loaded", nil},
		{"ollama: no such model", status(404, `{"error":{"message":"model \"m\" not found, try pulling it first","type":"not_found_error","param":null,"code":null}}`), "check OPENAI_MODEL", nil},
		{"vllm: no such model", status(404, `{"object":"error","message":"The model `+"`m`"+` does not exist.","type":"NotFoundError","param":null,"code":404}`), "check OPENAI_MODEL", nil},
		{"openai: no credit", status(429, `{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`), "billing", nil},
		{"llama.cpp: no key", status(401, `{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}`), "OPENAI_API_KEY", nil},
		{"llama.cpp: failure inside a stream", raw("error: {\"code\":500,\"message\":\"context shift is disabled\",\"type\":\"server_error\"}\n\n"), "not answer", nil},
		{"failure inside a stream", raw(`data: {"error":{"message":"boom","type":"server_error","code":500}}` + "\n\n"), "not answer", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := serve(t, Config{Model: "m"}, tt.h).Stream(t.Context(), ask, func(string) error { return nil })
			if err == nil || !strings.Contains(article.PublicText(err), tt.public) || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("error %v, reader told %q; want %q and %v", err, article.PublicText(err), tt.public, tt.is)
			}
		})
	}
}

// picky answers as a server that refuses some fields in OpenAI's words, and
// holds each request against OpenAI's description.
type picky struct {
	refuses map[string]string // field: message
	bodies  []map[string]any
}

func (p *picky) serve(t *testing.T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		if err := validChat(body); err != nil {
			t.Errorf("%v in %v", err, body)
		}
		p.bodies = append(p.bodies, body)
		for field, message := range p.refuses {
			_, has := body[field]
			if field == "system" {
				has = body["messages"].([]any)[0].(map[string]any)["role"] == "system"
			}
			if has && message == "FastAPI" {
				status(422, `{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{"include_usage":true,"temperature":0}}]}`)(w, r)
				return
			}
			if has {
				status(400, fmt.Sprintf(`{"error":{"message":%q,"type":"invalid_request_error","param":%q,"code":"unsupported_parameter"}}`, message, field))(w, r)
				return
			}
		}
		raw(openAIStream)(w, r)
	}
}

func TestOptionsThatServersRefuse(t *testing.T) {
	const noTokens = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
	const noTemperature = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
	const noSystem = "Unsupported value: 'messages[0].role' does not support 'system' with this model."
	for _, tt := range []struct {
		name, model string
		refuses     map[string]string
		has, not    string // fields of the request that is answered
	}{
		{"nothing", "m", nil, "max_tokens temperature stream_options", "max_completion_tokens"},
		{"an o-series model", "o4-mini", map[string]string{"max_tokens": noTokens, "temperature": noTemperature}, "max_completion_tokens stream_options", "max_tokens temperature"},
		{"the same behind a name of its own", "my-deployment", map[string]string{"max_tokens": noTokens, "temperature": noTemperature}, "max_completion_tokens stream_options", "max_tokens temperature"},
		{"system, as o1-mini did", "my-o1", map[string]string{"system": noSystem}, "max_tokens temperature", "system"},
		{"usage", "m", map[string]string{"stream_options": "Unrecognized request argument supplied: stream_options"}, "max_tokens temperature", "stream_options"},
		{"everything", "m", map[string]string{"max_tokens": noTokens, "max_completion_tokens": "unknown field max_completion_tokens", "temperature": noTemperature, "stream_options": "no stream_options", "system": noSystem}, "messages", "max_tokens max_completion_tokens temperature stream_options system"},
		{"usage, by FastAPI, which sends the request back", "m", map[string]string{"stream_options": `FastAPI`}, "max_tokens temperature", "stream_options"},
		{"temperature, by its parameter", "m", map[string]string{"temperature": "This value is not supported with stream_options."}, "max_tokens stream_options", "temperature"},
		{"in no words", "m", map[string]string{"temperature": "bad request"}, "messages", "temperature"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &picky{refuses: tt.refuses}
			c := serve(t, Config{Model: tt.model}, p.serve(t))
			for range 2 {
				if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			if n := len(p.bodies); n > mostAsks+1 {
				t.Errorf("%d requests for two replies", n)
			}
			last, before := p.bodies[len(p.bodies)-1], p.bodies[len(p.bodies)-2]
			if fmt.Sprint(last) != fmt.Sprint(before) {
				t.Errorf("the second reply was asked for with %v, not at once with %v", last, before)
			}
			for f := range strings.FieldsSeq(tt.has) {
				if last[f] == nil {
					t.Errorf("no %s in %v", f, last)
				}
			}
			for f := range strings.FieldsSeq(tt.not) {
				if last[f] != nil || f == "system" && strings.Contains(fmt.Sprint(last["messages"]), "role:system") {
					t.Errorf("%s in %v", f, last)
				}
			}
			if text := fmt.Sprint(last["messages"]); !strings.Contains(text, ask.System) || !strings.Contains(text, ask.User) {
				t.Errorf("the words of the prompt are not all in %s", text)
			}
		})
	}
}

func TestReasoningModelsHaveRoomToThink(t *testing.T) {
	p := &picky{}
	if _, err := serve(t, Config{Model: "gpt-5-mini"}, p.serve(t)).Stream(t.Context(), prompts.Prompt{System: "a", User: "b", MaxTokens: 50}, func(string) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if n, _ := p.bodies[0]["max_completion_tokens"].(float64); n < 1000 || p.bodies[0]["temperature"] != nil {
		t.Errorf("request %v, want room beyond the 50 tokens of the reply and no temperature", p.bodies[0])
	}
}
