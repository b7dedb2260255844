package search

import (
	"math/bits"
	"strings"
)

// measure fills in the features of the best candidates.
func (a *asked) measure(cands []candidate) {
	cands = cands[:min(measured, len(cands))]
	all := make([]float32, len(cands)*allFeatures)
	for i := range cands {
		cands[i].features, all = all[:allFeatures:allFeatures], all[allFeatures:]
		a.measureOne(&cands[i])
	}
	vote(cands)
	compare(cands)
}

// measureOne fills in what can be said of a candidate by itself.
func (a *asked) measureOne(c *candidate) {
	f := c.features
	mass := max(a.mass, 1e-9)
	m, i := c.match, c.at
	in := m.mask(i)
	before, after := m.near(i, -1), m.near(i, 1)
	par, others := m.paragraphMasks(i)
	f[fSentence] = float32(c.sentence / mass)
	f[fContext] = float32(c.context / mass)
	f[fAround] = float32(c.around / mass)
	f[fWhole] = float32(c.whole / mass)
	f[fBase] = float32(c.base)
	f[fCovered] = float32(a.covered(in))
	f[fCoveredNear] = float32(a.covered(in | before | after))
	f[fCoveredPar] = float32(a.covered(par))
	f[fCoveredAll] = float32(a.covered(par | m.title))
	f[fOnlyHere] = float32(a.covered(in &^ others))
	f[fMissing], f[fMissingNames] = a.missing(in)
	f[fMissingAll], f[fMissingFar] = a.missing(par | m.title)
	f[fRarest] = a.rarest(in)
	f[fTitle] = float32(a.covered(m.title))
	f[fTitleAsked] = shareAsked(a, m.reading.title[:m.plainTitle])
	f[fTitled] = float32(c.titled / mass)
	if plain := m.reading.title[:m.plainTitle]; len(plain) > 0 {
		_, run := a.runs(plain)
		f[fTitleRun] = run / float32(len(plain))
	}
	f[fBigrams], f[fRun] = a.runs(m.words[m.sentences[i].first:m.sentences[i].last])
	f[fBefore] = float32(a.covered(before))
	f[fAfter] = float32(a.covered(after))
	f[fAkin] = a.akin(m, i, in)
	f[fFound] = float32(c.hit)
	f[fSource] = shareAsked(a, m.source)
	f[fTerms] = float32(len(a.order))
	f[fFirstNoun] = a.firstNounIn(in)
	a.measureOrder(c)
	a.measureWords(c)
	a.measureFit(c, in, before, after)
	a.measureSoft(c, in)
	f[fLikeTopic] = a.likeTopic(m)
	f[fMissingRare] = float32(a.missingRare(par | m.title))
	p := m.paragraphOf(i)
	f[fPosition] = float32(i - p.from)
	f[fSentences] = float32(p.to - p.from)
	f[fParagraph] = float32(min(m.sentences[i].paragraph, 20))
}

// near returns the terms of the neighbour of sentence i in its paragraph.
func (m *match) near(i, d int) uint64 {
	if j := m.neighbour(i, d); j >= 0 {
		return m.mask(j)
	}
	return 0
}

// paragraphMasks returns the terms of sentence i's paragraph, and of its other
// sentences.
func (m *match) paragraphMasks(i int) (all, others uint64) {
	for p := m.paragraphOf(i); p.from < p.to; p.from++ {
		if p.from != i {
			others |= m.mask(p.from)
		}
	}
	return others | m.mask(i), others
}

// missing returns the largest idf among the terms not in mask, and how many of
// those are names or numbers.
func (a *asked) missing(mask uint64) (idf, names float32) {
	for i, t := range a.terms {
		if mask&(1<<i) != 0 || t.aside {
			continue
		}
		idf = max(idf, float32(t.idf))
		if t.upper || t.number {
			names++
		}
	}
	return idf, names
}

// rarest returns the largest idf among the terms of mask.
func (a *asked) rarest(mask uint64) float32 {
	best := 0.0
	for ; mask != 0; mask &= mask - 1 {
		best = max(best, a.terms[bits.TrailingZeros64(mask)].idf)
	}
	return float32(best)
}

// shareAsked returns the share of words that are in the question, stop words
// left out.
func shareAsked(a *asked, words []word) float32 {
	var n, asked float32
	for _, w := range words {
		if w.Flags&stopWord != 0 {
			continue
		}
		n++
		if _, ok := a.byHash[w.Hash]; ok {
			asked++
		}
	}
	return asked / max(n, 1)
}

// akin returns the share of idf of terms that are not in the sentence but
// share their beginning with a word of it.
func (a *asked) akin(m *match, i int, in uint64) float32 {
	sum := 0.0
	s := m.sentences[i]
	for t, q := range a.terms {
		if in&(1<<t) != 0 || q.prefix == 0 {
			continue
		}
		for _, w := range m.words[s.first:s.last] {
			if w.Prefix == q.prefix {
				sum += q.idf
				break
			}
		}
	}
	return float32(sum / max(a.mass, 1e-9))
}

