package rest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"time"
)

// foreign reports whether an answer is a page in place of Discord's own: of
// Cloudflare, or of a proxy.
func foreign(resp *http.Response) bool {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return kind == "text/html"
}

// learn notes that Discord counts r's name under a bucket of another name, so
// that routes that share a count share a bucket from then on.
func (t *Transport) learn(r route, b *bucket, h http.Header) {
	hash := h.Get("X-RateLimit-Bucket")
	if hash == "" || t.hashes[r.name] == hash {
		return
	}
	t.hashes[r.name] = hash
	if key := hash + " " + r.major; t.buckets[key] == nil {
		t.buckets[key] = b
	}
}

// refused reads a 429 and returns how long to wait; t.mu is held.
func (t *Transport) refused(now time.Time, r route, b *bucket, resp *http.Response) time.Duration {
	scope := resp.Header.Get("X-RateLimit-Scope")
	if scope != "shared" {
		t.invalid = append(t.invalid, now)
	}
	body := peek(resp)
	var d struct {
		After  float64 `json:"retry_after"`
		Global bool    `json:"global"`
	}
	cloudflare := json.Unmarshal(body, &d) != nil
	wait := max(seconds(resp.Header.Get("Retry-After")), clamped(d.After))
	switch {
	case wait == 0 && cloudflare:
		wait = cloudflarePause
	case wait == 0: // it does not say
		wait = max(seconds(resp.Header.Get("X-RateLimit-Reset-After")), time.Second)
	}
	global := d.Global || scope == "global" || resp.Header.Get("X-RateLimit-Global") == "true"
	switch until := now.Add(wait); {
	case cloudflare || global && !r.exempt:
		if until.After(t.paused) {
			t.paused = until
		}
	case b != nil:
		b.block(until)
	}
	t.log().Warn("rest: Discord asks to wait", "route", r.name, "scope", scope, "global", global, "cloudflare", cloudflare, "wait", wait)
	return wait
}

// peek returns resp's body, which can still be read afterwards.
func peek(resp *http.Response) []byte {
	data, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return bytes.TrimSpace(data)
}

// drain lets the connection of an answer that nobody reads be used again.
func drain(resp *http.Response) {
	if resp != nil {
		io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
		resp.Body.Close()
	}
}
