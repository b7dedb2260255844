package search

import (
	"math/bits"
	"slices"
	"strings"

	"byline/text"
)

// A witness is one thing known of the best candidates that makes an answer
// among them more or less likely.
type witness struct {
	name string
	sign float64 // 1: the more, the likelier; -1: the less likely
}

// proofs are few on purpose, and each may count in one direction only: with
// more, or with free signs, a model learns how the unanswerable questions of
// its training were made, and not what an answer is like. The ranking's own
// scores are not among them: they are better on the questions that the ranking
// was trained on than on others.
var proofs = []witness{
	{"covered near", 1},   // share of the question's idf in the best sentence and its neighbours
	{"covered all", 1},    // in the passage shown around it and the title
	{"context", 1},        // BM25 of the sentence, neighbours and title
	{"sentence", 1},       // BM25 of the sentence
	{"typed", 1},          // whether an answer of the kind asked for may be there
	{"lead", 1},           // over the best of another article; less when it covers less than half of the question
	{"title run", 1},      // share of the title that the question has in a row
	{"beyond title", 1},   // share of the idf of words that the title has not, said in the sentence or nearly so
	{"shown beyond", 1},   // in the passage
	{"pairs", 1},          // share of the pairs of neighbours of the question, not both of the title, that are so in the sentence
	{"akin", 1},           // words that meet only in their beginnings
	{"missing names", -1}, // names and numbers that neither paragraph nor title has
	{"denied", -1},        // the question has a “not” and the sentence none
	{"opposite", -1},      // the sentence has the opposite of a word of the question
	{"another year", -1},  // the sentence has a year, and not the question's
	{"said", 1},           // how much the question says, in words that no article has: little is soon covered
	{"long", 1},           // an allowance for questions that one sentence cannot cover
}

// ProofNames returns the names of Explanation.Proof, in order.
func ProofNames() []string {
	names := make([]string, len(proofs))
	for i, p := range proofs {
		names[i] = p.name
	}
	return names
}

// ProofSigns returns in which direction each proof may count: 1 or -1.
func ProofSigns() []float64 {
	signs := make([]float64, len(proofs))
	for i, p := range proofs {
		signs[i] = p.sign
	}
	return signs
}

const (
	// noRival is the lead of a candidate when no other article has the question's
	// words: that of one which is best in everything over one that is nothing.
	// Otherwise a library of one article would count as one where all is a tie.
	noRival = 3
	// enoughTerms is how many of a question's words, the rarest, one sentence can
	// be expected to hold: long questions tell a story that is spread over several.
	enoughTerms = 7
	// circumstanced is how many of the best candidates a source or date of the
	// question is looked for in.
	circumstanced = 10
	// leastSaid and mostSaid bound what a question counts as saying, in words as
	// rare as one that no article has: who asks for a thing by its name alone is
	// not doubted for it, and beyond four words more say no more.
	leastSaid, mostSaid = 2, 4
	// mostMissing is the most missing names that count.
	mostMissing = 3
)

