package index

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestListsOfAllWidths writes and reads lists whose gaps need each width, full
// blocks and tails of all lengths.
func TestListsOfAllWidths(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for w := range maxWidth + 1 {
		for _, n := range []int{2, 3, 8, 9, 127, 128, 129, 256, 300} {
			t.Run(fmt.Sprintf("%d bits, %d documents", w, n), func(t *testing.T) {
				checkList(t, r, w, n)
			})
		}
	}
}

// checkList checks one list of n documents with gaps of at most w bits, as far as
// a segment has room.
func checkList(t *testing.T, r *rand.Rand, w, n int) {
	var docs []uint32
	var impacts []uint8
	next := uint64(0)
	for i := range n {
		gap := r.Uint64N(1 << w)
		if i%blockDocs == 5 {
			gap = 1<<w - 1
		}
		if room := maxDocs - uint64(n-i); next+gap > room {
			gap = 0
		}
		docs, impacts = append(docs, uint32(next+gap)), append(impacts, uint8(1+r.IntN(maxImpact)))
		next += gap + 1
	}
	p, err := newPostings(n, maxImpact, appendList(nil, docs, impacts))
	if err != nil {
		t.Fatal(err)
	}
	all, err := p.appendTo(nil, docs[n-1]+1)
	if err != nil || len(all) != n {
		t.Fatalf("%d postings, %v", len(all), err)
	}
	for i, o := range all {
		if o.doc != docs[i] || o.impact != impacts[i] {
			t.Fatalf("posting %d is %v; want %d with %d", i, o, docs[i], impacts[i])
		}
	}
	if _, err := p.appendTo(nil, docs[n-1]); err == nil {
		t.Error("a document beyond the segment's was accepted")
	}
}

func TestQueryWeight(t *testing.T) {
	tests := []struct {
		name        string
		weight      float64
		df, n, want int
	}{
		{"in none", 1, 0, 100, 0},
		{"weight 0", 0, 5, 100, 0},
		{"negative weight", -1, 5, 100, 0},
		{"in all: still counts", 1, 100, 100, 5},
		{"more than all: alternatives overlap", 1, 150, 100, 5},
		{"in one", 1, 1, 100, 4311},
		{"double weight", 2, 1, 100, 8621},
		{"tiny weight: at least 1", 1e-9, 1, 100, 1},
		{"huge weight: cut", 1e300, 1, 100, 8421504},
	}
	for _, tt := range tests {
		if got := queryWeight(tt.weight, tt.df, tt.n, 1); got != tt.want {
			t.Errorf("%s: queryWeight = %d; want %d", tt.name, got, tt.want)
		}
	}
}

func TestImpact(t *testing.T) {
	usual := lengthsOf(titlePivot, bodyPivot)
	short, long := lengthsOf(titlePivot, bodyPivot/2), lengthsOf(titlePivot, 2*bodyPivot)
	if a, b, c := short.impact(0, 1), usual.impact(0, 1), long.impact(0, 1); !(a > b && b > c) {
		t.Errorf("impacts of a word in a short, usual and long passage: %d, %d, %d; want them to fall", a, b, c)
	}
	if a, b, c := usual.impact(0, 1), usual.impact(0, 2), usual.impact(1, 0); !(c > b && b > a) {
		t.Errorf("impacts of once, twice and in the title: %d, %d, %d; want them to rise", a, b, c)
	}
	if got := lengthsOf(1<<20, 1<<20).impact(0, 1); got < 1 {
		t.Errorf("impact in an endless passage = %d; want at least 1", got)
	}
}
