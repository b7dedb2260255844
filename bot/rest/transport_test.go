package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"byline/bot/rest"
)

// server answers requests without a network, in the time of a bubble.
type server func(n int, req *http.Request) *http.Response

// wire is a RoundTripper over a server; it keeps when each request came.
type wire struct {
	serve server
	mu    sync.Mutex
	n     int
	at    []time.Time
	busy  int
	most  int // requests at once
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	w.mu.Lock()
	n := w.n
	w.n++
	w.at = append(w.at, time.Now())
	w.busy++
	w.most = max(w.most, w.busy)
	w.mu.Unlock()
	defer func() { w.mu.Lock(); w.busy--; w.mu.Unlock() }()
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	resp := w.serve(n, req)
	if resp == nil {
		return nil, errors.New("connection reset")
	}
	resp.Request = req
	return resp, nil
}

func respond(status int, body string, header ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// bucket answers with the headers of a bucket.
func bucket(limit, left int, after time.Duration) []string {
	return []string{"X-RateLimit-Limit", fmt.Sprint(limit), "X-RateLimit-Remaining", fmt.Sprint(left),
		"X-RateLimit-Reset-After", fmt.Sprintf("%.3f", after.Seconds()), "X-RateLimit-Bucket", "b"}
}

func client(w *wire) *rest.Client {
	t := &rest.Transport{Base: w}
	return &rest.Client{API: "https://discord.test/api", Token: "secret-token", HTTP: t.HTTPClient()}
}

func message(text string) rest.Message { return rest.Message{Content: text, Mentions: rest.Silent()} }

// scenario runs f in a bubble, where waiting takes no time.
func scenario(t *testing.T, name string, s server, f func(t *testing.T, c *rest.Client, w *wire)) {
	t.Run(name, func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := &wire{serve: s}
			f(t, client(w), w)
		})
	})
}

