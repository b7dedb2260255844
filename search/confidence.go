package search

import (
	"bufio"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// A Weight is what one kind of proof counts in the confidence.
type Weight struct {
	Name        string
	Mean, Scale float64 // what is taken off the value, and what it is then divided by
	Weight      float64
}

// confidenceFile holds the weights, one a line; `make train` makes it.
//
//go:embed confidence.txt
var confidenceFile string

// defaultWeights reads confidenceFile once.
var defaultWeights = sync.OnceValue(func() []Weight { return readWeights(confidenceFile) })

// readWeights reads a file of weights: name: mean scale weight.
func readWeights(file string) []Weight {
	var weights []Weight
	lines := bufio.NewScanner(strings.NewReader(file))
	for lines.Scan() {
		name, numbers, ok := strings.Cut(lines.Text(), ": ")
		w := Weight{Name: name}
		if ok && !strings.HasPrefix(name, "#") {
			if _, err := fmt.Sscan(numbers, &w.Mean, &w.Scale, &w.Weight); err == nil {
				weights = append(weights, w)
			}
		}
	}
	return weights
}

// Confidence is the logistic of the weighted proof; the weight named
// "constant" counts by itself.
func Confidence(weights []Weight, proof []float64) float64 {
	sum := 0.0
	for _, w := range weights {
		if w.Name == "constant" {
			sum += w.Weight
		} else if i := slices.IndexFunc(proofs, func(p witness) bool { return p.name == w.Name }); i >= 0 {
			sum += w.Weight * (proof[i] - w.Mean) / w.Scale
		}
	}
	return 1 / (1 + math.Exp(-sum))
}

// doubted is what is left of the confidence when a phrase that articles must
// have is nowhere.
const doubted = 0.5

// strayed is what is left of it when what comes nearest to a follow-up has only
// the words of the turn before.
const strayed = 0.7

// strays reports whether c and its neighbours have no word of a follow-up's own.
func (a *asked) strays(c *candidate) bool {
	own := a.ownWords()
	if own == 0 || a.own == len(a.terms) {
		return false
	}
	near := c.mask(c.at) | c.near(c.at, -1) | c.near(c.at, 1)
	if a.namesMeant(c) {
		return false
	}
	return (near|a.givenBy([]candidate{*c}))&own == 0
}

// namesMeant reports whether c names what a pronoun of a follow-up stands for, and has
// what is asked of it.
func (a *asked) namesMeant(c *candidate) bool {
	meant := a.termsOf(strings.Join(a.after.meant, " "))
	return meant != 0 && a.kind != yesno && a.covered(c.mask(c.at)&meant) >= a.covered(meant)/2 && a.hasSort(c)
}

// confidence says how likely it is that cands, best first, hold the answer
// (0 to 1), and, when that is doubtful, why.
func (s *Searcher) confidence(a *asked, cands []candidate) (float64, []string) {
	if len(cands) == 0 || len(a.terms) == 0 {
		return 0, a.reasons()
	}
	sure := Confidence(s.Weights, a.proof(cands))
	if len(a.doubts) > 0 || a.namesake(&cands[0]) || a.anotherTime(&cands[0]) || a.givesNoReason(&cands[0]) || a.surelyLacks(&cands[0]) || a.saysLess(&cands[0]) || a.repeatsIdly(&cands[0]) || a.asksUnheard() || a.bareNumbers() {
		sure *= doubted
	}
	if a.strays(&cands[0]) {
		sure *= strayed
	}
	given := a.givenBy(cands)
	return sure, append(a.reasonsBut(given), a.contrasts(&cands[0], given)...)
}

// asksUnheard reports whether a follow-up asks whether something is so that no article has a word of:
// the words taken over, which the articles have, say nothing of that.
func (a *asked) asksUnheard() bool {
	return a.after != nil && a.kind == yesno && slices.ContainsFunc(a.terms[:a.own], func(t term) bool { return t.df == 0 && !t.aside })
}

// bareNumbers reports whether a question says nothing but numbers that are no time: "2+2".
func (a *asked) bareNumbers() bool {
	return a.after == nil && a.time.IsZero() && len(a.phrases) == 0 && !slices.ContainsFunc(a.terms, func(t term) bool { return !t.number })
}

// namesake reports whether the question names somebody in full by a first name
// that no article has, and the article of c has that surname behind another one.
func (a *asked) namesake(c *candidate) bool {
	for k := 1; k < len(a.order); k++ {
		x, y := a.terms[a.order[k-1]], a.order[k]
		if !x.upper || x.df > 0 || x.number || x.aside || isTitle(x.word) || !strings.Contains(a.Text, x.word+" "+a.terms[y].word) || !a.terms[y].upper || a.terms[y].number {
			continue
		}
		for i := range c.of {
			for _, h := range c.hitsOf(i) {
				if h.term == y && h.word > c.sentences[i].first+1 && c.capitals(h.word-1, h.word+1) && c.words[h.word-1].Flags&number == 0 &&
					!isTitle(c.art.Text[c.words[h.word-1].Start:c.words[h.word-1].End]) {
					return true
				}
			}
		}
	}
	return false
}

// contrasts says where the question and the best candidate part.
func (a *asked) contrasts(c *candidate, given uint64) []string {
	var out []string
	near := c.mask(c.at) | c.near(c.at, -1) | c.near(c.at, 1) | given
	if y := a.yearOutside(near); y != "" && c.features[fNewYears] > 0 {
		out = append(out, fmt.Sprintf("what comes nearest is of another time than %s", y))
	}
	if asked, said := opposed(a.wordsBut(), c.surroundings(c.at)); said != "" {
		out = append(out, fmt.Sprintf("what comes nearest says “%s” where the question says “%s”", said, asked))
	}
	if denies(a.Text) && !denies(c.sentences[c.at].Of(c.art.Text)) {
		out = append(out, "the question says that something is not so, and what comes nearest does not")
	}
	return out
}

// reasons names the question's names and numbers that no article has.
func (a *asked) reasons() []string { return a.reasonsBut(0) }

// reasonsBut is reasons without the terms of given.
func (a *asked) reasonsBut(given uint64) []string {
	out := slices.Clone(a.doubts)
	for i, t := range a.terms {
		if given&(1<<i) == 0 && t.df == 0 && (t.upper || t.number) && !t.aside {
			out = append(out, fmt.Sprintf("nothing mentions “%s”", t.word))
		}
	}
	return out
}
