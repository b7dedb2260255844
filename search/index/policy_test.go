package index

import (
	"slices"
	"testing"

	"byline/article"
)

// TestPolicy loads a library in segments of one size, merging as it is
// chosen to, and bounds how many segments there are and how often a passage is
// rewritten.
func TestPolicy(t *testing.T) {
	tests := []struct {
		name              string
		size, docs        int // of the segments as loaded, of the library
		most, last, times int // segments ever, segments in the end, rewrites of a passage
	}{
		{"articles of six passages", 6, 40_000, 40, 30, 5},
		{"batches of 500", 500, 1_000_000, 35, 25, 4},
		{"batches of 8,200", 8200, 1_000_000, 20, 15, 3},
		{"batches of 70,000", 70_000, 1_000_000, 9, 8, 1},
		{"batches that fill a segment", mergeDocs, 1_000_000, 4, 4, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l library
			most := 0
			for l.docs < tt.docs {
				l.load(tt.size)
				l.merge()
				most = max(most, len(l.segments))
			}
			if most > tt.most || len(l.segments) > tt.last || l.rewritten > tt.times*l.docs {
				t.Errorf("%d segments at most, %d in the end, each passage rewritten %.1f times; want at most %d, %d, %d",
					most, len(l.segments), float64(l.rewritten)/float64(l.docs), tt.most, tt.last, tt.times)
			}
		})
	}
}

// library is a library's segments without their files.
type library struct {
	segments        []article.SegmentInfo
	docs, rewritten int
}

// load adds a segment of n passages.
func (l *library) load(n int) {
	l.segments = append(l.segments, article.SegmentInfo{ID: int64(l.docs), Docs: n, First: article.PassageID(l.docs)})
	l.docs += n
}

// merge does what is chosen until nothing is.
func (l *library) merge() {
	for {
		old := choose(l.segments)
		if len(old) == 0 {
			return
		}
		merged := article.SegmentInfo{ID: -old[0].ID, First: old[0].First}
		for _, o := range old {
			merged.Docs += o.Docs
			l.segments = slices.DeleteFunc(l.segments, func(s article.SegmentInfo) bool { return s.First == o.First })
		}
		l.rewritten += merged.Docs
		l.segments = append(l.segments, merged)
	}
}

// TestPolicyRewritesTheDeleted: a segment of which a quarter is gone is
// rewritten alone, one with less is left.
func TestPolicyRewritesTheDeleted(t *testing.T) {
	quarter := article.SegmentInfo{ID: 1, Docs: 64, Deleted: []byte{0xff, 0xff}}
	less := article.SegmentInfo{ID: 2, First: 100, Docs: 64, Deleted: []byte{0xff, 0x7f}}
	got := choose([]article.SegmentInfo{less, quarter})
	if len(got) != 1 || got[0].ID != 1 {
		t.Errorf("chosen: %v; want segment 1", got)
	}
}
