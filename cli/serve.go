package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/sync/errgroup"
)

// serve starts what is configured and runs until it is stopped. Without Discord
// it talks in the terminal and ends with standard input, unless there is none,
// as in a service or a container: then there are the pages and feeds to run for.
func serve(ctx context.Context, t *terminal) error {
	if err := t.noWords("serve"); err != nil {
		return err
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	a.setLog(newLogger(t.Err, a.config.LogFormat, a.serveLevel()))
	if err := t.welcome(ctx, a); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	g, ctx := errgroup.WithContext(ctx)
	t.start(ctx, g, a)
	if a.config.Discord.Token == "" && !t.unattended() {
		g.Go(func() error {
			defer stop()
			return t.talk(ctx, a)
		})
	}
	err = g.Wait()
	if errors.Is(err, context.Canceled) || errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// unattended reports whether standard input is the null device.
func (t *terminal) unattended() bool {
	f, ok := t.In.(*os.File)
	if !ok {
		return false
	}
	in, err := f.Stat()
	if err != nil {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(in, null)
}

// start begins everything that runs beside the talk: merging, pages, Discord.
func (t *terminal) start(ctx context.Context, g *errgroup.Group, a *app) {
	g.Go(func() error { return a.library.Run(ctx) })
	g.Go(func() error { return a.newGapWatch(t.Now).run(ctx) })
	g.Go(func() error {
		a.checker(t.Now).Run(ctx)
		return nil
	})
	a.startMeaning(ctx, g)
	if a.config.Discord.Token != "" {
		go a.warm(ctx)
	}
	if where, err := a.serve(ctx, g, t.Now); err != nil {
		fmt.Fprintf(t.Err, "byline: the pages are not served: %v. Set BYLINE_HTTP_ADDR to a free address.\n", err)
		if a.config.Discord.Token == "" && t.unattended() { // nobody could ask: what started us is to know
			g.Go(func() error { return errSaid })
		}
	} else {
		fmt.Fprintf(t.Out, "Pages: %s\n", where)
	}
	t.startDiscord(ctx, g, a)
}

// warm compiles the PDF reader ahead of the first attachment. Nobody waits for
// it: compiling takes half a minute, and what is not finished when the program
// ends is begun anew by the next run.
func (a *app) warm(ctx context.Context) {
	if err := a.sources.pdf.Warm(ctx); err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "cli: PDFs will be read slowly", "err", err)
	}
}
