package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A request is what a chat completion asks, as the loopback server reads it.
type request struct {
	Model    string
	Messages []struct{ Role, Content string }
}

// user is the last message.
func (r request) user() string { return r.Messages[len(r.Messages)-1].Content }

// loopback starts a server that streams what reply makes of each request, in
// the manner of OpenAI, and reports 100 tokens read and 20 written.
func loopback(t *testing.T, reply func(request) string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var req request
		if err := json.NewDecoder(r.Body).Decode(&req); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		text := reply(req)
		if text == "" {
			w.Header().Set("Retry-After", "3600")
			http.Error(w, `{"error":{"message":"overloaded"}}`, http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		content, _ := json.Marshal(text)
		fmt.Fprintf(w, "data: {\"model\":\"scripted-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n", content)
		fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
		fmt.Fprint(w, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}}\n\ndata: [DONE]\n\n")
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1"
}

// runWith runs the program with settings and fails the test when it does not
// end with status.
func runWith(t *testing.T, env map[string]string, status int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	w := testWorld(args, "", &out, &errs)
	own := w.Lookup
	w.Lookup = func(name string) (string, bool) {
		if v, ok := env[name]; ok {
			return v, true
		}
		return own(name)
	}
	if got := Run(context.Background(), w); got != status {
		t.Fatalf("byline %q ends with %d, want %d:\n%s%s", args, got, status, out.String(), errs.String())
	}
	return out.String()
}

// numberOf finds the number that the prompt gives to a sentence with words.
func numberOf(r request, words string) string {
	for line := range strings.Lines(r.user()) {
		if strings.Contains(line, words) && strings.HasPrefix(line, "[") {
			return line[:strings.Index(line, "]")+1]
		}
	}
	return "[9.9]"
}
