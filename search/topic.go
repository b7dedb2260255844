package search

import "byline/text/vectors"

// likeTopic returns how near the question's meaning is to that of what m is
// about, as its title and first sentence say it: a cosine, 0 when either is not
// known. The title counts twice, for it is short.
func (a *asked) likeTopic(m *match) float32 {
	g := a.gist()
	var topic vectors.Vector
	for _, w := range m.reading.title {
		if w.Flags&(stopWord|number) != 0 {
			continue
		}
		if l := g.of(m.reading, w); l != nil {
			topic.Add(&l.Vector, 2*l.Weight)
		}
	}
	if len(m.sentences) > 0 {
		topic.Add(&a.sense(m, 0).all, 1)
	}
	return g.whole.Cosine(&topic)
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
