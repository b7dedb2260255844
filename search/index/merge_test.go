package index

import (
	"context"
	"errors"
	"slices"
	"testing"

	"byline/article"
)

// ReplaceSegments makes memory a Replacer.
func (m *memory) ReplaceSegments(_ context.Context, lib article.LibraryID, old []article.SegmentInfo, merged []byte, passages []article.PassageID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	ids := make(map[int64]bool)
	for _, o := range old {
		i := slices.IndexFunc(m.lists[lib].Segments, func(s article.SegmentInfo) bool { return s.ID == o.ID })
		if i < 0 || !slices.Equal(m.lists[lib].Segments[i].Deleted, o.Deleted) {
			return &article.Error{Kind: article.Busy, Err: errors.New("segments changed")}
		}
		ids[o.ID] = true
	}
	m.insert(lib, ids, merged, passages)
	return nil
}

// mergeAll merges until there is nothing left to do and returns the steps it took.
func mergeAll(t testing.TB, x *Index, r Replacer, lib article.LibraryID) int {
	t.Helper()
	for steps := 0; ; steps++ {
		merged, err := x.Merge(t.Context(), r, lib)
		if err != nil {
			t.Fatal(err)
		}
		if !merged {
			return steps
		}
	}
}

// TestMergeKeepsSegmentsFew loads article by article, merging as it goes.
func TestMergeKeepsSegmentsFew(t *testing.T) {
	c := newCorpus(7, "1")
	x := New(c, 1<<20)
	steps := 0
	for range 600 {
		c.load("1", 1+c.rand.IntN(9), false)
		steps += mergeAll(t, x, c, "1")
		if n := len(c.lists["1"].Segments); n > 3*mergeWidth {
			t.Fatalf("%d segments of %d passages", n, len(c.docs))
		}
	}
	if steps > 600/4 {
		t.Errorf("%d merges of 600 articles; want a fraction", steps)
	}
	checkQuestions(t, x, c)
}

func TestMergeDropsTheDeleted(t *testing.T) {
	c := newCorpus(8, "1")
	c.load("1", 500, false)
	c.drop(2)
	x := New(c, 1<<20)
	mergeAll(t, x, c, "1")
	s := c.lists["1"].Segments
	if len(s) != 1 || deleted(s[0]) != 0 || s[0].Docs > 300 {
		t.Errorf("segments after a merge: %v", s)
	}
	checkQuestions(t, x, c)
	for _, d := range c.docs {
		c.remove("1", d.passage)
	}
	mergeAll(t, x, c, "1")
	if s := c.lists["1"].Segments; len(s) != 0 {
		t.Errorf("segments after everything was deleted: %v", s)
	}
}

// TestMergeEqualsBuild: joining segments gives the file that building all their
// documents at once gives.
func TestMergeEqualsBuild(t *testing.T) {
	c := newCorpus(9, "1")
	for range mergeWidth {
		c.load("1", 40, true)
	}
	mergeAll(t, New(c, 1<<20), c, "1")
	var docs []Doc
	for _, d := range c.docs {
		docs = append(docs, d.Doc)
	}
	want, err := Build(docs)
	if err != nil {
		t.Fatal(err)
	}
	s := c.lists["1"].Segments
	if len(s) != 1 || !slices.Equal(c.files[s[0].ID], want) {
		t.Errorf("%d segments; the merged file differs from the built one", len(s))
	}
}

// late is a store in which a passage is deleted while a merge runs.
type late struct{ *corpus }

func (l late) ReplaceSegments(ctx context.Context, lib article.LibraryID, old []article.SegmentInfo, merged []byte, passages []article.PassageID) error {
	l.remove(lib, old[0].First)
	return l.corpus.ReplaceSegments(ctx, lib, old, merged, passages)
}

func TestMergeIsRefusedWhenSegmentsChanged(t *testing.T) {
	c := newCorpus(10, "1")
	for range mergeWidth {
		c.load("1", 3, false)
	}
	merged, err := New(c, 1<<20).Merge(t.Context(), late{c}, "1")
	if merged || article.KindOf(err) != article.Busy {
		t.Errorf("Merge = %v, %v; want Busy", merged, err)
	}
	if n := len(c.lists["1"].Segments); n != mergeWidth {
		t.Errorf("%d segments after a refused merge; want %d", n, mergeWidth)
	}
}
