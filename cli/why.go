package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"byline/article"
	"byline/search"
)

// why shows how a stored answer came about: the question as it was understood,
// what the search ranks for it now, and the quotes the answer rests on.
func why(ctx context.Context, t *terminal) error {
	if len(t.args) != 1 {
		return usageError{"why which answer? Give its number"}
	}
	id, err := strconv.ParseInt(strings.TrimPrefix(t.args[0], "#"), 10, 64)
	if err != nil {
		return usageError{"an answer's number, as ask --json shows it"}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	libs, err := a.db.Libraries(ctx)
	if err != nil {
		return err
	}
	ans, err := a.db.Answer(ctx, libs, article.AnswerID(id))
	if err != nil {
		return err
	}
	asked := ans.Question
	if ans.Understood != "" {
		asked = ans.Understood
	}
	seen, err := a.searcher.Explain(ctx, libs, search.Question{Text: asked, Now: t.Now()})
	if err != nil {
		return err
	}
	seen.Candidates = seen.Candidates[:min(shownCandidates, len(seen.Candidates))]
	if t.flags.json {
		return writeJSON(t.Out, whyToJSON(ans, seen))
	}
	return t.printWhy(ans, seen)
}

// shownCandidates is how many of the sentences that were measured are shown.
const shownCandidates = 10

// whyJSON is an answer with what the search weighs for its question now.
type whyJSON struct {
	Answer     answerJSON         `json:"answer"`
	PromptHash string             `json:"prompt_hash"`
	Terms      map[string]float64 `json:"terms"` // the words that count, with their weights
	Candidates []candidateJSON    `json:"candidates"`
	Proof      map[string]float64 `json:"proof"` // what the confidence is made of
	Confidence float64            `json:"confidence_now"`
}

type candidateJSON struct {
	Quote    quoteJSON          `json:"quote"`
	Score    float64            `json:"score"`
	Features map[string]float64 `json:"features"`
}

func whyToJSON(ans article.Answer, seen search.Explanation) whyJSON {
	j := whyJSON{
		Answer: answerToJSON(ans), PromptHash: ans.PromptHash, Terms: map[string]float64{}, Candidates: []candidateJSON{},
		Proof: map[string]float64{}, Confidence: seen.Confidence,
	}
	for i, w := range seen.Terms {
		j.Terms[w] = seen.Weights[i]
	}
	for i, v := range seen.Proof {
		j.Proof[search.ProofNames()[i]] = v
	}
	for _, c := range seen.Candidates {
		features := map[string]float64{}
		for i, v := range c.Features {
			features[search.FeatureNames()[i]] = float64(v)
		}
		j.Candidates = append(j.Candidates, candidateJSON{quotesToJSON([]article.Quote{c.Quote})[0], c.Score, features})
	}
	return j
}

func (t *terminal) printWhy(ans article.Answer, seen search.Explanation) error {
	p := t.printer()
	var b strings.Builder
	fmt.Fprintf(&b, "Answer %d: %s\n", ans.ID, clean(ans.Question))
	if ans.Understood != "" {
		fmt.Fprintf(&b, "Understood as: %s\n", clean(ans.Understood))
	}
	fmt.Fprintf(&b, "Mode %s, confidence %.3f, abstained %v, %d sentences withheld\n", ans.Mode, ans.Confidence, ans.Abstained, ans.Withheld)
	if ans.PromptHash != "" {
		fmt.Fprintf(&b, "Prompt %s\n", ans.PromptHash)
	}
	b.WriteString("\n")
	p.answer(&b, ans)
	b.WriteString("\nWords that count:")
	for i, w := range seen.Terms {
		fmt.Fprintf(&b, " %s (%.2f)", clean(w), seen.Weights[i])
	}
	fmt.Fprintf(&b, "\nRanked now, confidence %.3f", seen.Confidence)
	for i, v := range seen.Proof {
		fmt.Fprintf(&b, "%s %s %.2f", separator(i), search.ProofNames()[i], v)
	}
	b.WriteString("\n")
	for i, c := range seen.Candidates {
		fmt.Fprintf(&b, "%2d. %.3f  %s\n", i+1, c.Score, clean(flat(c.Quote.Text())))
		fmt.Fprintf(&b, "           %s, article %d, bytes %d–%d\n          ", clean(p.source(c.Quote.Article)), c.Quote.Article.ID, c.Quote.Start, c.Quote.End)
		for k, v := range c.Features {
			if v != 0 {
				fmt.Fprintf(&b, " %s %.2f;", search.FeatureNames()[k], v)
			}
		}
		b.WriteString("\n")
	}
	_, err := fmt.Fprint(t.Out, b.String())
	return err
}

// separator stands before the i-th part of a list that a sentence leads to.
func separator(i int) string {
	if i == 0 {
		return " from:"
	}
	return ","
}
