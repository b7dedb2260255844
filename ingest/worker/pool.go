package worker

import (
	"context"
	"io"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"byline/article"
)

// Config is what a Pool is made of. The zero Config works where the program
// answers Command.
type Config struct {
	Args      []string             // after the program's name; nil: Command
	Size      int                  // workers at once; 0: one per processor, at most 4
	Kill      time.Duration        // after this long a job's worker is killed; 0: 20 s
	Prepare   time.Duration        // the same for getting ready; 0: 5 min
	Idle      time.Duration        // a worker without a job ends after this long; 0: a minute
	Log       *slog.Logger         // nil: discard
	InProcess map[string]Extractor // no processes: the extractors are called here
}

// Defaults of Config, and how many jobs a worker does before it is replaced:
// memory once taken is given back only slowly.
const (
	defaultKill    = 20 * time.Second
	defaultPrepare = 5 * time.Minute
	defaultIdle    = time.Minute // a worker that has read pages holds 60 to 250 MB
	mostWorkers    = 4
	jobsOfOne      = 100
)

// A Pool keeps workers and gives them jobs. It is safe for concurrent use.
type Pool struct {
	config Config
	turns  chan struct{} // holds a token for each job at once

	mu     sync.Mutex
	idle   []*process
	closed bool
}

// New returns a Pool. Workers start with the first jobs.
func New(c Config) *Pool {
	if c.Args == nil {
		c.Args = []string{Command}
	}
	if c.Size <= 0 {
		c.Size = min(runtime.NumCPU(), mostWorkers)
	}
	if c.Kill == 0 {
		c.Kill = defaultKill
	}
	if c.Prepare == 0 {
		c.Prepare = defaultPrepare
	}
	if c.Idle == 0 {
		c.Idle = defaultIdle
	}
	if c.Log == nil {
		c.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return &Pool{config: c, turns: make(chan struct{}, c.Size)}
}

// Extract reads one input in a worker. The error is the Extractor's, ctx's, or
// an *article.Error with one of this package's codes.
func (p *Pool) Extract(ctx context.Context, j Job) (article.Article, error) {
	select {
	case p.turns <- struct{}{}:
		defer func() { <-p.turns }()
	case <-ctx.Done():
		return article.Article{}, ctx.Err()
	}
	if p.config.InProcess != nil {
		return p.config.InProcess[j.Kind].call(j)
	}
	w, err := p.take()
	if err != nil {
		return article.Article{}, refuse(NoWorker, err)
	}
	r, err := w.run(ctx, j, p.config.Prepare, p.config.Kill)
	if err != nil {
		w.end()
		if ctx.Err() == nil {
			p.config.Log.WarnContext(ctx, "worker: ended", "kind", j.Kind, "url", j.URL, "bytes", len(j.Data), "err", err)
		}
		return article.Article{}, err
	}
	p.give(w)
	if r.Failure != nil {
		return article.Article{}, r.Failure.error()
	}
	return *r.Article, nil
}

// Close ends the idle workers; those at work end with their jobs.
func (p *Pool) Close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, w := range idle {
		w.rest.Stop()
		w.end()
	}
}

// take returns an idle worker or starts one.
func (p *Pool) take() (*process, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		w := p.idle[n-1]
		p.idle = p.idle[:n-1]
		w.rest.Stop()
		p.mu.Unlock()
		return w, nil
	}
	p.mu.Unlock()
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(path, p.config.Args)
}

// give puts a worker back, or ends it when it has done its share.
func (p *Pool) give(w *process) {
	p.mu.Lock()
	if keep := !p.closed && w.jobs < jobsOfOne; keep {
		p.idle = append(p.idle, w)
		w.rest = time.AfterFunc(p.config.Idle, func() { p.dismiss(w) })
		p.mu.Unlock()
		return
	}
	p.mu.Unlock()
	w.end()
}

// dismiss ends a worker that has had nothing to do, unless it got a job just now.
func (p *Pool) dismiss(w *process) {
	p.mu.Lock()
	i := slices.Index(p.idle, w)
	if i >= 0 {
		p.idle = slices.Delete(p.idle, i, i+1)
	}
	p.mu.Unlock()
	if i >= 0 {
		w.end()
	}
}
