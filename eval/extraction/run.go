package main

import (
	"fmt"
	"io"
	"syscall"
	"time"

	"byline/ingest/html"
)

// figures are what the pages show, all but speed as shares, 0…1.
type figures struct {
	pages                      int
	precision, recall, f1      float64
	exact                      float64 // pages whose text is right to the token
	title, authors, date, link float64
	speed                      float64 // pages per second of processor time
}

// run measures every page and prints the figures.
func run(out io.Writer, verbose bool) error {
	f, err := measure(out, verbose)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "text     F1 %.4f  P %.4f  R %.4f  exact %.3f  (%d pages)\n", f.f1, f.precision, f.recall, f.exact, f.pages)
	fmt.Fprintf(out, "title    %.1f %%\nauthors  %.1f %%\ndate     %.1f %%\nlink     %.1f %%\n", 100*f.title, 100*f.authors, 100*f.date, 100*f.link)
	fmt.Fprintf(out, "speed    %.1f pages per CPU-second\n", f.speed)
	return nil
}

// measure reads every page; verbose prints what is wrong with each.
func measure(out io.Writer, verbose bool) (figures, error) {
	shared, err := sharedDir()
	if err != nil {
		return figures{}, err
	}
	pages, err := readSet(shared)
	if err != nil {
		return figures{}, err
	}
	noted, err := readNotes()
	if err != nil {
		return figures{}, err
	}
	var (
		right  rights
		scores []score
		exact  int
		spent  time.Duration
	)
	for _, p := range pages {
		before := cpu()
		a, err := html.Extract(p.html, html.Options{URL: p.URL})
		spent += cpu() - before
		if err != nil {
			fmt.Fprintf(out, "%s refused: %v\n", p.id[:8], err)
		}
		s := compare(p.Body, a.Text)
		scores = append(scores, s)
		if s.tp == 1 {
			exact++
		}
		wrong := right.check(noted[p.id], a)
		if verbose {
			fmt.Fprintf(out, "%s P %.3f R %.3f %s\n", p.id[:8], s.precision(), s.recall(), p.URL)
			for _, w := range wrong {
				fmt.Fprintf(out, "         %s\n", w)
			}
		}
	}
	n := float64(len(pages))
	f := figures{
		pages: len(pages), exact: float64(exact) / n, speed: n / spent.Seconds(),
		title: float64(right.title) / n, authors: float64(right.authors) / n, date: float64(right.date) / n, link: float64(right.link) / n,
	}
	f.precision, f.recall, f.f1 = mean(scores)
	return f, nil
}

// cpu is the processor time this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
