// Package vectors knows what English words mean, as directions: words that
// stand in like company have vectors with a large cosine. "Novel" and
// "fiction" have .8, "colour" and "red" .6, two words taken by chance about 0. Opposites stand
// in like company too, so a cosine never proves that two words mean the same.
//
// The table is made by `make vectors` from GloVe's vectors of 6 thousand
// million words of Wikipedia and news (Pennington, Socher and Manning 2014;
// public domain, PDDL 1.0). Its rows are terms of text's English analyzer, so
// that the forms of a word share one.
package vectors

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
	"sync"
)

//go:embed words.vec
var file []byte

// Dim is the number of components of a Vector, GloVe's own.
const Dim = 100

// A Vector is what a term means. Its length is 1, or 0 when nothing is known.
type Vector [Dim]float32

// A Word is what is known of a term.
type Word struct {
	Vector Vector
	// Weight is how telling the term is in English at large, 0 to 1: .01 for the
	// hundredth word by frequency, .5 for the 700th, .9 for the 6,000th.
	Weight float32
}

// rowBytes is what a row takes: two components to a byte, each a whole number
// from -7 to 7 as a share of the largest, and a byte for the weight. Against
// components of a byte each, cosines are off by about .01.
const rowBytes = Dim/2 + 1

// middle is the number that stands for 0 in half a byte.
const middle = 8

// magic begins a table; the last byte is the version. After it stand the
// number of terms n, n hashes in rising order, all little-endian numbers of 32
// bits, and n rows.
const magic = "BVC\x01"

// table is the file as it is searched.
type table struct {
	hashes []byte
	rows   []byte
}

// ErrFormat is the error of bytes that are no table.
var ErrFormat = errors.New("vectors: not a table of word vectors")

// open reads a table.
func open(b []byte) (table, error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return table{}, ErrFormat
	}
	n := int(binary.LittleEndian.Uint32(b[len(magic):]))
	b = b[len(magic)+4:]
	if len(b)/(4+rowBytes) != n || len(b)%(4+rowBytes) != 0 {
		return table{}, ErrFormat
	}
	return table{hashes: b[:4*n], rows: b[4*n:]}, nil
}

var words = sync.OnceValue(func() table {
	t, err := open(file)
	if err != nil {
		panic(err) // the program was built with another file
	}
	return t
})

// Of returns what is known of the term whose hash, as text.Hash gives it, is
// h, and false when nothing is.
func Of(h uint32) (Word, bool) { return words().of(h) }

// Len returns how many terms the table has.
func Len() int { return len(words().hashes) / 4 }

func (t table) of(h uint32) (w Word, ok bool) {
	i, ok := t.find(h)
	if !ok {
		return w, false
	}
	row := t.rows[i*rowBytes : (i+1)*rowBytes]
	v := &w.Vector
	sum := 0
	for _, b := range row[:Dim/2] {
		sum += pairs[b].square
	}
	by := float32(1)
	if sum > 0 {
		by /= float32(math.Sqrt(float64(sum)))
	}
	for k, b := range row[:Dim/2] {
		p := &pairs[b]
		v[2*k], v[2*k+1] = by*p.x, by*p.y
	}
	w.Weight = float32(row[Dim/2]) / 255
	return w, true
}

// pairs are the two components in each byte, and the sum of their squares.
var pairs = func() (t [256]struct {
	x, y   float32
	square int
}) {
	for b := range t {
		x, y := b>>4-middle, b&15-middle
		t[b].x, t[b].y, t[b].square = float32(x), float32(y), x*x+y*y
	}
	return t
}()

// nearby is how far from its guessed place a hash is looked for first: of
// 40,000 that are spread evenly, most are within 100 of it.
const nearby = 64

// find returns the place of h.
func (t table) find(h uint32) (int, bool) {
	n := len(t.hashes) / 4
	at := func(i int) uint32 { return binary.LittleEndian.Uint32(t.hashes[4*i:]) }
	guess := int(uint64(h) * uint64(n) >> 32)
	from, to := guess, guess
	for step := nearby; from > 0 && at(from) >= h; step *= 2 {
		from = max(0, from-step)
	}
	for step := nearby; to < n && at(to) < h; step *= 2 {
		to = min(n, to+step)
	}
	for from < to {
		if mid := (from + to) / 2; at(mid) < h {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from, from < n && at(from) == h
}

// Dot returns the inner product of v and w: their cosine, when both have
// length 1.
func (v *Vector) Dot(w *Vector) float32 {
	var a, b, c, d float32
	for i := 0; i < Dim; i += 4 {
		a += v[i] * w[i]
		b += v[i+1] * w[i+1]
		c += v[i+2] * w[i+2]
		d += v[i+3] * w[i+3]
	}
	return a + b + c + d
}

// Add adds w, so many times, to v.
func (v *Vector) Add(w *Vector, times float32) {
	for i := 0; i < Dim; i += 4 {
		v[i] += times * w[i]
		v[i+1] += times * w[i+1]
		v[i+2] += times * w[i+2]
		v[i+3] += times * w[i+3]
	}
}

// Scale multiplies v's length.
func (v *Vector) Scale(by float32) {
	for i := range v {
		v[i] *= by
	}
}

// Cosine returns the cosine of the angle between v and w; 0 when either has no
// length.
func (v *Vector) Cosine(w *Vector) float32 {
	x, y := v.Dot(v), w.Dot(w)
	if x == 0 || y == 0 {
		return 0
	}
	return v.Dot(w) / float32(math.Sqrt(float64(x)*float64(y)))
}

// Encode makes a table of words by hash, which must rise. It panics when there
// are not as many of one as of the other.
func Encode(hashes []uint32, list []Word) []byte {
	if len(hashes) != len(list) {
		panic("vectors: hashes and words differ in number")
	}
	b := append(make([]byte, 0, len(magic)+4+len(list)*(4+rowBytes)), magic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(hashes)))
	for _, h := range hashes {
		b = binary.LittleEndian.AppendUint32(b, h)
	}
	for i := range list {
		b = append(list[i].Vector.append(b), byte(255*list[i].Weight))
	}
	return b
}

// append adds v's components to b.
func (v *Vector) append(b []byte) []byte {
	most := float32(1e-12)
	for _, x := range v {
		most = max(most, x, -x)
	}
	step := func(x float32) byte { return byte(middle + math.Round(float64((middle-1)*x/most))) }
	for i := 0; i < Dim; i += 2 {
		b = append(b, step(v[i])<<4|step(v[i+1]))
	}
	return b
}
