package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"

	"golang.org/x/sync/errgroup"

	"byline/search/reader"
	"byline/search/trees"
)

// negatives is how many candidates without a right word a question trains on;
// all that share one with the answer are kept.
const negatives = 30

// rowsOf samples the candidates of the questions as training rows.
func rowsOf(cases []question) (rows [][]float32, targets []float32, groups []int) {
	rng := rand.New(rand.NewPCG(11, 11))
	for _, q := range cases {
		all := reader.Candidates(reader.Read(q.text), q.sentences, q.idf)
		marks, exact := make([]float64, len(all)), false
		wrong := 0
		for i, c := range all {
			marks[i] = q.gold(c)
			exact = exact || marks[i] == 1
			if marks[i] == 0 {
				wrong++
			}
		}
		sum, start := float32(0), len(rows)
		for i, c := range all {
			if marks[i] == 0 && rng.IntN(wrong) >= negatives {
				continue
			}
			target := target(marks[i], exact)
			sum += target
			rows, targets = append(rows, c.Values), append(targets, target)
		}
		if sum == 0 || len(rows)-start < 2 {
			rows, targets = rows[:start], targets[:start]
			continue
		}
		groups = append(groups, len(rows))
	}
	return rows, targets, groups
}

// target is what a candidate is worth: where an exact one exists, near ones
// count a little; else the nearest count.
func target(mark float64, exact bool) float32 {
	switch {
	case mark == 1:
		return 1
	case exact && mark > .6:
		return float32(.15 * mark)
	case !exact && mark > .4:
		return float32(mark * mark)
	}
	return 0
}

func train(cases []question, o trees.Options) (*trees.Model, error) {
	rows, targets, groups := rowsOf(cases)
	fmt.Printf("training on %d candidates of %d questions\n", len(rows), len(groups))
	return trees.Train(reader.Names(), rows, trees.Softmax(targets, groups), o)
}

// result is how a question came out.
type result struct{ em, f1, bound float64 }

// heldOut trains without one fold and prints the figures on it by set.
func heldOut(cases []question, fold, folds int, o trees.Options) error {
	var seen, unseen []question
	for _, q := range cases {
		if int(q.fold%uint32(folds)) == fold {
			unseen = append(unseen, q)
		} else {
			seen = append(seen, q)
		}
	}
	m, err := train(seen, o)
	if err != nil {
		return err
	}
	results := make([]result, len(unseen))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range unseen {
		group.Go(func() error {
			results[i] = ask(m, q)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	report(fmt.Sprintf("fold %d", fold), unseen, results)
	return nil
}

// ask answers a question from its paragraph.
func ask(m *trees.Model, q question) result {
	var r result
	best, top := -1, 0.0
	all := reader.Candidates(reader.Read(q.text), q.sentences, q.idf)
	for i, c := range all {
		r.bound = max(r.bound, q.gold(c))
		if s := m.Predict(c.Values); best < 0 || s > top {
			best, top = i, s
		}
	}
	if best >= 0 {
		r.f1 = q.gold(all[best])
		if r.f1 == 1 {
			r.em = 1
		}
	}
	return r
}

// report prints the means by set and by kind of question.
func report(title string, cases []question, results []result) {
	type sum struct{ em, f1, bound, n float64 }
	by := make(map[string]*sum)
	for i, q := range cases {
		for _, key := range []string{q.set, fmt.Sprintf("%s kind %2d", q.set, reader.Read(q.text).Kind)} {
			if by[key] == nil {
				by[key] = new(sum)
			}
			s := by[key]
			s.em, s.f1, s.n = s.em+results[i].em, s.f1+results[i].f1, s.n+1
			if results[i].bound == 1 {
				s.bound++
			}
		}
	}
	for key, s := range by {
		fmt.Printf("%s  %-20s EM %.4f  F1 %.4f  exact among candidates %.4f  (%.0f)\n", title, key, s.em/s.n, s.f1/s.n, s.bound/s.n, s.n)
	}
}
