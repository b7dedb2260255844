package worker_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/ingest/worker"
)

// misbehaviours are extractors that do what a hostile input can make a real
// one do.
var misbehaviours = map[string]worker.Extractor{
	"echo": {Extract: func(j worker.Job) (article.Article, error) {
		return article.Article{Text: string(j.Data), URL: j.URL, Published: article.Day(time.Unix(0, 0))}, nil
	}},
	"refuse": {Extract: func(worker.Job) (article.Article, error) {
		return article.Article{}, &article.Error{Kind: article.Forbidden, Code: "paywall", Public: "Paste it.", Err: errors.New("cause")}
	}},
	"panic": {Extract: func(worker.Job) (article.Article, error) { panic("on purpose") }},
	"exit":  {Extract: func(worker.Job) (article.Article, error) { os.Exit(3); return article.Article{}, nil }},
	"sleep": {Extract: func(worker.Job) (article.Article, error) { time.Sleep(time.Hour); return article.Article{}, nil }},
	"deep": {Extract: func(worker.Job) (article.Article, error) {
		var f func(int) int
		f = func(n int) int { return f(n+1) + 1 }
		f(0)
		return article.Article{}, nil
	}},
	"memory": {Extract: func(worker.Job) (article.Article, error) {
		for kept := []byte{1}; ; { // doubles until it cannot
			kept = append(kept, kept...)
		}
	}},
	"env": {Extract: func(worker.Job) (article.Article, error) {
		return article.Article{Text: strings.Join(os.Environ(), "\n")}, nil
	}},
	"pid":       {Extract: func(worker.Job) (article.Article, error) { return article.Article{ID: article.ID(os.Getpid())}, nil }},
	"unready":   {Prepare: func() error { return errors.New("no cache") }, Extract: nil},
	"slowready": {Prepare: func() error { time.Sleep(patient + time.Second); return nil }, Extract: func(worker.Job) (article.Article, error) { return article.Article{Text: "ready"}, nil }},
}

// patient is how long a job may take here: much longer than any but those that
// sleep, on a machine that is busy.
const patient = 3 * time.Second

// TestMain answers the hidden command, as the program does.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == worker.Command {
		os.Exit(worker.Main(os.Stdin, os.Stdout, misbehaviours))
	}
	os.Exit(m.Run())
}

func pool(t *testing.T, c worker.Config) *worker.Pool {
	t.Helper()
	p := worker.New(c)
	t.Cleanup(p.Close)
	return p
}

// TestJobsEndInANamedState: each misbehaviour costs its own job and no other.
func TestJobsEndInANamedState(t *testing.T) {
	t.Parallel()
	p := pool(t, worker.Config{Size: 1, Kill: patient})
	for _, c := range []struct{ kind, code string }{
		{"refuse", "paywall"}, {"panic", worker.Crashed}, {"exit", worker.Crashed}, {"sleep", worker.TooSlow},
		{"unready", worker.Preparing}, {"nothing", worker.NoWorker},
	} {
		_, err := p.Extract(t.Context(), worker.Job{Kind: c.kind, Data: []byte("x")})
		if got := article.CodeOf(err); got != c.code {
			t.Errorf("%s: %s (%v), want %s", c.kind, got, err, c.code)
		}
		if article.PublicText(err) == "" || strings.Contains(article.PublicText(err), "on purpose") {
			t.Errorf("%s: the reader is told %q", c.kind, article.PublicText(err))
		}
		a, err := p.Extract(t.Context(), worker.Job{Kind: "echo", Data: []byte("after " + c.kind), URL: "https://a.example/"})
		if err != nil || a.Text != "after "+c.kind || a.Published.String() != "1970-01-01" {
			t.Errorf("the job after %s: %q, %v", c.kind, a.Text, err)
		}
	}
}

// TestMemoryIsBounded: what wants all memory is ended by the bound, well
// before the machine suffers.
func TestMemoryIsBounded(t *testing.T) {
	t.Parallel()
	p := pool(t, worker.Config{Size: 1, Kill: time.Hour})
	for _, kind := range []string{"memory", "deep"} {
		_, err := p.Extract(t.Context(), worker.Job{Kind: kind})
		if code := article.CodeOf(err); code != worker.TooMuch && !(kind == "deep" && code == worker.Crashed) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestGettingReadyHasItsOwnTime(t *testing.T) {
	t.Parallel()
	p := pool(t, worker.Config{Size: 1, Kill: patient})
	if a, err := p.Extract(t.Context(), worker.Job{Kind: "slowready"}); err != nil || a.Text != "ready" {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func TestWorkersSeeNoSecrets(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "sk-not-for-pages")
	a, err := pool(t, worker.Config{Size: 1}).Extract(t.Context(), worker.Job{Kind: "env"})
	if err != nil || strings.Contains(a.Text, "sk-not-for-pages") {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func TestWorkersAreUsedAgain(t *testing.T) {
	t.Parallel()
	p := pool(t, worker.Config{Size: 2})
	var mu sync.Mutex
	pids := map[article.ID]int{}
	var wait sync.WaitGroup
	for range 40 {
		wait.Go(func() {
			a, err := p.Extract(t.Context(), worker.Job{Kind: "pid"})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			pids[a.ID]++
		})
	}
	wait.Wait()
	if len(pids) > 2 {
		t.Errorf("%d workers for 40 jobs, want at most 2", len(pids))
	}
}

// TestIdleWorkersEnd: a worker without a job goes away, and a job that comes just
// then is done by another.
func TestIdleWorkersEnd(t *testing.T) {
	t.Parallel()
	p := pool(t, worker.Config{Size: 1, Idle: 1})
	first := article.ID(0)
	for deadline := time.Now().Add(time.Minute); ; {
		a, err := p.Extract(t.Context(), worker.Job{Kind: "pid"})
		if err != nil {
			t.Fatal(err)
		}
		if first == 0 {
			first = a.ID
		}
		if a.ID != first {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the same worker after a minute, though it may idle for a nanosecond only")
		}
	}
}

func TestTheCallerCanGiveUp(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := pool(t, worker.Config{Size: 1, Kill: time.Hour}).Extract(ctx, worker.Job{Kind: "sleep"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestInProcess(t *testing.T) {
	p := pool(t, worker.Config{InProcess: misbehaviours})
	if _, err := p.Extract(t.Context(), worker.Job{Kind: "panic"}); article.CodeOf(err) != worker.Crashed {
		t.Errorf("%v", err)
	}
	if a, err := p.Extract(t.Context(), worker.Job{Kind: "echo", Data: []byte("words")}); err != nil || a.Text != "words" {
		t.Errorf("%q, %v", a.Text, err)
	}
}
