package check

import (
	"math"
	"strconv"
	"sync"

	"byline/text"
	"byline/text/vectors"
)

// Features say how the words of a claim that its source does not have stand in
// it, and how much else the two have in common; the names are those of
// words/support.txt. Shares and cosines are from 0 or -1 to 1.
var Features = []string{
	"verbatim", // share of the claim's words that the source has in the same order and form
	"covered",  // share of its content words, names aside, that the source has; stand-ins count half
	"theme",    // cosine of the strangest word and all of the source's content words
	"rare",     // how telling the rarest of the words is in English at large
	"rival",    // cosine with a word that the source has in its place and the claim leaves out
	"added",    // whether nothing is left out there
	"tail",     // whether one stands behind all that the source has
	"nothing",  // whether the claim leaves out no content word of the source
	"left",     // share of the source's content words that it leaves out
	"swapped",  // whether one stands between the very words that another stands between
	"beside",   // whether one stands beside a word that the source has beside another
	"two", "three",
	"verb",    // whether one is a verb
	"subject", // whether one stands before the first verb
}

// most is how many words that the source does not have may be judged at all.
const mostStrangers = 3

// bornOut reports whether the claim's words, which the source does not have, are
// likely no statement of their own but a freer wording: by weights that were
// fitted on such claims, true and false. It only judges what no other rule stops.
func (p *pair) bornOut(strangers []int) bool {
	x, ok := p.features(strangers)
	if !ok {
		return false
	}
	w := supportWeights()
	score := w[len(Features)]
	for k, v := range x {
		score += w[k] * v
	}
	return score > 0
}

// supportWeights returns the weights of Features, and last what is added to them,
// from words/support.txt.
var supportWeights = sync.OnceValue(func() []float64 {
	w := make([]float64, len(Features)+1)
	for _, l := range lines("support.txt") {
		v, err := strconv.ParseFloat(l[1], 64)
		if err != nil {
			panic(err) // a file that is part of the program
		}
		at := len(Features)
		for k, name := range Features {
			if name == l[0] {
				at = k
			}
		}
		w[at] = v
	}
	return w
})

// Judged returns the Features of a claim that only its words stop; ok is false
// for one that passes, or that another rule stops.
func Judged(claim string, cited Source) (x []float64, ok bool) {
	c, s := read(claim), readSource(cited, []Source{cited})
	if s.foreign || c.isForeign() || sameWords(c, s.reading) {
		return nil, false
	}
	p := overlay(c, s, 0, len(c.words))
	for _, rule := range precise {
		if v := rule(p); !v.OK() {
			return nil, false
		}
	}
	strangers, v := p.strangers()
	if !v.OK() || len(strangers) == 0 {
		return nil, false
	}
	return p.features(strangers)
}

// features returns what the judgement of the strangers is made by; ok is false
// where it may not be made: too much is strange, or a name, number, unit or date
// may be.
func (p *pair) features(strangers []int) (x []float64, ok bool) {
	covered, have := p.coveredPlain()
	if len(strangers) > mostStrangers || covered < half || have < fewest && (have < 1 || len(p.facts()) < manyFacts) || len(strangers) > 0 && !p.predicated(strangers[0]) {
		return nil, false
	}
	for _, i := range strangers {
		if !p.plain(i) || len(strangers) > 1 && i == p.c.lastNoun(p.firstVerb()) {
			return nil, false
		}
	}
	if p.newPredicate(strangers) {
		return nil, false
	}
	all, left := p.leftOut()
	f := map[string]float64{
		"verbatim": p.verbatimShare(), "covered": covered, "theme": 1, "rival": 1,
		"nothing": truth(left == 0), "left": float64(left) / math.Max(1, float64(all)),
		"two": truth(len(strangers) == 2), "three": truth(len(strangers) > 2),
	}
	theme, verb, last := p.s.theme(), p.firstVerb(), p.lastFound()
	for _, i := range strangers {
		v, known := vectorOf(p.c.words[i].low)
		cosine, rare := 0., 1.
		if known {
			cosine, rare = float64(v.Vector.Cosine(&theme)), float64(v.Weight)
		}
		rival, gap := p.rival(i, v, known)
		f["theme"], f["rare"] = math.Min(f["theme"], cosine), math.Max(f["rare"], rare)
		f["rival"], f["added"] = math.Min(f["rival"], rival), math.Max(f["added"], truth(!gap))
		swapped, beside := p.inPlace(i)
		for name, is := range map[string]bool{"tail": i > last, "swapped": swapped, "beside": beside, "subject": i < verb,
			"verb": p.c.verbal[i] || p.c.lexeme(i).firstly('v')} {
			f[name] = math.Max(f[name], truth(is))
		}
	}
	for _, name := range Features {
		x = append(x, f[name])
	}
	return x, true
}

// half is the least share of a claim's content words, names aside, that the
// source must have for the others to be judged.
const half = .5

// fewest is how many such words it must have; one will do beside so many names,
// numbers and dates.
const (
	fewest    = 2
	manyFacts = 3
)

func truth(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// vectorOf returns what is known of an English word's meaning.
func vectorOf(low string) (vectors.Word, bool) {
	return vectors.Of(text.Hash(text.For("en").Term(low)))
}
