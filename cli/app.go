package cli

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"byline/answer"
	"byline/article"
	"byline/commands"
	"byline/config"
	"byline/library"
	"byline/llm"
	"byline/search"
	"byline/search/index"
	"byline/store"
	"byline/web"
)

// indexCache bounds the index's memory, in bytes: a million passages take
// about 300 MB of segments, of which a question touches a small part.
const indexCache = 256 << 20

// A terminal is one run of a command.
type terminal struct {
	World
	flags flags
	args  []string
}

// configure reads the settings.
func (t *terminal) configure() (config.Config, error) {
	getenv, err := config.Environment(t.Lookup, ".env")
	if err != nil {
		return config.Config{}, err
	}
	c, err := config.Load(getenv)
	if err != nil {
		return c, fmt.Errorf("these settings cannot be used:\n%w", err)
	}
	return c, nil
}

// An app is the program's parts, wired.
type app struct {
	config   config.Config
	log      *slog.Logger
	db       *store.DB
	index    *index.Index
	library  *library.Library
	searcher *search.Searcher
	answerer *answer.Answerer
	model    *llm.Client // nil: extractive
	meaning  *meaning    // nil: no embedding model
	sources  *sources
	commands *commands.Commands
	meter    *web.Meter // commands, counted
}

// open reads the configuration, opens the database and wires the parts.
func (t *terminal) open(ctx context.Context) (*app, error) {
	cfg, err := t.configure()
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, cfg.DB)
	if err != nil {
		return nil, err
	}
	a := &app{config: cfg, log: t.logger(cfg), db: db, index: index.New(db, indexCache)}
	a.library = &library.Library{Store: db, Index: a.index, Log: a.log, Now: t.Now}
	a.searcher = search.New(a.index, db, 0)
	a.answerer = &answer.Answerer{Log: a.log, Steps: stepsOf(cfg.Model)}
	if cfg.Model.Configured() {
		a.model = llm.New(llm.Config{BaseURL: cfg.Model.BaseURL, Key: string(cfg.Model.Key), Model: cfg.Model.Name})
		a.answerer.Model = a.model
		a.useMeaning(t.Now)
	}
	a.sources = newSources(cfg, a.log, t.In)
	a.commands = a.newCommands()
	a.meter = &web.Meter{Next: a.commands}
	return a, nil
}

// newCommands wires what is said to the bot to the parts that do it.
func (a *app) newCommands() *commands.Commands {
	files := loading{app: a}
	return &commands.Commands{
		Find: finding{a.searcher, a.answerer}, Answer: a.answers(), Check: a.answers(),
		Articles: shelf{a.db}, Shelf: a.library, History: a.db,
		Load: files, Refresh: files, Drafts: a.db,
		Answers: answers{a.db}, Memory: a.db, Once: a.db, Feedback: a.db, Gaps: a.db, Settings: a.db, Usage: a.db,
		Feeds: a.db, People: a.db, Log: a.log,
	}
}

func (a *app) answers() answering {
	return answering{with: a.answerer, without: &answer.Answerer{Log: a.log}}
}

// close ends everything; what was not written by then is not lost, it was
// never promised.
func (a *app) close() {
	a.sources.close()
	if err := a.db.Close(); err != nil {
		a.log.Error("cli: close", "err", err)
	}
}

// logger returns the log, which goes to standard error. On a terminal command
// it is quiet below warnings unless a level was asked for.
func (t *terminal) logger(cfg config.Config) *slog.Logger {
	level := cfg.LogLevel
	if level == slog.LevelInfo {
		level = slog.LevelWarn
	}
	return newLogger(t.Err, cfg.LogFormat, level)
}

// finding adapts search to commands, and lets the model help where it may.
type finding struct {
	searcher *search.Searcher
	helper   *answer.Answerer
}

// Find implements commands.Finder.
func (f finding) Find(ctx context.Context, libs []article.LibraryID, q commands.Question) (article.Found, error) {
	ask := search.Question{
		Text: q.Text, Now: q.Now, Since: q.Since, Until: q.Until, Article: q.Article, Max: q.Max, Previous: q.Previous,
	}
	found, err := f.searcher.Find(ctx, libs, ask)
	if err != nil || !q.Model {
		return found, err
	}
	return f.helper.Widen(ctx, found, func(ctx context.Context, wording string) (article.Found, error) {
		ask.Text, ask.Previous = wording, nil
		return f.searcher.Find(ctx, libs, ask)
	})
}

// stepsOf are the chosen steps of a model.
func stepsOf(m config.Model) answer.Steps {
	return answer.Steps{
		Rewrite: slices.Contains(m.Steps, "rewrite"),
		Rerank:  slices.Contains(m.Steps, "rerank"),
		Support: slices.Contains(m.Steps, "support"),
	}
}

// answering adapts answer to commands.
type answering struct{ with, without *answer.Answerer }

func (a answering) pick(extractive bool) *answer.Answerer {
	if extractive {
		return a.without
	}
	return a.with
}

// Answer implements commands.Answerer.
func (a answering) Answer(ctx context.Context, found article.Found, extractive bool, progress func(article.Answer)) (article.Answer, error) {
	return a.pick(extractive).Answer(ctx, found, progress)
}

// Summarize implements commands.Answerer.
func (a answering) Summarize(ctx context.Context, art *article.Article, extractive bool, progress func(article.Answer)) (article.Answer, error) {
	return a.pick(extractive).Summarize(ctx, art, progress)
}

// Check implements commands.Checker.
func (a answering) Check(ctx context.Context, sentence string, found article.Found) (article.Check, error) {
	return a.without.Check(ctx, sentence, found)
}

// Timeline implements commands.Checker.
func (a answering) Timeline(ctx context.Context, found article.Found) ([]article.Dated, error) {
	return a.without.Timeline(ctx, found)
}

// shelf adapts the store's articles to commands.
type shelf struct{ db *store.DB }

// Match implements commands.Articles.
func (s shelf) Match(ctx context.Context, libs []article.LibraryID, key string) ([]*article.Article, error) {
	return s.db.Find(ctx, libs, key)
}

// List implements commands.Articles.
func (s shelf) List(ctx context.Context, lib article.LibraryID, o commands.ListOptions) ([]*article.Article, error) {
	return s.db.List(ctx, lib, store.ListOptions{Prefix: o.Prefix, Before: o.Before, Limit: o.Limit})
}

// answers adapts the store's answers to commands.
type answers struct{ *store.DB }

// SaveAnswer implements commands.Answers.
func (s answers) SaveAnswer(ctx context.Context, a commands.Asked) (article.AnswerID, error) {
	return s.DB.SaveAnswer(ctx, store.Asked{
		Library: a.Library, User: a.User, Conversation: a.Conversation, Answer: a.Answer, Found: a.Found, At: a.At,
	})
}

// dataFolder is where files beside the database go.
func dataFolder(cfg config.Config) string { return filepath.Dir(cfg.DB) }

// caller is the person at the terminal: the operator, who may do everything.
func (t *terminal) caller() commands.Caller {
	return commands.Caller{User: "terminal", Place: commands.Terminal, Home: t.flags.library, Libraries: t.flags.libraries(), Editor: true}
}

// shutdown is how long to wait for what is in flight when the program ends.
const shutdown = 10 * time.Second
