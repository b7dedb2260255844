package main

import (
	"context"
	"math/rand/v2"
	"strings"

	"byline/article"
	"byline/search"
	"byline/search/trees"
)

// An example is the proof found for a question asked in one way, and whether
// there was an answer to find.
type example struct {
	Proof  []float64
	Label  float64
	Weight float64
	Way    way
	Fold   int // of its article
}

// A way is how a question was asked.
type way int

const (
	plain    way = iota
	hidden       // its article hidden: the topic is absent
	cut          // the evidence blanked, the rest of its article left
	bare         // every sentence of its article blanked that holds the answer
	long         // with others in one long question
	longBare     // the same, the articles of all hidden
)

func (w way) String() string {
	return [...]string{"as is", "hidden", "cut", "bare", "long", "long, hidden"}[w]
}

// checkFolds is how many parts the articles are cut into to check the confidence.
const checkFolds = 5

// A prover asks the questions of a set and keeps the proofs.
type prover struct {
	*set
	models []*trees.Model // by fold of the articles: has not seen them
	store  search.Source
	rev    article.RevisionID // the latest given to a changed article
	out    []example
}

// examples asks every so manieth question as it is and, in sets where all can
// be answered, in three ways in which it cannot, lest the weights learn the
// mark of one. The ranking is by models that have not seen the articles; with
// none, by the set's own.
func (s *set) examples(every int, models []*trees.Model) ([]example, error) {
	p := &prover{set: s, models: models, store: s.search.Store, rev: 1 << 30}
	defer func() { s.search.Store = p.store }()
	for i, q := range s.questions {
		if i%every != 0 {
			continue
		}
		if err := p.ask(q, plain, q.Answerable, p.store); err != nil {
			return nil, err
		}
		if q.Answerable && trained[s.name] {
			if err := p.spoil(q); err != nil {
				return nil, err
			}
		}
	}
	if trained[s.name] {
		if err := p.join(every); err != nil {
			return nil, err
		}
	}
	balance(p.out)
	return p.out, nil
}

// ask adds the proof for q over store; none when nothing is found.
func (p *prover) ask(q question, w way, answerable bool, store search.Source) error {
	p.search.Store = store
	if len(p.models) > 0 {
		p.search.Model = p.models[q.fold(len(p.models))]
	}
	e, err := p.search.Explain(context.Background(), library, search.Question{Text: q.Question})
	if err != nil {
		return err
	}
	x := example{Proof: e.Proof, Way: w, Fold: q.fold(checkFolds)}
	if x.Proof == nil {
		x.Proof = make([]float64, len(search.ProofNames()))
	}
	if answerable {
		x.Label = 1
	}
	p.out = append(p.out, x)
	return nil
}

// spoil asks q when it cannot be answered.
func (p *prover) spoil(q question) error {
	a := p.articles[q.Evidence[0].Article]
	if err := p.ask(q, hidden, false, &view{Source: p.store, hidden: map[article.ID]bool{a.ID: true}}); err != nil {
		return err
	}
	for k, text := range []string{withoutEvidence(q, a), withoutAnswers(q, a)} {
		if text == a.Text || strings.TrimSpace(text) == "" {
			continue
		}
		p.rev++
		if err := p.ask(q, cut+way(k), false, &view{Source: p.store, changed: a.ID, text: text, rev: p.rev}); err != nil {
			return err
		}
	}
	return nil
}

// join asks two to four questions at a time as one long question, with their
// articles and without: no sentence answers more than a part of it.
func (p *prover) join(every int) error {
	folds := make([][]question, max(1, len(p.models)))
	for i, q := range p.questions {
		if q.Answerable && i%every == 0 {
			f := q.fold(len(folds))
			folds[f] = append(folds[f], q)
		}
	}
	for _, list := range folds {
		rand.New(rand.NewPCG(5, 5)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for n := 0; n+4 <= len(list); n += 2 {
			q, parts, without := list[n], []string(nil), map[article.ID]bool{}
			for _, o := range list[n : n+2+n/2%3] {
				parts = append(parts, strings.TrimRight(o.Question, "? "))
				without[p.articles[o.Evidence[0].Article].ID] = true
			}
			q.Question = parts[0] + ", while " + strings.Join(parts[1:], " and ") + "?"
			if err := p.ask(q, long, true, p.store); err != nil {
				return err
			}
			if err := p.ask(q, longBare, false, &view{Source: p.store, hidden: without}); err != nil {
				return err
			}
		}
	}
	return nil
}

// balance weighs the examples so that those with an answer and those without
// count alike and all together count 1, the long questions by themselves.
func balance(list []example) {
	type group struct {
		long  bool
		label float64
	}
	n := map[group]float64{}
	of := func(e example) group { return group{e.Way >= long, e.Label} }
	for _, e := range list {
		n[of(e)]++
	}
	for i := range list {
		list[i].Weight = .5 / n[of(list[i])]
	}
}
