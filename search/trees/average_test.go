package trees

import (
	"math"
	"testing"
)

// The mean of models scores as the mean of their scores, also when it was
// written and read.
func TestAverage(t *testing.T) {
	rows, labels := xor(500)
	var models []*Model
	for seed := range uint64(3) {
		m, err := Train(names, rows, Logistic(labels), Options{Trees: 5 + int(seed), Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		models = append(models, m)
	}
	mean, err := Average(models...)
	if err != nil {
		t.Fatal(err)
	}
	if mean, err = Decode(mean.Encode()); err != nil || mean.Trees() != 5+6+7 {
		t.Fatalf("%v, %v", mean, err)
	}
	for _, r := range rows {
		want := 0.0
		for _, m := range models {
			want += m.Predict(r) / 3
		}
		if got := mean.Predict(r); math.Abs(got-want) > 1e-5 {
			t.Fatalf("row %v: %v, not %v", r, got, want)
		}
	}
}

func TestAverageOfOthers(t *testing.T) {
	if _, err := Average(); err == nil {
		t.Error("the mean of nothing is a model")
	}
	if _, err := Average(&Model{Features: []string{"a"}}, &Model{Features: []string{"b"}}); err == nil {
		t.Error("a mean of different features is a model")
	}
}
