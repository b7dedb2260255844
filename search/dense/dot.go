package dense

import "encoding/binary"

// step is how many bytes one round of dot takes; codes in a set are padded to
// a multiple of it with zeros, which add nothing.
const step = 16

// padded returns dims rounded up to a multiple of step.
func padded(dims int) int { return (dims + step - 1) / step * step }

// A query is a question's code laid out for dot: word 4w+i holds the bytes
// that bytes 8w+i and 8w+i+4 of a code are multiplied with, crossed.
type query struct {
	words []uint64
	scale float32
	sum   int32
	dims  int
}

// newQuery lays out c.
func newQuery(c code) query {
	q := query{words: make([]uint64, padded(len(c.bytes))/2), scale: c.scale, sum: c.sum, dims: len(c.bytes)}
	for k, x := range c.bytes {
		w, i := k/8, k%8
		if i < 4 {
			q.words[4*w+i] |= uint64(x) << 32
		} else {
			q.words[4*w+i-4] |= uint64(x)
		}
	}
	return q
}

// dot returns the sum of the products of a's bytes, a padded code, with q's.
// A multiplication of 64 bits makes two of the products: with a = x + y·2³²
// and q = v + u·2³², the upper half of a·q is x·u + y·v. The lower half is
// below 2¹⁶ and so many are added that it stays below 2³².
func dot(a []byte, q []uint64) uint32 {
	const lanes = 0x000000ff000000ff
	var s0, s1, s2, s3 uint64
	for len(a) >= 16 && len(q) >= 8 {
		y := (*[8]uint64)(q)
		w := binary.LittleEndian.Uint64(a)
		s0 += (w & lanes) * y[0]
		s1 += (w >> 8 & lanes) * y[1]
		s2 += (w >> 16 & lanes) * y[2]
		s3 += (w >> 24 & lanes) * y[3]
		w = binary.LittleEndian.Uint64(a[8:])
		s0 += (w & lanes) * y[4]
		s1 += (w >> 8 & lanes) * y[5]
		s2 += (w >> 16 & lanes) * y[6]
		s3 += (w >> 24 & lanes) * y[7]
		a, q = a[16:], q[8:]
	}
	return uint32((s0 + s1 + s2 + s3) >> 32)
}

// near returns how near a code is to q: the cosine of their angle but for
// rounding. The bytes are offset by middle; the sums take that out again.
func (q *query) near(bytes []byte, scale float32, sum int32) float32 {
	n := int64(dot(bytes, q.words)) - middle*int64(sum+q.sum) + middle*middle*int64(q.dims)
	return q.scale * scale * float32(n)
}