// TestScenarios follows the list of @discordjs/rest's request handler tests.
func TestScenarios(t *testing.T) {
	ctx := context.Background()

	scenario(t, "standard rate limits", func(n int, _ *http.Request) *http.Response {
		return respond(200, `{"id":"1"}`, bucket(5, 4-n%5, 5*time.Second)...)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		began := time.Now()
		for i := range 12 {
			if _, err := c.Create(ctx, "1", message(fmt.Sprint(i))); err != nil {
				t.Fatal(err)
			}
		}
		if got := time.Since(began); got < 10*time.Second || got > 11*time.Second {
			t.Errorf("12 requests at 5 per 5 s took %v", got)
		}
	})

	scenario(t, "channels have buckets of their own", func(int, *http.Request) *http.Response {
		return respond(200, `{"id":"1"}`, bucket(1, 0, 10*time.Second)...)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		began := time.Now()
		for i := range 5 {
			c.Create(ctx, fmt.Sprint(100+i), message("x"))
		}
		if got := time.Since(began); got > time.Second {
			t.Errorf("took %v", got)
		}
	})

	scenario(t, "sublimits", func(n int, r *http.Request) *http.Response {
		if n == 1 {
			return respond(429, `{"retry_after":3,"global":false}`, append(bucket(5, 4, time.Second), "X-RateLimit-Scope", "user", "Retry-After", "3")...)
		}
		return respond(200, `{"id":"1"}`, bucket(5, 4, time.Second)...)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		began := time.Now()
		for range 2 {
			if _, err := c.Create(ctx, "1", message("x")); err != nil {
				t.Fatal(err)
			}
		}
		if got := time.Since(began); got < 3*time.Second || got > 4*time.Second {
			t.Errorf("took %v", got)
		}
	})

	for _, scope := range []string{"user", "shared"} {
		scenario(t, "unexpected 429, scope "+scope, func(n int, _ *http.Request) *http.Response {
			if n == 0 {
				return respond(429, `{"retry_after":2.5,"global":false}`, "X-RateLimit-Scope", scope, "Retry-After", "3")
			}
			return respond(200, `{"id":"1"}`)
		}, func(t *testing.T, c *rest.Client, w *wire) {
			began := time.Now()
			if _, err := c.Create(ctx, "1", message("x")); err != nil {
				t.Fatal(err)
			}
			if got := time.Since(began); got < 3*time.Second || got > 4*time.Second {
				t.Errorf("waited %v, want Retry-After's 3 s", got)
			}
		})
	}

	scenario(t, "unexpected 429, Cloudflare", func(n int, _ *http.Request) *http.Response {
		if n == 0 {
			return respond(429, "<html>1015</html>", "Retry-After", "20", "Content-Type", "text/html")
		}
		return respond(200, `{"id":"1"}`)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		began := time.Now()
		go c.Create(ctx, "1", message("x"))
		time.Sleep(time.Second)
		c.Create(ctx, "2", message("another channel rests too"))
		if got := time.Since(began); got < 20*time.Second || got > 21*time.Second {
			t.Errorf("took %v", got)
		}
	})

	scenario(t, "global 429", func(n int, _ *http.Request) *http.Response {
		if n == 0 {
			return respond(429, `{"retry_after":4,"global":true}`, "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global", "Retry-After", "4")
		}
		return respond(200, `{"id":"1"}`)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		began := time.Now()
		go c.Create(ctx, "1", message("x"))
		time.Sleep(time.Second)
		if err := c.Callback(ctx, "5", "token", rest.RespondDeferred, nil); err != nil || time.Since(began) > 1100*time.Millisecond {
			t.Errorf("an interaction waited for the global limit: %v, %v", time.Since(began), err)
		}
		c.Typing(ctx, "2")
		if got := time.Since(began); got < 4*time.Second || got > 5*time.Second {
			t.Errorf("took %v", got)
		}
	})

	scenario(t, "fifty a second", func(int, *http.Request) *http.Response { return respond(204, "") },
		func(t *testing.T, c *rest.Client, w *wire) {
			var wait sync.WaitGroup
			for i := range 230 {
				wait.Go(func() { c.Typing(ctx, fmt.Sprint(1000+i)) })
			}
			wait.Wait()
			for i, at := range w.at {
				if i >= 50 && at.Sub(w.at[i-50]) < time.Second {
					t.Fatalf("request %d came %v after the fiftieth before it", i, at.Sub(w.at[i-50]))
				}
			}
			if got := w.at[len(w.at)-1].Sub(w.at[0]); got > 5*time.Second {
				t.Errorf("230 requests took %v", got)
			}
		})

	for _, status := range []int{500, 502, 503, 504} {
		scenario(t, fmt.Sprintf("temporary outage, %d", status), func(n int, _ *http.Request) *http.Response {
			if n < 3 {
				return respond(status, "")
			}
			return respond(200, `{"id":"9"}`)
		}, func(t *testing.T, c *rest.Client, w *wire) {
			m := message("x")
			m.Nonce = "n"
			if s, err := c.Create(ctx, "1", m); err != nil || s.ID != "9" {
				t.Errorf("%v, %v", s, err)
			}
		})
	}

	scenario(t, "permanent outage", func(int, *http.Request) *http.Response { return respond(503, "") },
		func(t *testing.T, c *rest.Client, w *wire) {
			err := c.Edit(ctx, "1", "2", message("x"))
			if rest.StatusOf(err) != 503 || w.n != 6 {
				t.Errorf("%v after %d requests", err, w.n)
			}
		})

	scenario(t, "what cannot be repeated is not", func(int, *http.Request) *http.Response { return respond(502, "") },
		func(t *testing.T, c *rest.Client, w *wire) {
			c.FollowUp(ctx, "1", "token", message("x"))
			if w.n != 1 {
				t.Errorf("%d requests", w.n)
			}
		})

	scenario(t, "broken connections", func(n int, _ *http.Request) *http.Response {
		if n < 2 {
			return nil
		}
		return respond(204, "")
	}, func(t *testing.T, c *rest.Client, w *wire) {
		if err := c.Edit(ctx, "1", "2", message("x")); err != nil {
			t.Error(err)
		}
	})

	scenario(t, "slow server", func(int, *http.Request) *http.Response {
		time.Sleep(time.Hour)
		return respond(204, "")
	}, func(t *testing.T, c *rest.Client, w *wire) {
		short, stop := context.WithTimeout(ctx, 5*time.Second)
		defer stop()
		began := time.Now()
		done := make(chan error, 1)
		go func() { done <- c.Typing(short, "1") }()
		time.Sleep(6 * time.Second)
		second, stop := context.WithTimeout(ctx, time.Second)
		defer stop()
		if err := c.Typing(second, "1"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("queued behind a slow request: %v after %v", err, time.Since(began))
		}
		<-done
	})

	scenario(t, "401", func(int, *http.Request) *http.Response {
		return respond(401, `{"message":"401: Unauthorized","code":0}`)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		c.Typing(ctx, "1")
		if err := c.Typing(ctx, "1"); !errors.Is(err, rest.ErrUnauthorized) || w.n != 1 {
			t.Errorf("%v after %d requests: a refused token must not be tried again", err, w.n)
		}
	})

	scenario(t, "malformed answers", func(n int, _ *http.Request) *http.Response {
		return respond(200, `{"id":`)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		if _, err := c.Create(ctx, "1", message("x")); err == nil {
			t.Error("no error")
		}
	})

	scenario(t, "significant invalid requests", func(int, *http.Request) *http.Response {
		return respond(403, `{"message":"Missing Access","code":50001}`)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		var err error
		for range 10_000 {
			if err = c.Typing(ctx, "1"); errors.Is(err, rest.ErrTooManyInvalid) {
				break
			}
		}
		if !errors.Is(err, rest.ErrTooManyInvalid) || w.n > 2000 {
			t.Errorf("%d refused requests were sent, then %v", w.n, err)
		}
		time.Sleep(11 * time.Minute)
		if err := c.Typing(ctx, "1"); errors.Is(err, rest.ErrTooManyInvalid) {
			t.Error("still refusing after the window")
		}
	})

	scenario(t, "interaction callbacks in bursts", func(int, *http.Request) *http.Response {
		time.Sleep(100 * time.Millisecond)
		return respond(204, "")
	}, func(t *testing.T, c *rest.Client, w *wire) {
		var wait sync.WaitGroup
		began := time.Now()
		for i := range 300 {
			wait.Go(func() { c.Callback(ctx, fmt.Sprint(i), fmt.Sprint("token", i), rest.RespondDeferred, nil) })
		}
		wait.Wait()
		if got := time.Since(began); got != 100*time.Millisecond || w.most != 300 {
			t.Errorf("took %v, %d at once: callbacks must not queue", got, w.most)
		}
	})

	scenario(t, "one at a time until the bucket is known", func(n int, _ *http.Request) *http.Response {
		time.Sleep(50 * time.Millisecond)
		return respond(200, `{"id":"1"}`, bucket(100, 99-n, time.Minute)...)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		var wait sync.WaitGroup
		for range 20 {
			wait.Go(func() { c.Create(ctx, "1", message("x")) })
		}
		wait.Wait()
		if w.at[1].Sub(w.at[0]) < 50*time.Millisecond {
			t.Error("two requests before the first answer")
		}
	})

	scenario(t, "a wait that outlasts the caller is not begun", func(int, *http.Request) *http.Response {
		return respond(200, `{"id":"1"}`, bucket(1, 0, time.Hour)...)
	}, func(t *testing.T, c *rest.Client, w *wire) {
		c.Create(ctx, "1", message("x"))
		short, stop := context.WithTimeout(ctx, time.Second)
		defer stop()
		began := time.Now()
		if _, err := c.Create(short, "1", message("x")); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 0 {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

// TestSecrets makes every kind of failure and looks for tokens in errors and
// in the log.
func TestSecrets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		for _, s := range []server{
			func(int, *http.Request) *http.Response { return nil },
			func(int, *http.Request) *http.Response {
				return respond(404, `{"message":"Unknown Webhook","code":10015}`)
			},
			func(int, *http.Request) *http.Response { return respond(429, "<html>", "Retry-After", "1") },
		} {
			tr := &rest.Transport{Base: &wire{serve: s}, Log: slog.New(slog.NewTextHandler(&log, nil))}
			c := &rest.Client{API: "https://discord.test/api", Token: "secret-token", HTTP: tr.HTTPClient()}
			ctx, stop := context.WithTimeout(context.Background(), 3*time.Second)
			_, a := c.EditOriginal(ctx, "1", "interaction-token", message("x"))
			b := c.Callback(ctx, "1", "interaction-token", 5, nil)
			e := c.Typing(ctx, "1")
			stop()
			for _, text := range []string{fmt.Sprint(a), fmt.Sprint(b), fmt.Sprint(e), log.String()} {
				if strings.Contains(text, "secret-token") || strings.Contains(text, "interaction-token") {
					t.Errorf("a token shows: %s", text)
				}
			}
		}
	})
}

// TestFlat makes 100,000 interactions and expects the buckets to be forgotten.
func TestFlat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{serve: func(int, *http.Request) *http.Response {
			return respond(200, `{"id":"1"}`, bucket(5, 4, time.Second)...)
		}}
		tr := &rest.Transport{Base: w}
		c := &rest.Client{API: "https://discord.test/api", Token: "x", HTTP: tr.HTTPClient()}
		most := 0
		for i := range 100_000 {
			if _, err := c.EditOriginal(context.Background(), "1", fmt.Sprint("token", i), message("x")); err != nil {
				t.Fatal(err)
			}
			time.Sleep(20 * time.Millisecond)
			most = max(most, tr.Buckets())
			w.at = w.at[:0]
		}
		if most > 6000 {
			t.Errorf("%d buckets at once, want those of the last minute or so", most)
		}
		t.Logf("100,000 interactions, at most %d buckets at once", most)
	})
}
