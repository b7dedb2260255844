package library

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"byline/article"
	"byline/store"
)

// An Item is one article to load, or what kept it from being read.
type Item struct {
	Name    string // for the report: the path, the link, "list.jsonl line 3"
	Article article.Article
	Raw     []byte // what it was read from, to be kept; may be nil
	Err     error  // an *article.Error; the item is then refused
}

// Refused is the state of an item that was not loaded; the store's states are
// those of the others.
const Refused store.State = "refused"

// A Result is what became of an item.
type Result struct {
	Name     string
	State    store.State
	Article  article.ID
	Revision int
	Err      error // of a refused one, else nil
}

// Load loads what next returns, until it returns false, and reports what became
// of each item, in order and never twice at once. A bad item does not stop the
// rest. Load ends early only when ctx does or nothing more can be stored; what
// was reported as loaded until then is stored.
func (l *Library) Load(ctx context.Context, lib article.LibraryID, next func() (Item, bool), report func(Result)) error {
	g, inner := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	work, inOrder := make(chan *task), make(chan *task, 4*workers)
	g.Go(func() error {
		defer close(inOrder)
		defer close(work)
		return feed(inner, next, inOrder, work)
	})
	for range workers {
		g.Go(func() error {
			for t := range work {
				t.out, t.err = l.prepare(t.in)
				close(t.done)
			}
			return nil
		})
	}
	// These hold nothing: a batch grows while the one before is worked on.
	collected, built := make(chan *batch), make(chan *batch)
	g.Go(func() error {
		defer close(collected)
		return collect(inner, inOrder, collected)
	})
	g.Go(func() error {
		defer close(built)
		for b := range collected {
			if err := b.build(); err != nil {
				l.log().WarnContext(inner, "library: batch", "err", err) // storing finds out which article it is
			}
			select {
			case built <- b:
			case <-inner.Done():
				return inner.Err()
			}
		}
		return nil
	})
	g.Go(func() error {
		for b := range built {
			if err := l.store(inner, lib, b, report); err != nil {
				return err
			}
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return fmt.Errorf("library: load into %s: %w", lib, err)
	}
	return l.tidySoon(ctx, lib)
}

// A task is an item on its way through the pipeline.
type task struct {
	in   Item
	done chan struct{} // closed when out and err are set
	out  prepared
	err  error
}

// feed sends each item both to those who prepare and to who keeps the order.
func feed(ctx context.Context, next func() (Item, bool), inOrder, work chan<- *task) error {
	for {
		it, ok := next()
		if !ok {
			return nil
		}
		t := &task{in: it, done: make(chan struct{})}
		for _, ch := range []chan<- *task{inOrder, work} {
			select {
			case ch <- t:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// store stores a batch and reports its items.
func (l *Library) store(ctx context.Context, lib article.LibraryID, b *batch, report func(Result)) error {
	var outcomes []store.Outcome
	items := b.items()
	if len(items) > 0 {
		var err error
		outcomes, err = l.Store.Load(ctx, lib, items, b.segmentOf)
		if err != nil && len(b.tasks) > 1 && article.KindOf(err) == article.Internal && ctx.Err() == nil {
			return l.storeEach(ctx, lib, b, report)
		}
		if err != nil {
			for _, t := range b.tasks {
				report(refused(t.in.Name, cause(t.err, err)))
			}
			return err
		}
	}
	for _, t := range b.tasks {
		if t.err != nil {
			report(refused(t.in.Name, t.err))
			continue
		}
		o := outcomes[0]
		outcomes = outcomes[1:]
		report(Result{Name: t.in.Name, State: o.State, Article: o.ID, Revision: o.Revision})
	}
	return nil
}

// storeEach stores the tasks of a batch that failed one by one, so that the one
// at fault does not keep out the others.
func (l *Library) storeEach(ctx context.Context, lib article.LibraryID, b *batch, report func(Result)) error {
	for _, t := range b.tasks {
		one := &batch{tasks: []*task{t}, passages: len(t.out.docs)}
		err := l.store(ctx, lib, one, report)
		if err != nil && (article.KindOf(err) != article.Internal || ctx.Err() != nil) {
			return err
		}
	}
	return nil
}

// refused is the result of an item that was not loaded.
func refused(name string, err error) Result { return Result{Name: name, State: Refused, Err: err} }

// cause returns the first error that is one.
func cause(own, shared error) error {
	if own != nil {
		return own
	}
	return shared
}
