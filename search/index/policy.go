package index

import (
	"cmp"
	"math/bits"
	"slices"

	"byline/article"
)

// When segments are merged. Segments form levels, each of eight times the
// documents of the one before; eight segments of a level become one of the next.
// What would fill a segment is merged even when it is fewer than eight, and what is
// half full is done with. A passage is so rewritten about once per level, five
// times in a library of a million loaded one by one.
const (
	mergeWidth  = 8
	mergeMost   = 64      // segments merged in one step, after a burst of loading
	mergeDocs   = 1 << 18 // passages of a merged segment; bounds a merge's memory to about 100 MB
	smallLevel  = 64      // segments of fewer passages are of level 0
	deletedMost = 4       // a segment is rewritten alone when one in so many is deleted
)

// mergeable is a segment with the documents that are left of it.
type mergeable struct {
	article.SegmentInfo
	live int
}

// choose returns the segments to merge next, in the order of their passages;
// none when all is well.
func choose(segments []article.SegmentInfo) []article.SegmentInfo {
	var all []mergeable
	for _, s := range segments {
		all = append(all, mergeable{s, s.Docs - deleted(s)})
	}
	slices.SortFunc(all, func(a, b mergeable) int { return cmp.Compare(a.First, b.First) })
	for l := range levelOf(mergeDocs) {
		if c, docs := fill(all, l); len(c) >= mergeWidth || docs >= mergeDocs*3/4 {
			return c
		}
	}
	for _, c := range all {
		if gone := c.Docs - c.live; gone > 0 && gone*deletedMost >= c.Docs {
			return []article.SegmentInfo{c.SegmentInfo}
		}
	}
	return nil
}

// fill returns the oldest segments of this level that fit into one, and
// how many documents they have.
func fill(all []mergeable, level int) (c []article.SegmentInfo, docs int) {
	for _, s := range all {
		if levelOf(s.live) == level && s.live < mergeDocs/2 && docs+s.live <= mergeDocs && len(c) < mergeMost {
			docs += s.live
			c = append(c, s.SegmentInfo)
		}
	}
	return c, docs
}

// levelOf returns the level of a segment of so many documents.
func levelOf(docs int) int {
	if docs < smallLevel {
		return 0
	}
	return (bits.Len(uint(docs)/smallLevel)-1)/3 + 1
}

// deleted returns how many of s's documents are deleted.
func deleted(s article.SegmentInfo) int {
	n := 0
	for _, b := range s.Deleted {
		n += bits.OnesCount8(b)
	}
	return n
}
