package trees

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// xor is a question no linear model answers, with noise around it.
func xor(n int) (rows [][]float32, labels []float32) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range n {
		a, b := rng.Float32(), rng.Float32()
		label := float32(0)
		if (a > .5) != (b > .5) {
			label = 1
		}
		rows, labels = append(rows, []float32{a, b, rng.Float32()}), append(labels, label)
	}
	return rows, labels
}

var names = []string{"a", "b", "noise"}

func TestLogistic(t *testing.T) {
	rows, labels := xor(2000)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 60, Depth: 3, Columns: 1})
	if err != nil {
		t.Fatal(err)
	}
	test, want := xor(3000)
	wrong := 0
	for i, r := range test[2000:] {
		if (m.Predict(r) > 0) != (want[2000+i] == 1) {
			wrong++
		}
	}
	if wrong > 40 {
		t.Errorf("%d of 1000 rows it has not seen are wrong", wrong)
	}
	if u := m.Uses(); u[0] < u[2] || u[1] < u[2] {
		t.Errorf("uses %v: noise is asked for most", u)
	}
}

func TestPairwise(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	var rows [][]float32
	var labels []float32
	var groups []int
	for range 300 {
		level, right := rng.Float32()*100, rng.IntN(8)
		for i := range 8 {
			v, label := rng.Float32(), float32(0)
			if i == right {
				v, label = v+1, 1
			}
			rows, labels = append(rows, []float32{v, level, v * level}), append(labels, label)
		}
		groups = append(groups, len(rows))
	}
	m, err := Train(names, rows, Pairwise(labels, groups), Options{Trees: 40, Depth: 3, Columns: 1})
	if err != nil {
		t.Fatal(err)
	}
	top := 0
	for g := 0; g < len(rows); g += 8 {
		best := 0
		for i := range 8 {
			if m.Predict(rows[g+i]) > m.Predict(rows[g+best]) {
				best = i
			}
		}
		if labels[g+best] == 1 {
			top++
		}
	}
	if top < 290 {
		t.Errorf("the right row is on top in %d of 300 groups", top)
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	rows, labels := xor(500)
	o := Options{Trees: 10, Seed: 5}
	a, err := Train(names, rows, Logistic(labels), o)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Train(names, rows, Logistic(labels), o)
	o.Seed = 6
	c, _ := Train(names, rows, Logistic(labels), o)
	if !bytes.Equal(a.Encode(), b.Encode()) || bytes.Equal(a.Encode(), c.Encode()) {
		t.Error("the seed decides and nothing else does: that does not hold")
	}
}

func TestEncode(t *testing.T) {
	rows, labels := xor(500)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 20})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(m.Encode())
	if err != nil || got.Trees() != 20 {
		t.Fatal(err)
	}
	for _, r := range rows {
		if got.Predict(r) != m.Predict(r) {
			t.Fatalf("row %v: %v, was %v", r, got.Predict(r), m.Predict(r))
		}
	}
}

func TestQuantize(t *testing.T) {
	rows := [][]float32{{1}, {1}, {2}, {float32(math.NaN())}, {5}}
	b := quantize(rows, 1)
	for i, r := range rows {
		for j, s := range rows {
			if (r[0] < s[0]) != (b.of(i, 0) < b.of(j, 0)) {
				t.Errorf("%v and %v are in steps %d and %d", r, s, b.of(i, 0), b.of(j, 0))
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	rows, labels := xor(100)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 3, MinRows: 5})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(m.Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		m.Predict(make([]float32, len(m.Features)))
	})
}

func BenchmarkPredict(b *testing.B) {
	rows, labels := xor(5000)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 250, Depth: 5, Columns: 1})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.Predict(rows[17])
	}
}

// TestPredictAll holds the side-by-side walk to the plain one, bit by bit, with
// values that no comparison holds for too.
func TestPredictAll(t *testing.T) {
	rows, labels := xor(500)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 40, Depth: 6, Columns: 1})
	if err != nil {
		t.Fatal(err)
	}
	odd := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 0, float32(math.Copysign(0, -1)), -.5, .5, math.MaxFloat32}
	for _, a := range odd {
		for _, b := range odd {
			rows = append(rows, []float32{a, b, a})
		}
	}
	for i := range m.nodes { // thresholds that no trainer makes
		if i < len(odd) && m.nodes[i].feature != leaf {
			m.nodes[i].value = odd[i]
		}
	}
	for n := range 10 {
		for i, got := range m.PredictAll([]float64{1}, rows[len(rows)-n:]) {
			if i == 0 && got != 1 {
				t.Errorf("the score before is %v", got)
			} else if i > 0 && got != m.Predict(rows[len(rows)-n+i-1]) {
				t.Errorf("of %d rows the %d. scores %v, alone %v", n, i, got, m.Predict(rows[len(rows)-n+i-1]))
			}
		}
	}
	for i, got := range m.PredictAll(nil, rows) {
		if want := m.Predict(rows[i]); got != want {
			t.Errorf("row %d %v scores %v, alone %v", i, rows[i], got, want)
		}
	}
}

// TestPredictAllOfNoTree takes a model that Decode lets through, of nodes whose
// children are one: laid out as a tree it would fill the world.
func TestPredictAllOfNoTree(t *testing.T) {
	m := &Model{Features: []string{"a"}, roots: []int32{0, 0}}
	for i := range int32(60) {
		m.nodes = append(m.nodes, node{right: i + 1, value: .5})
	}
	m.nodes = append(m.nodes, node{feature: leaf, value: 3})
	if err := m.check(); err != nil {
		t.Fatal(err)
	}
	if got := m.PredictAll(nil, [][]float32{{1}, {0}}); got[0] != 6 || got[1] != 6 {
		t.Errorf("scores %v", got)
	}
}

// The parts of a model add up to it, wherever it is split.
func TestSplit(t *testing.T) {
	rows, labels := xor(300)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 12, Columns: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 5, 12, 99} {
		first, rest := m.Split(n)
		if first.Trees() != min(n, 12) || rest.Trees() != 12-first.Trees() {
			t.Fatalf("split at %d: %d and %d trees", n, first.Trees(), rest.Trees())
		}
		a, b := first.PredictAll(nil, rows), rest.PredictAll(nil, rows)
		for i, r := range rows {
			if want := m.Predict(r); math.Abs(a[i]+b[i]-want) > 1e-9 {
				t.Fatalf("split at %d: row %v scores %v and %v, want %v", n, r, a[i], b[i], want)
			}
		}
	}
}

// A model of nothing, by which candidates are gathered before there is one,
// scores every row 0.
func TestPredictAllOfNothing(t *testing.T) {
	if got := new(Model).PredictAll(nil, make([][]float32, 5)); !slices.Equal(got, make([]float64, 5)) {
		t.Errorf("scores %v", got)
	}
}

func BenchmarkPredictAll(b *testing.B) {
	rows, labels := xor(3000)
	m, err := Train(names, rows, Logistic(labels), Options{Trees: 150, Depth: 7, Columns: 1})
	if err != nil {
		b.Fatal(err)
	}
	rows = rows[:300]
	b.Run("one", func(b *testing.B) {
		for b.Loop() {
			for _, r := range rows {
				m.Predict(r)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		var scores []float64
		for b.Loop() {
			scores = m.PredictAll(scores[:0], rows)
		}
	})
}
