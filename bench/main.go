// Command bench measures Byline's index beside bleve and SQLite FTS5: the same
// passages, the same questions, one run. It is a module of its own so that the
// peers stay out of the product's go.mod. See docs/benchmarks.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
)

// options are what is measured.
type options struct {
	sizes     []int
	peers     []string
	questions []string
	k         int
	profile   string
	keep      string
	articles  []sourceArticle
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run reads the flags and measures every size.
func run(ctx context.Context) error {
	sizes := flag.String("passages", "10000,100000", "how many passages, several with commas")
	peers := flag.String("peers", "bleve,fts5", "engines to compare with")
	count := flag.Int("questions", 1000, "how many questions")
	k := flag.Int("k", 10, "how many passages a question asks for")
	profile := flag.String("profile", "", "file for a processor profile of Byline's searches, or with -durable of its loading, and of whole answers when -keep names a database that is there")
	durable := flag.Bool("durable", false, "measure the product's database on disk instead of the index alone")
	keep := flag.String("keep", "", "with -durable: the database; it is kept, and not loaded again when it is there")
	open := flag.String("open", "", "only open this database and ask -ask (what -durable calls)")
	question := flag.String("ask", "", "the question for -open")
	vectors := flag.Bool("dense", false, "measure the nearest of made vectors instead, -passages of them, best 20")
	dims := flag.Int("dims", 384, "with -dense: their dimensions")
	directions := flag.Int("directions", 48, "with -dense: in how many directions they differ")
	graph := flag.Bool("graph", false, "with -dense: compare with a graph, too, which takes minutes to make")
	flag.Parse()
	if *open != "" {
		return openOnce(ctx, *open, *question)
	}

	o := options{k: *k, keep: *keep, profile: *profile, peers: strings.FieldsFunc(*peers, func(r rune) bool { return r == ',' })}
	for s := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("-passages %s: %w", *sizes, err)
		}
		o.sizes = append(o.sizes, n)
	}
	if *vectors {
		for _, n := range o.sizes {
			d := denseOptions{n: n, dims: *dims, k: 20, questions: min(*count, 100), directions: *directions, graph: *graph}
			if err := d.run(ctx); err != nil {
				return fmt.Errorf("%d vectors: %w", n, err)
			}
		}
		return nil
	}
	if err := o.read(*count); err != nil {
		return err
	}
	fmt.Printf("%d processors, %s, %d questions, best %d\n", runtime.NumCPU(), runtime.Version(), len(o.questions), o.k)
	for _, n := range o.sizes {
		measure := o.measure
		if *durable {
			measure = o.durable
		}
		if err := measure(ctx, n); err != nil {
			return fmt.Errorf("%d passages: %w", n, err)
		}
	}
	return nil
}

// read reads the public sets, or makes articles and questions up.
func (o *options) read(count int) error {
	dir := findSets()
	if dir == "" {
		fmt.Println("no public sets beside the project: passages and questions are made up")
		o.questions = inventQuestions(newMaker(1, nil), count)
		return nil
	}
	articles, questions, err := readSets(dir)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(7, 7))
	r.Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	o.articles, o.questions = articles, questions[:min(count, len(questions))]
	return nil
}

// A row is what was measured of one engine.
type row struct {
	name         string
	answered     times // the sets' questions
	unanswerable times // halves of two questions each: no passage fits well, so little can be skipped
}

// measure compares the engines on n passages and prints a table.
func (o *options) measure(ctx context.Context, n int) error {
	e, err := o.build(ctx, n)
	if err != nil {
		return err
	}
	var own row
	err = profiled(o.profile, func() (err error) {
		own, err = o.time(ctx, "byline", e)
		return err
	})
	if err != nil {
		return err
	}
	rows := []row{own}
	for _, name := range o.peers {
		r, err := o.peer(ctx, name, n)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		rows = append(rows, r)
	}
	for _, r := range rows {
		fmt.Printf("%-8s %9d passages  %s", r.name, n, r.answered)
		fmt.Printf("  mixed %s", r.unanswerable)
		fmt.Printf("  × %.1f / %.1f\n", ratio(r.answered, own.answered, 0.5), ratio(r.answered, own.answered, 0.99))
	}
	return nil
}

// ratio returns how many times longer a took than b at a quantile.
func ratio(a, b times, p float64) float64 { return float64(a.at(p)) / float64(b.at(p)) }

// time puts all questions to e, once to warm it up and once to measure.
func (o *options) time(ctx context.Context, name string, e engine) (row, error) {
	r := row{name: name}
	if _, err := ask(ctx, e, o.questions, o.k); err != nil {
		return r, err
	}
	var err error
	if r.answered, err = ask(ctx, e, o.questions, o.k); err != nil {
		return r, err
	}
	r.unanswerable, err = ask(ctx, e, mixed(o.questions), o.k)
	return r, err
}

// profiled calls f and writes a profile of it to file, when one is named.
func profiled(file string, f func() error) error {
	if file == "" {
		return f()
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(out); err != nil {
		return errors.Join(err, out.Close())
	}
	err = f()
	pprof.StopCPUProfile()
	return errors.Join(err, out.Close())
}

// coldQuestions is how many questions are asked of an empty cache.
const coldQuestions = 200

// mixed returns questions made of the first half of one and the second of the next.
func mixed(questions []string) []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		a, b := strings.Fields(q), strings.Fields(questions[(i+1)%len(questions)])
		out[i] = strings.Join(append(a[:len(a)/2:len(a)/2], b[len(b)/2:]...), " ")
	}
	return out
}

// peer measures one of the engines to compare with.
func (o *options) peer(ctx context.Context, name string, n int) (row, error) {
	dir, err := os.MkdirTemp("", "byline-bench-")
	if err != nil {
		return row{}, err
	}
	defer os.RemoveAll(dir)
	m := newMaker(1, o.articles)
	var e interface {
		engine
		close() error
	}
	switch name {
	case "bleve":
		e, err = openBleve(filepath.Join(dir, "bleve"), m, n)
	case "fts5":
		e, err = openFTS(dir, m, n)
	default:
		err = errors.New("no such peer; there are bleve and fts5")
	}
	if err != nil {
		return row{}, err
	}
	r, err := o.time(ctx, name, e)
	return r, errors.Join(err, e.close())
}
