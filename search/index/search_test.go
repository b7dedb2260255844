package index

import (
	"slices"
	"testing"

	"byline/article"
)

// TestSearchIsExhaustive holds the pruned search equal to scoring every
// document, bit for bit, over random libraries, deletions, filters and questions.
func TestSearchIsExhaustive(t *testing.T) {
	for seed := range uint64(10) {
		checkExhaustive(t, seed)
	}
}

func FuzzSearchIsExhaustive(f *testing.F) {
	f.Add(uint64(1000))
	f.Fuzz(checkExhaustive)
}

// checkExhaustive compares questions on one random corpus, before and after
// merging it.
func checkExhaustive(t *testing.T, seed uint64) {
	t.Helper()
	c := newCorpus(seed, "1", "2", article.Shared)
	for range 1 + c.rand.IntN(8) {
		n := []int{1, 5, 60, 300, 3000}[c.rand.IntN(5)]
		c.load(c.libs[c.rand.IntN(3)], n, c.rand.IntN(2) == 0)
	}
	if c.rand.IntN(2) == 0 {
		c.drop(2 + c.rand.IntN(9))
	}
	x := New(c, []int64{0, 20_000, 1 << 20}[c.rand.IntN(3)])
	checkQuestions(t, x, c)
	for _, lib := range c.libs {
		mergeAll(t, x, c, lib)
	}
	checkQuestions(t, x, c)
}

// checkQuestions compares the answers of x with scoring everything.
func checkQuestions(t *testing.T, x *Index, c *corpus) {
	t.Helper()
	c.refresh()
	for range 15 {
		libs := c.libs[:1+c.rand.IntN(len(c.libs))]
		terms, k := c.terms(), []int{1, 3, 10, 100}[c.rand.IntN(4)]
		var keep func(article.PassageID) bool
		if c.rand.IntN(3) == 0 {
			keep = func(p article.PassageID) bool { return p%3 == 0 }
		}
		got, err := x.Search(t.Context(), libs, terms, k, keep)
		if err != nil {
			t.Fatal(err)
		}
		if want := c.exhaustive(libs, terms, k, keep); !slices.Equal(got, want) {
			t.Fatalf("%v of %v in %v:\ngot  %v\nwant %v", k, terms, libs, got, want)
		}
		checkScores(t, x, c, libs, terms)
		checkStats(t, x, c, libs, terms)
	}
}

// checkStats compares Stats, asked twice since it remembers, with counting.
func checkStats(t *testing.T, x *Index, c *corpus, libs []article.LibraryID, terms []Term) {
	t.Helper()
	words := []string{"absent"}
	for _, term := range terms {
		words = append(words, term.Alternatives...)
	}
	want, passages := make([]int, len(words)), 0
	for _, d := range c.docs {
		if !slices.Contains(libs, d.library) || !d.indexed {
			continue
		}
		passages++
		for i, w := range words {
			if _, ok := d.counts[w]; ok {
				want[i]++
			}
		}
	}
	for range 2 {
		if df, n, err := x.Stats(t.Context(), libs, words); err != nil || n != passages || !slices.Equal(df, want) {
			t.Fatalf("%v in %v: got %v of %d (%v), want %v of %d", words, libs, df, n, err, want, passages)
		}
	}
}

// checkScores compares Score with scoring everything, for passages of which
// some are deleted and some do not exist.
func checkScores(t *testing.T, x *Index, c *corpus, libs []article.LibraryID, terms []Term) {
	t.Helper()
	passages := []article.PassageID{c.next + 5}
	for range 20 {
		passages = append(passages, article.PassageID(c.rand.IntN(int(c.next))))
	}
	got, err := x.Score(t.Context(), libs, terms, passages)
	if err != nil {
		t.Fatal(err)
	}
	want := make([]float64, len(passages))
	for _, h := range c.exhaustive(libs, terms, len(c.docs), nil) {
		for i, p := range passages {
			if p == h.Passage {
				want[i] = h.Score
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("Score(%v, %v, %v):\ngot  %v\nwant %v", libs, terms, passages, got, want)
	}
}
