// Command train fits the ranking's weights to public question sets and writes
// them where package search embeds them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"byline/article"
	"byline/search"
)

func main() {
	dir := flag.String("sets", "../shared/bench", "folder of the question sets")
	report := flag.Bool("report", false, "print figures of the ranking as it is")
	every := flag.Int("every", 1, "take every so manieth question")
	flag.Parse()
	if err := run(*dir, *report, *every); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dir string, report bool, every int) error {
	for _, name := range []string{"squad11", "newwiki", "qed_nq", "clapnq", "squad20"} {
		s, err := load(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		if report {
			s.report(every)
		}
	}
	return nil
}

func (s *set) report(every int) {
	var p1, p5, p20, a1, a5, s1, mrr, srr, n float64
	var conf []scored
	start := time.Now()
	asked := 0
	for i, q := range s.questions {
		if i%every != 0 {
			continue
		}
		asked++
		found, err := s.search.Find(context.Background(), []article.LibraryID{article.Shared}, search.Question{Text: q.Question})
		if err != nil {
			panic(err)
		}
		conf = append(conf, scored{found.Confidence, q.Answerable})
		if !q.Answerable {
			continue
		}
		n++
		rank := func(l int, hit func(i int) bool) int {
			for i := range l {
				if hit(i) {
					return i + 1
				}
			}
			return 1 << 20
		}
		gold := func(ref string) bool {
			for _, e := range q.Evidence {
				if e.Article == ref {
					return true
				}
			}
			return false
		}
		r := rank(len(found.Passages), func(i int) bool {
			h := found.Passages[i]
			return gold(h.Article.Ref) && holds(h.Passage.Of(h.Article.Text), q.Answers)
		})
		p1 += at(r, 1)
		p5 += at(r, 5)
		p20 += at(r, 20)
		mrr += at(r, 10) / float64(r)
		seen := map[string]bool{}
		pos := 0
		ra := 1 << 20
		for _, h := range found.Passages {
			if !seen[h.Article.Ref] {
				seen[h.Article.Ref] = true
				pos++
				if gold(h.Article.Ref) && ra > pos {
					ra = pos
				}
			}
		}
		a1 += at(ra, 1)
		a5 += at(ra, 5)
		rs := rank(len(found.Sentences), func(i int) bool { return s.label(q, found.Sentences[i]) == 2 })
		s1 += at(rs, 1)
		srr += at(rs, 10) / float64(rs)
	}
	fmt.Printf("%-8s passage R@1 %.4f R@5 %.4f R@20 %.4f MRR %.4f | article R@1 %.4f R@5 %.4f | sentence R@1 %.4f MRR %.4f | AUC %.3f acc %.3f | %.2f ms\n", s.name,
		p1/n, p5/n, p20/n, mrr/n, a1/n, a5/n, s1/n, srr/n, auc(conf), accuracy(conf), float64(time.Since(start).Microseconds())/1000/float64(asked))
}

func at(rank, k int) float64 {
	if rank <= k {
		return 1
	}
	return 0
}

// label grades a sentence: 2 when it is where the evidence is and holds an
// answer, 1 when it is one of the two, 0 otherwise.
func (s *set) label(q question, c article.Quote) int {
	best := 0
	for _, e := range q.Evidence {
		if e.Article != c.Article.Ref {
			continue
		}
		in := false
		for _, sp := range e.spans(c.Article) {
			in = in || overlap(sp, c.Span)
		}
		has := len(q.Answers) == 0 || holds(c.Text(), q.Answers)
		if s.name == "clapnq" {
			has = in
		}
		switch {
		case in && has:
			best = 2
		case in || has:
			best = max(best, 1)
		}
	}
	return best
}
