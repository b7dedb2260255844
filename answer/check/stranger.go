package check

import (
	"strings"

	"byline/text/vectors"
)

// plain reports whether word i of the claim, which the source does not have, may
// be judged: it is and touches no name, number, unit or date, and no other cited
// sentence has it, from which it could have been put in.
func (p *pair) plain(i int) bool {
	w := p.c.words[i]
	if i == p.from || strings.ContainsAny(w.low, "0123456789") || w.cap || p.c.taken[i] || measure(w.low) || isHonorific(w.low) {
		return false
	}
	if i+1 < p.to && p.c.words[i+1].sep == "" && (p.datedFrom(i+1) || name(p.c.words[i+1]) && !p.c.verbal[i]) {
		return false
	}
	if i > p.from && p.c.taken[i-1] && w.sep == "" && p.countsOther(i-1) {
		return false
	}
	if strings.HasSuffix(w.low, "ly") && !p.leavesOut(i) || p.leavesOut(i) && !p.c.verbal[i] && i+1 < p.to && auxiliary(p.c.low(i+1)) && p.c.words[i+1].sep == "" {
		return false // an adverb put in, the subject of another clause
	}
	if turnsAgainst(w.base) {
		return false
	}
	if swapped, _ := p.inPlace(i); swapped && !p.c.verbal[i] {
		return false
	}
	if i == p.c.lastNoun(p.firstVerb()) && p.leavesOut(i) || p.saysAlone(i) || p.joinsList(i) && !p.leavesOut(i) {
		return false
	}
	for _, o := range p.s.others {
		for _, ow := range read(o.Text()).words {
			if ow.content && alike(w, ow) >= 0 && alike(w, ow) <= 1 {
				return false
			}
		}
	}
	return true
}

// saysAlone reports whether the clause of the claim that word i stands in has no
// other word of the source's, so that it is a statement put in: "who was once his
// friend".
func (p *pair) saysAlone(i int) bool {
	from, to := p.c.clauseOf(i)
	for k := max(from, p.from); k < min(to, p.to); k++ {
		if p.at[k] >= 0 && (p.c.words[k].content || p.c.taken[k]) {
			return false
		}
	}
	return true
}

// joinsList reports whether word i of the claim stands beside an "and" or "or" and
// is no verb: one member more.
func (p *pair) joinsList(i int) bool {
	joint := func(w string) bool { return w == "and" || w == "or" }
	return (joint(p.c.low(i-1)) || joint(p.c.low(i+1))) && !p.c.verbal[i]
}

// newPredicate reports whether a verb and what it is done to are both strangers: a
// statement of their own, "send threatening letters".
func (p *pair) newPredicate(strangers []int) bool {
	for n := 1; n < len(strangers); n++ {
		a, b := strangers[n-1], strangers[n]
		if !p.c.verbal[a] && !p.c.lexeme(a).firstly('v') || b > a+3 || lightWords()[p.c.low(a)] {
			continue
		}
		bare := true
		for k := a + 1; k <= b; k++ {
			bare = bare && !isPreposition(p.c.low(k)) && !p.c.clauseEnds(k)
		}
		if bare {
			return true
		}
	}
	return false
}

// leavesOut reports whether the claim leaves out a word that the source has where
// word i of the claim, which the source does not have, stands.
func (p *pair) leavesOut(i int) bool {
	for _, j := range p.gapsAround(i) {
		if !p.used[j] && p.s.words[j].content && !p.s.taken[j] {
			return true
		}
	}
	return false
}

// datedFrom reports whether a date of the claim begins at word i.
func (p *pair) datedFrom(i int) bool {
	for _, d := range p.c.dates {
		if d.from == i {
			return true
		}
	}
	return false
}

// countsOther reports whether the number of the claim that ends at word i stands
// in the source before a word that the claim leaves out.
func (p *pair) countsOther(i int) bool {
	for _, n := range p.c.numbers {
		if n.to != i+1 {
			continue
		}
		j, ok := p.numberIn(n)
		if !ok || j < 0 {
			return true
		}
		k := p.s.countedBy(p.s.numbers[j])
		return k >= 0 && !p.used[k]
	}
	return true
}

// measure reports whether w is a measure, a part or a time by itself.
func measure(w string) bool {
	switch w {
	case "quarter", "third", "daily", "weekly", "monthly", "yearly", "annual", "annually", "quarterly", "hourly", "nightly", "biennial",
		"morning", "afternoon", "evening", "night", "midnight", "noon", "dawn", "spring", "summer", "autumn", "winter", "early", "late", "mid",
		"single", "triple", "dual", "solo", "sole":
		return true
	}
	return unitOf(w) != "" || magnitude(w) > 0 || fraction(w) > 0 || collective(w) > 0 || spelled(w) >= 0 || ordinal(w) >= 0
}