// firstNounIn says whether the word after "what" or "which" is in mask: 1 or
// 0, -1 when there is no such word.
func (a *asked) firstNounIn(mask uint64) float32 {
	switch {
	case a.noun < 0:
		return -1
	case mask&(1<<a.noun) != 0:
		return 1
	}
	return 0
}

// measureOrder compares the order of the question's words with the sentence's.
func (a *asked) measureOrder(c *candidate) {
	hits := c.hitsOf(c.at)
	last := make([]int, len(a.terms)) // place of each term's latest hit, plus one
	var pairs, close, most float64
	for k := 1; k < len(a.order); k++ {
		x, y := a.order[k-1], a.order[k]
		if x == y {
			continue
		}
		weight := (a.terms[x].idf + a.terms[y].idf) / 2
		most += weight
		gap := 1 << 20
		clear(last)
		for _, h := range hits {
			last[h.term] = h.word + 1
			if h.term == y && last[x] > 0 {
				gap = min(gap, h.word+1-last[x])
			} else if h.term == x && last[y] > 0 {
				gap = min(gap, h.word+2-last[y])
			}
		}
		if gap <= 3 {
			pairs += weight
		}
		if gap < 1<<20 {
			close += weight / float64(max(gap, 1)) // 0: one acronym has both
		}
	}
	if most > 0 {
		c.features[fPairs] = float32(pairs / most)
		c.features[fClose] = float32(close / most)
	}
	c.features[fSequence] = sequence(a.order, hits)
}

// sequence returns the length of the longest common subsequence of the
// question's terms and the hits, as a share of the question.
func sequence(order []int, hits []hit) float32 {
	if len(order) == 0 {
		return 0
	}
	row := make([]int, len(order)+1)
	for _, h := range hits {
		diagonal := 0
		for k, t := range order {
			above := row[k+1]
			if t == h.term {
				row[k+1] = diagonal + 1
			} else {
				row[k+1] = max(above, row[k])
			}
			diagonal = above
		}
	}
	return float32(row[len(order)]) / float32(len(order))
}

// runs compares the question, stop words included, with words: the share of
// its pairs of neighbours that words has too, and its longest common run.
func (a *asked) runs(words []word) (pairs, longest float32) {
	if len(a.all) < 2 {
		return 0, 0
	}
	row := make([]int, len(a.all)+1)
	have := make([]bool, len(a.all))
	run := 0
	for _, w := range words {
		for k := len(a.all) - 1; k >= 0; k-- {
			if a.all[k] != w.Hash {
				row[k+1] = 0
				continue
			}
			row[k+1] = row[k] + 1
			run = max(run, row[k+1])
			have[k] = have[k] || row[k+1] > 1
		}
	}
	for _, h := range have {
		if h {
			pairs++
		}
	}
	return pairs / float32(len(a.all)-1), float32(run)
}

// measureWords looks at the sentence's words that the question does not have.
func (a *asked) measureWords(c *candidate) {
	s := c.sentences[c.at]
	var names, numbers, times float32
	for k, w := range c.words[s.first:s.last] {
		if _, ok := a.byHash[w.Hash]; ok || w.Flags&stopWord != 0 {
			continue
		}
		switch {
		case isTime(w, c.art.Text):
			times++
			if w.Flags&number != 0 {
				numbers++
			}
		case w.Flags&number != 0:
			numbers++
		case w.Flags&capital != 0 && k > 0:
			names++
		}
	}
	f := c.features
	f[fWords] = float32(s.content)
	f[fNewNames], f[fNewNumbers], f[fNewYears] = names, numbers, times
	f[fKind] = float32(a.kind)
	switch a.kind {
	case person, place:
		f[fTyped] = min(names, 1)
	case moment:
		f[fTyped] = min(times, 1)
	case amount:
		f[fTyped] = min(numbers, 1)
	}
	if s.first < s.last {
		f[fPronoun] = beginsWithPronoun(c.art.Text[s.Start:s.End])
	}
}

// isTime reports whether w is a year or a month of text.
func isTime(w word, text string) bool {
	form := text[w.Start:w.End]
	if w.Flags&number != 0 {
		return len(form) == 4 && (form[0] == '1' || form[0] == '2') && strings.Trim(form, "0123456789") == ""
	}
	if w.Flags&capital == 0 || len(form) < 3 {
		return false
	}
	switch form {
	case "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	return false
}

// beginsWithPronoun returns 1 when the sentence needs another to be understood.
func beginsWithPronoun(s string) float32 {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "He", "She", "It", "They", "His", "Her", "Its", "Their", "This", "These", "Those", "That", "Such":
		return 1
	}
	return 0
}
