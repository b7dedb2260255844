package llm

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// maxReply bounds the bytes read of one response; a batch of 64 embeddings of
// 4,096 dimensions as text stays below it.
const maxReply = 32 << 20

// bounded returns resp's body with an end: after maxReply bytes, and, for a
// stream of events, as an unexpected one when the server did not say that it
// was done, which go-openai cannot tell from a whole reply.
func bounded(resp *http.Response) io.ReadCloser {
	body := &limited{r: io.LimitReader(resp.Body, maxReply), Closer: resp.Body}
	body.events = strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream")
	return body
}

type limited struct {
	r io.Reader
	io.Closer
	events bool
	tail   []byte // the last bytes read, as many as done has
}

// done is the event that ends a stream.
const done = "[DONE]"

// Read implements io.Reader.
func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if !l.events {
		return n, err
	}
	if !bytes.Equal(l.tail, []byte(done)) {
		l.tail = append(l.tail, p[:n]...)
		if i := bytes.Index(l.tail, []byte(done)); i >= 0 {
			l.tail = []byte(done)
		} else if len(l.tail) > len(done) {
			l.tail = l.tail[len(l.tail)-len(done):]
		}
	}
	if err == io.EOF && !bytes.Equal(l.tail, []byte(done)) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
