package index

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"byline/article"
)

// check asks x everything of the one segment in m; whatever the bytes, it
// answers or fails.
func check(t *testing.T, m *memory) error {
	x := New(m, 1<<20)
	libs := []article.LibraryID{"1"}
	var terms []Term
	for _, w := range []string{"w0", "w1", "ww2", "moratorium", "treati", ""} {
		terms = append(terms, Term{Alternatives: []string{w, w + "s"}, Weight: 1})
	}
	_, err1 := x.Search(t.Context(), libs, terms, 5, nil)
	_, err2 := x.Score(t.Context(), libs, terms, passagesFrom(1, 4))
	_, _, err3 := x.Stats(t.Context(), libs, []string{"w0", "treati"})
	_, err4 := x.Similar(t.Context(), libs, "moratorim", 5)
	_, _, err5 := x.join(t.Context(), m.lists["1"].Segments)
	return errors.Join(err1, err2, err3, err4, err5)
}

// store1 returns a store of one segment with so many documents.
func store1(file []byte, docs int) *memory {
	m := newMemory()
	m.add("1", file, passagesFrom(1, docs))
	return m
}

// FuzzOpen reads files of any bytes.
func FuzzOpen(f *testing.F) {
	for _, n := range []int{1, 3, 200, 600} {
		c := newCorpus(uint64(n), "1")
		c.load("1", n, false)
		f.Add(c.files[1], uint16(n))
	}
	f.Fuzz(func(t *testing.T, file []byte, docs uint16) {
		if docs == 0 {
			return
		}
		_ = check(t, store1(file, int(docs)))
	})
}

// FuzzList decodes posting lists of any bytes, which no checksum protects.
func FuzzList(f *testing.F) {
	docs, impacts := make([]uint32, 300), make([]uint8, 300)
	for i := range docs {
		docs[i], impacts[i] = uint32(i*i/7+i), uint8(i)
	}
	f.Add(appendList(nil, docs, impacts), uint16(300))
	f.Add(appendList(nil, docs[:20], impacts[:20]), uint16(20))
	f.Fuzz(func(t *testing.T, b []byte, df uint16) {
		const limit = 1 << 16
		p, err := newPostings(int(df), 255, b)
		if err != nil {
			return
		}
		all, err := p.appendTo(nil, limit)
		if err != nil {
			return
		}
		for i, o := range all {
			if o.doc >= limit || i > 0 && all[i-1].doc >= o.doc {
				t.Fatalf("posting %d is document %d after %d", i, o.doc, all[max(0, i-1)].doc)
			}
		}
	})
}

// FuzzPage reads dictionary pages of any bytes, which no checksum protects.
func FuzzPage(f *testing.F) {
	var w dictWriter
	for _, term := range []string{"a", "ab", "abc", "moratorium", "treati", "w0", "w1", "ww2"} {
		w.add(term, entry{df: 1, doc: 3, max: 9})
	}
	w.flush()
	f.Add(w.pages[:len(w.pages)-sumSize], "ab")
	f.Fuzz(func(t *testing.T, page []byte, term string) {
		r, err := openPage(page)
		if err != nil {
			return
		}
		for r.more() {
			if r.read() != nil {
				break
			}
		}
		if r, err = openPage(page); err == nil {
			_, _ = r.find(term)
		}
	})
}

// TestDamageIsNoticed flips bytes one after the other all over a segment that
// has everything; no byte may be changed without an error.
func TestDamageIsNoticed(t *testing.T) {
	for _, docs := range []int{20, 2000} { // kept whole, read in parts
		c := newCorpus(3, "1")
		c.load("1", docs, false)
		if err := check(t, c.memory); err != nil {
			t.Fatal(err)
		}
		file := c.files[1]
		for at := 0; at < len(file); at += 1 + len(file)/300 {
			bad := slices.Clone(file)
			bad[at] ^= 0x41
			if err := check(t, store1(bad, docs)); err == nil {
				t.Errorf("%d documents: byte %d of %d changed and nothing failed", docs, at, len(file))
			}
		}
	}
}

func TestTruncatedFile(t *testing.T) {
	c := newCorpus(4, "1")
	c.load("1", 50, false)
	for n := range len(c.files[1]) {
		if err := check(t, store1(c.files[1][:n], 50)); err == nil {
			t.Fatalf("%d of %d bytes were read without an error", n, len(c.files[1]))
		}
	}
}

// TestConcurrentChange searches while a library is loaded, thinned out and
// merged: every answer is one of some moment, and none fails.
func TestConcurrentChange(t *testing.T) {
	c := newCorpus(11, "1")
	c.load("1", 400, false)
	x := New(c, 100_000)
	libs := []article.LibraryID{"1"}
	terms := []Term{{Alternatives: []string{"w0"}, Weight: 1}, {Alternatives: []string{"ww1"}, Weight: 1}}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				hits, err := x.Search(t.Context(), libs, terms, 10, nil)
				if err != nil || len(hits) != 10 {
					t.Errorf("%d hits, %v", len(hits), err)
					return
				}
				if !slices.IsSortedFunc(hits, func(a, b Hit) int { return int(b.Score*1e9) - int(a.Score*1e9) }) {
					t.Errorf("not in order: %v", hits)
				}
			}
		})
	}
	for range 60 {
		c.load("1", 20, false)
		c.remove("1", article.PassageID(1+c.rand.IntN(int(c.next)-1)))
		mergeAll(t, x, c, "1")
	}
	close(done)
	readers.Wait()
}

// TestGoneSegments: a search that keeps losing its segments says so.
func TestGoneSegments(t *testing.T) {
	c := newCorpus(12, "1")
	c.load("1", 3, false)
	delete(c.files, 1)
	_, err := New(c, 0).Search(t.Context(), c.libs, []Term{{Alternatives: []string{"w0"}, Weight: 1}}, 3, nil)
	if article.KindOf(err) != article.Busy {
		t.Errorf("Search of a lost segment: %v; want Busy", err)
	}
}
