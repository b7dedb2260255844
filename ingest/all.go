package ingest

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"
)

// lane is how many items of one source may wait for those of the sources
// before it: enough to keep every worker busy, few enough to bound the memory.
const lane = 4

// ReadAll reads sources, at most workers at once, and calls emit for each item
// from one goroutine, in the order of the sources whatever order they finish
// in. Folders are opened first, so that their files are read side by side too.
// It errs only with emit's error or ctx's.
func (r *Reader) ReadAll(ctx context.Context, workers int, sources []Source, emit func(Item) error) error {
	work, ctx := errgroup.WithContext(ctx)
	lanes := make(chan chan Item, max(workers, 1)-1) // and one more is being emptied
	work.Go(func() error {
		defer close(lanes)
		return each(ctx, sources, func(s Source) error {
			items := make(chan Item, lane)
			select {
			case lanes <- items:
			case <-ctx.Done():
				return ctx.Err()
			}
			work.Go(func() error {
				defer close(items)
				return r.Read(ctx, s, func(i Item) error { return send(ctx, items, i) })
			})
			return nil
		})
	})
	work.Go(func() error {
		for items := range lanes {
			for i := range items {
				if err := emit(i); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return work.Wait()
}

func send(ctx context.Context, to chan<- Item, i Item) error {
	select {
	case to <- i:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// each calls begin for every source, and for every file of those that are
// folders.
func each(ctx context.Context, sources []Source, begin func(Source) error) error {
	for _, s := range sources {
		info, err := os.Stat(s.Path)
		if s.Path == "" || s.Path == "-" || err != nil || !info.IsDir() {
			if err := begin(s); err != nil {
				return err
			}
			continue
		}
		err = filepath.WalkDir(s.Path, func(name string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case name != s.Path && strings.HasPrefix(d.Name(), "."):
				return skip(d)
			case err == nil && d.IsDir():
				return nil
			}
			return begin(Source{Path: name}) // also for what cannot be opened: the item says so
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// skip passes over a hidden file or folder.
func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}
