package cli

import (
	"context"
	"io"
	"iter"
	"sync"

	"byline/article"
	"byline/commands"
	"byline/ingest"
	"byline/library"
)

// loading reads and loads articles for commands.
type loading struct{ app *app }

// Read implements commands.Loader.
func (l loading) Read(ctx context.Context, from []commands.Source, report func(commands.Loaded)) error {
	var all []ingest.Source
	for _, s := range from {
		source, err := sourceOf(s)
		if err != nil {
			report(commands.Loaded{Name: s.File.Name, State: string(library.Refused), Err: err})
			continue
		}
		all = append(all, source)
	}
	return l.app.sources.read(ctx, all, func(it ingest.Item) error {
		if it.Err != nil {
			report(commands.Loaded{Name: it.Name, State: string(library.Refused), Err: it.Err})
			return nil
		}
		art := it.Article
		report(commands.Loaded{Name: it.Name, Article: &art})
		return nil
	})
}

// sourceOf turns what commands brought into what ingest reads.
func sourceOf(s commands.Source) (ingest.Source, error) {
	switch {
	case s.Link != "":
		return ingest.Source{URL: s.Link}, nil
	case s.Path != "":
		return ingest.ParseSource(s.Path), nil
	case s.File.Open != nil:
		data, err := s.File.Open()
		if err != nil {
			return ingest.Source{}, &article.Error{Kind: article.Unavailable, Public: "I could not read that attachment. Please send it again.", Err: err}
		}
		return ingest.Source{Data: nonNil(data), URL: s.File.URL, Name: s.File.Name, Type: s.File.Type}, nil
	}
	return ingest.Source{Data: []byte(s.Text), Type: "text/plain; charset=utf-8"}, nil
}

func nonNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// Load implements commands.Loader.
func (l loading) Load(ctx context.Context, lib article.LibraryID, arts []*article.Article, report func(commands.Loaded)) error {
	next := 0
	return l.app.library.Load(ctx, lib, func() (library.Item, bool) {
		if next == len(arts) {
			return library.Item{}, false
		}
		next++
		a := *arts[next-1]
		return library.Item{Name: commands.TitleOf(&a), Article: a}, true
	}, func(r library.Result) { report(l.loaded(ctx, lib, r)) })
}

// loaded turns a result into what commands tell of it.
func (l loading) loaded(ctx context.Context, lib article.LibraryID, r library.Result) commands.Loaded {
	out := commands.Loaded{Name: r.Name, State: string(r.State), Err: r.Err}
	if r.Err != nil {
		return out
	}
	arts, err := l.app.db.Articles(ctx, []article.LibraryID{lib}, []article.ID{r.Article})
	if err == nil && len(arts) == 1 {
		out.Article = arts[0]
	}
	return out
}

// Refresh implements commands.Refresher: it reads the article's link again, or
// its raw copy when there is no link.
func (l loading) Refresh(ctx context.Context, lib article.LibraryID, id article.ID) (commands.Loaded, error) {
	return l.again(ctx, lib, id, false)
}

// again loads an article anew: from its raw copy, if there is one, when that is
// preferred, else from its link.
func (l loading) again(ctx context.Context, lib article.LibraryID, id article.ID, preferRaw bool) (commands.Loaded, error) {
	arts, err := l.app.db.Articles(ctx, []article.LibraryID{lib}, []article.ID{id})
	if err != nil {
		return commands.Loaded{}, err
	}
	if len(arts) == 0 {
		return commands.Loaded{}, &article.Error{Kind: article.NotFound, Public: "There is no such article in this library."}
	}
	items, err := l.origin(ctx, lib, arts[0], preferRaw)
	if err != nil {
		return commands.Loaded{}, err
	}
	var out commands.Loaded
	err = l.app.load(ctx, lib, items, func(r library.Result) { out = l.loaded(ctx, lib, r) })
	return out, err
}

// origin is what reads an article again.
func (l loading) origin(ctx context.Context, lib article.LibraryID, a *article.Article, preferRaw bool) (func(emit func(ingest.Item) error) error, error) {
	raw, err := l.app.db.Raw(ctx, lib, a.RevisionID)
	if err != nil && article.KindOf(err) != article.NotFound {
		return nil, err
	}
	reader := l.app.sources.reader
	switch {
	case len(raw) > 0 && (preferRaw || a.URL == ""):
		return func(emit func(ingest.Item) error) error {
			it, err := reader.ReadRaw(ctx, raw, a)
			if err != nil {
				return err
			}
			return emit(it)
		}, nil
	case a.URL != "":
		return func(emit func(ingest.Item) error) error {
			return reader.Read(ctx, ingest.Source{URL: a.URL}, func(it ingest.Item) error {
				it.Article.Ref = a.Ref
				return emit(it)
			})
		}, nil
	}
	return nil, &article.Error{Kind: article.Invalid, Public: "That article has no link and no raw copy to read again. Add its file anew.", Err: err}
}

// load puts what read emits into lib and reports what became of each item.
// Reading and loading go on side by side.
func (a *app) load(ctx context.Context, lib article.LibraryID, read func(emit func(ingest.Item) error) error, report func(library.Result)) error {
	var reading error
	var once sync.Mutex // held while reading is written or read
	items := func(yield func(library.Item) bool) {
		err := read(func(it ingest.Item) error {
			if !yield(library.Item{Name: it.Name, Article: it.Article, Raw: it.Raw, Err: it.Err}) {
				return io.EOF
			}
			return nil
		})
		once.Lock()
		defer once.Unlock()
		reading = err
	}
	next, stop := iter.Pull(items)
	defer stop()
	if err := a.library.Load(ctx, lib, next, report); err != nil {
		return err
	}
	once.Lock()
	defer once.Unlock()
	return reading
}
