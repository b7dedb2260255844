package vectors

import (
	"math"
	"testing"

	"byline/text"
)

// A full vector has length 1, and plain words are nearer to each other by it
// than by what they mean alone.
func TestFull(t *testing.T) {
	full := func(word string) *Full {
		f, ok := FullOf(text.Hash(text.For("en").Term(word)))
		if !ok {
			t.Fatalf("%q is not in the table", word)
		}
		return &f
	}
	plain := []string{"people", "good", "things", "come", "think", "day"}
	var with, without float32
	for i, x := range plain {
		if n := full(x).Cosine(full(x)); math.Abs(float64(n)-1) > 1e-3 {
			t.Errorf("%s: length %f", x, n)
		}
		for _, y := range plain[:i] {
			a, b := full(x).Cosine(full(y)), full(y).Cosine(full(x))
			if math.Abs(float64(a-b)) > 1e-6 {
				t.Errorf("%s, %s: %f one way, %f the other", x, y, a, b)
			}
			with += a
			without += of(t, x).Dot(of(t, y))
		}
	}
	if with <= without {
		t.Errorf("cosines of plain words add up to %f with what is shared, %f without", with, without)
	}
	if _, ok := FullOf(text.Hash("qzxqzx")); ok {
		t.Error("a word that nobody writes has a vector")
	}
}

func TestEncodeShared(t *testing.T) {
	got := EncodeShared([][Common]float32{{0, 1}, {-1, .5}, {-3, 3}})
	want := []int8{0, 127, -127, 64, -127, 127}
	if len(got) != len(want) {
		t.Fatalf("%d bytes", len(got))
	}
	for i, w := range want {
		if int8(got[i]) != w {
			t.Errorf("byte %d is %d, not %d", i, int8(got[i]), w)
		}
	}
}
