package index

import (
	"encoding/binary"
	"errors"
	"slices"
)

// A posting list of two or more documents is, in this order:
//
//	skip table   8 bytes a block, only when there is at least one full block
//	full blocks  128 gaps bit-packed at one width, then 128 impacts
//	tail         the width in a byte, the rest's gaps bit-packed, then impacts
//
// A skip entry is the block's last document (4 bytes), its greatest impact (1)
// and its offset behind the skip table in units of 16 bytes (3). A full block is
// 16 × width + 128 bytes long, so its width follows from the next offset.

const (
	skipEntry  = 8
	offsetUnit = 16
	tailRoom   = (blockDocs*maxWidth)/8 + 8 // bytes unpack may read of a tail
)

// errList is what a posting list yields that its writer cannot have written.
var errList = errors.New("posting list is corrupt")

// appendList appends the posting list of docs, ascending, and their impacts.
func appendList(b []byte, docs []uint32, impacts []uint8) []byte {
	full := len(docs) / blockDocs
	skips := skipsOf(len(docs))
	table := len(b)
	b = append(b, make([]byte, skips*skipEntry)...)
	start, prev := len(b), int64(-1)
	for i := range full + 1 {
		d, m := docs[i*blockDocs:], impacts[i*blockDocs:]
		if i < full {
			d, m = d[:blockDocs], m[:blockDocs]
		}
		if len(d) == 0 {
			break
		}
		if skips > 0 {
			e := b[table+i*skipEntry:]
			binary.LittleEndian.PutUint32(e, d[len(d)-1])
			binary.LittleEndian.PutUint32(e[4:], uint32((len(b)-start)/offsetUnit)<<8|uint32(slices.Max(m)))
		}
		w := widthOf(prev, d)
		if len(d) < blockDocs {
			b = append(b, byte(w))
		}
		b = pack(b, prev, d, w)
		b = append(b, m...)
		prev = int64(d[len(d)-1])
	}
	return b
}

// skipsOf returns the number of skip entries of a list of df documents.
func skipsOf(df int) int {
	if df < blockDocs {
		return 0
	}
	return (df + blockDocs - 1) / blockDocs
}

// postings is a posting list with what the dictionary says of it.
type postings struct {
	df   int
	max  uint8  // greatest impact
	doc  uint32 // the one document, when df is 1
	skip []byte
	data []byte // blocks and tail
}

// newPostings reads the layout of a posting list; blocks are checked when decoded.
func newPostings(df int, top uint8, b []byte) (postings, error) {
	skips := skipsOf(df) * skipEntry
	if df < 2 || len(b) < skips {
		return postings{}, errList
	}
	return postings{df: df, max: top, skip: b[:skips:skips], data: b[skips:]}, nil
}

// blocks returns the number of blocks, the tail included.
func (l *postings) blocks() int { return (l.df + blockDocs - 1) / blockDocs }

// last returns block i's last document; only of lists with a skip table.
func (l *postings) last(i int) uint32 { return binary.LittleEndian.Uint32(l.skip[i*skipEntry:]) }

// top returns block i's greatest impact; only of lists with a skip table.
func (l *postings) top(i int) uint8 { return l.skip[i*skipEntry+4] }

// offset returns where block i begins in data, or data's length behind the last.
func (l *postings) offset(i int) int {
	if i*skipEntry >= len(l.skip) {
		return len(l.data)
	}
	return int(binary.LittleEndian.Uint32(l.skip[i*skipEntry+4:])>>8) * offsetUnit
}

// decode writes the documents of block i to docs and returns how many there
// are and their impacts, which stay part of the list's bytes. All documents are
// below limit.
func (l *postings) decode(i int, docs *[blockDocs]uint32, limit uint32) (int, []byte, error) {
	prev := int64(-1)
	if i > 0 {
		prev = int64(l.last(i - 1))
	}
	if prev >= int64(limit) {
		return 0, nil, errList
	}
	if (i+1)*blockDocs > l.df {
		return l.decodeTail(i, docs, prev, limit)
	}
	from, to := l.offset(i), l.offset(i+1)
	w := (to - from - blockDocs) / offsetUnit
	if from > to || to > len(l.data) || w < 0 || w > maxWidth || from+w*offsetUnit+blockDocs > to {
		return 0, nil, errList
	}
	b := l.data[from:to]
	unpack(docs[:], b, prev, w)
	if end := docs[blockDocs-1]; end != l.last(i) || end >= limit {
		return 0, nil, errList
	}
	return blockDocs, b[w*offsetUnit:][:blockDocs], nil
}

// decodeTail is decode for the last block when it is not full.
func (l *postings) decodeTail(i int, docs *[blockDocs]uint32, prev int64, limit uint32) (int, []byte, error) {
	from, n := l.offset(i), l.df-i*blockDocs
	if l.df < blockDocs {
		from = 0
	}
	if from >= len(l.data) {
		return 0, nil, errList
	}
	w := int(l.data[from])
	b := l.data[from+1:]
	size := (n*w + 7) / 8
	if w > maxWidth || len(b) < size+n {
		return 0, nil, errList
	}
	var room [tailRoom]byte
	copy(room[:], b[:size])
	unpack(docs[:(n+7)&^7], room[:], prev, w)
	if end := docs[n-1]; end >= limit || len(l.skip) > 0 && end != l.last(i) {
		return 0, nil, errList
	}
	return n, b[size:][:n], nil
}
