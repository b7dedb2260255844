package index

import (
	"encoding/binary"
	"errors"
	"strings"
)

// The dictionary is a sequence of pages of about pageSize bytes, each fetched
// and cached by itself. A page is
//
//	varint     offset of its first posting list
//	entries    in the order of their terms
//	restarts   2 bytes each: where every 16th entry begins
//	2 bytes    number of restarts
//
// and an entry is
//
//	varint     only at a restart: offset of its list behind the page's first
//	2 bytes    bytes shared with the term before (0 at a restart), bytes of its own
//	bytes      of its own
//	varint     documents that have the term
//	one document:  varint document, 1 byte impact
//	more:          1 byte greatest impact, varint length of the list
const (
	pageSize     = 16 << 10
	restartEvery = 16
)

// maxTerm is the longest term in bytes; longer ones are cut, in documents and
// in questions alike.
const maxTerm = 200

// errDict is what a dictionary page yields that its writer cannot have written.
var errDict = errors.New("dictionary is corrupt")

// cut returns term, or its first maxTerm bytes.
func cut(term string) string {
	if len(term) > maxTerm {
		return strings.Clone(term[:maxTerm])
	}
	return term
}

// An entry is what the dictionary says of a term in one segment.
type entry struct {
	df     int
	max    uint8  // greatest impact
	doc    uint32 // the one document, when df is 1
	offset int64  // of the list among the postings, when df is more
	size   int    // of the list in bytes
}

// dictWriter writes pages. Terms are added in ascending order.
type dictWriter struct {
	pages  []byte
	sparse []byte // per page: its length and its first term

	page     []byte
	restarts []uint16
	entries  int // in this page
	first    string
	last     string
	base     int64 // offset of the page's first list
}

// add appends term with its entry.
func (w *dictWriter) add(term string, e entry) {
	if len(w.page) >= pageSize {
		w.flush()
	}
	if w.entries == 0 {
		w.first, w.base = term, e.offset
		w.page = binary.AppendUvarint(w.page, uint64(e.offset))
	}
	shared := 0
	if w.entries%restartEvery == 0 {
		w.restarts = append(w.restarts, uint16(len(w.page)))
		w.page = binary.AppendUvarint(w.page, uint64(e.offset-w.base))
	} else {
		shared = sharedPrefix(w.last, term)
	}
	w.page = append(w.page, byte(shared), byte(len(term)-shared))
	w.page = append(w.page, term[shared:]...)
	w.page = binary.AppendUvarint(w.page, uint64(e.df))
	if e.df == 1 {
		w.page = append(binary.AppendUvarint(w.page, uint64(e.doc)), e.max)
	} else {
		w.page = binary.AppendUvarint(append(w.page, e.max), uint64(e.size))
	}
	w.entries++
	w.last = term
}

// flush ends the page.
func (w *dictWriter) flush() {
	if w.entries == 0 {
		return
	}
	for _, r := range w.restarts {
		w.page = binary.LittleEndian.AppendUint16(w.page, r)
	}
	w.page = binary.LittleEndian.AppendUint16(w.page, uint16(len(w.restarts)))
	w.page = appendSum(w.page)
	w.pages = append(w.pages, w.page...)
	w.sparse = binary.AppendUvarint(w.sparse, uint64(len(w.page)))
	w.sparse = append(append(w.sparse, byte(len(w.first))), w.first...)
	w.page, w.restarts, w.entries = w.page[:0], w.restarts[:0], 0
}

// sharedPrefix returns how many bytes a and b begin with in common.
func sharedPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// A pageReader reads the entries of a page one by one.
type pageReader struct {
	page     []byte // without the checksum
	restarts []byte
	end      int   // where the entries end
	pos      int   // of the next entry
	number   int   // of the next entry
	base     int64 // offset of the page's first list
	next     int64 // offset of the next list

	term  []byte // of the entry read last
	entry entry
}

