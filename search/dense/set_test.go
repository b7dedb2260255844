package dense

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"byline/article"
)

// setOf returns a set of vectors, whose ids are 1, 2, …
func setOf(t testing.TB, vectors [][]float32, beyond int) *Set {
	t.Helper()
	s := NewSet(len(vectors[0]), beyond)
	for i, v := range vectors {
		if err := s.Add(article.PassageID(i+1), encoded(t, v)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// exact returns the ids of the k vectors nearest to q, by full numbers.
func exact(vectors [][]float32, q []float32, k int) []article.PassageID {
	type near struct {
		id  article.PassageID
		cos float64
	}
	all := make([]near, len(vectors))
	for i, v := range vectors {
		all[i] = near{article.PassageID(i + 1), cosine(q, v)}
	}
	slices.SortFunc(all, func(a, b near) int { return cmp.Compare(b.cos, a.cos) })
	var ids []article.PassageID
	for _, n := range all[:k] {
		ids = append(ids, n.id)
	}
	return ids
}

// shared counts the ids that hits has too.
func shared(ids []article.PassageID, hits []Hit) (n int) {
	for _, h := range hits {
		if slices.Contains(ids, h.Passage) {
			n++
		}
	}
	return n
}

// Compared one by one, the nearest twenty are the exact ones but for rounding.
func TestFlat(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	vectors := some(r, 3020, 96)
	questions := vectors[3000:]
	vectors = vectors[:3000]
	s := setOf(t, vectors, 0)
	found := 0
	for _, q := range questions {
		hits, err := s.Nearest(encoded(t, q), 20, nil)
		if err != nil || len(hits) != 20 || s.Sketched() {
			t.Fatalf("%d hits, sketched %v, %v", len(hits), s.Sketched(), err)
		}
		if !slices.IsSortedFunc(hits, better) {
			t.Error("the hits are out of order")
		}
		found += shared(exact(vectors, q, 20), hits)
	}
	if recall := float64(found) / float64(20*len(questions)); recall < .97 {
		t.Errorf("recall@20 %.3f of the exact, want .97", recall)
	}
}

// Beyond its bound a set is sketched; the nearest by sketches hold the exact
// twenty, and Compare finds them there.
func TestSketched(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	const n, dims = 20_000, 384
	vectors := some(r, n+20, dims)
	questions := vectors[n:]
	vectors = vectors[:n]
	s := setOf(t, vectors, 5000)
	if !s.Sketched() || s.Len() != n {
		t.Fatalf("sketched %v, %d vectors", s.Sketched(), s.Len())
	}
	if flat := int64(n * dims); s.Bytes() > flat/4 {
		t.Errorf("%d bytes for sketches of vectors of %d", s.Bytes(), flat)
	}
	found := 0
	for _, q := range questions {
		code := encoded(t, q)
		near, err := s.Nearest(code, sketchLeast, nil)
		if err != nil {
			t.Fatal(err)
		}
		var read []article.Vector
		for _, h := range near {
			read = append(read, article.Vector{Passage: h.Passage, Data: encoded(t, vectors[h.Passage-1])})
		}
		hits, err := Compare(code, dims, read, 20)
		if err != nil {
			t.Fatal(err)
		}
		found += shared(exact(vectors, q, 20), hits)
	}
	if recall := float64(found) / float64(20*len(questions)); recall < .97 {
		t.Errorf("recall@20 %.3f of the exact, want .97", recall)
	}
}

// Equal vectors come in the order of their passages, and a set smaller than k
// gives all it has.
func TestTies(t *testing.T) {
	same := [][]float32{{1, 2}, {1, 2}, {1, 2}, {1, 2}}
	hits, err := setOf(t, same, 0).Nearest(encoded(t, []float32{1, 2}), 3, nil)
	if err != nil || len(hits) != 3 || hits[0].Passage != 1 || hits[1].Passage != 2 || hits[2].Passage != 3 {
		t.Errorf("%v, %v", hits, err)
	}
	if hits, _ := setOf(t, same, 0).Nearest(encoded(t, []float32{1, 2}), 9, nil); len(hits) != 4 {
		t.Errorf("%d of 4 hits", len(hits))
	}
	if hits, err := NewSet(2, 0).Nearest(encoded(t, []float32{1, 2}), 9, nil); err != nil || len(hits) != 0 {
		t.Errorf("an empty set gives %v, %v", hits, err)
	}
	if _, err := NewSet(2, 0).Nearest(encoded(t, []float32{1, 2, 3}), 9, nil); err == nil {
		t.Error("a question of another length is no error")
	}
}

// A scan allocates what the question takes, however many vectors there are.
func TestScanAllocates(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	vectors := some(r, 5000, 64)
	q, into := encoded(t, vectors[0]), make([]Hit, 0, 20)
	for _, beyond := range []int{0, 100} {
		s := setOf(t, vectors, beyond)
		allocs := testing.AllocsPerRun(10, func() {
			if _, err := s.Nearest(q, 20, into); err != nil {
				t.Error(err)
			}
		})
		if allocs > 3 {
			t.Errorf("sketched %v: %v allocations a question", s.Sketched(), allocs)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 5))
	vectors := some(r, 20_000, 384)
	q, into := encoded(b, vectors[0]), make([]Hit, 0, 1000)
	for name, beyond := range map[string]int{"flat": 0, "sketched": 100} {
		s := setOf(b, vectors, beyond)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Nearest(q, 20, into); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
