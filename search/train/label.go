package main

import "byline/article"

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
