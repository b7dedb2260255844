package llm

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// maxTries bounds how often one request is sent.
const maxTries = 4

// patient sends requests again as OpenAI's own clients do: after 408, 409, 429
// and 5xx, when the server says, as long as the request's deadline allows.
type patient struct {
	client *http.Client
	most   time.Duration // how long one request may wait in all
	wait   func(context.Context, time.Duration) error
	now    func() time.Time
}

// Do sends a request. When waiting would pass the deadline or the time allowed
// for waiting, the failed response is returned at once.
func (p *patient) Do(req *http.Request) (*http.Response, error) {
	latest := p.now().Add(p.most)
	if end, ok := req.Context().Deadline(); ok && end.Before(latest) {
		latest = end
	}
	for try := 1; ; try++ {
		resp, err := p.client.Do(req)
		if err != nil {
			if try > 1 || !broke(err) || req.GetBody == nil || req.Context().Err() != nil {
				return nil, err
			}
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
			continue
		}
		resp.Body = bounded(resp)
		if !again(resp) || try == maxTries || req.GetBody == nil || hopeless(resp) {
			return resp, nil
		}
		d, told := retryAfter(resp.Header, p.now())
		if !told {
			d = backoff(try)
		}
		if p.now().Add(d).After(latest) {
			return resp, nil
		}
		resp.Body.Close()
		if err := p.wait(req.Context(), d); err != nil {
			return nil, err
		}
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
}

// broke reports whether a connection ended before the response began, as one
// does that a server closes for being idle in the moment of a request. One that
// could not be made is not tried again: the server is down.
func broke(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// beyondHope are words of refusals that no later try changes: of an account
// without credit; of llama.cpp's server, which has status 500 for a text longer
// than its batch, and of Ollama, which had it for one longer than the context.
var beyondHope = [][]byte{[]byte(spent), []byte("too large to process"), []byte("exceeds the context length")}

// hopeless reports whether a refusal says that no later try will do better. It
// looks at the beginning of the body and puts it back.
func hopeless(resp *http.Response) bool {
	const beginning = 4 << 10
	head, err := io.ReadAll(io.LimitReader(resp.Body, beginning))
	rest := resp.Body
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), rest}
	return err == nil && slices.ContainsFunc(beyondHope, func(words []byte) bool { return bytes.Contains(head, words) })
}

// again reports whether a response is worth another try: as OpenAI's clients
// have it, the server's own word first.
func again(resp *http.Response) bool {
	switch resp.Header.Get("X-Should-Retry") {
	case "true":
		return resp.StatusCode >= 400
	case "false":
		return false
	}
	switch status := resp.StatusCode; status {
	case http.StatusRequestTimeout, http.StatusConflict, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented: // llama.cpp: a server without this ability
		return false
	default:
		return status >= 500
	}
}

// retryAfter reads how long the server wants to be left alone: retry-after-ms
// (OpenAI, Azure), or Retry-After in seconds or as a date (RFC 9110, 10.2.3).
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms >= 0 {
		return time.Duration(ms * float64(time.Millisecond)), true
	}
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil && s >= 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second)), true
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now)), true
	}
	return 0, false
}

// backoff is how long to wait when the server does not say.
func backoff(try int) time.Duration { return 250 * time.Millisecond << try }

// wait sleeps for d or until ctx ends.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
