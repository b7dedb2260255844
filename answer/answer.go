// Package answer turns what a search found into an answer whose every sentence
// is tied to the words of an article. Without a model it copies sentences;
// with one, it checks each sentence the model writes against the sentences it
// cites, withholds those that fail, and copies when nothing survives. Where
// the articles do not say, it says so.
package answer

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"byline/article"
	"byline/prompts"
)

// AbstainBelow is the confidence of a search under which an answer abstains.
// article.Found.Confidence is calibrated so that it is a probability.
const AbstainBelow = 0.5

// maxClaims is how many sentences an answer shows at most: nine in ten
// questions need one, most others two (Min et al. 2018), and the right one is
// among the first three for nine in ten.
const maxClaims = 3

// maxWritten is how many checked sentences of a model an answer shows. The
// prompt asks for maxClaims; a model that writes more is cut off here.
const maxWritten = 10

// slow is how long a model may take for one answer when Answerer.Timeout does
// not say.
const slow = 45 * time.Second

// An Answerer answers questions. The zero Answerer works, extractively. It is
// safe for concurrent use.
type Answerer struct {
	Model   Model         // nil: extractive
	Timeout time.Duration // how long the model may take; 0: 45 s
	Steps   Steps         // what else the model does; none by default
	Log     *slog.Logger  // nil: discard

	resting resting
}

// Answer answers found.Question from what was found. The progress function,
// when not nil, is given the answer so far each time a sentence is ready. An
// error means that ctx ended; the answer is then of no use.
func (a *Answerer) Answer(ctx context.Context, found article.Found, progress func(article.Answer)) (article.Answer, error) {
	if err := ctx.Err(); err != nil {
		return article.Answer{}, err
	}
	start := time.Now()
	found = a.rerank(ctx, found)
	ans := extract(found)
	if a.Model != nil && !ans.Abstained {
		w := &writing{sheet: sheetOf(found), found: merge(found.Sentences), most: maxWritten, progress: progress,
			ans: article.Answer{Question: ans.Question, Confidence: ans.Confidence}}
		ans = a.orElse(ctx, w, func(s *sheet) prompts.Prompt {
			return prompts.Answer{Question: found.Question, Passages: s.prompt(), MaxSentences: max(maxClaims, found.Together)}.Render()
		}, ans)
	}
	if err := ctx.Err(); err != nil {
		return article.Answer{}, err
	}
	ans.Timings = map[string]time.Duration{"answer": time.Since(start)}
	calls := slices.Concat(found.Calls, ans.Calls)
	ans.Calls, ans.TokensIn, ans.TokensOut = nil, 0, 0
	return counted(ans, calls...), nil
}

// orElse returns what the model writes, or the copied answer when nothing of
// that may be shown; the copied answer then tells what was withheld.
func (a *Answerer) orElse(ctx context.Context, w *writing, render func(*sheet) prompts.Prompt, copied article.Answer) article.Answer {
	limit := cmp.Or(a.Timeout, slow)
	writing, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	w.opinion = a.opinion(writing, &w.ans)
	p := render(w.sheet)
	err := a.write(writing, w, p)
	for errors.Is(err, prompts.ErrTooLong) && w.sheet.halve() {
		p = render(w.sheet)
		err = a.write(writing, w, p)
	}
	if err != nil && ctx.Err() == nil {
		a.log().WarnContext(ctx, "answer: copying instead", "prompt", p.Name, "hash", p.Hash, "err", err)
	}
	if err == nil && len(w.ans.Claims) > 0 {
		return w.ans
	}
	copied.Withheld, copied.Checked, copied.PromptHash = w.ans.Withheld, w.ans.Checked, p.Hash
	for i := range copied.Checked {
		if copied.Checked[i].Failed == "" {
			copied.Checked[i].Failed = unusedWords
		}
	}
	return counted(copied, w.ans.Calls...)
}

func (a *Answerer) log() *slog.Logger {
	if a.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return a.Log
}

// extract answers with sentences copied from the articles.
func extract(found article.Found) article.Answer {
	ans := article.Answer{
		Question:   found.Question,
		Confidence: found.Confidence,
		Mode:       article.Extractive,
	}
	together := quotable(found.Sentences[:min(len(found.Sentences), found.Together)])
	found.Sentences = quotable(found.Sentences)
	if found.Confidence < AbstainBelow || len(found.Sentences) == 0 {
		return abstain(ans, found)
	}
	all := merge(corrected(found.Question, found.Sentences))
	shown, conflicts := rivals(chosen(together, all), all)
	ans.Conflicts = conflicts
	for _, q := range shown {
		ans.Claims = append(ans.Claims, article.Claim{Text: q.Text(), Quotes: []article.Quote{needed(q)}})
	}
	return finish(ans)
}
