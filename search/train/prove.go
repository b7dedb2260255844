package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"

	"byline/article"
	"byline/search"
	"byline/search/index"
	"byline/search/memory"
)

// An example is the proof found for a question, and whether there was an
// answer to find.
type example struct {
	proof []float64
	label float64
}

// examples asks the questions three times: as they are, with the sentence
// that answers cut out of its article, and with the whole article hidden. Two
// ways of having no answer, lest the weights learn the mark of one.
func (s *set) examples() ([]example, error) {
	var out []example
	add := func(over *search.Searcher, label float64, wanted func(question) bool) error {
		over.Model = s.search.Model
		for _, q := range s.questions {
			if !q.Answerable || !wanted(q) {
				continue
			}
			e, err := over.Explain(context.Background(), library, search.Question{Text: q.Question})
			if err != nil {
				return err
			}
			if e.Proof != nil {
				out = append(out, example{e.Proof, label})
			}
		}
		return nil
	}
	all := func(question) bool { return true }
	if err := add(s.search, 1, all); err != nil {
		return nil, err
	}
	cut, err := s.without(func(a *article.Article) bool { return true }, true)
	if err != nil {
		return nil, err
	}
	if err := add(cut, 0, all); err != nil {
		return nil, err
	}
	for half := range 2 {
		hidden, err := s.without(func(a *article.Article) bool {
			return (question{Evidence: []evidence{{Article: a.Ref}}}).fold(2) == half
		}, false)
		if err != nil {
			return nil, err
		}
		if err := add(hidden, 0, func(q question) bool { return q.fold(2) == half }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// without returns a searcher over the set's articles less those that chosen
// names, or, with cut, less only the evidence in them.
func (s *set) without(chosen func(*article.Article) bool, cut bool) (*search.Searcher, error) {
	var list []*article.Article
	for _, a := range s.articles {
		b := *a
		if chosen(a) {
			if !cut {
				continue
			}
			b.Text = s.cutEvidence(a)
			if strings.TrimSpace(b.Text) == "" {
				continue
			}
		}
		list = append(list, &b)
	}
	store, err := memory.New(list)
	if err != nil {
		return nil, err
	}
	return search.New(index.New(store, 64<<20), store, 1<<30), nil
}

// cutEvidence returns a's text with the evidence of all questions blanked.
func (s *set) cutEvidence(a *article.Article) string {
	b := []byte(a.Text)
	for _, q := range s.questions {
		for _, e := range q.Evidence {
			if e.Article != a.Ref {
				continue
			}
			for _, sp := range e.spans(a) {
				for i := sp.Start; i < sp.End; i++ {
					b[i] = ' '
				}
			}
		}
	}
	return string(b)
}

// logistic fits weights to examples by descent; those without an
// answer weigh as much together as those with one. The penalty keeps weights
// of like proofs from growing against each other.
func logistic(list []example, names []string, penalty float64) []search.Weight {
	weights := make([]search.Weight, len(names)+1)
	weights[0] = search.Weight{Name: "constant", Scale: 1}
	right := 0.0
	for _, e := range list {
		right += e.label
	}
	for k, n := range names {
		var sum, squares float64
		for _, e := range list {
			sum += e.proof[k]
			squares += e.proof[k] * e.proof[k]
		}
		mean := sum / float64(len(list))
		weights[k+1] = search.Weight{Name: n, Mean: mean, Scale: math.Sqrt(max(squares/float64(len(list))-mean*mean, 1e-9))}
	}
	for range 400 {
		gradient := make([]float64, len(weights))
		for _, e := range list {
			share := right / float64(len(list))
			if e.label == 0 {
				share = 1 - share
			}
			d := (search.Confidence(weights, e.proof) - e.label) / share / float64(2*len(list))
			gradient[0] += d
			for k, w := range weights[1:] {
				gradient[k+1] += d * (e.proof[k] - w.Mean) / w.Scale
			}
		}
		for k := range weights {
			if k > 0 {
				gradient[k] += penalty * weights[k].Weight
			}
			weights[k].Weight -= 2 * gradient[k]
		}
	}
	return weights
}

// writeWeights writes weights as package search reads them.
func writeWeights(path string, weights []search.Weight) error {
	var b strings.Builder
	b.WriteString("# Made by `make train`: name: mean scale weight\n")
	for _, w := range weights {
		fmt.Fprintf(&b, "%s: %.5g %.5g %.5g\n", w.Name, w.Mean, w.Scale, w.Weight)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// fitConfidence fits the weights of the confidence to questions of real
// people, and prints how well they part the questions of sets it has not seen.
func fitConfidence(sets map[string]*set, path string, penalty float64) error {
	list, err := sets["qed_nq"].examples()
	if err != nil {
		return err
	}
	weights := logistic(list, search.ProofNames(), penalty)
	for _, name := range []string{"clapnq", "squad20"} {
		proofs, err := sets[name].proofs()
		if err != nil {
			return err
		}
		var all []scored
		for _, e := range proofs {
			all = append(all, scored{search.Confidence(weights, e.proof), e.label > 0})
		}
		fmt.Printf("%s: AUC %.3f accuracy %.3f\n", name, auc(all), accuracy(all))
		for k, n := range search.ProofNames() {
			var one []scored
			for _, e := range proofs {
				one = append(one, scored{e.proof[k], e.label > 0})
			}
			fmt.Printf("   %s %.3f", n, auc(one))
		}
		fmt.Println()
	}
	return writeWeights(path, weights)
}

// proofs asks the set's questions as they are.
func (s *set) proofs() ([]example, error) {
	var out []example
	for _, q := range s.questions {
		e, err := s.search.Explain(context.Background(), library, search.Question{Text: q.Question})
		if err != nil {
			return nil, err
		}
		x := example{proof: e.Proof}
		if x.proof == nil {
			x.proof = make([]float64, len(search.ProofNames()))
		}
		if q.Answerable {
			x.label = 1
		}
		out = append(out, x)
	}
	return out, nil
}
