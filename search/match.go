package search

import "math/bits"

// A match is where the words of a question are in one reading.
type match struct {
	*reading
	hits   []hit     // in the order of the text
	of     []span    // per sentence: its hits are hits[of[i].from:of[i].to]
	title  uint64    // terms in the title, as a mask
	tf     []int     // per term: how often in the text
	local  []float64 // per term: its idf among the article's sentences; 0: not there
	mass   float64   // the sum of local
	senses []*sense  // by sentence; nil: not looked at yet
	topic  *float32  // what likeTopic returns; nil: not looked at yet
	counts []int32   // words by sentence, as wordsIn counts them; 0: not counted yet
}

// A hit is a word of the text that is a term of the question.
type hit struct {
	term int
	word int // index into reading.words
}

type span struct{ from, to int }

// match finds the question's terms in r.
func (a *asked) match(r *reading) *match {
	m := &match{reading: r, of: make([]span, len(r.sentences)), tf: make([]int, len(a.terms))}
	for i, s := range r.sentences {
		from := len(m.hits)
		for w := s.first; w < s.last; w++ {
			h := r.words[w].Hash
			if !a.near[h&255] {
				continue
			}
			if t, ok := a.byHash[h]; ok {
				m.hits = append(m.hits, hit{term: t, word: w})
				m.tf[t]++
			}
			for k := range a.aliases {
				if n := &a.aliases[k]; n.standsAt(r.words[:s.last], w) {
					m.hits = n.add(m.hits, w, m.tf)
				}
			}
		}
		m.of[i] = span{from, len(m.hits)}
	}
	a.withTitles(m)
	m.weighLocal(len(a.terms))
	for k, w := range r.title {
		if t, ok := a.byHash[w.Hash]; ok {
			m.title |= 1 << t
		}
		for j := range a.aliases {
			if n := &a.aliases[j]; n.standsAt(r.title, k) {
				for _, t := range n.terms {
					m.title |= 1 << t
				}
			}
		}
	}
	return m
}

// hitsOf returns the hits of sentence i; none when there is no such sentence.
func (m *match) hitsOf(i int) []hit {
	if i < 0 || i >= len(m.of) {
		return nil
	}
	return m.hits[m.of[i].from:m.of[i].to]
}

// mask returns the terms in sentence i.
func (m *match) mask(i int) uint64 {
	var mask uint64
	for _, h := range m.hitsOf(i) {
		mask |= 1 << h.term
	}
	return mask
}

// paragraphOf returns the sentences [from,to) of sentence i's paragraph.
func (r *reading) paragraphOf(i int) span {
	p := r.sentences[i].paragraph
	from, to := i, i+1
	for from > 0 && r.sentences[from-1].paragraph == p {
		from--
	}
	for to < len(r.sentences) && r.sentences[to].paragraph == p {
		to++
	}
	return span{from, to}
}

// neighbour returns i+d when that sentence is in i's paragraph, else -1.
func (r *reading) neighbour(i, d int) int {
	j := i + d
	if j < 0 || j >= len(r.sentences) || r.sentences[j].paragraph != r.sentences[i].paragraph {
		return -1
	}
	return j
}

// weighLocal weighs each term by how few sentences of the article have it.
func (m *match) weighLocal(terms int) {
	df := make([]int, terms)
	for i := range m.sentences {
		for mask := m.mask(i); mask != 0; mask &= mask - 1 {
			df[bits.TrailingZeros64(mask)]++
		}
	}
	m.local = make([]float64, terms)
	for t, n := range df {
		if n > 0 {
			m.local[t] = idf(n, len(m.sentences))
			m.mass += m.local[t]
		}
	}
}

// localCovered returns the share of the local idf that the terms of mask hold.
func (m *match) localCovered(mask uint64) float64 {
	if m.mass == 0 {
		return 0
	}
	sum := 0.0
	for ; mask != 0; mask &= mask - 1 {
		sum += m.local[bits.TrailingZeros64(mask)]
	}
	return sum / m.mass
}
