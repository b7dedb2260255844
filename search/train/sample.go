package main

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"byline/article"
	"byline/search"
	"byline/search/trees"
)

// A sample is a question with its measured candidates, best first by the first
// ordering, and what is right about each: all that training and its figures
// need, so that many models are tried without asking again.
type sample struct {
	set        int // index into the sets
	fold       int
	candidates []option
}

// An option is a measured candidate.
type option struct {
	features []float32   // by search.FeatureNames
	bonus    float64     // what is added to the trees' score
	window   search.Pane // its window
	id       article.ID
	at       article.Span // the sentence
	shown    article.Span // the window around it
	label    int          // as set.label
	passage  bool         // whether the window is of a right article and holds an answer
	article  bool         // whether the article is right
}

// cores is how many questions are measured at once.
const cores = 2

// samples measures the candidates of every so manieth question that can be
// answered; at is the set's place among the sets.
func (s *set) samples(at, every, folds int) ([]sample, error) {
	s.search.Model = &trees.Model{} // whose score is 0: what remains are bonuses
	var wanted []question
	for i, q := range s.questions {
		if i%every == 0 && q.Answerable {
			wanted = append(wanted, q)
		}
	}
	out := make([]sample, len(wanted))
	var errs [cores]error
	var wait sync.WaitGroup
	for part := range cores {
		wait.Go(func() {
			for i := part; i < len(wanted) && errs[part] == nil; i += cores {
				out[i], errs[part] = s.sample(wanted[i])
				out[i].set, out[i].fold = at, wanted[i].fold(folds)
			}
		})
	}
	wait.Wait()
	return out, cmp.Or(errs[:]...)
}

// sample measures the candidates of q.
func (s *set) sample(q question) (sample, error) {
	e, err := s.search.Explain(context.Background(), library, search.Question{Text: q.Question})
	if err != nil {
		return sample{}, err
	}
	out := make([]option, len(e.Candidates))
	for i, c := range e.Candidates {
		a := c.Quote.Article
		from := q.from(a.Ref)
		out[i] = option{
			features: c.Features, bonus: c.Score, window: c.Window, id: a.ID, at: c.Quote.Span, shown: c.Quote.Passage,
			label: s.label(q, c.Quote), article: from, passage: from && holds(c.Quote.Passage.Of(a.Text), q.Answers),
		}
	}
	return sample{candidates: out}, nil
}

// findable reports whether any candidate is right: else there is nothing to
// learn from.
func (s *sample) findable() bool {
	return slices.ContainsFunc(s.candidates, func(c option) bool { return c.label > 0 })
}

// scores returns what m makes of each candidate, its article's bonus and the
// others included.
func (s *sample) scores(m *trees.Model) []float64 {
	out := make([]float64, len(s.candidates))
	for i, c := range s.candidates {
		out[i] = m.Predict(c.features) + c.bonus
	}
	return out
}

// shows reports whether c's window holds the sentence of d.
func (c *option) shows(d *option) bool {
	return c.id == d.id && c.shown.Start <= d.at.Start && d.at.End <= c.shown.End
}

// count adds to f what an order of s by scores reaches, as a search with that
// model would show it but for windows that are cut short by others.
func (s *sample) count(f *figures, scores []float64) {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	best := func(score func(int) float64) func(a, b int) int {
		return func(a, b int) int { return cmp.Compare(score(b), score(a)) }
	}
	slices.SortStableFunc(order, best(func(k int) float64 { return scores[k] }))
	var windows, articles []int
	for _, k := range order {
		c := &s.candidates[k]
		if !slices.ContainsFunc(windows, func(j int) bool { return s.candidates[j].shows(c) }) {
			windows = append(windows, k)
		}
	}
	panes := make([]search.Pane, len(windows))
	for i, k := range windows {
		panes[i] = s.candidates[k].window
		panes[i].Score = scores[k]
	}
	search.Order(panes)
	sorted := make(map[int]float64, len(panes))
	for i, k := range windows {
		sorted[k] = panes[i].Score
	}
	slices.SortStableFunc(windows, best(func(k int) float64 { return sorted[k] }))
	for _, k := range windows {
		if !slices.ContainsFunc(articles, func(j int) bool { return s.candidates[j].id == s.candidates[k].id }) {
			articles = append(articles, k)
		}
	}
	f.tally(
		first(len(windows), func(i int) bool { return s.candidates[windows[i]].passage }),
		first(len(articles), func(i int) bool { return s.candidates[articles[i]].article }),
		first(len(order), func(i int) bool { return s.candidates[order[i]].label == 2 }))
}
