package llm

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"byline/article"
	"byline/prompts"
)

// split sends a stream in pieces that end inside a letter and inside a line.
func split(stream string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range len(stream) {
			fmt.Fprint(w, stream[i:i+1])
			w.(http.Flusher).Flush()
		}
	}
}

func gzipped(stream string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte(stream))
		_ = z.Close()
	}
}

// indented is a stream whose chunks take several data lines each.
func indented(stream string) string {
	var b strings.Builder
	for line := range strings.Lines(stream) {
		data, ok := strings.CutPrefix(line, "data: {")
		var chunk any
		if !ok || json.Unmarshal([]byte("{"+data), &chunk) != nil {
			b.WriteString(line)
			continue
		}
		whole, _ := json.MarshalIndent(chunk, "data: ", "  ")
		b.WriteString("data: " + string(whole) + "\n")
	}
	return b.String()
}

// TestWire has what lies between a server and its words.
func TestWire(t *testing.T) {
	text := strings.Repeat("In 1987 the café’s “Orla” opened. ", 40_000)
	long := "data: " + delta(text) + "\n\ndata: " + stop + "\n\ndata: [DONE]\n\n"
	umlauts := strings.ReplaceAll(openAIStream, "In 1987", "Für 日本")
	for name, tt := range map[string]struct {
		h    http.HandlerFunc
		text string
	}{
		"a byte order mark":                 {raw("\ufeff" + openAIStream), "In 1987"},
		"lines that end in CR":              {raw(strings.ReplaceAll(openAIStream, "\n", "\r")), "In 1987"},
		"data in several lines":             {raw(indented(openAIStream)), "In 1987"},
		"no empty lines":                    {raw(strings.ReplaceAll(openAIStream, "\n\n", "\n")), "In 1987"},
		"comments of a router":              {raw(strings.ReplaceAll(openAIStream, "data: {", ": OPENROUTER PROCESSING\n\ndata: {")), "In 1987"},
		"a line of 1.4 megabytes":           {raw(long), text},
		"gzip":                              {gzipped(openAIStream), "In 1987"},
		"pieces of a byte":                  {split(umlauts), "Für 日本"},
		"a stream that is called JSON":      {whole200(openAIStream), "In 1987"},
		"one piece that is called a stream": {raw(`{"choices":[{"index":0,"message":{"content":"In 1987"},"finish_reason":"stop"}]}`), "In 1987"},
		"fields of later days":              {raw(strings.ReplaceAll(openAIStream, `{"id"`, `{"moderation":{"input":null},"provider":"p","service_tier":"fast","id"`)), "In 1987"},
		"content in parts":                  {events(`{"choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},{"type":"text","text":"In 1987"}]},"finish_reason":null}]}`, stop, "[DONE]"), "In 1987"},
		"a second usage after the end":      {events(delta("In 1987"), stop, usage, usage, "[DONE]", delta(" or never")), "In 1987"},
		"tools that nobody gave":            {events(delta("In 1987"), `{"choices":[{"index":0,"delta":{"content":null,"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]},"finish_reason":"tool_calls"}]}`, "[DONE]"), "In 1987"},
	} {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			_, err := serve(t, Config{Model: "m"}, tt.h).Stream(t.Context(), ask, func(s string) error { got.WriteString(s); return nil })
			if err != nil || got.String() != tt.text {
				t.Errorf("%d bytes, want %d: %.60q, %v", got.Len(), len(tt.text), got.String(), err)
			}
		})
	}
}

// TestFailuresWithinStreams: the status was 200 before anything went wrong.
func TestFailuresWithinStreams(t *testing.T) {
	for name, tt := range map[string]struct {
		events []string
		kind   article.Kind
		public string
		is     error
	}{
		"openai, vllm":                   {[]string{delta("In"), `{"error":{"message":"boom","type":"server_error","param":null,"code":null}}`}, article.Unavailable, "", nil},
		"llama.cpp":                      {[]string{delta("In"), `{"error":{"code":500,"message":"context shift is disabled","type":"server_error"}}`}, article.Unavailable, "", nil},
		"older vllm":                     {[]string{delta("In"), `{"object":"error","message":"boom","type":"InternalServerError","param":null,"code":500}`, "[DONE]"}, article.Unavailable, "", nil},
		"ollama":                         {[]string{delta("In"), `{"error":"an error was encountered while running the model"}`}, article.Unavailable, "", nil},
		"a router":                       {[]string{delta("In"), `{"id":"1","object":"chat.completion.chunk","error":{"code":502,"message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}`, "[DONE]"}, article.Unavailable, "", nil},
		"an end in an error":             {[]string{delta("In"), `{"choices":[{"index":0,"delta":{},"finish_reason":"error"}]}`, "[DONE]"}, article.Unavailable, "", ErrCut},
		"a limit":                        {[]string{`{"error":{"code":429,"message":"Rate limit exceeded"}}`}, article.Busy, "", nil},
		"a limit by name":                {[]string{`{"error":{"code":"rate_limit_exceeded","message":"slow down","type":"requests"}}`}, article.Busy, "", nil},
		"no credit":                      {[]string{openAINoQuota}, article.Unavailable, "credit", nil},
		"a key":                          {[]string{`{"error":{"code":401,"message":"bad key"}}`}, article.Unavailable, "OPENAI_API_KEY", nil},
		"older llama.cpp: too long":      {[]string{`{"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"invalid_request_error"}}`}, article.Unavailable, "", ErrTooLong},
		"a failure after words, of size": {[]string{delta("In"), `{"error":{"code":400,"message":"exceeds the available context size"}}`}, article.Unavailable, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := serve(t, Config{Model: "m"}, events(tt.events...)).Stream(t.Context(), ask, func(string) error { return nil })
			if err == nil || article.KindOf(err) != tt.kind || !strings.Contains(article.PublicText(err), tt.public) || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("%v, reader told %q", err, article.PublicText(err))
			}
			if tt.is == nil && errors.Is(err, ErrTooLong) {
				t.Error("a shorter prompt would be asked for after words were shown")
			}
		})
	}
	cut := "data: " + delta("In") + "\n\ndata: {\"choices\":[{\"ind"
	if _, err := serve(t, Config{Model: "m"}, raw(cut)).Stream(t.Context(), ask, func(string) error { return nil }); !errors.Is(err, ErrCut) {
		t.Errorf("cut inside a chunk: %v, want %v", err, ErrCut)
	}
}

