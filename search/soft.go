package search

import "math/bits"

// measureSoft compares what the sentence, its neighbours and its paragraph
// mean with what is asked.
func (a *asked) measureSoft(c *candidate, in uint64) {
	f, m, i := c.features, c.match, c.at
	g, own := a.gist(), a.sense(m, i)
	near, nearMask := g.near.empty(), in
	for _, d := range [...]int{-1, 0, 1} {
		if j := m.neighbour(i, d); j >= 0 {
			near.join(a.sense(m, j))
			nearMask |= m.mask(j)
		}
	}
	par, parMask := g.par.empty(), m.title
	for p := m.paragraphOf(i); p.from < p.to; p.from++ {
		par.join(a.sense(m, p.from))
		parMask |= m.mask(p.from)
	}
	f[fSoft], f[fSoftNear], f[fSoftPar] = a.softly(own, in), a.softly(near, nearMask), a.softly(par, parMask)
	f[fSoftMissing] = a.softlyMissing(own, in)
	missing := g.whole
	for mask := in; mask != 0; mask &= mask - 1 {
		t := bits.TrailingZeros64(mask)
		if v := g.terms[t]; v != nil {
			missing.Add(v, -float32(a.terms[t].idf))
		}
	}
	f[fLike] = missing.Cosine(&own.rest)
	f[fLikeAll] = g.whole.Cosine(&own.all)
	f[fLikePar] = g.whole.Cosine(&par.all)
	a.measureNoun(c)
}

// softly returns the share of the question's idf that is in mask, or that s
// says in other words; those count by the square of their cosine.
func (a *asked) softly(s *sense, mask uint64) float32 {
	sum := 0.0
	for i, t := range a.terms {
		sum += t.idf * s.has(i, mask)
	}
	return float32(sum / max(a.mass, 1e-9))
}

// softlyMissing returns the largest idf of a term that is neither in mask nor
// said in other words.
func (a *asked) softlyMissing(s *sense, mask uint64) float32 {
	most := 0.0
	for i, t := range a.terms {
		if !t.aside {
			most = max(most, t.idf*(1-s.has(i, mask)))
		}
	}
	return float32(most)
}

// measureNoun looks for words of the kind that is asked for by name: "which
// city", "what colour", "how many ships".
func (a *asked) measureNoun(c *candidate) {
	f := c.features
	n := a.noun
	if n < 0 {
		n = a.count
	}
	f[fNounLike] = -1
	if n < 0 || a.gist().terms[n] == nil {
		return
	}
	hits, s := c.hitsOf(c.at), c.sentences[c.at]
	for k := s.first; k < s.last; k++ {
		w := c.words[k]
		if _, asked := a.byHash[w.Hash]; asked || w.Flags&(stopWord|number) != 0 {
			continue
		}
		l := a.gist().of(c.reading, c.art.Text, w)
		if l == nil {
			continue
		}
		f[fNounLike] = max(f[fNounLike], l.cosines[n])
		if l.cosines[n] > faintest/2 {
			f[fNounNear] = max(f[fNounNear], l.cosines[n]*float32(a.nearness(hits, k)/max(a.mass, 1e-9)))
		}
	}
}
