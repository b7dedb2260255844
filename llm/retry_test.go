package llm

import (
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"byline/article"
)

// TestWhatIsTriedAgain: as OpenAI's own clients do.
func TestWhatIsTriedAgain(t *testing.T) {
	for _, tt := range []struct {
		code         int
		body, header string // x-should-retry
		sent         int
	}{
		{408, `{"error":{"message":"timeout"}}`, "", maxTries},
		{409, `{"error":{"message":"conflict"}}`, "", maxTries},
		{429, `{"error":{"message":"Rate limit reached for requests","type":"requests","param":null,"code":"rate_limit_exceeded"}}`, "", maxTries},
		{429, openAINoQuota, "", 1},
		{429, `{"error":{"message":"not today"}}`, "false", 1},
		{403, `{"error":{"message":"not just now"}}`, "true", maxTries},
		{502, `{"error":{"message":"cloud model cannot be reached","type":"api_error","param":null,"code":null}}`, "", maxTries},
		{520, `<html>Web server is returning an unknown error</html>`, "", maxTries},
		{529, `{"error":{"message":"overloaded"}}`, "", maxTries},
		{501, `{"error":{"code":501,"message":"This server does not support chat.","type":"not_supported_error"}}`, "", 1},
		{500, `{"error":{"code":500,"message":"input (548 tokens) is too large to process. increase the physical batch size (current batch size: 512)","type":"server_error"}}`, "", 1},
		{402, `{"error":{"code":402,"message":"Insufficient credits"}}`, "", 1},
	} {
		sent := 0
		c := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
			sent++
			if tt.header != "" {
				w.Header().Set("X-Should-Retry", tt.header)
			}
			status(tt.code, tt.body)(w, r)
		})
		_, err := c.Stream(t.Context(), ask, func(string) error { return nil })
		if err == nil || sent != tt.sent {
			t.Errorf("%d %s: %d requests, want %d; %v", tt.code, tt.body, sent, tt.sent, err)
		}
		if noMoney := tt.code == 402 || strings.Contains(tt.body, spent); noMoney != strings.Contains(article.PublicText(err), "credit") {
			t.Errorf("%d: the reader is told %q", tt.code, article.PublicText(err))
		}
	}
}

// hangUp ends the connection without a word.
func hangUp(t *testing.T, w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	conn.Close()
}

func TestConnectionsThatBreak(t *testing.T) {
	var sent atomic.Int32
	c := serve(t, Config{Model: "m"}, func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || validChat(body) != nil {
			t.Errorf("request %d: %v, %v", sent.Load()+1, body, err)
		}
		if sent.Add(1) == 1 {
			hangUp(t, w)
			return
		}
		raw(openAIStream)(w, r)
	})
	if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); err != nil || sent.Load() != 2 {
		t.Errorf("%d requests, %v; want one more after a connection that broke", sent.Load(), err)
	}
	sent.Store(0)
	c = serve(t, Config{}, func(w http.ResponseWriter, _ *http.Request) {
		sent.Add(1)
		hangUp(t, w)
	})
	if _, err := c.Stream(t.Context(), ask, func(string) error { return nil }); article.KindOf(err) != article.Unavailable || sent.Load() != 2 {
		t.Errorf("%d requests, %v; want two and no more", sent.Load(), err)
	}
}

func TestServerThatIsDown(t *testing.T) {
	const nobody = "http://127.0.0.1:1" // listens there
	_, err := New(Config{BaseURL: nobody}).Stream(t.Context(), ask, func(string) error { return nil })
	if article.KindOf(err) != article.Unavailable {
		t.Errorf("error %v", err)
	}
	if _, ok := err.(net.Error); ok {
		t.Errorf("the error %T shows what it wraps", err)
	}
}
