package index

import (
	"cmp"
	"slices"

	"byline/article"
)

// A scored is a passage that may be among the best.
type scored struct {
	score   int
	passage article.PassageID
	library article.LibraryID
}

// before orders hits: the higher score first, then the lower passage.
func (a scored) before(b scored) bool {
	return a.score > b.score || a.score == b.score && a.passage < b.passage
}

// A topK keeps the best k hits in a heap whose root is the worst of them.
type topK struct {
	k      int
	heap   []scored
	newest article.PassageID // greatest passage offered so far
}

// tie returns what a document of a segment that begins at passage first needs
// beyond the worst score kept: when all passages met so far are older, an equal
// score is not enough. It is asked before the segment is scored.
func (t *topK) tie(first article.PassageID) int {
	if first > t.newest {
		return 1
	}
	return 0
}

// floor returns the least score that is kept, for documents of a segment with
// this tie that come in ascending order.
func (t *topK) floor(tie int) int {
	if len(t.heap) < t.k {
		return 1
	}
	return t.heap[0].score + tie
}

// offer adds h if it is among the best k.
func (t *topK) offer(h scored) {
	t.newest = max(t.newest, h.passage)
	if len(t.heap) < t.k {
		t.heap = append(t.heap, h)
		t.up(len(t.heap) - 1)
		return
	}
	if h.before(t.heap[0]) {
		t.heap[0] = h
		t.down(0)
	}
}

// up restores the heap above i.
func (t *topK) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !t.heap[parent].before(t.heap[i]) {
			return
		}
		t.heap[i], t.heap[parent] = t.heap[parent], t.heap[i]
		i = parent
	}
}

// down restores the heap below i.
func (t *topK) down(i int) {
	for {
		worst := i
		for _, child := range [...]int{2*i + 1, 2*i + 2} {
			if child < len(t.heap) && t.heap[worst].before(t.heap[child]) {
				worst = child
			}
		}
		if worst == i {
			return
		}
		t.heap[i], t.heap[worst] = t.heap[worst], t.heap[i]
		i = worst
	}
}

// hits returns what was kept, best first.
func (t *topK) hits() []Hit {
	slices.SortFunc(t.heap, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.passage, b.passage))
	})
	hits := make([]Hit, len(t.heap))
	for i, h := range t.heap {
		hits[i] = Hit{Passage: h.passage, Library: h.library, Score: scoreOf(h.score)}
	}
	return hits
}
