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
	found, err := a.searcher.Find(ctx, libs, search.Question{Text: asked, Now: t.Now()})
	if err != nil {
		return err
	}
	if t.flags.json {
		return writeJSON(t.Out, whyToJSON(ans, found))
	}
	return t.printWhy(ans, found)
}

type whyJSON struct {
	Answer     answerJSON  `json:"answer"`
	Candidates []quoteJSON `json:"candidates"`
	Scores     []float64   `json:"scores"`
	Confidence float64     `json:"confidence_now"`
	Reasons    []string    `json:"reasons"`
	PromptHash string      `json:"prompt_hash"`
}

func whyToJSON(ans article.Answer, found article.Found) whyJSON {
	j := whyJSON{
		Answer: answerToJSON(ans), Candidates: quotesToJSON(found.Sentences), Scores: []float64{},
		Confidence: found.Confidence, Reasons: append([]string{}, found.Reasons...), PromptHash: ans.PromptHash,
	}
	for _, q := range found.Sentences {
		j.Scores = append(j.Scores, q.Score)
	}
	return j
}

func (t *terminal) printWhy(ans article.Answer, found article.Found) error {
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
	fmt.Fprintf(&b, "\nRanked now, confidence %.3f:\n", found.Confidence)
	for i, q := range found.Sentences {
		fmt.Fprintf(&b, "%2d. %.3f  %s\n", i+1, q.Score, clean(flat(q.Text())))
		fmt.Fprintf(&b, "           %s, article %d, bytes %d–%d\n", clean(p.source(q.Article)), q.Article.ID, q.Start, q.End)
	}
	for _, r := range found.Reasons {
		fmt.Fprintf(&b, "  %s\n", clean(r))
	}
	_, err := fmt.Fprint(t.Out, b.String())
	return err
}
