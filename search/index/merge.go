package index

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"

	"byline/article"
)

// A Replacer puts merged segments in the place of others.
type Replacer interface {
	// ReplaceSegments stores merged as the segment of passages, ascending, and
	// removes old, in one transaction. Without passages it only removes old. When
	// one of old is gone or has other deletions than its SegmentInfo says, it
	// changes nothing and fails with Kind Busy.
	ReplaceSegments(ctx context.Context, lib article.LibraryID, old []article.SegmentInfo, merged []byte, passages []article.PassageID) error
}

// Merge does one step towards few, large segments without deleted passages, and
// reports whether there was anything to do: call it until there is not, after
// loading or removing and from time to time. Only one Merge of a library should
// run at a time. When the segments changed meanwhile it fails with Kind Busy,
// and can be called again at once.
func (x *Index) Merge(ctx context.Context, r Replacer, lib article.LibraryID) (merged bool, err error) {
	l, err := x.store.Segments(ctx, lib)
	if err != nil {
		return false, err
	}
	old := choose(l.Segments)
	if len(old) == 0 {
		return false, nil
	}
	file, passages, err := x.join(ctx, old)
	if err == nil {
		err = r.ReplaceSegments(ctx, lib, old, file, passages)
	}
	if article.KindOf(err) == article.NotFound {
		err = &article.Error{Kind: article.Busy, Public: errMoved.Public, Err: err}
	}
	if err != nil {
		return false, fmt.Errorf("index: merge %d segments of library %s: %w", len(old), lib, err)
	}
	return true, nil
}

// join returns the segment file of what is left of old, and its passages. It
// reads the files from front to back, so that besides the result only a few
// hundred kilobytes a segment are in memory.
func (x *Index) join(ctx context.Context, old []article.SegmentInfo) ([]byte, []article.PassageID, error) {
	var sources sources
	for i, info := range old {
		s, err := x.open(ctx, info)
		if err != nil {
			return nil, nil, err
		}
		sources = append(sources, newSource(x, s, info, i))
	}
	passages := number(sources)
	if len(passages) == 0 {
		return nil, nil, nil
	}
	w := writer{file: make([]byte, 0, capacity(old))}
	if err := sources.join(ctx, &w); err != nil {
		return nil, nil, err
	}
	return w.finish(len(passages)), passages, nil
}

// capacity returns how many bytes the merger of old will hardly exceed.
func capacity(old []article.SegmentInfo) int64 {
	var n int64
	for _, s := range old {
		n += s.Size
	}
	return n
}

// gone is the new number of documents that are left out.
const gone = ^uint32(0)

// number numbers the documents that are left in the order of their passages
// and returns these.
func number(sources []*source) []article.PassageID {
	type piece struct {
		*source
		run
		docs int
	}
	var pieces []piece
	for _, s := range sources {
		for i, r := range s.segment.runs {
			end := s.info.Docs
			if i+1 < len(s.segment.runs) {
				end = s.segment.runs[i+1].doc
			}
			pieces = append(pieces, piece{s, r, end - r.doc})
		}
	}
	sort.Slice(pieces, func(i, j int) bool { return pieces[i].passage < pieces[j].passage })
	var passages []article.PassageID
	for _, p := range pieces {
		for i := range p.docs {
			if p.info.IsDeleted(p.doc + i) {
				p.numbers[p.doc+i] = gone
				continue
			}
			p.numbers[p.doc+i] = uint32(len(passages))
			passages = append(passages, p.passage+article.PassageID(i))
		}
	}
	return passages
}

// A sources is a heap of what is merged, by its next term.
type sources []*source

func (s sources) Len() int { return len(s) }
func (s sources) Less(i, j int) bool {
	if s[i].term != s[j].term {
		return s[i].term < s[j].term
	}
	return s[i].index < s[j].index
}
func (s sources) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *sources) Push(x any)   { *s = append(*s, x.(*source)) }
func (s *sources) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// join writes the postings of all sources to w, term by term.
func (s sources) join(ctx context.Context, w *writer) error {
	todo := make(sources, 0, len(s))
	for _, src := range s {
		if err := src.next(ctx); err != nil {
			return err
		}
		if !src.done {
			todo = append(todo, src)
		}
	}
	heap.Init(&todo)
	var all []posting
	var docs []uint32
	var impacts []uint8
	for len(todo) > 0 {
		term := todo[0].term
		all = all[:0]
		for len(todo) > 0 && todo[0].term == term {
			src := todo[0]
			var err error
			if all, err = src.appendTo(ctx, all); err == nil {
				err = src.next(ctx)
			}
			if err != nil {
				return err
			}
			if src.done {
				heap.Pop(&todo)
			} else {
				heap.Fix(&todo, 0)
			}
		}
		if len(all) == 0 {
			continue
		}
		if !slices.IsSortedFunc(all, byDoc) {
			slices.SortFunc(all, byDoc)
		}
		docs, impacts = docs[:0], impacts[:0]
		for _, p := range all {
			docs, impacts = append(docs, p.doc), append(impacts, p.impact)
		}
		w.add(term, docs, impacts)
	}
	return nil
}

