package check

import "strings"

// otherOfTwo returns the word before a noun or adjective of the claim that in the
// source stands before it too, but said of something else, where the source has
// the noun twice: "a strong majority of X" for "a slim majority of X and a strong
// majority of Y". -1 when there is none.
func (p *pair) otherOfTwo() int {
	for i := p.from; i+1 < p.to; i++ {
		j := p.at[i]
		if j < 0 || p.c.taken[i] || !p.c.words[i].content || !p.exact(i) || p.c.words[i+1].sep != "" || j+1 >= len(p.s.words) || p.twice(j) {
			continue
		}
		head := p.c.words[i+1].base
		if !p.c.words[i+1].content || p.s.words[j+1].base != head || p.c.taken[i+1] || i+2 < p.to && p.c.words[i+2].content && p.c.words[i+2].sep == "" && !p.c.verbal[i+2] {
			continue
		}
		for k := 0; k+1 < len(p.s.words); k++ {
			if k == j || p.s.words[k+1].base != head || !p.s.words[k].content || p.s.taken[k] || p.s.words[k+1].sep != "" || p.s.words[k].base == p.s.words[j].base {
				continue
			}
			if p.takenFrom(p.c.besideLeft(i), p.s.besideLeft(j), p.s.besideLeft(k)) || p.takenFrom(p.c.besideRight(i+1), p.s.besideRight(j+1), p.s.besideRight(k+1)) {
				return i
			}
		}
	}
	return -1
}

// takenFrom reports whether the nearest of the words beside the claim's that tells
// is one of those beside another in the source, not of those beside its own.
func (p *pair) takenFrom(said, own, other []int) bool {
	for _, i := range said { // the nearest first
		if i >= p.to || p.at[i] < 0 {
			continue
		}
		mine, others := p.among(own, p.at[i]), p.among(other, p.at[i])
		for _, j := range own {
			mine = mine || p.related(i, j) >= 0
		}
		if mine != others {
			return others && len(own) > 0
		}
	}
	return false
}

// besideLeft returns the content words close before word i in its clause.
func (r *reading) besideLeft(i int) []int {
	var out []int
	for k := i - 1; k >= 0 && k >= i-5 && !hard(r.words[k+1].sep) && !r.parts(k); k-- {
		if r.words[k].content && !strings.HasSuffix(r.low(k), "ly") {
			out = append(out, k)
		}
	}
	return out
}

// besideRight returns the content word next behind word i in its clause, if any.
func (r *reading) besideRight(i int) []int {
	for k := i + 1; k < len(r.words) && k <= i+4 && !hard(r.words[k].sep) && !r.parts(k) && !auxiliary(r.low(k)); k++ {
		if r.words[k].content && !strings.HasSuffix(r.low(k), "ly") {
			return []int{k}
		}
	}
	return nil
}

// parts reports whether word k parts what stands beside it: a number, an "and".
func (r *reading) parts(k int) bool {
	switch r.low(k) {
	case "and", "or", "but":
		return true
	}
	return r.taken[k]
}

// formsExchanged returns the first of two words of the claim that are other forms of
// two of the source's, each before what the other stands before there: "Christian
// peoples who turned to paganism" for "pagan peoples who turned to Christianity". -1
// when there are none.
func (p *pair) formsExchanged() int {
	for a := p.from; a < p.to; a++ {
		if !p.otherForm(a) {
			continue
		}
		for b := a + 1; b < p.to; b++ {
			if !p.otherForm(b) || p.at[b] > p.at[a] {
				continue
			}
			x, y := p.c.contentBehind(a), p.s.contentBehind(p.at[b])
			if x >= 0 && y >= 0 && x < p.to && p.c.words[x].base == p.s.words[y].base {
				return a
			}
		}
	}
	return -1
}

// otherForm reports whether word i of the claim, which is no verb, is another word
// of the same root as the source's.
func (p *pair) otherForm(i int) bool {
	j := p.at[i]
	return j >= 0 && p.movable(i) && p.c.words[i].stem != p.s.words[j].stem && !p.s.verbal[j] && !strings.HasSuffix(p.c.low(i), "ly")
}

// respectively returns the "and" of a list of the claim that has its two members
// in the other order than the source, where another list has not, and the members
// of the two belong to one another; -1 when there is none.
func (p *pair) respectively() int {
	if !p.has("respectively") && !p.c.said("respectively") {
		return -1
	}
	kept, turned, at := 0, 0, -1
	for j, w := range p.s.words {
		if w.low != "and" || w.sep != "" {
			continue
		}
		for i := p.from; i < p.to; i++ {
			if p.c.low(i) != "and" {
				continue
			}
			switch straight, crossed := p.sameMembers(i, j, false), p.sameMembers(i, j, true); {
			case straight > crossed:
				kept++
			case crossed > straight:
				turned++
				at = i
			}
		}
	}
	if kept > 0 && turned > 0 {
		return at
	}
	return -1
}

// sameMembers returns how many words the members beside the "and" at word i of the
// claim and that at word j of the source have in common, those on the same side, or
// crosswise; 0 where one side has none.
func (p *pair) sameMembers(i, j int, crossed bool) int {
	best := 0
	for l := 1; l <= 3; l++ {
		for r := 1; r <= 3; r++ {
			a, b := l, r // of the source
			if crossed {
				a, b = r, l
			}
			if i-l < p.from || i+r >= p.to || j-a < 0 || j+b >= len(p.s.words) {
				continue
			}
			left, right := p.c.words[i-l:i], p.c.words[i+1:i+1+r]
			first, second := p.s.words[j-a:j], p.s.words[j+1:j+1+b]
			if crossed {
				first, second = second, first
			}
			if sameRun(left, first) && sameRun(right, second) && l+r > best && left[0].content && right[0].content {
				best = l + r
			}
		}
	}
	return best
}

// present reports that the claim tells of now, by "is" or "are", what the source
// tells by "was" or "were" and by nothing else. It returns the word, -1 for none.
func (p *pair) present() int {
	for i := p.from; i < p.to; i++ {
		j := p.at[i]
		if j < 0 || !p.c.words[i].content || p.c.taken[i] || p.twice(j) || !p.exact(i) || p.c.clauseWithin(i) {
			continue
		}
		if a := p.c.copula(i); a == "is" || a == "are" {
			if b := p.s.copula(j); (b == "was" || b == "were") && !p.has("is") && !p.has("are") && !p.has("still") && !p.has("now") {
				return i
			}
		}
	}
	return -1
}

// copula returns the form of "be" right before word i, adverbs and articles
// aside; empty for none.
func (r *reading) copula(i int) string {
	for k := i - 1; k >= 0 && k >= i-3 && !hard(r.words[k+1].sep); k-- {
		switch w := r.low(k); {
		case beingVerb(w):
			return w
		case strings.HasSuffix(w, "ly"), w == "a", w == "an", w == "the", w == "also", w == "still":
		default:
			return ""
		}
	}
	return ""
}

// clauseWithin reports whether word i stands in what a title or quotation is
// about: behind "that" or a quotation mark, where tenses follow other rules.
func (r *reading) clauseWithin(i int) bool {
	for k := i; k > 0; k-- {
		if strings.ContainsAny(r.words[k].sep, "“\"”") || r.low(k) == "that" {
			return true
		}
	}
	return false
}
