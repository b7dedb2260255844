package vectors

import (
	_ "embed"
	"math"
	"sync"
)

// Common is how many directions that all words share are taken out of the
// vectors. They tell frequent words from rare ones and plain ones from
// technical ones, and little of what a word means (Mu, Bhat and Viswanath,
// "All-but-the-top", 2018, who take a hundredth of the components or a little more).
const Common = 2

// sharedFile holds, in the order of words.vec and Common bytes for each term,
// how much of its vector lay along those directions, in steps of 1/127.
//
//go:embed shared.vec
var sharedFile []byte

var shared = sync.OnceValue(func() []byte {
	if len(sharedFile) != Common*Len() {
		panic(ErrFormat) // the program was built with another file
	}
	return sharedFile
})

// A Full is a term's vector with what it shares with all words left in. By it
// a plain word is near to any that is as plain, so that of what a text lacks
// the plain words are missed less.
type Full struct {
	rest   Vector
	length float32 // of rest
	shared [Common]float32
}

// FullOf returns the full vector of the term of hash h, and false when the
// table has none.
func FullOf(h uint32) (Full, bool) {
	t := words()
	w, ok := t.of(h)
	if !ok {
		return Full{}, false
	}
	f, left := Full{rest: w.Vector}, float32(1)
	i, _ := t.find(h)
	for k := range f.shared {
		f.shared[k] = float32(int8(shared()[Common*i+k])) / 127
		left -= f.shared[k] * f.shared[k]
	}
	f.length = float32(math.Sqrt(float64(max(left, 0))))
	return f, true
}

// Cosine returns the cosine of the angle between f and g.
func (f *Full) Cosine(g *Full) float32 {
	sum := f.length * g.length * f.rest.Dot(&g.rest)
	for k := range f.shared {
		sum += f.shared[k] * g.shared[k]
	}
	return sum
}

// EncodeShared makes the file of what terms share, each from -1 to 1, in their
// order.
func EncodeShared(rows [][Common]float32) []byte {
	var b []byte
	for _, r := range rows {
		for _, v := range r {
			b = append(b, byte(int8(math.Round(float64(127*min(1, max(-1, v)))))))
		}
	}
	return b
}
