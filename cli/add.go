package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"byline/article"
	"byline/ingest"
	"byline/library"
	"byline/store"
)

// add loads files, folders, links and JSON lines. Each item has its line, and
// one that was refused makes the exit status 1.
func add(ctx context.Context, t *terminal) error {
	if len(t.args) == 0 {
		return usageError{"add what? A file, a folder, a link, or - for standard input"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	var done atomic.Int64
	bar := t.progress(sizeOf(t.args), done.Load)
	out := bufio.NewWriter(t.Out)
	l := &adding{terminal: t, app: a, bar: bar, out: out, read: map[string]ingest.Item{}}
	var all []ingest.Source
	for _, arg := range t.args {
		all = append(all, ingest.ParseSource(arg))
	}
	err = a.load(ctx, t.flags.library, func(emit func(ingest.Item) error) error {
		return a.sources.read(ctx, all, func(it ingest.Item) error {
			done.Add(int64(len(it.Article.Text)))
			l.note(it)
			return emit(it)
		})
	}, func(r library.Result) { l.report(ctx, r) })
	bar.clear()
	if err := errors.Join(err, l.failed, out.Flush()); err != nil {
		return err
	}
	l.finish(ctx)
	t.embed(ctx, a)
	if l.counts[string(library.Refused)] > 0 {
		return errSaid
	}
	return nil
}

// sizeOf adds up the sizes of files in bytes; 0 when that is unknown.
func sizeOf(args []string) int64 {
	var total int64
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(_ string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err == nil && info.Mode().IsRegular() {
				total += info.Size()
			}
			return err
		})
		if err != nil {
			return 0
		}
	}
	return total
}

// adding is the state of one add.
type adding struct {
	*terminal
	app    *app
	bar    *progress
	out    *bufio.Writer
	counts map[string]int
	failed error // of printing

	mu   sync.Mutex
	read map[string]ingest.Item // what was read and is not reported yet, by name
}

// note remembers what was read until it is reported.
func (l *adding) note(it ingest.Item) {
	it.Raw, it.Article.Text = nil, ""
	l.mu.Lock()
	l.read[it.Name] = it
	l.mu.Unlock()
}

// report prints an item's line.
func (l *adding) report(ctx context.Context, r library.Result) {
	l.mu.Lock()
	it := l.read[r.Name]
	delete(l.read, r.Name)
	l.mu.Unlock()
	if l.counts == nil {
		l.counts = map[string]int{}
	}
	l.counts[string(r.State)]++
	l.bar.item()
	if l.failed != nil {
		return
	}
	if l.flags.json {
		l.failed = writeJSON(l.out, l.added(r, it))
		return
	}
	if l.bar.w != nil && r.Err == nil {
		return // the bar tells
	}
	l.bar.clear()
	_, l.failed = fmt.Fprintln(l.out, addedLine(r, it))
	if l.failed == nil && r.Err != nil {
		l.failed = l.out.Flush()
	}
}

func addedLine(r library.Result, it ingest.Item) string {
	if r.Err != nil {
		return fmt.Sprintf("%-10s %s: %s [%s]", r.State, clean(flat(r.Name)), operatorText(r.Err), article.CodeOf(r.Err))
	}
	line := fmt.Sprintf("%-10s %s  %d", r.State, clean(flat(r.Name)), r.Article)
	if it.Article.Title != "" {
		line += "  " + clean(flat(it.Article.Title))
	}
	if r.State == store.Updated {
		line += fmt.Sprintf(" (revision %d)", r.Revision)
	}
	if len(it.Article.Warnings) > 0 {
		line += " (" + strings.Join(it.Article.Warnings, "; ") + ")"
	}
	return line
}

func (l *adding) added(r library.Result, it ingest.Item) addedJSON {
	return addedJSON{
		Path: r.Name, State: string(r.State), Article: r.Article, Ref: it.Article.Ref, Title: it.Article.Title, Revision: r.Revision,
		Warnings: append([]string{}, it.Article.Warnings...), Error: failureOf(r.Err),
	}
}

// finish prints the tally and, once the first article of one's own is in,
// offers to take the sample library out.
func (l *adding) finish(ctx context.Context) {
	var parts []string
	for _, s := range []string{"added", "updated", "unchanged", "refused"} {
		if l.counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", l.counts[s], s))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to load"}
	}
	fmt.Fprintln(l.Err, strings.Join(parts, ", "))
	if l.counts["added"] == 0 {
		return
	}
	c, err := l.app.db.Count(ctx, []article.LibraryID{article.Shared})
	if err != nil || c.Samples == 0 {
		return
	}
	if !l.confirm(fmt.Sprintf("The library still holds the %d sample articles. Remove them?", c.Samples)) {
		fmt.Fprintf(l.Err, "The %d sample articles are still in the library; byline articles remove --sample takes them out.\n", c.Samples)
		return
	}
	n, err := l.app.db.RemoveSample(ctx)
	if err != nil {
		fmt.Fprintln(l.Err, "byline:", operatorText(err))
		return
	}
	fmt.Fprintf(l.Err, "%d sample articles removed\n", n)
}

// confirm asks a yes-or-no question of the person at the terminal; without one
// the answer is no.
func (t *terminal) confirm(question string) bool {
	if !t.interactive() || len(t.args) == 1 && t.args[0] == "-" {
		return false
	}
	fmt.Fprint(t.Err, question+" [y/N] ")
	line, err := bufio.NewReader(t.In).ReadString('\n')
	if err != nil && err != io.EOF {
		return false
	}
	line = strings.ToLower(strings.TrimSpace(line))
	return line == "y" || line == "yes"
}

// interactive reports whether a person types.
func (t *terminal) interactive() bool {
	f, ok := t.In.(*os.File)
	return ok && isTerminal(f)
}
