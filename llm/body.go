package llm

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// maxReply bounds the bytes read of one response; a batch of 64 embeddings of
// 4,096 dimensions as text stays below it.
const maxReply = 32 << 20

// maxRefusal bounds what is read of a server's words of refusal.
const maxRefusal = 16 << 10

// errPage is why a reply is of no use that is a web page: the address is wrong,
// or something between asks to sign in.
var errPage = fmt.Errorf("%w: it is a web page", ErrGarbled)

// bounded returns resp's body with an end after maxReply bytes.
func bounded(resp *http.Response) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxReply), resp.Body}
}

// post sends a request as JSON and returns the response when its status is 200,
// else what the server says of it, as a *failure.
func (c *Client) post(req *http.Request) (*http.Response, error) {
	req.Header.Set("Content-Type", "application/json")
	if c.config.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.config.Key)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	if err != nil && len(body) == 0 {
		body = []byte(err.Error())
	}
	return nil, failureOf(resp.StatusCode, body)
}

// A replies reads what a server sends of a reply to a chat: a stream of events,
// or, whatever it was asked for, one piece of JSON.
type replies struct {
	body   io.Closer
	from   *bufio.Reader
	events *eventStream
	ended  bool
}

// newReplies looks at how the body begins, because servers and what is before
// them mislabel it.
func newReplies(body io.ReadCloser) *replies {
	return &replies{body: body, from: bufio.NewReader(body)}
}

// next returns the next chunk; io.EOF after the last.
func (r *replies) next() (*chunk, error) {
	if r.ended {
		return nil, io.EOF
	}
	if r.events == nil {
		first, err := r.first()
		switch {
		case err != nil:
			return nil, err
		case first == '{':
			r.ended = true
			b, err := io.ReadAll(r.from)
			if err != nil {
				return nil, err
			}
			return chunkOf(b)
		case first == '<':
			return nil, errPage
		}
		r.events = &eventStream{from: r.from}
	}
	data, err := r.events.next()
	if err != nil {
		return nil, err
	}
	return chunkOf(data)
}

// first returns the first byte of the body that is no space, and leaves it.
func (r *replies) first() (byte, error) {
	for {
		b, err := r.from.ReadByte()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, err
		}
		if !strings.ContainsRune(space, rune(b)) {
			return b, r.from.UnreadByte()
		}
	}
}

// chunkOf reads a chunk, or the failure that came in its place.
func chunkOf(data []byte) (*chunk, error) {
	var c chunk
	err := json.Unmarshal(data, &c)
	if f := failureOf(http.StatusOK, data); f.said {
		return nil, f
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrGarbled, err)
	}
	return &c, nil
}

// Close ends the reply.
func (r *replies) Close() { _ = r.body.Close() }
