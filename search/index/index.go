package index

import (
	"context"
	"fmt"
	"hash/crc32"
	"hash/maphash"

	"byline/article"
)

// Segments is what the index reads: segment files by their number and the list
// of a library's.
type Segments interface {
	// Segments returns the library's segments as of now. It is asked on every
	// search, so it should cost little when nothing changed. An unknown library
	// has none.
	Segments(ctx context.Context, lib article.LibraryID) (article.SegmentList, error)
	// ReadSegment returns the n bytes from off on of a segment's file. A segment
	// that was replaced meanwhile is an *article.Error of Kind NotFound, on which
	// the index starts over with the library's new list.
	ReadSegment(ctx context.Context, id int64, off int64, n int) ([]byte, error)
}

// An Index searches the segments of a store. It is safe for concurrent use,
// also while the store changes: each call works on the segments listed when it
// began.
type Index struct {
	store Segments
	cache *cache
	memo  memo
}

// New returns an Index of the segments in s. It keeps at most about bytes of
// them in memory.
func New(s Segments, bytes int64) *Index {
	return &Index{store: s, cache: newCache(bytes), memo: memo{seed: maphash.MakeSeed()}}
}

// The file of a segment up to smallFile bytes is read and kept as a whole;
// of a larger one, openRead bytes are read from its end to open it.
const (
	smallFile = 32 << 10
	openRead  = 32 << 10
)

// open returns the open segment of info.
func (x *Index) open(ctx context.Context, info article.SegmentInfo) (*segment, error) {
	k := key{segment: info.ID, offset: opened}
	if s, ok := x.cache.get(k).(*segment); ok {
		return s, nil
	}
	s, err := x.load(ctx, info)
	if err != nil {
		return nil, fmt.Errorf("index: open segment %d: %w", info.ID, err)
	}
	x.cache.put(k, s, s.size())
	return s, nil
}

// load reads what of a segment is kept in memory.
func (x *Index) load(ctx context.Context, info article.SegmentInfo) (*segment, error) {
	n := min(info.Size, openRead)
	end, err := x.read(ctx, info.ID, info.Size-n, int(n))
	if err != nil {
		return nil, err
	}
	s, need, err := parse(info, end)
	if err == nil && s == nil {
		if end, err = x.read(ctx, info.ID, info.Size-int64(need), need); err == nil {
			s, _, err = parse(info, end)
		}
	}
	if err != nil {
		return nil, err
	}
	if info.Size <= smallFile {
		if crc32.Checksum(end[:s.footer.postings+s.footer.dict], castagnoli) != s.footer.sum {
			return nil, fmt.Errorf("%w: wrong checksum", errFile)
		}
		s.file = end
	}
	return s, nil
}

// read reads from the store and checks that it got all it asked for.
func (x *Index) read(ctx context.Context, id, off int64, n int) ([]byte, error) {
	b, err := x.store.ReadSegment(ctx, id, off, n)
	if err == nil && len(b) != n {
		err = fmt.Errorf("%w: %d bytes at %d, %d expected", errFile, len(b), off, n)
	}
	return b, err
}

// fetch returns n bytes of the segment's file with their checksum checked and
// cut off. They are shared: nobody writes to them.
func (x *Index) fetch(ctx context.Context, s *segment, off int64, n int) ([]byte, error) {
	if off < 0 || n < sumSize || off+int64(n) > s.footer.postings+s.footer.dict {
		return nil, s.wrong(errFile)
	}
	if s.file != nil {
		return s.file[off : off+int64(n-sumSize)], nil
	}
	k := key{segment: s.id, offset: off}
	if b, ok := x.cache.get(k).([]byte); ok {
		return b, nil
	}
	b, err := x.read(ctx, s.id, off, n)
	if err == nil {
		b, err = checkSum(b)
	}
	if err != nil {
		return nil, s.wrong(err)
	}
	x.cache.put(k, b, int64(n))
	return b, nil
}

// wrong says in which segment err happened; nil stays nil.
func (s *segment) wrong(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("index: segment %d: %w", s.id, err)
}

// lookup returns the entry of term in s, df 0 when it is not there.
func (x *Index) lookup(ctx context.Context, s *segment, term string) (entry, error) {
	p := s.page(term)
	if p < 0 {
		return entry{}, nil
	}
	r, err := x.openPage(ctx, s, p)
	if err != nil {
		return entry{}, err
	}
	e, err := r.find(term)
	return e, s.wrong(err)
}

// openPage returns a reader of page p of the dictionary.
func (x *Index) openPage(ctx context.Context, s *segment, p int) (pageReader, error) {
	b, err := x.fetch(ctx, s, s.offset[p], int(s.offset[p+1]-s.offset[p]))
	if err != nil {
		return pageReader{}, err
	}
	r, err := openPage(b)
	return r, s.wrong(err)
}

// postings returns the posting list of an entry of s.
func (x *Index) postings(ctx context.Context, s *segment, e entry) (postings, error) {
	if e.df == 1 {
		if int(e.doc) >= s.footer.docs {
			return postings{}, s.wrong(errList)
		}
		return postings{df: 1, max: e.max, doc: e.doc}, nil
	}
	b, err := x.fetch(ctx, s, e.offset, e.size)
	if err != nil {
		return postings{}, err
	}
	l, err := newPostings(e.df, e.max, b)
	return l, s.wrong(err)
}
