package cli

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"byline/article"
	"byline/commands"
	"byline/config"
	"byline/llm"
	"byline/prompts"
	"byline/sample"
	"byline/store"
	"byline/web"
)

// setLog makes log the log of every part.
func (a *app) setLog(log *slog.Logger) {
	a.log, a.library.Log, a.answerer.Log, a.commands.Log = log, log, log, log
	if a.meaning != nil {
		a.meaning.finder.Log, a.meaning.filler.Log = log, log
	}
}

// serveLevel is the log level of serve: as set, but quiet while a person talks
// with it in the terminal.
func (a *app) serveLevel() slog.Level {
	if a.config.Discord.Token == "" && a.config.LogLevel == slog.LevelInfo {
		return slog.LevelWarn
	}
	return a.config.LogLevel
}

// serve serves the pages until ctx ends and returns where. The error is that of
// listening.
func (a *app) serve(ctx context.Context, g *errgroup.Group, now func() time.Time) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.HTTPAddr)
	if err != nil {
		return "", err
	}
	handler, err := (&web.Pages{
		Run: a.meter, Shelf: a.db, Loaded: a.loaded, Model: a.modelName(), Libraries: []article.LibraryID{article.Shared}, Healthy: a.healthy, Meter: a.meter, More: a.embeddingMetrics,
		Addr: a.config.HTTPAddr, PublicURL: a.config.PublicURL, Log: a.log, Now: now,
	}).Handler()
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute}
	g.Go(func() error {
		if err := server.Serve(l); err != http.ErrServerClosed {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdown)
		defer cancel()
		return server.Shutdown(end)
	})
	if a.config.PublicURL != "" {
		return a.config.PublicURL, nil
	}
	return "http://" + l.Addr().String(), nil
}

// loaded tells the first page what the shared library has.
func (a *app) loaded(ctx context.Context, most int) (web.Loaded, error) {
	c, err := a.db.Count(ctx, []article.LibraryID{article.Shared})
	if err != nil {
		return web.Loaded{}, err
	}
	l := web.Loaded{Articles: c.Articles, Samples: c.Samples}
	if c.Samples > 0 {
		l.Asks = sample.Asks
	}
	l.Newest, err = a.db.List(ctx, article.Shared, store.ListOptions{Limit: most})
	return l, err
}

// modelName is the model that writes answers, empty when none does.
func (a *app) modelName() string {
	if a.model == nil {
		return ""
	}
	return a.model.Model()
}

// healthy reports whether the database answers.
func (a *app) healthy(ctx context.Context) error {
	_, err := a.db.Libraries(ctx)
	return err
}

// counted is the commands with a meter before them.
type counted struct {
	*commands.Commands
	meter *web.Meter
}

// Run runs a request and counts it.
func (c counted) Run(ctx context.Context, req commands.Request) commands.Reply {
	return c.meter.Run(ctx, req)
}

// startDiscord connects the bot when a token is set.
func (t *terminal) startDiscord(ctx context.Context, g *errgroup.Group, a *app) {
	if a.config.Discord.Token == "" {
		return
	}
	g.Go(func() error {
		return newBot(a.config.Discord, a.db, counted{a.commands, a.meter}, a.log, t.Now).Run(ctx)
	})
}

// askModel sends the model one short question.
func askModel(ctx context.Context, cfg config.Config) error {
	client := llm.New(llm.Config{BaseURL: cfg.Model.BaseURL, Key: string(cfg.Model.Key), Model: cfg.Model.Name})
	_, err := client.Stream(ctx, prompts.Prompt{Name: "doctor", System: "Answer with one word.", User: "Say yes.", MaxTokens: 16}, func(string) error { return nil })
	return err
}
