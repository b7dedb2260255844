package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"byline/article"
)

// A corpus is a store with the documents that are in it, to score them the
// plain way.
type corpus struct {
	*memory
	rand *rand.Rand
	libs []article.LibraryID
	docs []stored
	next article.PassageID
}

// stored is a document of a corpus.
type stored struct {
	Doc
	library article.LibraryID
	passage article.PassageID
	deleted bool
	indexed bool // as of refresh
	counts  map[string]counts
}

func newCorpus(seed uint64, libs ...article.LibraryID) *corpus {
	return &corpus{memory: newMemory(), rand: rand.New(rand.NewPCG(seed, 1)), libs: libs, next: 1}
}

// word returns a word of a vocabulary in which low numbers are frequent.
func (c *corpus) word() string {
	n := int(4000 * c.rand.Float64() * c.rand.Float64() * c.rand.Float64() * c.rand.Float64())
	return strings.Repeat("w", 1+n%3) + fmt.Sprint(n)
}

// words returns up to most words.
func (c *corpus) words(most int) []string {
	w := make([]string, c.rand.IntN(most+1))
	for i := range w {
		w[i] = c.word()
	}
	return w
}

// load adds n random documents to lib as one segment; their passages' ids have
// gaps when sparse.
func (c *corpus) load(lib article.LibraryID, n int, sparse bool) {
	docs, ids := make([]Doc, n), make([]article.PassageID, n)
	for i := range docs {
		if sparse && c.rand.IntN(3) == 0 {
			c.next += article.PassageID(c.rand.IntN(4))
		}
		docs[i], ids[i] = Doc{Title: c.words(4), Body: c.words(30)}, c.next
		c.docs = append(c.docs, stored{Doc: docs[i], library: lib, passage: c.next, counts: countsOf(docs[i])})
		c.next++
	}
	file, err := Build(docs)
	if err != nil {
		panic(err)
	}
	c.add(lib, file, ids)
}

// drop deletes about one document in every n.
func (c *corpus) drop(n int) {
	for i := range c.docs {
		if d := &c.docs[i]; !d.deleted && c.rand.IntN(n) == 0 {
			d.deleted = true
			c.remove(d.library, d.passage)
		}
	}
}

// terms returns a random question.
func (c *corpus) terms() []Term {
	terms := make([]Term, 1+c.rand.IntN(7))
	for i := range terms {
		terms[i] = Term{Alternatives: []string{c.word()}, Weight: float64(c.rand.IntN(4)) / 2}
		for c.rand.IntN(4) == 0 {
			terms[i].Alternatives = append(terms[i].Alternatives, c.word())
		}
	}
	return terms
}

// countsOf returns how often each word is in d.
func countsOf(d Doc) map[string]counts {
	m := make(map[string]counts)
	for _, w := range d.Title {
		m[w] = counts{m[w].title + 1, m[w].body}
	}
	for _, w := range d.Body {
		m[w] = counts{m[w].title, m[w].body + 1}
	}
	return m
}

// impact returns the greatest impact of any of words in d.
func (d stored) impact(words []string) int {
	l, best := lengthsOf(len(d.Title), len(d.Body)), 0
	for _, w := range words {
		if n, ok := d.counts[w]; ok {
			best = max(best, int(l.impact(n.title, n.body)))
		}
	}
	return best
}

// exhaustive scores every document of libs, as of refresh, by the definition.
func (c *corpus) exhaustive(libs []article.LibraryID, terms []Term, k int, keep func(article.PassageID) bool) []Hit {
	var docs []stored
	for _, d := range c.docs {
		if slices.Contains(libs, d.library) && d.indexed {
			docs = append(docs, d)
		}
	}
	scores := make([]int, len(docs))
	for _, t := range terms {
		df, words := 0, distinct(t.Alternatives)
		for _, d := range docs {
			for _, w := range words {
				if _, ok := d.counts[w]; ok {
					df++
				}
			}
		}
		for i, d := range docs {
			scores[i] += queryWeight(t.Weight, df, len(docs), len(terms)) * d.impact(words)
		}
	}
	hits := []Hit{}
	for i, d := range docs {
		if scores[i] > 0 && !d.deleted && (keep == nil || keep(d.passage)) {
			hits = append(hits, Hit{Passage: d.passage, Library: d.library, Score: scoreOf(scores[i])})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage, b.Passage))
	})
	return hits[:min(k, len(hits))]
}

// refresh finds out which documents are in a segment, be they deleted.
func (c *corpus) refresh() {
	held := map[article.PassageID]bool{}
	for _, l := range c.lists {
		for _, s := range l.Segments {
			runs, err := s.Runs()
			if err != nil {
				panic(err)
			}
			for _, r := range runs {
				for i := range r.Docs {
					held[r.First+article.PassageID(i)] = true
				}
			}
		}
	}
	for i := range c.docs {
		c.docs[i].indexed = held[c.docs[i].passage]
	}
}
