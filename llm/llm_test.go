package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/prompts"
)

const secret = "sk-test-0123456789abcdef"

// serve starts a server that answers as h does and a client of it that waits
// no time between tries.
func serve(t *testing.T, c Config, h http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c.BaseURL, c.Key = s.URL+"/v1", secret
	return New(c)
}

// events answers with the given data lines as server-sent events.
func events(lines ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for _, l := range lines {
			fmt.Fprintf(w, "data: %s\n\n", l)
			w.(http.Flusher).Flush()
		}
	}
}

func status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After-Ms", "1")
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

// delta is a chunk that carries s.
func delta(s string) string {
	b, _ := json.Marshal(s)
	return fmt.Sprintf(`{"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}],"usage":null}`, b)
}

const (
	first  = `{"choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}`
	stop   = `{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`
	usage  = `{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}`
	llama  = `{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10},"timings":{"prompt_n":7}}`
	refuse = `{"choices":[{"index":0,"delta":{"refusal":"I cannot help with that."},"finish_reason":null}]}`
	filter = `{"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}`
)

var ask = prompts.Prompt{System: "Answer.", User: "When?", MaxTokens: 50}

func TestStream(t *testing.T) {
	tests := []struct {
		name string
		h    http.HandlerFunc
		text string
		err  error // nil: none
		in   int   // 0: estimated
	}{
		{"openai", events(first, delta("In "), delta("1987"), stop, usage, "[DONE]"), "In 1987", nil, 7},
		{"llama.cpp", events(first, delta("In 1987"), llama, "[DONE]"), "In 1987", nil, 7},
		{"without usage", events(delta("In 1987"), stop, "[DONE]"), "In 1987", nil, 0},
		{"without a finish reason", events(delta("In 1987"), "[DONE]"), "In 1987", nil, 0},
		{"without done", events(delta("In 1987"), stop), "In 1987", nil, 0},
		{"usage in each chunk", events(strings.Replace(delta("In 1987"), `"usage":null`, `"usage":{"prompt_tokens":7,"completion_tokens":1}`, 1), stop, "[DONE]"), "In 1987", nil, 7},
		{"a second choice", events(delta("In 1987"), `{"choices":[{"index":1,"delta":{"content":"no"}}]}`, stop, "[DONE]"), "In 1987", nil, 0},
		{"cut", events(delta("In 19")), "In 19", ErrCut, 0},
		{"empty", events(first, stop, usage, "[DONE]"), "", ErrEmpty, 7},
		{"nothing at all", events("[DONE]"), "", ErrEmpty, 0},
		{"refusal", events(first, refuse, stop, "[DONE]"), "", ErrRefused, 0},
		{"filtered", events(delta("In"), filter, "[DONE]"), "In", ErrRefused, 0},
		{"not JSON", events(delta("In"), "{oops", "[DONE]"), "In", ErrGarbled, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var text strings.Builder
			u, err := serve(t, Config{Model: "any"}, tt.h).Stream(t.Context(), ask, func(s string) error {
				text.WriteString(s)
				return nil
			})
			if !errors.Is(err, tt.err) || (err != nil) != (tt.err != nil) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if text.String() != tt.text {
				t.Errorf("text %q, want %q", text.String(), tt.text)
			}
			if u.Estimated != (tt.in == 0) || tt.in != 0 && u.In != tt.in {
				t.Errorf("usage %+v, want in %d", u, tt.in)
			}
		})
	}
}

func TestErrorsInTheStream(t *testing.T) {
	for _, line := range []string{
		`{"error":{"code":500,"message":"out of memory","type":"server_error"}}`,
		`{"error":{"code":"overloaded","message":"try later","type":"server_error"}}`,
	} {
		_, err := serve(t, Config{}, events(delta("In"), line)).Stream(t.Context(), ask, func(string) error { return nil })
		if article.KindOf(err) != article.Unavailable {
			t.Errorf("%s: error %v, want one that is Unavailable", line, err)
		}
	}
}

