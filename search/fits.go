package search

import (
	"math/bits"
	"strings"
)

// measureFit compares the sentence with the others of its article, and looks
// for the word that may answer.
func (a *asked) measureFit(c *candidate, in, before, after uint64) {
	f, m := c.features, c.match
	f[fLocal] = float32(m.localCovered(in))
	f[fLocalNear] = float32(m.localCovered(in | before | after))
	f[fDense] = dense(c.hitsOf(c.at))
	if content := m.sentences[c.at].content; content > 0 {
		f[fPure] = float32(len(c.hitsOf(c.at))) / float32(content)
	}
	a.measureAnswer(c)
}

// dense returns how many different terms hits have, by the words from the
// first to the last of the shortest run that has them all.
func dense(hits []hit) float32 {
	var all uint64
	for _, h := range hits {
		all |= 1 << h.term
	}
	if all == 0 {
		return 0
	}
	var counts [maxTerms]int
	have, from, shortest := uint64(0), 0, 1<<20
	for _, h := range hits {
		counts[h.term]++
		have |= 1 << h.term
		for have == all {
			shortest = min(shortest, h.word-hits[from].word+1)
			t := hits[from].term
			if counts[t]--; counts[t] == 0 {
				have &^= 1 << t
			}
			from++
		}
	}
	return float32(bits.OnesCount64(all)) / float32(shortest)
}

// measureAnswer looks for the words that may answer.
func (a *asked) measureAnswer(c *candidate) {
	f, s, text := c.features, c.sentences[c.at], c.art.Text
	hits := c.hitsOf(c.at)
	best, strong := 0.0, float32(0)
	for k := s.first; k < s.last; k++ {
		w := c.words[k]
		if _, ok := a.byHash[w.Hash]; ok || w.Flags&stopWord != 0 {
			continue
		}
		fits := a.mayAnswer(c, k)
		if w.Flags&capital != 0 && k > s.first && !c.titleHas(w.Hash) {
			f[fFresh]++
		}
		if fits == 0 {
			continue
		}
		strong = max(strong, fits)
		if near := a.nearness(hits, k) * float64(fits); near > best {
			best = near
		}
	}
	f[fStrong] = strong
	f[fAnswerNear] = float32(best / max(a.mass, 1e-9))
	if a.kind == reason && hasReason(text[s.Start:s.End]) {
		f[fStrong] = 2
	}
	f[fCounted] = a.countedIn(c)
}

// nearness sums the idf of the terms by how near their closest hit is to word k.
func (a *asked) nearness(hits []hit, k int) float64 {
	var gap [maxTerms]int
	var seen uint64
	for _, h := range hits {
		d := max(h.word-k, k-h.word)
		if seen&(1<<h.term) == 0 || d < gap[h.term] {
			gap[h.term] = d
			seen |= 1 << h.term
		}
	}
	sum := 0.0
	for ; seen != 0; seen &= seen - 1 {
		t := bits.TrailingZeros64(seen)
		sum += a.terms[t].idf * 4 / float64(3+gap[t])
	}
	return sum
}

// titleHas reports whether a word of the title has the hash h.
func (r *reading) titleHas(h uint32) bool {
	for _, w := range r.title {
		if w.Hash == h {
			return true
		}
	}
	return false
}

// mayAnswer says how well word k of c's article may answer: 0 not, 1 perhaps, 2 well.
func (a *asked) mayAnswer(c *candidate, k int) float32 {
	w, s := c.words[k], c.sentences[c.at]
	name := w.Flags&capital != 0 && w.Flags&number == 0
	switch a.kind {
	case person:
		switch {
		case name && k > s.first && !c.titleHas(w.Hash):
			return 2
		case name:
			return 1
		}
	case place:
		if !name {
			return 0
		}
		if k > s.first && isPlaceWord(c.art.Text[c.words[k-1].Start:c.words[k-1].End]) {
			return 2
		}
		return 1
	case moment:
		if isTime(w, c.art.Text) {
			return 2
		}
		if w.Flags&number != 0 {
			return 1
		}
	case amount:
		switch {
		case w.Flags&number != 0 && isTime(w, c.art.Text):
			return 1
		case w.Flags&number != 0:
			return 2
		}
	default:
		return 1
	}
	return 0
}

// isPlaceWord reports whether w stands before names of places.
func isPlaceWord(w string) bool {
	switch w {
	case "in", "at", "near", "from", "to", "In", "At", "Near", "From":
		return true
	}
	return false
}

// hasReason reports whether s gives one.
func hasReason(s string) bool {
	for _, w := range [...]string{"because", "Because", "due to", "in order to", "In order to", "so that", "as a result", "caused", "reason", "since", "Since", "led to", "therefore", "thus"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// countedIn says whether the word after "how many" stands within three words
// after a number: -1 when the question has no such word.
func (a *asked) countedIn(c *candidate) float32 {
	if a.count < 0 {
		return -1
	}
	s := c.sentences[c.at]
	for _, h := range c.hitsOf(c.at) {
		if h.term != a.count {
			continue
		}
		for k := max(s.first, h.word-3); k < h.word; k++ {
			if c.words[k].Flags&number != 0 {
				return 1
			}
		}
	}
	return 0
}
