package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"byline/article"
	"byline/config"
	"byline/llm"
	"byline/search/dense"
	"byline/store"
)

// A meaning is what finds passages by meaning and what prepares them for it.
type meaning struct {
	finder *dense.Finder
	filler *dense.Filler
}

// alonePatience is how long a question waits for meaning where nobody else is
// served: a model of the same machine may have to be loaded first.
const alonePatience = 5 * time.Second

// newMeaning wires db's vectors to the configured embedding model. Sets are
// read however long that takes, since nobody else is served.
func newMeaning(cfg config.Config, db *store.DB, model *llm.Client, log *slog.Logger, now func() time.Time) *meaning {
	return &meaning{
		finder: &dense.Finder{Sets: db, Vectors: db, Embedder: model, Log: log, Now: now, Whole: true, Patience: alonePatience},
		filler: &dense.Filler{
			Work: db, Keep: db, Embedder: model, Model: cfg.Model.Embedding, Owner: rand.Text(),
			Budget: cfg.Model.EmbedBudget, Log: log, Now: now,
		},
	}
}

// useMeaning lets searches ask the embedding model, when one is configured.
func (a *app) useMeaning(now func() time.Time) {
	if a.config.Model.Embedding == "" {
		return
	}
	a.meaning = newMeaning(a.config, a.db, a.model, a.log, now)
	a.searcher.Meaning = a.meaning.finder
}

// startMeaning embeds beside the talk, and reads the sets ahead of questions.
func (a *app) startMeaning(ctx context.Context, g *errgroup.Group) {
	if a.config.Model.Embedding != "" && a.meaning == nil {
		a.log.Warn("cli: OPENAI_EMBEDDING_MODEL is set without OPENAI_API_KEY or OPENAI_BASE_URL; search goes by words alone")
	}
	if a.meaning == nil {
		return
	}
	a.meaning.finder.Whole, a.meaning.finder.Patience = false, 0
	g.Go(func() error { return a.meaning.filler.Run(ctx) })
	g.Go(func() error {
		libs, err := a.db.Libraries(ctx)
		if err == nil {
			err = a.meaning.finder.Warm(ctx, libs)
		}
		if err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "cli: the first questions may go by words alone", "err", err)
		}
		return nil
	})
}

// embed gives the passages that were loaded their vectors, as far as the budget
// and the model allow; serve goes on with the rest.
func (t *terminal) embed(ctx context.Context, a *app) {
	if a.meaning == nil {
		return
	}
	done := map[article.LibraryID]dense.Progress{}
	err := a.meaning.filler.Fill(ctx, func(p dense.Progress) {
		done[p.Library] = p
		if t.interactive() {
			fmt.Fprintf(t.Err, "\r\x1b[Kembedding: %d passages", p.Done)
		}
	})
	passages, tokens := 0, 0
	for _, p := range done {
		passages, tokens = passages+p.Done, tokens+p.Tokens
	}
	if t.interactive() && passages > 0 {
		fmt.Fprint(t.Err, "\r\x1b[K")
	}
	if passages > 0 {
		fmt.Fprintf(t.Err, "%d passages embedded by %s, %d tokens\n", passages, a.config.Model.Embedding, tokens)
	}
	if err != nil {
		fmt.Fprintf(t.Err, "byline: not every passage has its vector yet: %s byline serve goes on with them.\n", operatorText(err))
	}
}

// embeddingMetrics writes how far embedding is, in Prometheus' text format.
func (a *app) embeddingMetrics(ctx context.Context, w io.Writer) error {
	if a.meaning == nil {
		return nil
	}
	e, err := embeddingOf(ctx, a.db, a.config, a.meaning.filler.Now())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "# HELP byline_embedding_passages Passages by whether the embedding model has read them.\n# TYPE byline_embedding_passages gauge\n"+
		"byline_embedding_passages{state=\"done\"} %d\nbyline_embedding_passages{state=\"refused\"} %d\nbyline_embedding_passages{state=\"waiting\"} %d\n"+
		"# HELP byline_embedding_tokens_today Tokens that embedding took today, UTC.\n# TYPE byline_embedding_tokens_today gauge\nbyline_embedding_tokens_today %d\n",
		e.done-e.refused, e.refused, e.passages-e.done, e.tokens)
	return err
}

// An embedding is how far the configured model is, over all libraries.
type embedding struct {
	passages, done, refused int
	serving                 string // another model that questions are still answered by; empty: none
	tokens                  int64  // today
}

func embeddingOf(ctx context.Context, db *store.DB, cfg config.Config, now time.Time) (embedding, error) {
	var e embedding
	libs, err := db.Libraries(ctx)
	if err != nil {
		return e, err
	}
	count, err := db.Count(ctx, libs)
	if err != nil {
		return e, err
	}
	e.passages = count.Passages
	states, err := db.Embeddings(ctx)
	if err != nil {
		return e, err
	}
	latest := map[article.LibraryID]store.EmbeddingState{}
	for _, s := range states {
		if s.Model == cfg.Model.Embedding {
			latest[s.Library] = s
		} else if s.Serving {
			e.serving = s.Model
		}
	}
	for _, s := range latest {
		e.done += min(s.Vectors, s.Passages)
		e.refused += s.Refused
	}
	e.tokens, err = db.EmbeddingTokens(ctx, now)
	return e, err
}

func diagnoseEmbedding(ctx context.Context, cfg config.Config, now time.Time) diagnosis {
	d := diagnosis{Name: "meaning", OK: true}
	switch {
	case cfg.Model.Embedding == "":
		d.State, d.Remedy = "no embedding model: passages are found by their words", "Set OPENAI_EMBEDDING_MODEL to find them by what they mean as well."
		return d
	case !cfg.Model.Configured():
		d.OK, d.State = false, cfg.Model.Embedding+" is on no server"
		d.Remedy = "Set OPENAI_BASE_URL or OPENAI_API_KEY; until then passages are found by their words."
		return d
	}
	db, err := store.Open(ctx, cfg.DB)
	if err != nil {
		d.OK, d.State = false, "the database cannot be opened"
		return d
	}
	defer db.Close()
	e, err := embeddingOf(ctx, db, cfg, now)
	if err != nil {
		d.OK, d.State = false, "the vectors cannot be read: "+operatorText(err)
		return d
	}
	d.State = fmt.Sprintf("%s has read %d of %d passages, for %d tokens today", cfg.Model.Embedding, e.done, e.passages, e.tokens)
	if cfg.Model.EmbedBudget > 0 {
		d.State += fmt.Sprintf(" of %d", cfg.Model.EmbedBudget)
	}
	if e.refused > 0 {
		d.State += fmt.Sprintf("; it refused %d", e.refused)
	}
	if e.serving != "" {
		d.State += "; until it has all, questions go by " + e.serving
	}
	if e.done < e.passages {
		d.Remedy = "byline serve reads the rest, as the budget (BYLINE_EMBED_BUDGET) allows."
	}
	ctx, cancel := context.WithTimeout(ctx, modelPatience)
	defer cancel()
	client := llm.New(llm.Config{BaseURL: cfg.Model.BaseURL, Key: string(cfg.Model.Key)})
	if _, _, err := client.Embed(ctx, cfg.Model.Embedding, []string{"article"}); err != nil {
		d.OK, d.State = false, d.State+"; it does not answer: "+article.PublicText(err)
		d.Remedy = "Check OPENAI_EMBEDDING_MODEL and OPENAI_BASE_URL. Until it works, passages are found by their words."
	}
	return d
}