func TestStatuses(t *testing.T) {
	tests := []struct {
		code int
		body string
		kind article.Kind
		sent int // requests
	}{
		{401, `{"error":{"message":"Incorrect API key provided: ` + secret + `","type":"invalid_request_error","code":"invalid_api_key"}}`, article.Unavailable, 1},
		{403, secret, article.Unavailable, 1},
		{404, `{"error":{"message":"model not found","code":404,"type":"not_found_error"}}`, article.Unavailable, 1},
		{429, `{"error":{"message":"slow down ` + secret + `","code":429}}`, article.Busy, maxTries},
		{500, "oops " + secret, article.Unavailable, maxTries},
		{503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`, article.Unavailable, maxTries},
		{400, `{"object":"error","message":"stream_options is not permitted","code":400}`, article.Unavailable, 3},
		{429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`, article.Unavailable, 1},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.code), func(t *testing.T) {
			sent := 0
			c := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
				sent++
				status(tt.code, tt.body)(w, r)
			})
			_, err := c.Stream(t.Context(), ask, func(string) error { return nil })
			if article.KindOf(err) != tt.kind {
				t.Errorf("error %v, want kind %s", err, tt.kind)
			}
			if sent != tt.sent {
				t.Errorf("%d requests, want %d", sent, tt.sent)
			}
			for e := err; e != nil; e = errors.Unwrap(e) {
				if text := fmt.Sprintf("%v %+v %#v %s", e, e, c.config, article.PublicText(e)); strings.Contains(text, secret) {
					t.Errorf("the key is in %q", text)
				}
			}
		})
	}
}

func TestRetryThenAnswer(t *testing.T) {
	sent := 0
	c := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		if sent++; sent == 1 {
			status(429, `{"error":{"message":"slow down"}}`)(w, r)
			return
		}
		events(delta("In 1987"), stop, "[DONE]")(w, r)
	})
	if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); err != nil || sent != 2 {
		t.Errorf("error %v after %d requests, want none after 2", err, sent)
	}
}

func TestOptionsAreDroppedWhenRefused(t *testing.T) {
	var bodies []map[string]any
	c := serve(t, Config{Model: "m"}, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		if bodies = append(bodies, body); len(bodies) == 1 {
			status(400, `{"error":{"message":"unknown field stream_options","code":400}}`)(w, r)
			return
		}
		events(delta("In 1987"), stop, "[DONE]")(w, r)
	})
	if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if len(bodies) != 2 || bodies[0]["stream_options"] == nil || bodies[0]["max_tokens"] == nil {
		t.Fatalf("requests %v, want the first with options", bodies)
	}
	if bodies[1]["stream_options"] != nil || bodies[1]["max_tokens"] == nil || bodies[1]["temperature"] == nil {
		t.Errorf("the second request is %v, want the first without stream_options", bodies[1])
	}
	if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); err != nil || len(bodies) != 3 || bodies[2]["stream_options"] != nil {
		t.Errorf("what was refused is asked for again: %v", bodies[2:])
	}
}

// TestRetryAfterBeyondTheDeadlineFailsAtOnce would last an hour if it waited.
func TestRetryAfterBeyondTheDeadlineFailsAtOnce(t *testing.T) {
	c := serve(t, Config{FirstToken: time.Hour}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(429)
	})
	if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); article.KindOf(err) != article.Busy {
		t.Errorf("error %v, want Busy at once", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2020, 10, 27, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, value string
		want        time.Duration
		told        bool
	}{
		{"Retry-After", "2", 2 * time.Second, true},
		{"Retry-After", "0.5", 500 * time.Millisecond, true},
		{"Retry-After", "Tue, 27 Oct 2020 12:00:03 GMT", 3 * time.Second, true},
		{"Retry-After", "Tue, 27 Oct 2020 11:00:00 GMT", 0, true},
		{"Retry-After-Ms", "20", 20 * time.Millisecond, true},
		{"Retry-After", "-1", 0, false},
		{"Retry-After", "NaN", 0, false},
		{"Retry-After", "soon", 0, false},
	} {
		h := http.Header{}
		h.Set(tt.name, tt.value)
		if d, told := retryAfter(h, now); d != tt.want || told != tt.told {
			t.Errorf("%s: %s: %s, %v; want %s, %v", tt.name, tt.value, d, told, tt.want, tt.told)
		}
	}
}

