package article

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// A SegmentInfo describes one stored segment of a library's search index: an
// immutable file of postings over Docs passages. Documents are numbered from 0
// in the order of their passages' ids.
type SegmentInfo struct {
	ID       int64 // never reused, so caches may be keyed by it
	Library  LibraryID
	Docs     int       // passages in it, the deleted included
	Size     int64     // bytes
	First    PassageID // of document 0
	Passages []byte    // PackPassages of their ids; nil when they are First, First+1, …
	Deleted  []byte    // bit d%8 of byte d/8: document d is gone; may be shorter than Docs bits
}

// A SegmentList is what a library's index consists of at one moment. The store
// may hand the same slices to several callers: nobody writes to them.
type SegmentList struct {
	Generation int64 // differs whenever Segments differ, deletions included
	Segments   []SegmentInfo
}

// A PassageRun is Docs passages with consecutive ids, First the lowest.
type PassageRun struct {
	First PassageID
	Docs  int
}

// errRuns is what a corrupt list of passages yields.
var errRuns = errors.New("article: packed passages are corrupt")

// PackPassages packs ascending, distinct ids as pairs of varints: the gap since
// the end of the run before (of the first run: since 0) and the run's length.
// It returns nil when the ids are consecutive.
func PackPassages(ids []PassageID) []byte {
	if len(ids) == 0 || ids[len(ids)-1]-ids[0] == PassageID(len(ids)-1) {
		return nil
	}
	var b []byte
	var end PassageID
	for i := 0; i < len(ids); {
		n := 1
		for i+n < len(ids) && ids[i+n] == ids[i]+PassageID(n) {
			n++
		}
		b = binary.AppendUvarint(b, uint64(ids[i]-end))
		b = binary.AppendUvarint(b, uint64(n))
		end = ids[i] + PassageID(n)
		i += n
	}
	return b
}

// Runs returns the segment's passages in the order of its documents.
func (s SegmentInfo) Runs() ([]PassageRun, error) {
	if s.Passages == nil {
		return []PassageRun{{First: s.First, Docs: s.Docs}}, nil
	}
	var runs []PassageRun
	var end uint64
	docs := 0
	for b := s.Passages; len(b) > 0; {
		gap, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, errRuns
		}
		length, m := binary.Uvarint(b[n:])
		if m <= 0 || length == 0 || length > uint64(s.Docs-docs) || gap > 1<<62 || end > 1<<62 {
			return nil, errRuns
		}
		b = b[n+m:]
		runs = append(runs, PassageRun{First: PassageID(end + gap), Docs: int(length)})
		end += gap + length
		docs += int(length)
	}
	if docs != s.Docs {
		return nil, fmt.Errorf("%w: %d of %d", errRuns, docs, s.Docs)
	}
	return runs, nil
}

// Doc returns the document that is passage p, and whether there is one. It
// reads the whole list of passages when they are not consecutive.
func (s SegmentInfo) Doc(p PassageID) (doc int, ok bool) {
	if s.Passages == nil {
		doc = int(p - s.First)
		return doc, p >= s.First && doc < s.Docs
	}
	runs, err := s.Runs()
	if err != nil {
		return 0, false
	}
	for _, r := range runs {
		if p >= r.First && p < r.First+PassageID(r.Docs) {
			return doc + int(p-r.First), true
		}
		doc += r.Docs
	}
	return 0, false
}

// IsDeleted reports whether document doc is gone.
func (s SegmentInfo) IsDeleted(doc int) bool {
	return doc>>3 < len(s.Deleted) && s.Deleted[doc>>3]&(1<<(doc&7)) != 0
}
