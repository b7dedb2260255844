package llm

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"time"
)

// maxTries bounds how often one request is sent.
const maxTries = 4

// patient sends requests again when the server asks for it: 429 and 5xx, after
// the time it names, as long as the request's deadline allows. It is an
// openai.HTTPDoer because go-openai drops the headers of failed responses.
type patient struct {
	client *http.Client
	most   time.Duration // how long one request may wait in all
	wait   func(context.Context, time.Duration) error
	now    func() time.Time
}

// Do implements openai.HTTPDoer. When waiting would pass the deadline or the
// time allowed for waiting, the failed response is returned at once.
func (p *patient) Do(req *http.Request) (*http.Response, error) {
	latest := p.now().Add(p.most)
	if end, ok := req.Context().Deadline(); ok && end.Before(latest) {
		latest = end
	}
	for try := 1; ; try++ {
		resp, err := p.client.Do(req)
		if err != nil {
			return nil, err
		}
		resp.Body = bounded(resp)
		if !again(resp.StatusCode) || try == maxTries || req.GetBody == nil || hopeless(resp) {
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

// hopeless reports whether a refusal says that no later try will do better. It
// looks at the beginning of the body and puts it back.
func hopeless(resp *http.Response) bool {
	if resp.StatusCode != http.StatusTooManyRequests {
		return false
	}
	const beginning = 4 << 10
	head, err := io.ReadAll(io.LimitReader(resp.Body, beginning))
	rest := resp.Body
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), rest}
	return err == nil && bytes.Contains(head, []byte(spent))
}

// again reports whether a response of this status is worth another try.
func again(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout, 529: // 529: overloaded, used by several hosts
		return true
	}
	return false
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
