package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// A failure is what a server says of a request that it does not fulfil.
type failure struct {
	status  int  // of HTTP, or, in a stream that had begun, the one it names; 0: none
	said    bool // the server sent a failure in one of the forms that servers have
	message string
	code    string
	kind    string
	param   string // of the request, that it does not take
}

// Error implements error.
func (f *failure) Error() string {
	if f.status == 0 {
		return f.message
	}
	return fmt.Sprintf("status %d: %s", f.status, f.message)
}

// words returns all that was said, in lower case.
func (f *failure) words() string {
	return strings.ToLower(strings.Join([]string{f.message, f.code, f.kind, f.param}, " "))
}

// failureOf reads a failure in any of its forms:
//
//	OpenAI, llama.cpp, vLLM, Ollama's /v1   {"error":{"message":…,"type":…,"param":…,"code":…}}
//	Ollama's own API                        {"error":"…"}
//	vLLM before 0.10, Mistral               {"object":"error","message":…,"type":…,"param":…,"code":…}
//	FastAPI, before a server sees it        {"detail":…}
//
// Else the body is the message.
func failureOf(status int, body []byte) *failure {
	f := &failure{status: status, message: string(bytes.TrimSpace(body))}
	type form struct {
		Object  string          `json:"object"`
		Message json.RawMessage `json:"message"`
		Type    json.RawMessage `json:"type"`
		Param   json.RawMessage `json:"param"`
		Code    json.RawMessage `json:"code"`
	}
	var reply struct {
		Error  json.RawMessage `json:"error"`
		Detail json.RawMessage `json:"detail"`
		form
	}
	if json.Unmarshal(body, &reply) == nil {
		in := reply.form
		switch {
		case len(reply.Error) > 0 && string(reply.Error) != "null":
			in = form{Message: reply.Error}
			_ = json.Unmarshal(reply.Error, &in)
		case len(reply.Detail) > 0:
			in = form{Message: reply.Detail}
		case reply.Object != "error":
			in = form{}
		}
		if len(in.Message) > 0 {
			f.said = true
			f.message, f.kind, f.param, f.code = plain(in.Message), plain(in.Type), plain(in.Param), plain(in.Code)
		}
	}
	if f.status == http.StatusOK {
		f.status = f.named()
	}
	return f
}

// named returns the status that a failure inside a stream names, 0 for none.
func (f *failure) named() int {
	n := 0
	if _, err := fmt.Sscan(f.code, &n); err == nil && n >= 400 && n < 600 {
		return n
	}
	if strings.Contains(f.words(), spent) || strings.Contains(f.words(), "rate_limit") {
		return http.StatusTooManyRequests
	}
	return 0
}

// plain returns the string of a JSON string, else the JSON; null is empty.
func plain(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// saidOf returns all that a server said of a failure, in lower case.
func saidOf(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.words()
	}
	return strings.ToLower(err.Error())
}

// statusOf returns the HTTP status in err's chain, 0 when there is none.
func statusOf(err error) int {
	var f *failure
	if errors.As(err, &f) {
		return f.status
	}
	return 0
}
