package vectors

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"byline/text"
)

// of returns the vector of an English word, or ends the test.
func of(t testing.TB, word string) *Vector {
	t.Helper()
	w, ok := Of(text.Hash(text.For("en").Term(word)))
	if !ok {
		t.Fatalf("%q is not in the table", word)
	}
	return &w.Vector
}

// Words that stand in like company are nearer to each other than to a third.
func TestNearness(t *testing.T) {
	for _, c := range [][3]string{
		{"novel", "fiction", "glacier"},
		{"began", "started", "painted"},
		{"city", "town", "verb"},
		{"colour", "purple", "treaty"},
		{"doctors", "physician", "runway"},
		{"proposed", "plan", "violin"},
		{"singer", "musician", "reactor"},
		{"currency", "euro", "goalkeeper"},
	} {
		near, far := of(t, c[0]).Dot(of(t, c[1])), of(t, c[0]).Dot(of(t, c[2]))
		if near < .4 || far > .25 {
			t.Errorf("%s: %.2f to %s, %.2f to %s", c[0], near, c[1], far, c[2])
		}
	}
}

func TestForms(t *testing.T) {
	if a, b := of(t, "ratified"), of(t, "ratifies"); *a != *b {
		t.Error("the forms of a word have two vectors")
	}
	if n := of(t, "harbour").Dot(of(t, "harbour")); math.Abs(float64(n)-1) > 1e-5 {
		t.Errorf("length %f, want 1", n)
	}
	if v, ok := Of(text.Hash("qzxqzx")); ok || v != (Word{}) {
		t.Error("a word that nobody writes has a vector")
	}
}

// A table gives back what it was made of, within half a step.
func TestEncode(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var hashes []uint32
	var list []Word
	for i := range 50 {
		var v Vector
		for k := range v {
			v[k] = float32(r.NormFloat64())
		}
		v.Scale(1 / float32(math.Sqrt(float64(v.Dot(&v)))))
		hashes, list = append(hashes, uint32(1+i*i*977)), append(list, Word{v, float32(i) / 50})
	}
	tab, err := open(Encode(hashes, list))
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range hashes {
		w, ok := tab.of(h)
		if cosine := w.Vector.Dot(&list[i].Vector); !ok || cosine < .98 || math.Abs(float64(w.Weight-list[i].Weight)) > 1./255 {
			t.Errorf("row %d: %v, cosine %f, weight %f", i, ok, cosine, w.Weight)
		}
		if _, ok := tab.of(h + 1); ok {
			t.Errorf("row %d: its neighbour is found", i)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(magic), uint32(1))
	f.Add(Encode([]uint32{7, 9}, make([]Word, 2)), uint32(9))
	f.Fuzz(func(t *testing.T, b []byte, h uint32) {
		tab, err := open(b)
		if err != nil {
			return
		}
		w, ok := tab.of(h)
		if n := w.Vector.Dot(&w.Vector); ok && n != 0 && math.Abs(float64(n)-1) > 1e-3 {
			t.Errorf("length %f", n)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	h := text.Hash(text.For("en").Term("treaty"))
	for b.Loop() {
		if _, ok := Of(h); !ok {
			b.Fatal("not there")
		}
	}
}

func BenchmarkDot(b *testing.B) {
	v, w := of(b, "treaty"), of(b, "pact")
	for b.Loop() {
		if v.Dot(w) == 0 {
			b.Fatal("no angle")
		}
	}
}

func TestWeight(t *testing.T) {
	weight := func(word string) float32 {
		w, _ := Of(text.Hash(text.For("en").Term(word)))
		return w.Weight
	}
	if a, b, c := weight("year"), weight("harbour"), weight("moratorium"); !(a < .2 && a < b && b < c && c > .9) {
		t.Errorf("year %.2f, harbour %.2f, moratorium %.2f", a, b, c)
	}
}

// Every term of the table is found at its place, and none beside it.
func TestFind(t *testing.T) {
	all := words()
	for i := range Len() {
		h := binary.LittleEndian.Uint32(all.hashes[4*i:])
		if at, ok := all.find(h); !ok || at != i {
			t.Fatalf("the hash at %d is found at %d, %v", i, at, ok)
		}
		if at, ok := all.find(h + 1); ok && at != i+1 || at < i {
			t.Fatalf("the one after that at %d is found at %d, %v", i, at, ok)
		}
	}
	for _, h := range []uint32{0, 1, math.MaxUint32} {
		if _, ok := (table{}).find(h); ok {
			t.Errorf("an empty table has %d", h)
		}
	}
}