// byDoc orders postings.
func byDoc(a, b posting) int { return int(a.doc) - int(b.doc) }

// errOrder is what a dictionary yields whose terms do not ascend.
var errOrder = errors.New("dictionary is out of order")

// A source reads a segment's terms and postings in order.
type source struct {
	segment  *segment
	info     article.SegmentInfo
	index    int
	numbers  []uint32 // of the documents in the merged segment, or gone
	dict     ahead
	postings ahead
	pages    int // read so far
	reader   pageReader
	term     string
	done     bool
}

// newSource returns a source before its first term.
func newSource(x *Index, s *segment, info article.SegmentInfo, index int) *source {
	return &source{
		segment: s, info: info, index: index, numbers: make([]uint32, info.Docs),
		dict: ahead{index: x, segment: s}, postings: ahead{index: x, segment: s},
	}
}

// next moves to the next term, or sets done.
func (s *source) next(ctx context.Context) error {
	for !s.reader.more() {
		if s.pages == len(s.segment.first) {
			s.done = true
			return nil
		}
		off := s.segment.offset[s.pages]
		b, err := s.dict.bytes(ctx, off, int(s.segment.offset[s.pages+1]-off))
		if err != nil {
			return err
		}
		if s.reader, err = openPage(b); err != nil {
			return s.segment.wrong(err)
		}
		s.pages++
	}
	if err := s.reader.read(); err != nil {
		return s.segment.wrong(err)
	}
	if s.term >= string(s.reader.term) {
		return s.segment.wrong(errOrder)
	}
	s.term = string(s.reader.term)
	return nil
}

// appendTo appends the term's postings, renumbered, to all.
func (s *source) appendTo(ctx context.Context, all []posting) ([]posting, error) {
	e := s.reader.entry
	p := postings{df: 1, max: e.max, doc: e.doc}
	if e.df > 1 {
		b, err := s.postings.bytes(ctx, e.offset, e.size)
		if err != nil {
			return nil, err
		}
		if p, err = newPostings(e.df, e.max, b); err != nil {
			return nil, s.segment.wrong(err)
		}
	}
	from := len(all)
	all, err := p.appendTo(all, uint32(s.info.Docs))
	if err != nil {
		return nil, s.segment.wrong(err)
	}
	kept := all[:from]
	for _, o := range all[from:] {
		if n := s.numbers[o.doc]; n != gone {
			kept = append(kept, posting{n, o.impact})
		}
	}
	return kept, nil
}

// An ahead reads a segment's file mostly from front to back, in large pieces
// that do not go through the cache.
type ahead struct {
	index   *Index
	segment *segment
	start   int64 // of piece in the file
	piece   []byte
}

// aheadBytes is how much is read at once, when there is so much.
const aheadBytes = 128 << 10

// bytes returns what fetch returns; it is valid until the next call.
func (a *ahead) bytes(ctx context.Context, off int64, n int) ([]byte, error) {
	if a.segment.file != nil {
		return a.index.fetch(ctx, a.segment, off, n)
	}
	end := a.segment.footer.postings + a.segment.footer.dict
	if off < 0 || n < 0 || off+int64(n) > end {
		return nil, a.segment.wrong(errFile)
	}
	if off < a.start || off+int64(n) > a.start+int64(len(a.piece)) {
		size := min(int64(max(n, aheadBytes)), end-off)
		b, err := a.index.read(ctx, a.segment.id, off, int(size))
		if err != nil {
			return nil, err
		}
		a.start, a.piece = off, b
	}
	b, err := checkSum(a.piece[off-a.start:][:n])
	return b, a.segment.wrong(err)
}
