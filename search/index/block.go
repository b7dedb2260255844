package index

import (
	"encoding/binary"
	"math/bits"
)

// blockDocs is how many postings make a full block: the usual size, small
// enough that a block's greatest impact says something about its documents.
const blockDocs = 128

// maxWidth is the greatest number of bits of a packed gap, and bounds the
// documents of a segment: 128 gaps cannot overflow 32 bits, so that checking a
// block's last document proves all of them ascending and in range.
const maxWidth = 24

// maxDocs is how many documents a segment may hold.
const maxDocs = 1<<maxWidth - 1

// widthOf returns the bits needed for the gaps of docs, which follow prev.
func widthOf(prev int64, docs []uint32) int {
	var all uint32
	for _, d := range docs {
		all |= uint32(int64(d) - prev - 1)
		prev = int64(d)
	}
	return bits.Len32(all)
}

// pack appends the gaps of docs, which follow prev, w bits each, low bits first.
func pack(b []byte, prev int64, docs []uint32, w int) []byte {
	var acc uint64
	var have int
	for _, d := range docs {
		acc |= uint64(int64(d)-prev-1) << have
		prev = int64(d)
		have += w
		for have >= 8 {
			b = append(b, byte(acc))
			acc >>= 8
			have -= 8
		}
	}
	if have > 0 {
		b = append(b, byte(acc))
	}
	return b
}

// unpack reads the len(docs) gaps packed in b and sums them from prev on. The
// number of docs is a multiple of 8 and b has 8 readable bytes behind them.
func unpack(docs []uint32, b []byte, prev int64, w int) {
	next := uint32(prev + 1) // the lowest the coming document can be
	mask := uint64(1)<<w - 1
	switch {
	case w == 0:
		for i := range docs {
			docs[i] = next
			next++
		}
	case w <= 8:
		for len(docs) >= 8 {
			d := docs[:8:8]
			v := binary.LittleEndian.Uint64(b)
			for i := range d {
				next += uint32(v & mask)
				d[i] = next
				next++
				v >>= w
			}
			docs, b = docs[8:], b[w:]
		}
	case w <= 16:
		unpackFours(docs, b, next, w, mask)
	default:
		unpackTwos(docs, b, next, w, mask)
	}
}

// unpackFours is unpack for 8 < w ≤ 16: four gaps fit a word.
func unpackFours(docs []uint32, b []byte, next uint32, w int, mask uint64) {
	half, shift := 4*w>>3, 4*w&7
	for len(docs) >= 8 {
		d := docs[:8:8]
		v := binary.LittleEndian.Uint64(b)
		u := binary.LittleEndian.Uint64(b[half:]) >> shift
		for i := range 4 {
			next += uint32(v & mask)
			d[i] = next
			next++
			v >>= w
		}
		for i := 4; i < 8; i++ {
			next += uint32(u & mask)
			d[i] = next
			next++
			u >>= w
		}
		docs, b = docs[8:], b[w:]
	}
}

// unpackTwos is unpack for 16 < w ≤ maxWidth: two gaps fit a word.
func unpackTwos(docs []uint32, b []byte, next uint32, w int, mask uint64) {
	for len(docs) >= 8 {
		d := docs[:8:8]
		for i := 0; i < 8; i += 2 {
			bit := i * w
			v := binary.LittleEndian.Uint64(b[bit>>3:]) >> (bit & 7)
			next += uint32(v & mask)
			d[i] = next
			next++
			next += uint32(v >> w & mask)
			d[i+1] = next
			next++
		}
		docs, b = docs[8:], b[w:]
	}
}
