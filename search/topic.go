package search

import (
	"math/bits"

	"byline/text/vectors"
)

// likeTopic returns how near the question's meaning is to that of what m is
// about: a cosine, 0 when either is not known.
func (a *asked) likeTopic(m *match) float32 {
	if m.topic == nil {
		topic := a.topic(m)
		cosine := a.gist().whole.Cosine(&topic)
		m.topic = &cosine
	}
	return *m.topic
}

// topic returns what m is about, as its title and first sentence say it. The
// title counts twice, for it is short. A word of the question that only an
// acronym stands for there means what it means in the question.
func (a *asked) topic(m *match) vectors.Vector {
	var out vectors.Vector
	g, standsFor := a.gist(), m.title
	for _, w := range m.reading.title {
		if t, ok := a.byHash[w.Hash]; ok {
			standsFor &^= 1 << t
		}
		if w.Flags&(stopWord|number) != 0 {
			continue
		}
		if l := g.of(m.reading, m.art.Title, w); l != nil {
			out.Add(&l.Vector, 2*l.Weight)
		}
	}
	if len(m.sentences) > 0 {
		out.Add(&a.sense(m, 0).all, 1)
	}
	for _, h := range m.hitsOf(0) {
		if t, ok := a.byHash[m.words[h.word].Hash]; !ok || t != h.term {
			standsFor |= 1 << h.term
		}
	}
	for ; standsFor != 0; standsFor &= standsFor - 1 {
		t := bits.TrailingZeros64(standsFor)
		if v := g.terms[t]; v != nil {
			out.Add(v, g.rare[t])
		}
	}
	return out
}

// missingRare returns how telling in English at large the most telling term is
// that is not in mask, 0 to 1. A library of few articles has common words that
// none of them but one uses; idf takes those for names.
func (a *asked) missingRare(mask uint64) float64 {
	most := float32(0)
	for i, t := range a.terms {
		if mask&(1<<i) == 0 && !t.aside {
			most = max(most, a.gist().rare[i])
		}
	}
	return float64(most)
}
