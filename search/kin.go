package search

import (
	"byline/text"
	"byline/text/vectors"
)

// usuallySaid is how much of what a question asks of its title's matter the best
// sentence and passage say at a mean over the sets, more or less.
const usuallySaid = .7

// faintKin is the cosine up to which a word is none of a question's kin.
const faintKin = .3

// kinship returns by term how well the sentences [from,to) of m say it: 1 for
// the terms of mask, less for those that only other words come near to, 0 for
// the rest and in languages other than English. What comes near is not what is
// asked, but a text of the same matter; the opposite of a word comes near too.
func (a *asked) kinship(m *match, mask uint64, from, to int) []float64 {
	near := make([]float64, len(a.terms))
	asked := make([]*vectors.Full, len(a.terms))
	english := text.For("en")
	for t, q := range a.terms {
		if mask&(1<<t) != 0 {
			near[t] = 1
		} else if v, ok := vectors.FullOf(text.Hash(english.Term(q.word))); ok && !q.number {
			asked[t] = &v
		}
	}
	if m.art.Language != "en" {
		return near
	}
	for _, w := range m.words[m.sentences[from].first:m.sentences[to-1].last] {
		if w.Flags&(stopWord|number) != 0 {
			continue
		}
		v, ok := vectors.FullOf(w.Hash)
		if !ok {
			continue
		}
		for t, q := range asked {
			if q != nil {
				near[t] = max(near[t], (float64(q.Cosine(&v))-faintKin)/(1-faintKin))
			}
		}
	}
	return near
}

// beyond returns the share of the idf of the terms not in title that near
// holds, by term; usuallySaid when the title has all terms.
func (a *asked) beyond(title uint64, near []float64) float64 {
	rest := 1 - a.covered(title)
	if rest < 1e-6 {
		return usuallySaid
	}
	sum := 0.0
	for t, q := range a.terms {
		if title&(1<<t) == 0 {
			sum += q.idf * near[t]
		}
	}
	return sum / max(a.mass, 1e-9) / rest
}
