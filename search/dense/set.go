package dense

import (
	"math/bits"

	"byline/article"
)

// sketchBeyond is how many vectors of a library are compared one by one.
const sketchBeyond = 100_000

// blockSize is how many codes are allocated at once.
const blockSize = 1024

// A Set is the vectors of one library in memory. Writers exclude others;
// searches may run side by side.
type Set struct {
	dims, stride int
	beyond       int // so many codes are held at most
	ids          []article.PassageID
	scales       []float32
	sums         []int32
	blocks       [][]byte  // of blockSize codes, each padded to stride
	sketches     *sketches // nil while the codes are held
}

// NewSet returns an empty set of vectors of dims dimensions. It compares up to
// beyond of them one by one, and keeps sketches of more; 0 stands for 100,000.
func NewSet(dims, beyond int) *Set {
	if beyond <= 0 {
		beyond = sketchBeyond
	}
	return &Set{dims: dims, stride: padded(dims), beyond: beyond}
}

// Len returns how many vectors the set has.
func (s *Set) Len() int { return len(s.ids) }

// Sketched reports whether Nearest is approximate: its hits are then to be
// read from the store and compared by their codes.
func (s *Set) Sketched() bool { return s.sketches != nil }

// Bytes returns about how much memory the set takes.
func (s *Set) Bytes() int64 {
	n := int64(len(s.ids)) * 16
	if s.sketches != nil {
		return n + int64(len(s.sketches.words))*8
	}
	return n + int64(len(s.blocks))*blockSize*int64(s.stride)
}

// Add adds a passage's stored vector. The set keeps no part of data.
func (s *Set) Add(id article.PassageID, data []byte) error {
	c, err := decode(data, s.dims)
	if err != nil {
		return err
	}
	if s.sketches == nil && len(s.ids) == s.beyond {
		s.sketch()
	}
	n := len(s.ids)
	s.ids = append(s.ids, id)
	if s.sketches != nil {
		s.sketches.add(c)
		return nil
	}
	if n%blockSize == 0 {
		s.blocks = append(s.blocks, make([]byte, blockSize*s.stride))
	}
	copy(s.bytes(n), c.bytes)
	s.scales, s.sums = append(s.scales, c.scale), append(s.sums, c.sum)
	return nil
}

// bytes returns the i-th code's.
func (s *Set) bytes(i int) []byte {
	at := i % blockSize * s.stride
	return s.blocks[i/blockSize][at : at+s.stride]
}

// sketch puts sketches in the place of codes.
func (s *Set) sketch() {
	codes := func(i int) code { return code{s.scales[i], s.sums[i], s.bytes(i)[:s.dims]} }
	s.sketches = newSketches(s.dims, len(s.ids), codes)
	s.scales, s.sums, s.blocks = nil, nil, nil
}

// Nearest returns the k vectors nearest to q, a vector as Encode made it, best
// first, in the memory of into as far as that goes. When the set is sketched
// the order is that of the sketches, and Near counts their equal bits.
func (s *Set) Nearest(q []byte, k int, into []Hit) ([]Hit, error) {
	c, err := decode(q, s.dims)
	if err != nil {
		return nil, err
	}
	t := top{k: k, hits: into[:0]}
	if s.sketches != nil {
		s.sketches.nearest(c, s.ids, &t)
		return t.sorted(), nil
	}
	query := newQuery(c)
	for b, block := range s.blocks {
		first := b * blockSize
		for i := range min(blockSize, len(s.ids)-first) {
			n := first + i
			near := query.near(block[i*s.stride:(i+1)*s.stride], s.scales[n], s.sums[n])
			if !t.full() || near >= t.hits[0].Near {
				t.add(Hit{s.ids[n], near})
			}
		}
	}
	return t.sorted(), nil
}

// Compare orders vectors by how near they are to q, as Nearest does in a set
// that is not sketched. Those that cannot be read are left out.
func Compare(q []byte, dims int, vectors []article.Vector, k int) ([]Hit, error) {
	c, err := decode(q, dims)
	if err != nil {
		return nil, err
	}
	query, t := newQuery(c), top{k: k}
	buffer := make([]byte, padded(dims))
	for _, v := range vectors {
		if c, err := decode(v.Data, dims); err == nil {
			copy(buffer, c.bytes)
			t.add(Hit{v.Passage, query.near(buffer, c.scale, c.sum)})
		}
	}
	return t.sorted(), nil
}

// sketches are one bit a dimension of each vector.
type sketches struct {
	mean  []float32
	per   int      // words a sketch
	words []uint64 // per for each vector
}

// newSketches returns those of n codes, around their mean. What is added later
// is held against the same mean.
func newSketches(dims, n int, codes func(i int) code) *sketches {
	s := &sketches{mean: make([]float32, dims), per: (dims + 63) / 64}
	for i := range n {
		c := codes(i)
		for d, x := range c.bytes {
			s.mean[d] += c.scale * float32(int(x)-middle) / float32(n)
		}
	}
	s.words = make([]uint64, 0, n*s.per)
	for i := range n {
		s.add(codes(i))
	}
	return s
}

// add appends the sketch of c.
func (s *sketches) add(c code) { s.words = s.of(c, s.words) }

// of appends to words which dimensions of c are above the mean.
func (s *sketches) of(c code, words []uint64) []uint64 {
	var w uint64
	for d, x := range c.bytes {
		if c.scale*float32(int(x)-middle) > s.mean[d] {
			w |= 1 << (d & 63)
		}
		if d&63 == 63 || d == len(c.bytes)-1 {
			words, w = append(words, w), 0
		}
	}
	return words
}

// nearest offers every vector to t, with how many of its bits are q's.
func (s *sketches) nearest(q code, ids []article.PassageID, t *top) {
	of := s.of(q, make([]uint64, 0, s.per))
	words := s.words
	for _, id := range ids {
		differ := 0
		for i, w := range words[:len(of)] {
			differ += bits.OnesCount64(w ^ of[i])
		}
		words = words[len(of):]
		near := float32(len(s.mean) - differ)
		if !t.full() || near > t.hits[0].Near {
			t.add(Hit{id, near})
		}
	}
}
