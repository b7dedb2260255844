package cli

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"byline/answer"
	"byline/article"
	"byline/eval"
	"byline/llm"
	"byline/store"
)

// evalPatience is how long an evaluation waits for a reply's first words or a
// question's vector, waits that the server asks for included: figures are worth more than haste, and hosts
// ask for up to a minute.
const evalPatience = time.Minute

// modelTerms returns what answers with the model of the environment, and on
// what terms the command line has it asked; nothing without --model.
func (t *terminal) modelTerms(stop context.CancelCauseFunc) (writer, eval.Terms, error) {
	terms := eval.Terms{Now: t.Now}
	if !t.flags.model {
		return writer{}, terms, nil
	}
	cfg, err := t.configure()
	if err != nil {
		return writer{}, terms, err
	}
	if !cfg.Model.Configured() {
		return writer{}, terms, usageError{"eval --model wants OPENAI_BASE_URL or OPENAI_API_KEY in the environment"}
	}
	if err := t.readTerms(&terms); err != nil {
		return writer{}, terms, err
	}
	model := llm.New(llm.Config{
		BaseURL: cfg.Model.BaseURL, Key: string(cfg.Model.Key), Model: cfg.Model.Name,
		FirstToken: evalPatience, Total: 2 * evalPatience,
	})
	return writer{&answer.Answerer{Model: &guard{Model: model, stop: stop}, Steps: stepsOf(cfg.Model), Log: slog.New(slog.DiscardHandler)}}, terms, nil
}

// embedSubject lets the subject find passages by meaning, when the environment
// has an embedding model. No budget bounds that: who asks for figures wants
// them whole.
func (t *terminal) embedSubject(ctx context.Context, s *subject, db *store.DB) error {
	cfg, err := t.configure()
	if err != nil || cfg.Model.Embedding == "" {
		return err
	}
	client := llm.New(llm.Config{BaseURL: cfg.Model.BaseURL, Key: string(cfg.Model.Key)})
	m := newMeaning(cfg, db, client, slog.New(slog.DiscardHandler), t.Now)
	m.filler.Budget, m.finder.Patience = 0, evalPatience
	s.searcher.Meaning = m.finder
	return m.filler.Fill(ctx, nil)
}

// readTerms reads the flags that say on what terms a model is asked.
func (t *terminal) readTerms(terms *eval.Terms) error {
	for name, to := range map[string]*int{"at-once": &terms.AtOnce, "budget": &terms.Budget} {
		if v := t.flags.values[name]; v != "" {
			n, err := strconv.Atoi(v)
			if err != nil || n < 1 {
				return usageError{fmt.Sprintf("--%s %q: want a whole number from 1 on", name, v)}
			}
			*to = n
		}
	}
	given := 0
	for name, to := range map[string]*float64{"price-in": &terms.In, "price-out": &terms.Out} {
		if v := t.flags.values[name]; v != "" {
			n, err := strconv.ParseFloat(v, 64)
			if err != nil || !(n >= 0 && n < 1e9) {
				return usageError{fmt.Sprintf("--%s %q: want the price of a million tokens, for example 0.15", name, v)}
			}
			*to = n
			given++
		}
	}
	if given == 1 {
		return usageError{"--price-in and --price-out go together: the prices of a million tokens read and written"}
	}
	terms.Priced = given == 2
	return nil
}

// writer adapts an answerer with a model to eval.
type writer struct{ *answer.Answerer }

// Answer implements eval.Answerer.
func (w writer) Answer(ctx context.Context, found article.Found) (article.Answer, error) {
	return w.Answerer.Answer(ctx, found, nil)
}

// helped finds with the model's help.
type helped struct {
	*subject
	model writer
}

// Find implements eval.Finder.
func (h helped) Find(ctx context.Context, q eval.Query) (article.Found, error) {
	found, err := h.subject.Find(ctx, q)
	if err != nil {
		return found, err
	}
	return h.model.Widen(ctx, found, func(ctx context.Context, wording string) (article.Found, error) {
		q.Text = wording
		return h.subject.Find(ctx, q)
	})
}
