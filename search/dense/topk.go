package dense

import (
	"cmp"
	"slices"

	"byline/article"
)

// A Hit is a passage and how near it is to the question: the cosine of the
// angle between their vectors, −1 to 1, comparable within one model.
type Hit struct {
	Passage article.PassageID
	Near    float32
}

// better orders hits, nearest first; of equals the older passage.
func better(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Near, a.Near), cmp.Compare(a.Passage, b.Passage))
}

// A top keeps the k best of the hits it is given, as a heap with the worst of
// them in front. It allocates nothing when hits has room for k.
type top struct {
	k    int
	hits []Hit
}

// full reports whether a hit must beat hits[0] to be kept.
func (t *top) full() bool { return len(t.hits) == t.k }

// add offers a hit.
func (t *top) add(h Hit) {
	if len(t.hits) < t.k {
		t.hits = append(t.hits, h)
		for i := len(t.hits) - 1; i > 0; {
			up := (i - 1) / 2
			if better(t.hits[up], t.hits[i]) >= 0 {
				break
			}
			t.hits[up], t.hits[i] = t.hits[i], t.hits[up]
			i = up
		}
		return
	}
	if t.k == 0 || better(h, t.hits[0]) >= 0 {
		return
	}
	t.hits[0] = h
	for i := 0; ; {
		worst := i
		for c := 2*i + 1; c <= 2*i+2 && c < t.k; c++ {
			if better(t.hits[worst], t.hits[c]) < 0 {
				worst = c
			}
		}
		if worst == i {
			return
		}
		t.hits[worst], t.hits[i] = t.hits[i], t.hits[worst]
		i = worst
	}
}

// sorted returns the hits, best first.
func (t *top) sorted() []Hit {
	slices.SortFunc(t.hits, better)
	return t.hits
}
