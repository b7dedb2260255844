package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"byline/article"
	"byline/ingest/html"
	"byline/ingest/pdf"
	"byline/ingest/worker"
)

// compileCommand is the hidden command that compiles the PDF reader into a
// folder and ends, and with it the memory that it took.
const compileCommand = "compile-pdf-reader"

// runHidden runs the commands that only the program itself gives. ok is false
// when w has none of them.
func runHidden(ctx context.Context, w World) (status int, ok bool) {
	switch {
	case len(w.Args) == 1 && w.Args[0] == worker.Command:
		return worker.Main(w.In, w.Out, extractors()), true
	case len(w.Args) == 2 && w.Args[0] == compileCommand:
		if err := (&pdf.Reader{Cache: w.Args[1]}).Warm(ctx); err != nil {
			fmt.Fprintln(w.Err, err)
			return exitError, true
		}
		return exitDone, true
	}
	return 0, false
}

// compilePDF runs compileCommand in a process of its own, on one processor, so
// that people are answered meanwhile. It gets none of the secrets.
func compilePDF(ctx context.Context, folder string) error {
	path, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, path, compileCommand, folder)
	cmd.Env = []string{"GOMAXPROCS=1"}
	for _, name := range []string{"HOME", "TMPDIR"} {
		if v, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	if out, err := runTogether(cmd); err != nil {
		return fmt.Errorf("cli: compile the PDF reader: %w: %s", err, out)
	}
	return nil
}

// extractors are what a worker process runs: strangers' pages are read in a
// process of their own.
func extractors() map[string]worker.Extractor {
	return map[string]worker.Extractor{
		pages: {Extract: func(j worker.Job) (article.Article, error) {
			return html.Extract(j.Data, html.Options{URL: j.URL, ContentType: j.ContentType})
		}},
	}
}
