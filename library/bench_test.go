package library_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/library"
	"byline/search/index"
	"byline/store"
)

// A press writes articles of made-up words whose frequencies fall as those of
// English do.
type press struct {
	rng   *rand.Rand
	words []string
	cdf   []float64
}

// newPress makes a press that always writes the same.
func newPress() *press {
	p := &press{rng: rand.New(rand.NewPCG(1, 2))}
	syllables := []string{"ba", "con", "der", "el", "fi", "gra", "ho", "in", "ju", "ka", "lo", "mer", "nu", "or", "pe", "qui", "ra", "sto", "ti", "ven", "wa", "ze"}
	sum := 0.0
	for i := range 60_000 {
		n := 1 + i%4
		var b strings.Builder
		for j := i; n > 0; n-- {
			b.WriteString(syllables[j%len(syllables)])
			j = j/len(syllables) + i
		}
		p.words = append(p.words, fmt.Sprintf("%s%c", b.String(), 'a'+i%26))
		sum += 1 / math.Pow(float64(i+2), 1.05)
		p.cdf = append(p.cdf, sum)
	}
	return p
}

// word returns a word, common ones often.
func (p *press) word() string {
	x := p.rng.Float64() * p.cdf[len(p.cdf)-1]
	lo, hi := 0, len(p.cdf)-1
	for lo < hi {
		if mid := (lo + hi) / 2; p.cdf[mid] < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return p.words[lo]
}

// article returns article number n, of about words words in paragraphs.
func (p *press) article(n, words int) article.Article {
	var b strings.Builder
	for words > 0 {
		for range 4 {
			length := 12 + p.rng.IntN(16)
			for i := range length {
				w := p.word()
				if i == 0 {
					w = strings.ToUpper(w[:1]) + w[1:]
				}
				b.WriteString(w)
				if i < length-1 {
					b.WriteByte(' ')
				}
			}
			b.WriteString(". ")
			words -= length
		}
		b.WriteString("\n\n")
	}
	return article.Article{
		Ref: fmt.Sprintf("https://news.example/2026/03/story-%d", n), URL: fmt.Sprintf("https://news.example/2026/03/story-%d", n),
		Title: fmt.Sprintf("%s %s %s %s", p.word(), p.word(), p.word(), p.word()), Source: "The Example", Language: "en",
		Published: article.Day(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)), Text: strings.TrimSpace(b.String()), Loaded: time.Unix(1, 0),
	}
}

// BenchmarkLoad loads 4,000 articles of five passages in one go.
func BenchmarkLoad(b *testing.B) {
	p := newPress()
	arts := make([]article.Article, 4000)
	for i := range arts {
		arts[i] = p.article(i, 900)
	}
	for b.Loop() {
		l, path := openBench(b)
		start := time.Now()
		loadAll(b, l, arts)
		took := time.Since(start)
		b.StopTimer()
		report(b, l, path, took)
		b.StartTimer()
	}
}

// BenchmarkLoadOne loads articles each with a Load of its own.
func BenchmarkLoadOne(b *testing.B) {
	p := newPress()
	arts := make([]article.Article, 3000)
	for i := range arts {
		arts[i] = p.article(i, 180)
	}
	for b.Loop() {
		l, _ := openBench(b)
		start := time.Now()
		for i := range arts {
			loadAll(b, l, arts[i:i+1])
		}
		b.ReportMetric(float64(len(arts))/time.Since(start).Seconds(), "articles/s")
	}
}

// openBench opens an empty library and returns where its file is.
func openBench(b *testing.B) (*library.Library, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "byline.db")
	db, err := store.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return &library.Library{Store: db, Index: index.New(db, 64<<20)}, path
}

// loadAll loads articles and reports passages a second.
func loadAll(b *testing.B, l *library.Library, arts []article.Article) {
	b.Helper()
	i := 0
	err := l.Load(context.Background(), guild, func() (library.Item, bool) {
		if i == len(arts) {
			return library.Item{}, false
		}
		i++
		return library.Item{Article: arts[i-1]}, true
	}, func(r library.Result) {
		if r.Err != nil {
			b.Error(r.Err)
		}
	})
	if err != nil {
		b.Fatal(err)
	}
}

// report reports passages a second and bytes of database a passage beyond its
// text.
func report(b *testing.B, l *library.Library, path string, took time.Duration) {
	b.Helper()
	ctx := context.Background()
	if err := l.Store.Checkpoint(ctx); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	n, err := l.Store.Count(ctx, []article.LibraryID{guild})
	if err != nil {
		b.Fatal(err)
	}
	text := 0
	err = l.Store.Export(ctx, guild, func(a article.Article) error { text += len(a.Text); return nil })
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size()-int64(text))/float64(n.Passages), "B/passage")
	b.ReportMetric(float64(text)/float64(n.Passages), "text-B/passage")
	b.ReportMetric(float64(n.Passages)/took.Seconds(), "passages/s")
	b.ReportMetric(float64(n.Segments), "segments")
}
