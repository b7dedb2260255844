// Package check decides whether a sentence says no more than the sentences it
// cites. It is made for sentences that a model wrote: every name, number, date
// and quotation must be in a cited sentence, in the same place of the event;
// negation, doubt, speaker, direction and degree must be kept; and the other
// words must be the cited sentence's own, their forms, or known stand-ins.
//
// The rules are written for English. In other languages a sentence passes when
// it is the cited one word for word, or a part of it between semicolons.
package check

import (
	"byline/article"
)

// A Source is a cited sentence.
type Source struct {
	Article *article.Article
	article.Span
}

// Text returns the sentence's words.
func (s Source) Text() string { return s.Of(s.Article.Text) }

// A Kind names a rule, for people and for the tables in docs/checks.md.
type Kind string

// The rules, in the order of how telling they are.
const (
	Supported   Kind = ""            // nothing is wrong
	Quotation   Kind = "quote"       // words in quotation marks that the source has not
	Number      Kind = "number"      // a number or its unit
	Date        Kind = "date"        // a date, in any form
	Name        Kind = "name"        // a name, or its place in the event
	Negation    Kind = "negation"    // "not" dropped, added or moved
	Opposite    Kind = "opposite"    // a word turned into its opposite
	Direction   Kind = "direction"   // who did what to whom
	Attribution Kind = "attribution" // who said it
	Hedge       Kind = "hedge"       // how certain it is, or whether it happened yet
	Degree      Kind = "degree"      // superlatives, quantities in words, comparisons
	Relation    Kind = "relation"    // cause and order in time
	Stitched    Kind = "stitched"    // parts of several sentences made into one statement
	Words       Kind = "words"       // too much that the source does not say
	Citation    Kind = "citation"    // no source at all
)

// A Verdict says whether a claim holds.
type Verdict struct {
	Kind    Kind    // the rule that failed
	Words   string  // the claim's or the source's words that failed it
	Covered float64 // share of the claim's content words in the sentence that came closest
	Sources []int   // which of the cited sentences support it; the closest when it fails
}

// OK reports whether the claim holds.
func (v Verdict) OK() bool { return v.Kind == Supported }

// Contradicted reports whether the source says otherwise, rather than nothing:
// most of the claim is there, and a rule about a particular failed.
func (v Verdict) Contradicted() bool {
	return v.Kind != Supported && v.Kind != Words && v.Kind != Stitched && v.Kind != Citation && v.Covered >= mostly
}

// mostly is the share of a claim's content words that must be in a sentence
// for the two to speak of the same thing.
const mostly = 0.6

// Sentence checks claim, a sentence without its citation marks, against the
// sentences it cites. It holds when one of them supports all of it, or when it
// joins clauses of which each is supported by one of them. The sentence shown
// before it, empty when it is the first, is what a pronoun may mean.
func Sentence(claim, before string, cited []Source) Verdict {
	if len(cited) == 0 {
		return Verdict{Kind: Citation}
	}
	c := read(claim)
	if len(c.words) == 0 {
		return Verdict{Kind: Words}
	}
	if before != "" {
		c.before = read(before).words
	}
	sources := make([]*source, len(cited))
	for i, s := range cited {
		sources[i] = readSource(s, cited)
	}
	if v := quotations(c, sources); !v.OK() {
		return v
	}
	best := Verdict{Kind: Words}
	var support []int
	for i, s := range sources {
		v := whole(c, s)
		if v.OK() && borrowed(c, s, sources) {
			v = Verdict{Kind: Stitched, Words: c.span(0, 1), Covered: v.Covered}
		}
		if v.OK() {
			support = append(support, i)
		} else if best.Sources == nil || v.Covered > best.Covered {
			best = v
			best.Sources = []int{i}
		}
	}
	if len(support) == 0 && len(sources) > 1 {
		support = joined(c, sources)
	}
	if len(support) == 0 && len(sources) > 1 {
		support = inserted(c, sources)
	}
	if len(support) == 0 && len(sources) > 1 {
		support = unfolded(c, sources, maxFolds)
	}
	if len(support) > 0 {
		return Verdict{Covered: 1, Sources: support}
	}
	if len(sources) > 1 && best.Kind == Words {
		best.Kind = Stitched
	}
	return best
}