// proof measures cands, best first, which must not be empty.
func (a *asked) proof(cands []candidate) []float64 {
	top := &cands[0]
	f := func(k feature) float64 { return float64(top.features[k]) }
	m, i := top.match, top.at
	in, given := m.mask(i), a.givenBy(cands)
	near := in | m.near(i, -1) | m.near(i, 1)
	shown := a.windowAround(m, i, nil)
	passage := m.within(shown) // in news a paragraph is a sentence
	full := a.fullness()
	share := func(v float64) float64 { return min(1, v*full) }
	_, missing := a.missing(passage | m.title | given)
	typed := .5
	switch a.kind {
	case person, place, moment, amount:
		typed = f(fTyped)
	case reason:
		if a.bareWhy() && !a.givesNoReason(top) {
			typed = 1
		}
	}
	sentence := m.sentences[i].Of(m.art.Text)
	_, opposite := opposed(a.wordsBut(), m.surroundings(i))
	all := share(a.covered(passage | m.title | given))
	return []float64{
		share(a.covered(near | given)),
		all,
		(f(fContext) + a.covered(given&^passage)) * full,
		(f(fSentence) + a.covered(given&^in)) * full,
		typed,
		ahead(cands) * min(1, 2*all), // to be far ahead with little says little
		f(fTitleRun),
		a.beyond(m.title, a.kinship(m, in|given, i, i+1)),
		a.beyond(m.title, a.kinship(m, passage|given, shown.from, shown.to)),
		share(a.pairs(m, i)),
		f(fAkin),
		min(float64(missing)/full, mostMissing),
		truth(denies(a.Text) && !denies(sentence)) / full,
		truth(opposite != "") / full,
		truth(f(fNewYears) > 0 && a.yearOutside(near|given) != ""),
		max(leastSaid, min(mostSaid, a.mass/idf(0, a.passages))),
		min(1, full-1),
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// ahead returns how far the best candidate is before the best of another article.
func ahead(cands []candidate) float64 {
	lead := float64(noRival)
	for _, c := range cands[:min(measured, len(cands))] {
		if c.reading != cands[0].reading {
			lead = min(lead, cands[0].base-c.base)
		}
	}
	return lead
}

// givenBy returns the terms that say where the question looks, not what for:
// the source that it names and the month or year of an article, when one of
// the best candidates is from there.
func (a *asked) givenBy(cands []candidate) uint64 {
	var mask uint64
	if !a.time.IsZero() && a.inside(&cands[0]) {
		mask |= a.termsOf(a.time.Words)
	}
	if a.time.Newest && !cands[0].art.Published.IsZero() {
		mask |= a.termsOf(newestWords)
	}
	measured := a.measuredBy(&cands[0])
	mask |= measured | a.contextIn(&cands[0], measured)
	looked := circumstanced
	if a.wants.request { // "what happened in 2021": what is shown is of that time, or nothing is
		looked = 1
	}
	for _, c := range cands[:min(looked, len(cands))] {
		if len(c.source) > 0 && a.says(c.source) {
			for _, w := range c.source {
				if t, ok := a.byHash[w.Hash]; ok {
					mask |= 1 << t
				}
			}
		}
		if c.art.Published.IsZero() {
			continue
		}
		at := c.art.Published.Time()
		month, year := at.Month().String(), at.Format("2006")
		for t, w := range a.terms {
			if strings.EqualFold(w.word, month) || w.word == year {
				mask |= 1 << t
			}
		}
	}
	return mask
}

// measuredBy returns the term behind "how", as in "how heavy", when c has a number
// with a unit of that sort: what weighs three kilograms need not be called heavy.
func (a *asked) measuredBy(c *candidate) uint64 {
	if a.sort.measure == "" || !a.sort.unit.MatchString(c.sentences[c.at].Of(c.art.Text)) {
		return 0
	}
	return a.termsOf(a.sort.measure)
}

// ownWords returns the question's own terms, but for those that answers need not
// have.
func (a *asked) ownWords() uint64 {
	var mask uint64
	for i, t := range a.terms[:a.own] {
		if !t.aside {
			mask |= 1 << i
		}
	}
	return mask
}

// contextIn returns the terms taken over from the turn before, those that the
// article of c has, and all when it has half of them by weight: it is enough
// that the article is about what was spoken of. None are when c and its
// neighbours have less than half of the question's own.
func (a *asked) contextIn(c *candidate, given uint64) uint64 {
	own := a.ownWords()
	near := given | c.mask(c.at) | c.near(c.at, -1) | c.near(c.at, 1)
	if a.own == len(a.terms) || a.covered(near&own) < a.covered(own)/2 {
		return 0
	}
	var has, all uint64
	for t := a.own; t < len(a.terms); t++ {
		all |= 1 << t
		if c.tf[t] > 0 || c.title&(1<<t) != 0 {
			has |= 1 << t
		}
	}
	if a.covered(has) >= a.covered(all)/2 {
		return all
	}
	return has
}

// termsOf returns the terms that words have.
func (a *asked) termsOf(words string) uint64 {
	var mask uint64
	for _, tok := range text.For("en").Tokens(nil, words) {
		if t, ok := a.byHash[hash(tok.Term)]; ok {
			mask |= 1 << t
		}
	}
	return mask
}

// surroundings returns sentence i with its neighbours.
func (m *match) surroundings(i int) string {
	from, to := i, i
	if j := m.neighbour(i, -1); j >= 0 {
		from = j
	}
	if j := m.neighbour(i, 1); j >= 0 {
		to = j
	}
	return m.art.Text[m.sentences[from].Start:m.sentences[to].End]
}

// yearOutside returns a year of the question that is not in mask; empty: none.
func (a *asked) yearOutside(mask uint64) string {
	for rest := (uint64(1)<<len(a.terms) - 1) &^ mask; rest != 0; rest &= rest - 1 {
		t := a.terms[bits.TrailingZeros64(rest)]
		if t.number && len(t.word) == 4 && (t.word[0] == '1' || t.word[0] == '2') && strings.Trim(t.word, "0123456789") == "" {
			return t.word
		}
	}
	return ""
}

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
	return max(1, a.mass/max(sum, 1e-9))
}

// pairs returns the share of the question's pairs of neighbours, stop words
// too, that sentence i has likewise. Pairs that the title has say nothing, and
// are left out.
func (a *asked) pairs(m *match, i int) float64 {
	title := make(map[uint32]bool)
	for _, w := range m.reading.title {
		title[w.Hash] = true
	}
	words := m.words[m.sentences[i].first:m.sentences[i].last]
	var all, have float64
	for k := 1; k < len(a.all); k++ {
		x, y := a.all[k-1], a.all[k]
		if title[x] && title[y] {
			continue
		}
		all++
		for j := 1; j < len(words); j++ {
			if words[j-1].Hash == x && words[j].Hash == y {
				have++
				break
			}
		}
	}
	return have / max(all, 1)
}
