package main

import (
	"context"
	"fmt"
	"time"

	"byline/article"
	"byline/search"
)

var library = []article.LibraryID{article.Shared}

// figures are the sums over questions of what a ranking reaches.
type figures struct {
	name                                    string
	n                                       float64
	p1, p5, p20, pmrr, a1, a5, s1, s5, smrr float64
	confidence                              []scored
	took                                    time.Duration
}

// figures asks every so manieth question that wanted accepts.
func (s *set) figures(every int, wanted func(question) bool) figures {
	f := figures{name: s.name}
	for i, q := range s.questions {
		if i%every != 0 || !wanted(q) {
			continue
		}
		start := time.Now()
		found, err := s.search.Find(context.Background(), library, search.Question{Text: q.Question})
		if err != nil {
			continue
		}
		f.took += time.Since(start)
		f.confidence = append(f.confidence, scored{found.Confidence, q.Answerable})
		if q.Answerable {
			s.count(&f, q, found)
		}
	}
	return f
}

// count adds what was found for q.
func (s *set) count(f *figures, q question, found article.Found) {
	passage := first(len(found.Passages), func(i int) bool {
		h := found.Passages[i]
		return q.from(h.Article.Ref) && holds(h.Passage.Of(h.Article.Text), q.Answers)
	})
	sentence := first(len(found.Sentences), func(i int) bool { return s.label(q, found.Sentences[i]) == 2 })
	art, at := 0, 0
	seen := map[string]bool{}
	for _, h := range found.Passages {
		if !seen[h.Article.Ref] {
			seen[h.Article.Ref] = true
			at++
			if art == 0 && q.from(h.Article.Ref) {
				art = at
			}
		}
	}
	f.tally(passage, art, sentence)
}

// tally adds a question by the places, from 1, of the first right passage,
// article and sentence; 0 stands for none.
func (f *figures) tally(passage, art, sentence int) {
	f.n++
	f.p1 += within(passage, 1)
	f.p5 += within(passage, 5)
	f.p20 += within(passage, 20)
	f.pmrr += reciprocal(passage)
	f.a1 += within(art, 1)
	f.a5 += within(art, 5)
	f.s1 += within(sentence, 1)
	f.s5 += within(sentence, 5)
	f.smrr += reciprocal(sentence)
}

func (q question) from(ref string) bool {
	for _, e := range q.Evidence {
		if e.Article == ref {
			return true
		}
	}
	return false
}

// first returns the place, from 1, of the first that hits; 0: none does.
func first(n int, hit func(int) bool) int {
	for i := range n {
		if hit(i) {
			return i + 1
		}
	}
	return 0
}

func within(rank, k int) float64 {
	if rank > 0 && rank <= k {
		return 1
	}
	return 0
}

func reciprocal(rank int) float64 {
	if rank == 0 || rank > 10 {
		return 0
	}
	return 1 / float64(rank)
}

// String is a line of figures; those of whole answers end with AUC and time.
func (f figures) String() string {
	line := fmt.Sprintf("%-8s passage R@1 %.4f R@5 %.4f R@20 %.4f MRR %.4f | article R@1 %.4f R@5 %.4f | sentence R@1 %.4f R@5 %.4f MRR %.4f",
		f.name, f.p1/f.n, f.p5/f.n, f.p20/f.n, f.pmrr/f.n, f.a1/f.n, f.a5/f.n, f.s1/f.n, f.s5/f.n, f.smrr/f.n)
	if len(f.confidence) == 0 {
		return line
	}
	return fmt.Sprintf("%s | AUC %.3f | %.2f ms", line, auc(f.confidence), float64(f.took.Microseconds())/1000/float64(len(f.confidence)))
}
