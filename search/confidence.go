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

// What is known of the best candidates as proof that the articles answer.
// They are few on purpose: with more, a model learns how the unanswerable
// questions of its training were made, and not what an answer is like. The
// ranking's own scores are not among them: they are better on the questions
// that the ranking was trained on than on others.
var proofNames = []string{
	"covered near", "covered paragraph", "covered all", "missing all", "missing far", "sentence", "context",
	"title", "typed", "near of five", "lead", "bigrams", "sequence",
}

// ProofNames returns the names of Explanation.Proof, in order.
func ProofNames() []string { return slices.Clone(proofNames) }

// noRival is the lead of a candidate when no other article has the question's
// words: that of one which is best in everything over one that is nothing.
// Otherwise a library of one article would count as one where all is a tie.
const noRival = 3

// proof measures cands, best first, which must not be empty.
func (a *asked) proof(cands []candidate) []float64 {
	top := cands[0]
	f := func(k feature) float64 { return float64(top.features[k]) }
	near, lead := 0.0, float64(noRival)
	for _, c := range cands[:min(5, len(cands))] {
		near = max(near, float64(c.features[fCoveredNear]))
	}
	for _, c := range cands[:min(measured, len(cands))] {
		if c.reading != top.reading {
			lead = min(lead, top.base-c.base)
		}
	}
	full := a.fullness()
	share := func(v float64) float64 { return min(1, v*full) }
	typed := .5
	switch a.kind {
	case person, place, moment, amount:
		typed = f(fTyped)
	}
	return []float64{
		share(f(fCoveredNear)), share(f(fCoveredPar)), share(f(fCoveredAll)), f(fMissingAll) / math.Log(2+float64(a.passages)), min(f(fMissingFar), 3), f(fSentence) * full, f(fContext) * full,
		f(fTitle), typed, share(near), lead, f(fBigrams), f(fSequence),
	}
}

// enoughTerms is how many of a question's words, the rarest, one sentence can
// be expected to hold: long questions tell a story that is spread over several.
const enoughTerms = 7

// fullness returns the question's idf as a multiple of that of its rarest
// enoughTerms words; at least 1.
func (a *asked) fullness() float64 {
	if len(a.terms) <= enoughTerms {
		return 1
	}
	all := make([]float64, len(a.terms))
	for i, t := range a.terms {
		all[i] = t.idf
	}
	slices.Sort(all)
	sum := 0.0
	for _, v := range all[len(all)-enoughTerms:] {
		sum += v
	}
	return a.mass / max(sum, 1e-9)
}

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
var defaultWeights = sync.OnceValue(func() []Weight {
	var weights []Weight
	lines := bufio.NewScanner(strings.NewReader(confidenceFile))
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
})

// Confidence is the logistic of the weighted proof; the weight named
// "constant" counts by itself.
func Confidence(weights []Weight, proof []float64) float64 {
	sum := 0.0
	for _, w := range weights {
		if w.Name == "constant" {
			sum += w.Weight
		} else if i := slices.Index(proofNames, w.Name); i >= 0 {
			sum += w.Weight * (proof[i] - w.Mean) / w.Scale
		}
	}
	return 1 / (1 + math.Exp(-sum))
}

// doubted is what is left of the confidence when a phrase that articles must
// have is nowhere.
const doubted = 0.5

// confidence says how likely it is that cands, best first, hold the answer
// (0 to 1), and, when that is doubtful, why.
func (s *Searcher) confidence(a *asked, cands []candidate) (float64, []string) {
	if len(cands) == 0 || len(a.terms) == 0 {
		return 0, a.reasons()
	}
	sure := Confidence(s.Weights, a.proof(cands))
	if len(a.doubts) > 0 {
		sure *= doubted
	}
	return sure, a.reasons()
}

// reasons names the question's names and numbers that no article has.
func (a *asked) reasons() []string {
	out := slices.Clone(a.doubts)
	for _, t := range a.terms {
		if t.df == 0 && (t.upper || t.number) && !t.aside {
			out = append(out, fmt.Sprintf("nothing mentions “%s”", t.word))
		}
	}
	return out
}
