package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"byline/answer"
	"byline/article"
	"byline/eval"
	"byline/ingest"
	"byline/library"
	"byline/search"
	"byline/search/index"
	"byline/store"
)

// evaluate counts on a set of questions with known answers, or with --sets on
// every public set in a folder. The articles are loaded as add loads them,
// into a database of their own that is gone afterwards.
func evaluate(ctx context.Context, t *terminal) error {
	if dir := t.flags.values["sets"]; dir != "" {
		return t.evaluateSets(ctx, dir)
	}
	articles, questions := t.flags.values["articles"], t.flags.values["questions"]
	if articles == "" || questions == "" {
		return usageError{"eval wants --articles FILE and --questions FILE (JSON lines, plain or gzipped), or --sets FOLDER"}
	}
	r, err := t.evaluateSet(ctx, filepath.Base(filepath.Dir(articles)), articles, questions)
	if err != nil {
		return err
	}
	if t.flags.json {
		return writeJSON(t.Out, r)
	}
	return r.WriteText(t.Out)
}

// A result is the figures of a set: eval.Figures, or an eval.Comparison.
type result interface{ WriteText(w io.Writer) error }

// evaluateSets runs every public set that the folder has and prints the table
// of floors, goals and figures; with a model, each set's two columns.
func (t *terminal) evaluateSets(ctx context.Context, dir string) error {
	var all []eval.Figures
	sets := 0
	for _, name := range eval.Sets() {
		articles := filepath.Join(dir, name, "articles.jsonl.gz")
		if _, err := os.Stat(articles); err != nil {
			continue
		}
		fmt.Fprintln(t.Err, name, "…")
		r, err := t.evaluateSet(ctx, name, articles, filepath.Join(dir, name, "questions.jsonl.gz"))
		if err != nil {
			return err
		}
		sets++
		figures, plain := r.(eval.Figures)
		switch {
		case t.flags.json:
			err = writeJSON(t.Out, r)
		case plain:
			all = append(all, figures)
		default:
			err = r.WriteText(t.Out)
		}
		if err != nil {
			return err
		}
	}
	if sets == 0 {
		return &article.Error{Kind: article.NotFound, Code: "no-sets", Public: fmt.Sprintf(
			"There are no question sets in %s. Name a folder whose sub-folders hold articles.jsonl.gz and questions.jsonl.gz, or give one set with --articles and --questions.", dir)}
	}
	if len(all) == 0 {
		return nil
	}
	return eval.WriteTable(t.Out, all)
}

// evaluateSet loads one set and asks its questions.
func (t *terminal) evaluateSet(ctx context.Context, name, articles, questions string) (result, error) {
	set := eval.Set{Name: name}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	model, terms, err := t.modelTerms(stop)
	if err != nil {
		return nil, err
	}
	if set.Questions, err = readFile(questions, eval.ReadQuestions); err != nil {
		return nil, err
	}
	if len(set.Questions) == 0 {
		return nil, &article.Error{Kind: article.Invalid, Code: "no-questions", Public: fmt.Sprintf("There is no question in %s.", questions)}
	}
	if limit := t.flags.limit; limit > 0 && limit < len(set.Questions) {
		set.Questions = set.Questions[:limit]
	}
	if set.Published, err = readFile(articles, eval.Texts); err != nil {
		return nil, err
	}
	if n := eval.Lost(set.Questions, set.Published); n > 0 {
		fmt.Fprintf(t.Err, "byline: %d of %d questions name an article that %s does not have; they count as missed.\n", n, len(set.Questions), articles)
	}
	dir, err := os.MkdirTemp("", "byline-eval-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(ctx, filepath.Join(dir, "eval.db"))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	subject, err := t.subject(ctx, db, articles)
	if err != nil {
		return nil, err
	}
	set.Articles = subject.articles
	if !t.flags.model {
		return eval.Run(ctx, set, subject, subject, true)
	}
	if model.Steps.Rewrite {
		terms.Find = helped{subject, model}
	}
	c, err := eval.Compare(ctx, set, subject, subject, model, terms)
	if cause := context.Cause(ctx); article.CodeOf(cause) == noModel {
		fmt.Fprintln(t.Err, "the last call:", errors.Unwrap(cause))
		err = cause
	}
	return c, err
}

// subject is the product under test.
type subject struct {
	searcher *search.Searcher
	answerer *answer.Answerer
	articles map[string]*article.Article // by Ref
}

// subject loads the articles into db and wires what answers from them.
func (t *terminal) subject(ctx context.Context, db *store.DB, path string) (*subject, error) {
	log := slog.New(slog.DiscardHandler)
	idx := index.New(db, indexCache)
	s := &subject{
		searcher: search.New(idx, db, 0),
		answerer: &answer.Answerer{Log: log},
		articles: make(map[string]*article.Article),
	}
	shelf := &library.Library{Store: db, Index: idx, Log: log, Now: t.Now}
	if err := loadFile(ctx, shelf, path); err != nil {
		return nil, err
	}
	if t.flags.model {
		if err := t.embedSubject(ctx, s, db); err != nil {
			return nil, err
		}
	}
	return s, s.list(ctx, db)
}

// loadFile loads a file of articles; one that is refused ends the evaluation,
// because figures on fewer articles would be other figures.
func loadFile(ctx context.Context, shelf *library.Library, path string) error {
	var items []ingest.Item
	err := ingest.New(nil, nil).Read(ctx, ingest.ParseSource(path), func(it ingest.Item) error {
		items = append(items, it)
		return it.Err
	})
	if err != nil {
		return err
	}
	next := func() (library.Item, bool) {
		if len(items) == 0 {
			return library.Item{}, false
		}
		it := items[0]
		items = items[1:]
		return library.Item{Name: it.Name, Article: it.Article}, true
	}
	var refused error
	err = shelf.Load(ctx, article.Shared, next, func(r library.Result) { refused = errors.Join(refused, r.Err) })
	if err := errors.Join(err, refused); err != nil {
		return err
	}
	return shelf.Tidy(ctx, article.Shared)
}

// list reads the articles back as they are stored.
func (s *subject) list(ctx context.Context, db *store.DB) error {
	libs := []article.LibraryID{article.Shared}
	var before article.ID
	for {
		arts, err := db.List(ctx, article.Shared, store.ListOptions{Before: before, Limit: 500})
		if err != nil || len(arts) == 0 {
			return err
		}
		ids := make([]article.ID, len(arts))
		for i, a := range arts {
			ids[i], before = a.ID, a.ID
		}
		if arts, err = db.Articles(ctx, libs, ids); err != nil {
			return err
		}
		for _, a := range arts {
			s.articles[a.Ref] = a
		}
	}
}

// Find implements eval.Finder.
func (s *subject) Find(ctx context.Context, q eval.Query) (article.Found, error) {
	ask := search.Question{Text: q.Text, Max: q.Max, Within: q.Within}
	if a := s.articles[q.Article]; a != nil {
		ask.Article = a.ID
	}
	return s.searcher.Find(ctx, []article.LibraryID{article.Shared}, ask)
}

// Answer implements eval.Answerer.
func (s *subject) Answer(ctx context.Context, found article.Found) (article.Answer, error) {
	return s.answerer.Answer(ctx, found, nil)
}

// readFile reads a file with one of eval's readers.
func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(path)
	if err != nil {
		var zero T
		return zero, &article.Error{Kind: article.NotFound, Code: "no-file", Public: fmt.Sprintf("There is no file %s.", path), Err: err}
	}
	defer f.Close()
	return read(f)
}
