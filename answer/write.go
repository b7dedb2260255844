package answer

import (
	"context"
	"errors"
	"slices"
	"strings"

	"byline/answer/check"
	"byline/article"
	"byline/prompts"
)

// A Model writes. It passes its reply to emit piece by piece; an error of emit
// ends the reply and is returned.
type Model interface {
	Stream(ctx context.Context, p prompts.Prompt, emit func(delta string) error) (prompts.Usage, error)
}

// errEnough ends a reply that has as many sentences as an answer shows, or that
// goes on past all measure.
var errEnough = errors.New("answer: enough sentences")

// maxHeard bounds what is heard of a reply, in bytes: twice the longest answer.
// Models get into loops, and not every server keeps to the bound it is given.
const maxHeard = 2 * maxWritten * maxSaid

// silence is what a model is told to reply when the passages do not answer.
const silence = "the articles do not say"

// A writing is an answer that a model is writing.
type writing struct {
	ans      article.Answer
	sheet    *sheet
	found    []article.Quote // for bold words and copies
	most     int             // sentences
	progress func(article.Answer)
	opinion  func(said string, quotes []article.Quote) bool // nil: none is asked for
}

// write asks the model and keeps the sentences that hold. The error says why
// the reply is of no use; what held before that is not kept.
func (a *Answerer) write(ctx context.Context, w *writing, p prompts.Prompt) error {
	w.ans.Mode = article.Model
	w.ans.PromptHash = p.Hash
	asm := &assembler{emit: w.sentence}
	before := len(w.ans.Calls)
	heard := 0
	call, err := a.call(ctx, p, func(piece string) error {
		if heard += len(piece); heard > maxHeard {
			return errEnough
		}
		return asm.add(piece)
	})
	if err == nil {
		err = asm.close()
	}
	if errors.Is(err, errEnough) {
		err, call.Problem = nil, ""
	}
	opinions := slices.Clone(w.ans.Calls[before:]) // were asked for while this was written
	w.ans.Calls = w.ans.Calls[:before:before]
	w.ans = counted(w.ans, call)
	w.ans.Calls = append(w.ans.Calls, opinions...)
	return err
}

// sentence checks one finished sentence and shows it, or counts it.
func (w *writing) sentence(raw string) error {
	said, numbers, ok := cite(raw)
	said = withoutOpening(closeUp(clean(said)))
	if said == "" || strings.HasPrefix(strings.ToLower(said), silence) {
		return nil
	}
	v, cited := w.judge(said, numbers, ok)
	claim := article.Claim{Text: said}
	for _, i := range v.Sources {
		if v.OK() {
			claim.Quotes = append(claim.Quotes, w.quote(cited[i]))
		}
	}
	if v.OK() && w.repeated(said) {
		v.Kind = repeatedWords
	} else if v.OK() && w.opinion != nil && !w.opinion(said, claim.Quotes) {
		v.Kind = opinionWords
	}
	w.ans.Checked = append(w.ans.Checked, article.Checked{Text: said, Failed: string(v.Kind), Words: v.Words, Marks: marks(raw), Against: w.against(numbers)})
	switch {
	case v.Kind == repeatedWords:
		return nil
	case !v.OK():
		w.ans.Withheld++
		return nil
	}
	w.ans.Claims = append(w.ans.Claims, claim)
	w.ans = finish(w.ans)
	if w.progress != nil {
		w.progress(w.ans)
	}
	if len(w.ans.Claims) >= w.most {
		return errEnough
	}
	return nil
}

const (
	// maxCited bounds the sentences that one of a model's may cite, and with
	// them what checking it costs.
	maxCited = 6
	// maxSaid bounds a model's sentence, in bytes: a hundred words.
	maxSaid = 700
)

// Verdicts that are not the check's own.
const (
	unsafeWords   check.Kind = "unsafe"    // must not reach a reader
	repeatedWords check.Kind = "repeated"  // said before, so not said again
	unusedWords              = "not shown" // held, but the reply as a whole was not used
)

// judge checks a sentence against the sentences it cites.
func (w *writing) judge(said string, numbers []number, ok bool) (check.Verdict, []number) {
	if !safe(said) {
		return check.Verdict{Kind: unsafeWords}, nil
	}
	if !ok || len(numbers) == 0 || len(numbers) > maxCited || len(said) > maxSaid {
		return check.Verdict{Kind: check.Citation}, nil
	}
	cited := make([]check.Source, len(numbers))
	for i, n := range numbers {
		source, _, found := w.sheet.at(n)
		if !found {
			return check.Verdict{Kind: check.Citation}, nil
		}
		cited[i] = source
	}
	before := ""
	if n := len(w.ans.Claims); n > 0 {
		before = w.ans.Claims[n-1].Text
	}
	v := check.Sentence(said, before, cited)
	if !v.OK() {
		return v, numbers
	}
	var plain []int // the sources that state it rather than telling somebody to say it
	for _, i := range v.Sources {
		if !orderedBy(said, cited[i].Text()) {
			plain = append(plain, i)
		}
	}
	switch {
	case len(plain) == len(v.Sources):
		return v, numbers
	case len(plain) == 0:
		return check.Verdict{Kind: ordered, Covered: v.Covered, Sources: v.Sources}, numbers
	}
	rest := make([]check.Source, len(plain))
	kept := make([]number, len(plain))
	for k, i := range plain {
		rest[k], kept[k] = cited[i], numbers[i]
	}
	return check.Sentence(said, before, rest), kept
}

// quote returns the numbered sentence as a quote, with what the search knows
// of it.
func (w *writing) quote(n number) article.Quote {
	source, passage, _ := w.sheet.at(n)
	for _, q := range w.found {
		if q.Article == source.Article && q.Span == source.Span {
			return needed(q)
		}
	}
	return needed(article.Quote{Article: source.Article, Span: source.Span, Passage: passage})
}

// against returns the sentences of those numbers that exist, for the record.
func (w *writing) against(numbers []number) []article.Quote {
	var out []article.Quote
	for _, n := range numbers[:min(len(numbers), maxCited)] {
		if source, _, ok := w.sheet.at(n); ok {
			out = append(out, article.Quote{Article: source.Article, Span: source.Span})
		}
	}
	return out
}

// repeated reports whether the answer has said this already.
func (w *writing) repeated(said string) bool {
	for _, c := range w.ans.Claims {
		if c.Text == said {
			return true
		}
	}
	return false
}
