package rest_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"byline/bot/rest"
)

// TestOddAnswers meets answers that Discord does not document: every wait has
// an end, and what can be repeated is.
func TestOddAnswers(t *testing.T) {
	const page = "<!DOCTYPE html><title>Attention Required!</title>"
	html := []string{"Content-Type", "text/html; charset=UTF-8"}
	ok := func() *http.Response { return respond(200, `{"id":"9"}`) }

	for name, tt := range map[string]struct {
		first       *http.Response
		least, most time.Duration
	}{
		"Retry-After is huge":            {respond(429, `{"retry_after":1e300}`, "Retry-After", "99999999999999999999"), time.Hour, time.Hour + time.Minute},
		"Retry-After is infinite":        {respond(429, `{}`, "Retry-After", "Inf"), time.Hour, time.Hour + time.Minute},
		"Retry-After is negative":        {respond(429, `{"retry_after":-5}`, "Retry-After", "-5"), time.Second, 2 * time.Second},
		"Retry-After is no number":       {respond(429, `{}`, "Retry-After", "NaN"), time.Second, 2 * time.Second},
		"Retry-After is a date":          {respond(429, `{}`, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), time.Second, 2 * time.Second},
		"Retry-After is a fraction":      {respond(429, `{}`, "Retry-After", "2.75"), 2750 * time.Millisecond, 3 * time.Second},
		"Retry-After is absent":          {respond(429, `{}`), time.Second, 2 * time.Second},
		"only Reset-After is there":      {respond(429, `{}`, "X-RateLimit-Reset-After", "4"), 4 * time.Second, 5 * time.Second},
		"only the body says":             {respond(429, `{"retry_after":1.5}`), 1500 * time.Millisecond, 2 * time.Second},
		"the page of a 403":              {respond(403, page, html...), 0, 3 * time.Second},
		"the page of a 401":              {respond(401, page, html...), 0, 3 * time.Second},
		"the page of a 200":              {respond(200, page, html...), 0, 3 * time.Second},
		"JSON that is cut":               {respond(200, `{"id":"9"`), 0, time.Second},
		"a limit of 0":                   {respond(500, "", "X-RateLimit-Limit", "0", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "1"), 0, 3 * time.Second},
		"a negative limit":               {respond(500, "", "X-RateLimit-Limit", "-1", "X-RateLimit-Remaining", "-1"), 0, 3 * time.Second},
		"limits that are no numbers":     {respond(500, "", "X-RateLimit-Limit", "five", "X-RateLimit-Remaining", "?", "X-RateLimit-Reset-After", "soon"), 0, 3 * time.Second},
		"a reset that never comes":       {respond(500, "", "X-RateLimit-Limit", "1", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "1e30"), time.Hour, time.Hour + time.Minute},
		"a reset in another clock's age": {respond(500, "", "X-RateLimit-Limit", "1", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1", "X-RateLimit-Reset-After", "2"), 2 * time.Second, 4 * time.Second},
	} {
		scenario(t, name, func(n int, _ *http.Request) *http.Response {
			if n == 0 {
				return tt.first
			}
			return ok()
		}, func(t *testing.T, c *rest.Client, w *wire) {
			ctx, stop := context.WithTimeout(t.Context(), 2*time.Hour)
			defer stop()
			m := message("x")
			m.Nonce = "n"
			began := time.Now()
			s, err := c.Create(ctx, "1", m)
			if err != nil || s.ID != "9" {
				t.Errorf("%v, %v", s, err)
			}
			if took := time.Since(began); took < tt.least || took > tt.most {
				t.Errorf("took %v, want %v to %v", took, tt.least, tt.most)
			}
		})
	}

	scenario(t, "an edit is not repeated within a second", func(n int, _ *http.Request) *http.Response {
		if n < 3 {
			return respond(502, "")
		}
		return ok()
	}, func(t *testing.T, c *rest.Client, w *wire) {
		if err := c.Edit(t.Context(), "1", "2", message("x")); err != nil {
			t.Fatal(err)
		}
		for i := 1; i < len(w.at); i++ {
			if w.at[i].Sub(w.at[i-1]) < time.Second {
				t.Errorf("edited again after %v", w.at[i].Sub(w.at[i-1]))
			}
		}
	})

	scenario(t, "a page is not Discord's refusal", func(int, *http.Request) *http.Response {
		return respond(403, page, html...)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		err := c.Edit(t.Context(), "1", "2", message("x"))
		if rest.StatusOf(err) != 502 {
			t.Errorf("%v, want it to count as an outage", err)
		}
	})

	scenario(t, "no gateway in the answer", func(int, *http.Request) *http.Response {
		return respond(200, `{"url":""}`)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		if _, err := c.Gateway(t.Context()); err == nil {
			t.Error("no error")
		}
	})

	scenario(t, "only the old call for the gateway is known", func(_ int, r *http.Request) *http.Response {
		if r.URL.Path == "/api/v10/gateway" {
			return respond(200, `{"url":"wss://gateway.test"}`)
		}
		return respond(404, `404 page not found`, "Content-Type", "text/plain")
	}, func(t *testing.T, c *rest.Client, w *wire) {
		if g, err := c.Gateway(t.Context()); err != nil || g.URL != "wss://gateway.test" {
			t.Errorf("%v, %v", g, err)
		}
	})
}

// TestTokenTriedAgain lets a refused token be tried once more: the answers to
// interactions, which do not carry it, go on meanwhile.
func TestTokenTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{serve: func(n int, _ *http.Request) *http.Response {
			if n == 0 {
				return respond(401, `{"message":"401: Unauthorized","code":0}`)
			}
			return respond(200, `{"id":"1"}`)
		}}
		tr := &rest.Transport{Base: w}
		c := &rest.Client{API: "https://discord.test/api", Token: "x", HTTP: tr.HTTPClient()}
		ctx := t.Context()
		c.Typing(ctx, "1")
		<-tr.Refused()
		if err := c.Callback(ctx, "1", "token", rest.RespondDeferred, nil); err != nil {
			t.Errorf("an interaction suffers: %v", err)
		}
		if _, err := c.EditOriginal(ctx, "1", "token", message("x")); err != nil {
			t.Errorf("an interaction's answer suffers: %v", err)
		}
		if err := c.Typing(ctx, "1"); !errors.Is(err, rest.ErrUnauthorized) {
			t.Errorf("sent with a refused token: %v", err)
		}
		tr.Retry()
		if err := c.Typing(ctx, "1"); err != nil {
			t.Error(err)
		}
	})
}
