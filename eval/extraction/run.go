package main

import (
	"fmt"
	"io"
	"syscall"
	"time"

	"byline/article"
	"byline/ingest/html"
)

// run measures every page and prints the figures.
func run(out io.Writer, verbose bool) error {
	shared, err := sharedDir()
	if err != nil {
		return err
	}
	pages, err := readSet(shared)
	if err != nil {
		return err
	}
	noted, err := readNotes()
	if err != nil {
		return err
	}
	var right rights
	scores := make([]score, len(pages))
	exact := 0
	got := make([]article.Article, len(pages))
	spent := cpu()
	for i, p := range pages {
		if got[i], err = html.Extract(p.html, html.Options{URL: p.URL}); err != nil {
			fmt.Fprintf(out, "%s refused: %v\n", p.id[:8], err)
		}
	}
	spent = cpu() - spent
	for i, p := range pages {
		scores[i] = compare(p.Body, got[i].Text)
		if scores[i].tp == 1 {
			exact++
		}
		wrong := right.check(noted[p.id], got[i])
		if verbose {
			for _, w := range wrong {
				fmt.Fprintf(out, "%s %s\n", p.id[:8], w)
			}
			fmt.Fprintf(out, "%s P %.3f R %.3f %s\n", p.id[:8], scores[i].precision(), scores[i].recall(), p.URL)
		}
	}
	precision, recall, f1 := mean(scores)
	n := float64(len(pages))
	fmt.Fprintf(out, "text       F1 %.4f  P %.4f  R %.4f  exact %.3f  (%d pages)\n", f1, precision, recall, float64(exact)/n, len(pages))
	for _, f := range []struct {
		name  string
		right int
	}{{"title", right.title}, {"authors", right.authors}, {"date", right.date}, {"link", right.link}} {
		fmt.Fprintf(out, "%-10s %.1f %% (%d of %d)\n", f.name, 100*float64(f.right)/n, f.right, len(pages))
	}
	fmt.Fprintf(out, "speed      %.1f pages per CPU-second\n", n/spent.Seconds())
	return nil
}

// cpu is the processor time this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
