package index

import (
	"testing"

	"byline/article"
)

// benchCorpus is a library of so many passages of made-up words, merged.
func benchCorpus(b *testing.B, n int) (*Index, *corpus) {
	b.Helper()
	c := newCorpus(1, "1")
	for range n / 1000 {
		c.load("1", 1000, false)
	}
	x := New(c, 64<<20)
	mergeAll(b, x, c, "1")
	return x, c
}

// BenchmarkStats looks up terms, half of which nobody has.
func BenchmarkStats(b *testing.B) {
	x, c := benchCorpus(b, 20_000)
	terms := []string{"w0", "ww1", "www2", "w300", "wx", "absent", "zzz", "www"}
	b.ReportMetric(float64(len(c.lists["1"].Segments)), "segments")
	for b.Loop() {
		if _, _, err := x.Stats(b.Context(), c.libs, terms); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	x, c := benchCorpus(b, 20_000)
	var questions [][]Term
	for range 200 {
		questions = append(questions, c.terms())
	}
	for i := 0; b.Loop(); i++ {
		if _, err := x.Search(b.Context(), c.libs, questions[i%len(questions)], 10, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	c := newCorpus(1, "1")
	docs := make([]Doc, 2000)
	for i := range docs {
		docs[i] = Doc{Title: c.words(8), Body: c.words(160)}
	}
	for b.Loop() {
		if _, err := Build(docs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "passages/s")
}

func BenchmarkSimilar(b *testing.B) {
	x, c := benchCorpus(b, 20_000)
	for b.Loop() {
		if _, err := x.Similar(b.Context(), []article.LibraryID{c.libs[0]}, "www3997", 8); err != nil {
			b.Fatal(err)
		}
	}
}