// coveredPlain returns the share of the claim's content words that the source has,
// and how many it has, without the names, which a falsehood has too; a word that
// only stands for one of the source's counts half.
func (p *pair) coveredPlain() (share, have float64) {
	n := 0.
	for i := p.from; i < p.to; i++ {
		if !p.needed(i) || p.isName(i) {
			continue
		}
		n++
		if p.at[i] >= 0 {
			have += .5
			if p.exact(i) {
				have += .5
			}
		}
	}
	return have / max(1, n), have
}

// predicated reports whether the source has something of what the claim says of
// its subject: a word or number from its first verb on, or from the stranger on
// that may be its verb where none is known.
func (p *pair) predicated(stranger int) bool {
	i := p.firstVerb()
	if i == p.to {
		i = stranger
	}
	for ; i < p.to; i++ {
		if p.at[i] >= 0 && (p.c.words[i].content || p.c.taken[i]) {
			return true
		}
	}
	return false
}

// leftOut returns how many content words the source has, and how many of them
// the claim leaves out; numbers and dates aside.
func (p *pair) leftOut() (all, left int) {
	for j, w := range p.s.words {
		if w.content && !p.s.taken[j] {
			all++
			if !p.used[j] {
				left++
			}
		}
	}
	return all, left
}

// theme returns the sum of the vectors of the sentence's content words, the more
// telling ones counting for more.
func (r *reading) theme() vectors.Vector {
	var sum vectors.Vector
	for j, w := range r.words {
		if !w.content || r.taken[j] {
			continue
		}
		if v, ok := vectorOf(w.low); ok {
			sum.Add(&v.Vector, v.Weight)
		}
	}
	return sum
}

// firstVerb returns the claim's first verb, its end when it has none.
func (p *pair) firstVerb() int {
	for i := p.from; i < p.to; i++ {
		if p.c.verbal[i] || auxiliary(p.c.low(i)) {
			return i
		}
	}
	return p.to
}

// lastFound returns the last word of the claim that the source has.
func (p *pair) lastFound() int {
	for i := p.to - 1; i >= p.from; i-- {
		if p.at[i] >= 0 {
			return i
		}
	}
	return -1
}

// rival returns the largest cosine of word i of the claim with a content word
// that the source has around its place and the claim leaves out; gap tells that
// there is one. It is low where nothing is known.
func (p *pair) rival(i int, v vectors.Word, known bool) (cosine float64, gap bool) {
	cosine = -.2
	for _, j := range p.gapsAround(i) {
		if p.used[j] || !p.s.words[j].content || p.s.taken[j] {
			continue
		}
		gap = true
		if o, ok := vectorOf(p.s.words[j].low); ok && known {
			cosine = max(cosine, float64(v.Vector.Cosine(&o.Vector)))
		}
	}
	return cosine, gap
}

// inPlace reports whether the source has a word that the claim leaves out
// between the very words that word i of the claim stands between, or beside one
// of them.
func (p *pair) inPlace(i int) (swapped, beside bool) {
	for j, w := range p.s.words {
		if p.used[j] || !w.content {
			continue
		}
		before := i > p.from && j > 0 && unarticled(p.s.low(j-1)) == unarticled(p.c.low(i-1))
		after := i+1 < p.to && j+1 < len(p.s.words) && p.s.low(j+1) == p.c.low(i+1)
		swapped, beside = swapped || before && after, beside || before || after
	}
	return swapped, beside
}

// unarticled returns w, "a" for "an".
func unarticled(w string) string {
	if w == "an" {
		return "a"
	}
	return w
}

// turnsAgainst reports whether a verb of the base stem says that someone is against
// something or does away with it, which no freer wording puts in by itself.
func turnsAgainst(base string) bool {
	switch base {
	case "oppos", "reject", "dismiss", "cut", "ban", "abandon", "fail", "refus", "deni", "forbid", "prevent", "cancel", "withdraw", "resign", "destroy", "kill",
		"fire", "expel", "halt", "ignor", "neglect", "prohibit", "condemn", "criticis", "critic", "blame", "attack", "defeat", "violat", "betray", "distrust", "hate", "lose":
		return true
	}
	return false
}

// longest bounds how many words of a sentence are compared in order.
const longest = 200

// verbatimShare returns the share of the claim's words that the source has in the
// same order and form: of their longest common subsequence.
func (p *pair) verbatimShare() float64 {
	a, b := p.c.words[p.from:p.to], p.s.words
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, o := range b {
			above := row[j+1]
			if w.low == o.low {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return float64(row[len(b)]) / float64(max(1, len(a)))
}

// firstly reports whether a word's first sense in the thesaurus is of the part.
func (x *lexeme) firstly(part byte) bool {
	return x != nil && len(x.own) > 0 && theThesaurus().part[x.own[0]] == part
}