// openPage reads a page's frame.
func openPage(page []byte) (pageReader, error) {
	if len(page) < 2 {
		return pageReader{}, errDict
	}
	n := int(binary.LittleEndian.Uint16(page[len(page)-2:]))
	end := len(page) - 2 - 2*n
	base, k := binary.Uvarint(page)
	if n == 0 || k <= 0 || end < k || base > 1<<48 {
		return pageReader{}, errDict
	}
	return pageReader{
		page: page, restarts: page[end : len(page)-2], end: end, pos: k,
		base: int64(base), next: int64(base),
	}, nil
}

// more reports whether there is an entry to read.
func (r *pageReader) more() bool { return r.pos < r.end }

// read reads the next entry into term and entry.
func (r *pageReader) read() error {
	shared, own, err := r.head()
	if err != nil || shared > len(r.term) {
		return errDict
	}
	r.term = append(r.term[:shared], own...)
	return r.readEntry()
}

// head reads the next entry's term: the length of what it shares with the one
// before, and the rest.
func (r *pageReader) head() (shared int, own []byte, err error) {
	if r.number%restartEvery == 0 {
		r.next = r.base + int64(r.varint())
	}
	if r.pos+2 > r.end {
		return 0, nil, errDict
	}
	shared, from := int(r.page[r.pos]), r.pos+2
	r.pos = from + int(r.page[r.pos+1])
	if r.pos > r.end {
		return 0, nil, errDict
	}
	r.number++
	return shared, r.page[from:r.pos], nil
}

// readEntry reads what follows the term.
func (r *pageReader) readEntry() error {
	e := entry{df: int(r.varint()), offset: r.next}
	if e.df == 1 {
		e.doc = uint32(r.varint())
	}
	if r.pos >= r.end {
		return errDict
	}
	e.max = r.page[r.pos]
	r.pos++
	if e.df != 1 {
		e.size = int(r.varint())
		r.next += int64(e.size)
	}
	if r.pos > r.end || e.df == 0 || e.df > maxDocs || e.doc > maxDocs || e.size > 1<<32 {
		return errDict
	}
	r.entry = e
	return nil
}

// varint reads a varint of at most 49 bits; on corrupt bytes it moves pos
// behind the end, which the callers check.
func (r *pageReader) varint() uint64 {
	if r.pos >= r.end {
		r.pos = r.end + 1
		return 0
	}
	if b := r.page[r.pos]; b < 0x80 { // most are small
		r.pos++
		return uint64(b)
	}
	v, n := binary.Uvarint(r.page[r.pos:r.end])
	if n <= 0 || v > 1<<48 {
		r.pos = r.end + 1
		return 0
	}
	r.pos += n
	return v
}

// seek moves to the last restart whose term is at most term.
func (r *pageReader) seek(term string) error {
	lo, hi := 0, len(r.restarts)/2
	for lo+1 < hi {
		mid := int(uint(lo+hi) / 2)
		r.restart(mid)
		_, t, err := r.head()
		if err != nil {
			return err
		}
		if string(t) <= term {
			lo = mid
		} else {
			hi = mid
		}
	}
	r.restart(lo)
	return nil
}

// restart moves to restart i.
func (r *pageReader) restart(i int) {
	r.pos, r.number, r.term = int(binary.LittleEndian.Uint16(r.restarts[2*i:])), i*restartEvery, r.term[:0]
}

// find returns the entry of term in the page, df 0 when there is none. It does
// not put the terms together: match counts the bytes that term has in common
// with the one before, all of which are less.
func (r *pageReader) find(term string) (entry, error) {
	if err := r.seek(term); err != nil {
		return entry{}, err
	}
	for match := 0; r.more(); {
		shared, own, err := r.head()
		if err != nil {
			return entry{}, err
		}
		if shared < match {
			return entry{}, nil
		}
		if shared == match {
			n := sharedPrefix(string(own), term[match:])
			match += n
			switch {
			case n == len(own) && match == len(term):
				err := r.readEntry()
				return r.entry, err
			case n < len(own) && (match == len(term) || own[n] > term[match]):
				return entry{}, nil
			}
		}
		if err := r.readEntry(); err != nil {
			return entry{}, err
		}
	}
	return entry{}, nil
}
