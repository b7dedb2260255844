package index

import (
	"fmt"
	"hash/maphash"
	"testing"
)

// A memo gives what was put for this list and term, or nothing.
func TestMemo(t *testing.T) {
	m := memo{seed: maphash.MakeSeed()}
	const terms = 3 * memoSlots // so that they drive each other out
	for i := range terms {
		m.put(uint64(i%3), fmt.Sprint("term", i), i+1)
	}
	kept := 0
	for i := range terms {
		for list := range uint64(3) {
			df, ok := m.get(list, fmt.Sprint("term", i))
			switch {
			case ok && (int(list) != i%3 || df != i+1):
				t.Fatalf("term %d of list %d is said to be in %d passages", i, list, df)
			case ok:
				kept++
			}
		}
	}
	if kept < memoSlots/2 {
		t.Errorf("%d of %d places are used", kept, memoSlots)
	}
}

// Lists of other segments, or of these in another number, have other names.
func TestListOf(t *testing.T) {
	seen := map[uint64]string{}
	for n := range 4 {
		for i := range int64(40) {
			var list []*segment
			for k := range int64(n) {
				list = append(list, &segment{id: i + k*k})
			}
			name := fmt.Sprint(n, i)
			if n == 0 {
				name = "none"
			}
			if was, ok := seen[listOf(list)]; ok && was != name {
				t.Fatalf("%s and %s are one", was, name)
			}
			seen[listOf(list)] = name
		}
	}
}
