package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"byline/article"
	"byline/library"
	"byline/search"
	"byline/search/index"
	"byline/store"
	"byline/text"
)

// tenant is a library that holds a hundredth of what lib holds.
const tenant article.LibraryID = "1001"

// How the durable database is loaded and opened.
const (
	loadPassages = 50_000    // made before the clock starts, then loaded
	singleLoads  = 3000      // articles loaded with a call of their own
	cacheBytes   = 256 << 20 // of the index, as the product sets it
)

// A loading sums up what was loaded and how long it took.
type loading struct {
	passages, articles int
	text               int64 // bytes
	wall, cpu          time.Duration
}

// durable loads n passages into a database on disk as the product does, and
// measures loading, size, opening and questions; of a database that was kept, only
// the latter two.
func (o *options) durable(ctx context.Context, n int) error {
	path := o.keep
	if path == "" {
		dir, err := os.MkdirTemp("", "byline-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "byline.db")
	}
	if _, err := os.Stat(path); err == nil {
		return errors.Join(o.open(path), o.askDurable(ctx, path, n, o.profile))
	}
	if err := o.fill(ctx, path, n); err != nil {
		return err
	}
	if err := o.open(path); err != nil {
		return err
	}
	return o.askDurable(ctx, path, n, "")
}

// fill loads a new database and prints rates and sizes.
func (o *options) fill(ctx context.Context, path string, n int) error {
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	l := &library.Library{Store: db, Index: index.New(db, cacheBytes)}
	m := newMaker(1, o.articles)
	var bulk loading
	err = profiled(o.profile, func() (err error) {
		bulk, err = load(ctx, l, lib, m, n)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Printf("bulk load      %9d passages  %.0f/s, %.0f a second of processor\n", bulk.passages, bulk.rate(bulk.wall), bulk.rate(bulk.cpu))
	small, err := load(ctx, l, tenant, m, n/100)
	if err != nil {
		return err
	}
	single, err := loadSingly(ctx, l, m)
	if err != nil {
		return err
	}
	fmt.Printf("one by one     %9d passages  %.0f/s, %.0f a second of processor; %d articles\n", single.passages, single.rate(single.wall), single.rate(single.cpu), single.articles)
	return sizes(ctx, db, path, bulk.text+small.text+single.text)
}

// rate returns passages a second.
func (l loading) rate(d time.Duration) float64 { return float64(l.passages) / d.Seconds() }

// load loads n passages in articles of a few and merges.
func load(ctx context.Context, l *library.Library, lib article.LibraryID, m *maker, n int) (loading, error) {
	var sum loading
	for sum.passages < n {
		arts, passages := m.articlesOf(min(loadPassages, n-sum.passages))
		began, before := time.Now(), cpu()
		if err := loadAll(ctx, l, lib, arts); err != nil {
			return sum, err
		}
		sum.wall, sum.cpu = sum.wall+time.Since(began), sum.cpu+cpu()-before
		sum.add(arts, passages)
	}
	began, before := time.Now(), cpu()
	err := l.Tidy(ctx, lib)
	sum.wall, sum.cpu = sum.wall+time.Since(began), sum.cpu+cpu()-before
	return sum, err
}

// add counts what was loaded.
func (l *loading) add(arts []article.Article, passages int) {
	l.passages += passages
	l.articles += len(arts)
	for _, a := range arts {
		l.text += int64(len(a.Text))
	}
}

// loadSingly loads articles each with a call of its own, as they arrive from
// feeds and people.
func loadSingly(ctx context.Context, l *library.Library, m *maker) (loading, error) {
	var sum loading
	for range singleLoads {
		arts, passages := m.articlesOf(1)
		began, before := time.Now(), cpu()
		if err := loadAll(ctx, l, "1002", arts); err != nil {
			return sum, err
		}
		sum.wall, sum.cpu = sum.wall+time.Since(began), sum.cpu+cpu()-before
		sum.add(arts, passages)
	}
	return sum, nil
}

// loadAll loads articles in one call; each must be stored.
func loadAll(ctx context.Context, l *library.Library, lib article.LibraryID, arts []article.Article) error {
	i := 0
	var refused []error
	err := l.Load(ctx, lib, func() (library.Item, bool) {
		if i == len(arts) {
			return library.Item{}, false
		}
		i++
		return library.Item{Name: arts[i-1].Ref, Article: arts[i-1]}, true
	}, func(r library.Result) { refused = append(refused, r.Err) })
	return errors.Join(append(refused, err)...)
}

// articlesOf returns articles that have at least n passages, and how many they have.
func (m *maker) articlesOf(n int) (arts []article.Article, passages int) {
	for passages < n {
		first := m.next()
		texts := []string{first.body}
		for m.left > 0 {
			texts = append(texts, m.next().body)
		}
		m.made++
		a := article.Article{
			Ref: fmt.Sprintf("https://bench.example/%d", m.made), Title: first.title, Source: "Bench",
			Language: "en", Text: strings.Join(texts, "\n\n"), Loaded: time.Unix(1_700_000_000, 0),
		}
		passages += len(text.Passages(a.Text))
		arts = append(arts, a)
	}
	return arts, passages
}

// sizes prints what the database takes beyond its text.
func sizes(ctx context.Context, db *store.DB, path string, text int64) error {
	if err := db.Checkpoint(ctx); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	var segments int64
	docs, count := 0, 0
	for _, id := range []article.LibraryID{lib, tenant, "1002"} {
		list, err := db.Segments(ctx, id)
		if err != nil {
			return err
		}
		for _, s := range list.Segments {
			segments += s.Size
			docs += s.Docs
			count++
		}
	}
	fmt.Printf("size           %9d passages of %d bytes, %d bytes each beyond the text, of these the index %d; %d segments in 3 libraries\n",
		docs, text/int64(docs), (info.Size()-text)/int64(docs), segments/int64(docs), count)
	return nil
}

// open has another process open the database and ask its first question, so that
// neither what was loaded here nor the peers count.
func (o *options) open(path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-open", path, "-ask", o.questions[0])
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// openOnce is what that process does.
func openOnce(ctx context.Context, path, question string) error {
	before := resident()
	began := time.Now()
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	e := ours{index.New(db, cacheBytes), text.For("en"), lib}
	if _, err := db.Segments(ctx, lib); err != nil {
		return err
	}
	fmt.Printf("open           %s, %.1f MB resident (%.1f MB before opening)\n", short(time.Since(began)), mb(resident()), mb(before))
	began = time.Now()
	if _, err := e.search(ctx, question, 10); err != nil {
		return err
	}
	fmt.Printf("first question %s, %.1f MB resident\n", short(time.Since(began)), mb(resident()))
	return nil
}

// mb returns megabytes.
func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// askDurable asks all questions of the database, with an empty and with a full
// cache, and writes a profile of the whole answers to a file that is named.
func (o *options) askDurable(ctx context.Context, path string, n int, profile string) error {
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, id := range []article.LibraryID{lib, tenant} {
		e := ours{index.New(db, cacheBytes), text.For("en"), id}
		r, err := o.time(ctx, "byline", e)
		if err != nil {
			return err
		}
		cold, err := ask(ctx, forgetful{db, e}, o.questions[:min(len(o.questions), coldQuestions)], o.k)
		if err != nil {
			return err
		}
		fmt.Printf("library %-6s  warm %s  mixed %s  cold %s\n", id, r.answered, r.unanswerable, cold)
	}
	return o.askWhole(ctx, db, n, profile)
}

// askWhole asks all questions as the product does, and FTS5 for passages alone
// when it is among the peers.
func (o *options) askWhole(ctx context.Context, db *store.DB, n int, profile string) error {
	e := whole{search.New(index.New(db, cacheBytes), db, 0)}
	first, err := ask(ctx, e, o.questions, o.k) // warms it up
	if err != nil {
		return err
	}
	var answered times
	err = profiled(profile, func() (err error) {
		answered, err = ask(ctx, e, o.questions, o.k)
		return err
	})
	if err != nil {
		return err
	}
	mixed, err := ask(ctx, e, mixed(o.questions), o.k)
	fmt.Printf("whole answers  %s  mixed %s  when first asked %s\n", answered, mixed, first)
	if err != nil || !slices.Contains(o.peers, "fts5") {
		return err
	}
	r, err := o.peer(ctx, "fts5", n)
	fmt.Printf("fts5, passages alone  %s  mixed %s  × %.1f / %.1f of the whole answers\n",
		r.answered, r.unanswerable, ratio(r.answered, answered, .5), ratio(r.answered, answered, .99))
	return err
}

// whole answers as the product does, all stages included: the articles of
// the passages found are read and analysed, sentences measured and ranked,
// words put in bold.
type whole struct{ searcher *search.Searcher }

func (w whole) search(ctx context.Context, question string, k int) ([]int, error) {
	found, err := w.searcher.Find(ctx, []article.LibraryID{lib}, search.Question{Text: question, Max: k})
	ids := make([]int, len(found.Sentences))
	for i, q := range found.Sentences {
		ids[i] = int(q.Article.ID)
	}
	return ids, err
}

// forgetful is Byline with nothing in its cache before each question.
type forgetful struct {
	db *store.DB
	ours
}

func (f forgetful) search(ctx context.Context, question string, k int) ([]int, error) {
	f.index = index.New(f.db, cacheBytes)
	return f.ours.search(ctx, question, k)
}
