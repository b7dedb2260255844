package cli

import (
	"maps"
	"slices"
	"time"

	"byline/article"
)

// whyJSON is an answer with all that it came from.
type whyJSON struct {
	Answer     answerJSON         `json:"answer"`
	Asked      string             `json:"asked"`
	PromptHash string             `json:"prompt_hash"`
	TokensIn   int                `json:"tokens_in"`
	TokensOut  int                `json:"tokens_out"`
	Calls      []callJSON         `json:"calls"`
	Checked    []checkedJSON      `json:"checked"`
	Understood []string           `json:"understood"` // how the question was read, beside its words
	Terms      map[string]float64 `json:"terms"`      // the words that count, with their weights
	Candidates []candidateJSON    `json:"candidates"`
	Proof      map[string]float64 `json:"proof"` // what the confidence is made of
}

type callJSON struct {
	Step      string  `json:"step"`
	Hash      string  `json:"hash"`
	Model     string  `json:"model"`
	TokensIn  int     `json:"tokens_in"`
	TokensOut int     `json:"tokens_out"`
	Estimated bool    `json:"estimated"`
	TookMS    float64 `json:"took_ms"`
	Problem   string  `json:"problem"`
}

// checkedJSON is a sentence that a model wrote; one that was not shown has the
// rule that withheld it.
type checkedJSON struct {
	Text    string      `json:"text"`
	Shown   bool        `json:"shown"`
	Rule    string      `json:"rule"`
	Words   string      `json:"words"`
	Cites   string      `json:"cites"`
	Against []quoteJSON `json:"against"`
}

type candidateJSON struct {
	Quote    *quoteJSON         `json:"quote"` // null: its article is gone
	Score    float64            `json:"score"`
	Features map[string]float64 `json:"features"`
}

func whyToJSON(t article.Trace) whyJSON {
	ans := t.Answer
	j := whyJSON{
		Answer: answerToJSON(ans), Asked: t.Asked.UTC().Format(time.RFC3339), PromptHash: ans.PromptHash,
		TokensIn: ans.TokensIn, TokensOut: ans.TokensOut, Calls: []callJSON{}, Checked: []checkedJSON{},
		Understood: slices.Concat([]string{}, t.Weighed.Understood), Terms: measures(t.Weighed.Terms), Candidates: []candidateJSON{}, Proof: measures(t.Weighed.Proof),
	}
	for _, c := range ans.Calls {
		j.Calls = append(j.Calls, callJSON{c.Step, c.Hash, c.Model, c.In, c.Out, c.Estimated, float64(c.Took) / float64(time.Millisecond), c.Problem})
	}
	for _, v := range ans.Checked {
		against := slices.DeleteFunc(slices.Clone(v.Against), func(q article.Quote) bool { return q.Article == nil })
		j.Checked = append(j.Checked, checkedJSON{v.Text, v.Failed == "", v.Failed, v.Words, v.Marks, quotesToJSON(against)})
	}
	for _, c := range t.Weighed.Candidates {
		out := candidateJSON{Score: c.Score, Features: map[string]float64{}}
		if c.Article != nil {
			out.Quote = &quotesToJSON([]article.Quote{{Article: c.Article, Span: c.Span}})[0]
		}
		for i, v := range c.Values[:min(len(c.Values), len(t.Weighed.Features))] {
			out.Features[t.Weighed.Features[i]] = float64(v)
		}
		j.Candidates = append(j.Candidates, out)
	}
	return j
}

func measures(all []article.Measure) map[string]float64 {
	out := map[string]float64{}
	for _, m := range all {
		out[m.Name] = m.Value
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
