package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"byline/search"
)

// asks makes questions of which the proof k tells whether they can be answered.
func asks(k int, seed uint64) []example {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []example
	for i := range 400 {
		e := example{Proof: make([]float64, len(search.ProofNames())), Label: float64(i % 2), Fold: i % checkFolds}
		for j := range e.Proof {
			e.Proof[j] = r.Float64()
		}
		e.Proof[k] += e.Label
		out = append(out, e)
	}
	balance(out)
	return out
}

// What two sets agree on counts more than what each has of its own, the order
// of the sets does not matter, and nothing counts against its sign.
func TestSetsAreAveraged(t *testing.T) {
	names, signs := search.ProofNames(), search.ProofSigns()
	against := slices.Index(signs, -1) // larger with an answer: not to be learned
	proofs := map[string][]example{"a": asks(0, 1), "b": asks(0, 2), "c": asks(1, 3), "d": asks(against, 4)}
	weights := fitWeights(proofs, []string{"a", "b", "c", "d"}, .05)
	turned := fitWeights(proofs, []string{"d", "c", "b", "a"}, .05)
	of := func(list []search.Weight, name string) float64 {
		return list[slices.IndexFunc(list, func(w search.Weight) bool { return w.Name == name })].Weight
	}
	if agreed, own := of(weights, names[0]), of(weights, names[1]); agreed < 1.5*own || own <= 0 {
		t.Errorf("what two sets agree on weighs %.3f, what one has %.3f", agreed, own)
	}
	for k, n := range names {
		if w := of(weights, n); w*signs[k] < 0 {
			t.Errorf("%s counts %.3f against its sign", n, w)
		}
		if math.Abs(of(weights, n)-of(turned, n)) > 1e-9 {
			t.Errorf("%s weighs %.9f, %.9f in another order of the sets", n, of(weights, n), of(turned, n))
		}
	}
}

// .5 is moved to where it parts the questions, and stays where it does.
func TestParting(t *testing.T) {
	weights := []search.Weight{{Name: "constant", Scale: 1}, {Name: search.ProofNames()[0], Mean: .5, Scale: .1, Weight: 1}}
	for _, c := range []struct{ low, high, want float64 }{
		{.45, .55, 0}, {.47, .49, .2}, {.52, .56, -.4},
	} {
		list := []example{
			{Proof: []float64{c.low}, Weight: .5},
			{Proof: []float64{c.high}, Weight: .5, Label: 1},
		}
		if got := parting(list, weights); math.Abs(got-c.want) > .02 {
			t.Errorf("%.2f and %.2f are parted by %.2f more, not %.2f", c.low, c.high, got, c.want)
		}
	}
}