// TestWebPage: the address is that of a page, or something in between asks to
// sign in.
func TestWebPage(t *testing.T) {
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "\n<!doctype html><title>Sign in</title>")
	}
	c := serve(t, Config{Model: "m"}, page)
	u, err := c.Stream(t.Context(), ask, func(string) error { return nil })
	if !errors.Is(err, ErrGarbled) || u != (prompts.Usage{Model: "m"}) {
		t.Errorf("%+v, %v; want no tokens", u, err)
	}
	if _, _, inVectors := c.Embed(t.Context(), "e", []string{"a"}); !strings.Contains(article.PublicText(err), "OPENAI_BASE_URL") || !strings.Contains(article.PublicText(inVectors), "OPENAI_BASE_URL") {
		t.Errorf("readers are told %q and %q", article.PublicText(err), article.PublicText(inVectors))
	}
}

// TestThoughtsAreLife: whatever a server calls them, they show that the model
// works, count as written, and are shown to nobody.
func TestThoughtsAreLife(t *testing.T) {
	for _, thought := range []string{`"reasoning":"The treaty."`, `"reasoning_content":"The treaty."`, `"reasoning":"The treaty.","content":""`, `"reasoning":{"text":"The treaty."}`, `"content":"<think>The treaty."`} {
		c := serve(t, Config{Model: "m"}, events(`{"choices":[{"index":0,"delta":{`+thought+`}}]}`, "[DONE]"))
		got, _, err := c.connect(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		alive, text := false, ""
		r := reply{alive: func() { alive = true }, emit: func(s string) error { text += s; return nil }}
		err = r.read(got)
		got.Close()
		if !alive || text != "" || !errors.Is(err, ErrEmpty) || r.usage(ask).Out < 2 {
			t.Errorf("%s: alive %v, shown %q, %+v, %v", thought, alive, text, r.usage(ask), err)
		}
	}
}

// TestRoomToThinkIsLearnt: a model that nobody knew to think spends the length
// of its reply on it, and is asked again with room.
func TestRoomToThinkIsLearnt(t *testing.T) {
	var limits []float64
	c := serve(t, Config{Model: "qwen3:4b"}, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		n, _ := body["max_tokens"].(float64)
		if limits = append(limits, n); n < 1000 {
			events(`{"choices":[{"index":0,"delta":{"reasoning":"Let me see."}}]}`, `{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}`, usage, "[DONE]")(w, r)
			return
		}
		events(`{"choices":[{"index":0,"delta":{"reasoning":"Let me see."}}]}`, delta("In 1987"), stop, usage, "[DONE]")(w, r)
	})
	for i := range 2 {
		text := ""
		u, err := c.Stream(t.Context(), prompts.Prompt{System: "a", User: "b", MaxTokens: 50}, func(s string) error { text += s; return nil })
		if err != nil || text != "In 1987" || u.In != 7*(2-i) || u.Estimated {
			t.Errorf("reply %d: %q, %+v, %v; want both requests counted", i+1, text, u, err)
		}
	}
	if len(limits) != 3 || limits[0] != 50 || limits[1] != limits[2] {
		t.Errorf("limits %v, want 50 and twice more", limits)
	}
}

// TestThoughtsWithoutABeginning: the template of some models begins their
// thoughts, so that a server which passes text as it is has only their end.
func TestThoughtsWithoutABeginning(t *testing.T) {
	aloud := events(delta("Let me see. It was 1988 [1.1].\n</th"), delta("ink>\n\nIn 1987"), stop, "[DONE]")
	say := func(c *Client) (string, error) {
		text := ""
		_, err := c.Stream(t.Context(), ask, func(s string) error { text += s; return nil })
		return text, err
	}
	unknown := serve(t, Config{Model: "m"}, aloud)
	if _, err := say(unknown); !errors.Is(err, ErrGarbled) {
		t.Errorf("thoughts pass as a reply: %v", err)
	}
	for name, c := range map[string]*Client{
		"the second reply":             unknown,
		"a model known for it":         serve(t, Config{Model: "deepseek-r1:8b"}, aloud),
		"known for it, under a folder": serve(t, Config{Model: "Qwen/QwQ-32B"}, aloud),
		"and it does not think":        serve(t, Config{Model: "deepseek-r1"}, events(delta("In "), delta("1987"), stop, "[DONE]")),
	} {
		if text, err := say(c); err != nil || text != "In 1987" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if text, err := say(serve(t, Config{Model: "m"}, events(delta("1 < 2, 3 </ 4"), delta(" <"), stop, "[DONE]"))); err != nil || text != "1 < 2, 3 </ 4 <" {
		t.Errorf("marks that are none: %q, %v", text, err)
	}
}
