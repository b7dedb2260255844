package eval

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"byline/article"
)

// A Comparison is a set asked without and with a model: the same questions.
type Comparison struct {
	Set        string  `json:"set"`
	Extractive Figures `json:"extractive"`
	Model      Figures `json:"model"`
	Written    Written `json:"written"`
}

// Written is what the model did and took.
type Written struct {
	Model     string         `json:"model"`               // as the server calls it
	Questions int            `json:"questions"`           // of the set
	Asked     int            `json:"asked"`               // of these, before the budget ended
	Answers   int            `json:"answers"`             // that it wrote
	Copied    int            `json:"copied"`              // quotes shown instead: it failed, or nothing of it held
	Failed    int            `json:"failed"`              // calls whose reply was of no use
	Problem   string         `json:"problem,omitempty"`   // why most of these were not
	Sentences int            `json:"sentences"`           // it wrote
	Withheld  map[string]int `json:"withheld"`            // of these, by the rule they broke
	TokensIn  int            `json:"tokens_in"`           // read
	TokensOut int            `json:"tokens_out"`          // written
	Estimated bool           `json:"estimated,omitempty"` // the server did not say how many tokens
	Cost      *float64       `json:"cost,omitempty"`      // in the currency of the prices; nil: not known
	Seconds   Seconds        `json:"seconds"`             // an answer took; its search counts when the model helps with it
	Stopped   string         `json:"stopped,omitempty"`   // why not all questions were asked
}

// Seconds are how long answers took.
type Seconds struct {
	Median  float64 `json:"median"`
	P95     float64 `json:"p95"`
	Longest float64 `json:"longest"`
}

// Terms are on what terms a model is asked.
type Terms struct {
	AtOnce  int     // questions; 0: 4
	Budget  int     // tokens, after which no further question is asked; 0: none
	In, Out float64 // price of a million tokens read, and written
	Priced  bool    // In and Out are known
	Find    Finder  // when the model helps to search; nil: as without one
	Now     func() time.Time
}

// usualAtOnce is how many questions a model is asked at once: local servers
// have as many slots, and hosts allow more.
const usualAtOnce = 4

// trial is one question asked both ways.
type trial struct {
	asked       bool
	plain, with mark
	ans         article.Answer
	took        time.Duration
}

// Compare asks the questions of the set without and with the model. When the
// budget is spent the rest are not asked and count in neither column.
func Compare(ctx context.Context, set Set, find Finder, plain, model Answerer, terms Terms) (Comparison, error) {
	trials := make([]trial, len(set.Questions))
	var spent purse
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(cmp.Or(terms.AtOnce, usualAtOnce))
	for i, q := range set.Questions {
		if spent.over(terms.Budget) {
			break
		}
		group.Go(func() error {
			if spent.over(terms.Budget) {
				return nil
			}
			t, err := try(ctx, set, q, find, plain, model, terms)
			if err != nil {
				return fmt.Errorf("eval: question %s: %w", q.ID, err)
			}
			spent.add(t.ans.TokensIn + t.ans.TokensOut)
			trials[i] = t
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Comparison{}, err
	}
	return compared(set, trials, terms), nil
}

// try asks one question both ways.
func try(ctx context.Context, set Set, q Question, find Finder, plain, model Answerer, terms Terms) (trial, error) {
	t := trial{asked: true}
	found, err := find.Find(ctx, Query{Text: q.Text, Max: depth})
	if err != nil {
		return t, err
	}
	ans, err := plain.Answer(ctx, found)
	if err != nil {
		return t, err
	}
	t.plain, _ = markOf(set, q, found, ans)
	began := terms.Now()
	if terms.Find != nil {
		if found, err = terms.Find.Find(ctx, Query{Text: q.Text, Max: depth}); err != nil {
			return t, err
		}
	}
	if t.ans, err = model.Answer(ctx, found); err != nil {
		return t, err
	}
	t.took = terms.Now().Sub(began)
	t.with, _ = markOf(set, q, found, t.ans)
	return t, nil
}

// compared makes the columns.
func compared(set Set, trials []trial, terms Terms) Comparison {
	c := Comparison{Set: set.Name, Written: Written{Questions: len(trials), Withheld: map[string]int{}}}
	var plain, with []mark
	var took []time.Duration
	problems := map[string]int{}
	for _, t := range trials {
		if !t.asked {
			continue
		}
		plain, with, took = append(plain, t.plain), append(with, t.with), append(took, t.took)
		c.Written.add(t.ans, problems)
	}
	c.Written.Problem = most(problems)
	c.Extractive, c.Model = sum(set, plain), sum(set, with)
	w := &c.Written
	w.Asked = len(plain)
	w.Seconds = secondsOf(took)
	if w.Asked < w.Questions {
		w.Stopped = fmt.Sprintf("the budget of %d tokens is spent", terms.Budget)
	}
	if terms.Priced {
		cost := (float64(w.TokensIn)*terms.In + float64(w.TokensOut)*terms.Out) / 1e6
		w.Cost = &cost
	}
	return c
}

// most returns the text that was counted most often.
func most(counts map[string]int) string {
	best := ""
	for _, text := range slices.Sorted(maps.Keys(counts)) {
		if counts[text] > counts[best] {
			best = text
		}
	}
	return best
}

// add counts one answer, and why calls were of no use.
func (w *Written) add(ans article.Answer, problems map[string]int) {
	switch {
	case ans.Mode == article.Model:
		w.Answers++
	case len(ans.Calls) > 0 && !ans.Abstained:
		w.Copied++
	}
	for _, c := range ans.Calls {
		w.Model = cmp.Or(w.Model, c.Model)
		w.Estimated = w.Estimated || c.Estimated
		if c.Problem != "" {
			w.Failed++
			problems[c.Problem]++
		}
	}
	w.TokensIn += ans.TokensIn
	w.TokensOut += ans.TokensOut
	for _, v := range ans.Checked {
		w.Sentences++
		if v.Failed != "" {
			w.Withheld[v.Failed]++
		}
	}
}

func secondsOf(took []time.Duration) Seconds {
	if len(took) == 0 {
		return Seconds{}
	}
	slices.Sort(took)
	at := func(share float64) float64 { return took[int(share*float64(len(took)-1)+.5)].Seconds() }
	return Seconds{Median: at(.5), P95: at(.95), Longest: at(1)}
}

// A purse counts what is spent. It is safe for concurrent use.
type purse struct {
	mu     sync.Mutex
	tokens int
}

func (p *purse) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tokens += n
}

// over reports whether most is spent; 0 is no limit.
func (p *purse) over(most int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return most > 0 && p.tokens >= most
}
