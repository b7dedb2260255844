package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// maxReply bounds the bytes read of one response; a batch of 64 embeddings of
// 4,096 dimensions as text stays below it.
const maxReply = 32 << 20

// bounded returns resp's body with an end after maxReply bytes. A reply to a
// chat comes as events in OpenAI's form, whatever the server's own form is.
func bounded(resp *http.Response) io.ReadCloser {
	body := io.LimitReader(resp.Body, maxReply)
	kind := resp.Header.Get("Content-Type")
	switch {
	case strings.HasPrefix(kind, "text/event-stream"):
		body = &eventLines{lines: bufio.NewReader(body)}
	case resp.StatusCode == http.StatusOK && strings.HasPrefix(kind, "application/json") && strings.HasSuffix(resp.Request.URL.Path, "/chat/completions"):
		body = whole(body)
	}
	return struct {
		io.Reader
		io.Closer
	}{body, resp.Body}
}

// done is the event that ends a stream.
const done = "[DONE]"

// eventLines passes the data lines of a stream on and leaves out what else it may
// have by the specification of server-sent events: comments, which hosts send
// to keep the line open, and fields of other names. A stream that ends without
// done ends in an unexpected way, which go-openai cannot tell from a whole one.
type eventLines struct {
	lines *bufio.Reader
	ready []byte
	ended bool
}

// Read implements io.Reader.
func (e *eventLines) Read(p []byte) (int, error) {
	for len(e.ready) == 0 {
		line, err := e.lines.ReadBytes('\n')
		if data, ok := data(line); ok {
			e.ended = e.ended || string(bytes.TrimSpace(data)) == done
			e.ready = append(append([]byte("data: "), data...), "\n\n"...)
			break
		}
		if err == io.EOF && !e.ended {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, err
		}
	}
	n := copy(p, e.ready)
	e.ready = e.ready[n:]
	return n, nil
}

// data returns what a line of a stream carries. llama.cpp's server has sent
// failures as a field of their own name.
func data(line []byte) ([]byte, bool) {
	line = bytes.TrimRight(line, "\r\n")
	if d, ok := bytes.CutPrefix(line, []byte("data:")); ok {
		return bytes.TrimSpace(d), len(bytes.TrimSpace(d)) > 0
	}
	if d, ok := bytes.CutPrefix(line, []byte("error:")); ok {
		d = bytes.TrimSpace(d)
		if !bytes.HasPrefix(d, []byte(`{"error"`)) {
			d = append(append([]byte(`{"error":`), d...), '}')
		}
		return d, true
	}
	return nil, false
}

// whole makes the events of a reply that a server sent in one piece although it
// was asked for a stream.
func whole(r io.Reader) io.Reader {
	b, err := io.ReadAll(r)
	var reply struct {
		Model   string `json:"model"`
		Choices []struct {
			Message struct {
				Content string `json:"content"`
				Refusal string `json:"refusal"`
			} `json:"message"`
			Finish *string `json:"finish_reason"`
		} `json:"choices"`
		Usage json.RawMessage `json:"usage"`
		Error json.RawMessage `json:"error"`
	}
	if err != nil || json.Unmarshal(b, &reply) != nil {
		return io.MultiReader(bytes.NewReader([]byte("data: ")), bytes.NewReader(bytes.ReplaceAll(b, []byte("\n"), []byte(" "))), strings.NewReader("\n\n"), errReader{err})
	}
	if len(reply.Error) > 0 && string(reply.Error) != "null" {
		return strings.NewReader(`data: {"error":` + strings.ReplaceAll(string(reply.Error), "\n", " ") + "}\n\n")
	}
	type delta struct {
		Content string `json:"content"`
		Refusal string `json:"refusal,omitempty"`
	}
	type choice struct {
		Index  int     `json:"index"`
		Delta  delta   `json:"delta"`
		Finish *string `json:"finish_reason"`
	}
	chunk := struct {
		Model   string          `json:"model"`
		Choices []choice        `json:"choices"`
		Usage   json.RawMessage `json:"usage,omitempty"`
	}{Model: reply.Model, Choices: []choice{}, Usage: reply.Usage}
	for i, c := range reply.Choices {
		chunk.Choices = append(chunk.Choices, choice{i, delta{c.Message.Content, c.Message.Refusal}, c.Finish})
	}
	line, err := json.Marshal(chunk)
	if err != nil {
		return errReader{err}
	}
	return strings.NewReader("data: " + string(line) + "\n\ndata: " + done + "\n\n")
}

// errReader ends with err, or at once.
type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) {
	if e.err == nil || errors.Is(e.err, io.EOF) {
		return 0, io.EOF
	}
	return 0, e.err
}
