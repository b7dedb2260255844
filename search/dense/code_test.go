package dense

import (
	"math"
	"math/rand/v2"
	"testing"
)

// some returns n vectors of dims dimensions that lie around few centres, as
// those of texts do: what they have in common is more than what tells them
// apart, and that is spread over fewer directions than there are dimensions.
func some(r *rand.Rand, n, dims int) [][]float32 {
	const directions, centres = 48, 100
	normal := func(n int, by float64) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(by * r.NormFloat64())
		}
		return v
	}
	offset := normal(dims, 3)
	spread := make([][]float32, directions)
	for i := range spread {
		spread[i] = normal(dims, 1)
	}
	middles := make([][]float32, centres)
	for i := range middles {
		middles[i] = normal(directions, 1)
	}
	out := make([][]float32, n)
	for i := range out {
		v := normal(dims, .5)
		centre := middles[r.IntN(centres)]
		for k, s := range spread {
			z := centre[k] + float32(.7*r.NormFloat64())
			for d := range v {
				v[d] += z * s[d]
			}
		}
		for d := range v {
			v[d] += offset[d]
		}
		out[i] = v
	}
	return out
}

// cosine is that of two vectors, in full.
func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i]) * float64(b[i])
		aa += float64(a[i]) * float64(a[i])
		bb += float64(b[i]) * float64(b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

func encoded(t testing.TB, v []float32) []byte {
	t.Helper()
	b, err := Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The product of two codes is the cosine of their vectors but for rounding,
// whatever their length, also where it is no multiple of what dot takes.
func TestNear(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, dims := range []int{1, 2, 7, 8, 15, 16, 17, 64, 100, 384, 1536, 3072, maxDims} {
		vectors := some(r, 8, dims)
		for _, v := range vectors {
			a, err := decode(encoded(t, vectors[0]), dims)
			if err != nil {
				t.Fatal(err)
			}
			b, err := decode(encoded(t, v), dims)
			if err != nil {
				t.Fatal(err)
			}
			q, bytes := newQuery(a), make([]byte, padded(dims))
			copy(bytes, b.bytes)
			got, want := float64(q.near(bytes, b.scale, b.sum)), cosine(vectors[0], v)
			if math.Abs(got-want) > .01 {
				t.Errorf("%d dimensions: %.4f, want %.4f", dims, got, want)
			}
			exact := 0
			for i := range a.bytes {
				exact += (int(a.bytes[i]) - middle) * (int(b.bytes[i]) - middle)
			}
			if want := float64(a.scale*b.scale) * float64(exact); math.Abs(got-want) > 1e-5 {
				t.Errorf("%d dimensions: %g, the codes' own product is %g", dims, got, want)
			}
		}
	}
}

// The sums of dot hold the largest codes there are.
func TestDotHolds(t *testing.T) {
	most := make([]float32, maxDims)
	for i := range most {
		most[i] = 1
	}
	c, err := decode(encoded(t, most), maxDims)
	if err != nil {
		t.Fatal(err)
	}
	q := newQuery(c)
	if near := q.near(c.bytes, c.scale, c.sum); math.Abs(float64(near)-1) > 1e-3 {
		t.Errorf("a vector's nearness to itself is %g", near)
	}
}

func TestEncodeRefuses(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, v := range [][]float32{nil, {}, {0, 0}, {nan, 1}, {inf, 1}, make([]float32, maxDims+1)} {
		if b, err := Encode(v); err == nil {
			t.Errorf("%d dimensions became %v", len(v), b)
		}
	}
}

// What is not of Encode is refused and never read beyond its end.
func FuzzDecode(f *testing.F) {
	f.Add(encoded(f, []float32{1, -2, 3}), 3)
	f.Add([]byte{}, 0)
	f.Add([]byte{0, 0, 0x80, 0x3f, 1}, 1)
	f.Fuzz(func(t *testing.T, b []byte, dims int) {
		c, err := decode(b, dims)
		if err != nil {
			return
		}
		if len(c.bytes) != dims || dims > maxDims || !(c.scale > 0) {
			t.Fatalf("%d bytes and scale %g for %d dimensions", len(c.bytes), c.scale, dims)
		}
		q := newQuery(c)
		padded := make([]byte, padded(dims))
		copy(padded, c.bytes)
		if near := q.near(padded, c.scale, c.sum); near < 0 || math.IsNaN(float64(near)) {
			t.Errorf("a vector's nearness to itself is %g", near)
		}
		s := NewSet(dims, 1)
		for id := range 3 { // the third is sketched
			if err := s.Add(1, b); err != nil {
				t.Fatalf("%d: %v", id, err)
			}
		}
		if hits, err := s.Nearest(b, 2, nil); err != nil || len(hits) != 2 {
			t.Errorf("%v, %v", hits, err)
		}
	})
}
