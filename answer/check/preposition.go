package check

import (
	"slices"
	"strings"
)

// prepositions holds when no preposition has become its opposite before the
// same word: "to Paris" where the source has "from Paris".
func (p *pair) prepositions() Verdict {
	for i := p.from; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || p.c.verbal[i] && (p.s.verbal[j] || p.c.low(i-1) != "to") && !bothGerunds(p.c.words[i].low, p.s.words[j].low) {
			continue
		}
		said := p.c.prepositionOf(i, p.from)
		if said == "" || p.hasPreposition(said, j) {
			continue
		}
		if own := p.s.prepositionOf(j, 0); opposedPrepositions(said, own) && !p.sameLack(said, own, i, j) && !p.s.bothPrepositions(j) {
			return Verdict{Kind: Direction, Words: said + " " + p.c.span(i, i+1)}
		}
	}
	return Verdict{}
}

// sameLack reports whether "without" stands for "with no", or the reverse.
func (p *pair) sameLack(said, own string, i, j int) bool {
	if said == "without" && own == "with" {
		return p.s.low(j-1) == "no" || p.s.low(j-2) == "no"
	}
	return said == "with" && own == "without" && (p.c.low(i-1) == "no" || p.c.low(i-2) == "no")
}

// bothPrepositions reports whether the preposition of word i is one of two that
// "or" or "and" joins: "below or above market wages".
func (r *reading) bothPrepositions(i int) bool {
	for k := i - 1; k > 1 && k >= i-4; k-- {
		if isPreposition(r.low(k)) || r.low(k) == "above" || r.low(k) == "below" {
			w := r.low(k - 1)
			return (w == "or" || w == "and") && !r.words[k-2].content
		}
	}
	return false
}

// bothGerunds reports whether two words are gerunds, which stand behind
// prepositions as nouns do.
func bothGerunds(a, b string) bool { return strings.HasSuffix(a, "ing") && strings.HasSuffix(b, "ing") }

// hasPreposition reports whether the source has the preposition before word j,
// or before another that is the same.
func (p *pair) hasPreposition(preposition string, j int) bool {
	for k, w := range p.s.words {
		if w.base == p.s.words[j].base && p.s.prepositionOf(k, 0) == preposition {
			return true
		}
	}
	return false
}

// prepositionOf returns the preposition of the phrase whose word i is, empty
// for none; it may be four words before.
func (r *reading) prepositionOf(i, from int) string {
	for k := i - 1; k >= from && k >= i-4 && !hard(r.words[k+1].sep); k-- {
		switch w := r.words[k].low; {
		case w == "to" && r.low(k-1) == "according":
			return ""
		case isPreposition(w) || isParticle(w) || w == "above" || w == "below" || w == "outside" || w == "inside" || w == "beneath" || w == "off":
			return w
		case r.verbal[k], w == "and", w == "or", auxiliary(w):
			return ""
		}
	}
	return ""
}

// opposites of prepositions: each of the first with each of the second.
var prepositionPairs = [][2][]string{
	{{"from"}, {"to", "into", "onto", "toward", "towards"}},
	{{"above", "over"}, {"below", "under", "beneath"}},
	{{"inside", "in", "within"}, {"outside", "beyond"}},
	{{"with"}, {"without"}},
	{{"for", "with", "by", "from", "to"}, {"against"}},
	{{"before", "until"}, {"after", "since"}},
	{{"up"}, {"down"}},
	{{"behind"}, {"before"}},
	{{"during"}, {"before", "after", "until"}},
	{{"despite"}, {"with", "by", "through"}},
}

func opposedPrepositions(a, b string) bool {
	for _, p := range prepositionPairs {
		if slices.Contains(p[0], a) && slices.Contains(p[1], b) || slices.Contains(p[0], b) && slices.Contains(p[1], a) {
			return true
		}
	}
	return false
}
