package cli

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"byline/config"
	"byline/llm"
	"byline/prompts"
)

// setLog makes log the log of every part.
func (a *app) setLog(log *slog.Logger) {
	a.log, a.library.Log, a.answerer.Log, a.commands.Log = log, log, log, log
}

// serveLevel is the log level of serve: as set, but quiet while a person talks
// with it in the terminal.
func (a *app) serveLevel() slog.Level {
	if a.config.Discord.Token == "" && a.config.LogLevel == slog.LevelInfo {
		return slog.LevelWarn
	}
	return a.config.LogLevel
}

// url is how the pages are reached.
func (a *app) url() string {
	if a.config.PublicURL != "" {
		return a.config.PublicURL
	}
	return "http://" + a.config.HTTPAddr
}

// serve serves the pages until ctx ends. The error is that of listening.
func (a *app) serve(ctx context.Context, g *errgroup.Group) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.config.HTTPAddr)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute}
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
	return nil
}

// startDiscord connects the bot when a token is set.
func (t *terminal) startDiscord(ctx context.Context, g *errgroup.Group, a *app) {
	if a.config.Discord.Token == "" {
		return
	}
	g.Go(func() error { return newBot(a.config.Discord, a.db, a.commands, a.log, t.Now).Run(ctx) })
}

// askModel sends the model one short question.
func askModel(ctx context.Context, cfg config.Config) error {
	client := llm.New(llm.Config{BaseURL: cfg.Model.BaseURL, Key: string(cfg.Model.Key), Model: cfg.Model.Name})
	_, err := client.Stream(ctx, prompts.Prompt{Name: "doctor", System: "Answer with one word.", User: "Say yes.", MaxTokens: 16}, func(string) error { return nil })
	return err
}