func TestSlow(t *testing.T) {
	hang := func(lines ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			events(lines...)(w, r)
			<-r.Context().Done()
		}
	}
	for name, c := range map[string]*Client{
		"first token": serve(t, Config{FirstToken: 30 * time.Millisecond}, hang(first)),
		"in all":      serve(t, Config{Total: 50 * time.Millisecond}, hang(delta("In"))),
	} {
		if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); !errors.Is(err, ErrSlow) {
			t.Errorf("%s: error %v, want %v", name, err, ErrSlow)
		}
	}
}

func TestCallersErrorEndsTheReply(t *testing.T) {
	enough := errors.New("enough")
	c := serve(t, Config{}, events(delta("In"), delta("1987"), stop, "[DONE]"))
	if _, err := c.Stream(t.Context(), ask, func(string) error { return enough }); err != enough {
		t.Errorf("error %v, want the caller's own", err)
	}
}

func TestPromptOverBudgetIsNotSent(t *testing.T) {
	c := serve(t, Config{MaxIn: 10}, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") })
	p := prompts.Prompt{User: strings.Repeat("word ", 100)}
	if _, err := c.Stream(t.Context(), p, func(string) error { return nil }); !errors.Is(err, ErrTooLong) {
		t.Errorf("error %v, want %v", err, ErrTooLong)
	}
}

func TestNoKeyNoHeader(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if v := r.Header.Get("Authorization"); v != "" {
			t.Errorf("Authorization %q without a key", v)
		}
		events(delta("In 1987"), stop, "[DONE]")(w, r)
	}))
	defer s.Close()
	if _, err := New(Config{BaseURL: s.URL + "/v1/"}).Stream(t.Context(), ask, func(string) error { return nil }); err != nil {
		t.Error(err)
	}
}

func TestEmbed(t *testing.T) {
	batches := 0
	h := func(w http.ResponseWriter, r *http.Request) {
		batches++
		var body struct{ Input []string }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Error(err)
		}
		type item struct {
			Object    string    `json:"object"`
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		}
		var data []item
		for i := len(body.Input) - 1; i >= 0; i-- { // the order is the server's own
			data = append(data, item{"embedding", i, []float32{float32(len(body.Input[i])), 1}})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": data})
	}
	texts := make([]string, maxBatch+3)
	for i := range texts {
		texts[i] = strings.Repeat("a", i+1)
	}
	got, tokens, err := serve(t, Config{}, h).Embed(t.Context(), "e", texts)
	if err != nil {
		t.Fatal(err)
	}
	if tokens == 0 {
		t.Error("no tokens were counted")
	}
	if batches != 2 || len(got) != len(texts) {
		t.Fatalf("%d vectors in %d batches, want %d in 2", len(got), batches, len(texts))
	}
	for i, v := range got {
		if ratio := v[0] / v[1]; ratio < float32(i)+.99 || ratio > float32(i)+1.01 {
			t.Errorf("text %d has the vector of another: %v", i, v)
		}
	}
}

func TestBadVectors(t *testing.T) {
	for _, body := range []string{
		`{"data":[]}`,
		`{"data":[{"index":5,"embedding":[1]}]}`,
		`{"data":[{"index":0,"embedding":[0,0]}]}`,
		`{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}`,
		`{oops`,
	} {
		c := serve(t, Config{}, status(200, body))
		if _, _, err := c.Embed(t.Context(), "e", []string{"a", "b"}); !errors.Is(err, ErrGarbled) {
			t.Errorf("%s: error %v, want %v", body, err, ErrGarbled)
		}
	}
	if _, _, err := New(Config{}).Embed(context.Background(), "", nil); err == nil {
		t.Error("no error without an embedding model")
	}
}
