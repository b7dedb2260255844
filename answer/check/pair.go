package check

import (
	"strings"

	"byline/article"
)

// A source is a cited sentence, read, with what is around it.
type source struct {
	*reading
	Source
	title  *reading
	others []Source // the other cited sentences
	// foreign tells that it is not in English: only its own words will do.
	foreign bool
}

func readSource(s Source, cited []Source) *source {
	out := &source{reading: read(s.Text()), Source: s, title: read(s.Article.Title)}
	out.foreign = out.isForeign()
	for _, o := range cited {
		if o != s {
			out.others = append(out.others, o)
		}
	}
	return out
}

// A pair is a claim, or a part of one, laid over a source: which word of the
// source each word of the claim is.
type pair struct {
	c        *reading
	s        *source
	from, to int    // the words of the claim that are checked
	at       []int  // by word of the claim: the word of the source, -1 for none
	used     []bool // by word of the source: some word of the claim is it
	excused  []bool // by word of the claim: needs no word of the source
	converse []bool // by word of the claim: a verb told from the other side
}

// whole checks all of the claim against one source.
func whole(c *reading, s *source) Verdict {
	if sameWords(c, s.reading) {
		return Verdict{Covered: 1}
	}
	return part(c, s, 0, len(c.words))
}

// part checks the words [from,to) of the claim against one source.
func part(c *reading, s *source, from, to int) Verdict {
	p := overlay(c, s, from, to)
	covered := p.covered()
	if s.foreign || from == 0 && to == len(c.words) && c.isForeign() {
		if !wordForWord(c, s, from, to) {
			return Verdict{Kind: Words, Words: c.span(from, to), Covered: covered}
		}
		return Verdict{Covered: 1}
	}
	for _, rule := range precise {
		if v := rule(p); !v.OK() {
			v.Covered = covered
			return v
		}
	}
	v := p.rest()
	v.Covered = covered
	return v
}

// precise are the rules that stop a claim for something in particular, in order.
var precise = []func(*pair) Verdict{
	(*pair).numbers, (*pair).dates, (*pair).names, (*pair).marks, (*pair).speakers,
	(*pair).places, (*pair).unreal, (*pair).bindings, (*pair).halved, (*pair).prepositions, (*pair).roles,
}

// sameWords reports whether two sentences are the same but for signs and case.
func sameWords(a, b *reading) bool {
	if len(a.words) != len(b.words) {
		return false
	}
	for i := range a.words {
		if a.words[i].low != b.words[i].low {
			return false
		}
	}
	return true
}

// overlay lays the claim's words over the source's, one to one: first the same
// words and their forms, then stand-ins for what is left, wider words last; of
// several the one that follows the word before.
func overlay(c *reading, s *source, from, to int) *pair {
	p := &pair{c: c, s: s, from: from, to: to,
		at: make([]int, len(c.words)), used: make([]bool, len(s.words)), excused: make([]bool, len(c.words)), converse: make([]bool, len(c.words))}
	for i := range p.at {
		p.at[i] = -1
	}
	p.excuse()
	p.layRuns()
	for _, farthest := range []int{0, 1, 2, 3} {
		last := -1
		for i := from; i < to; i++ {
			if p.at[i] >= 0 {
				last = p.at[i]
			} else if (c.words[i].content || c.taken[i]) && !p.excused[i] {
				if j := p.nearest(i, last, farthest); j >= 0 {
					p.at[i], p.used[j] = j, true
					last = j
				}
			}
		}
	}
	p.shareVerbs()
	p.findConverse()
	return p
}

// layRuns lays the names of three words and more over the source's first, and those
// of two of which the claim has one twice, so that no single word is taken for a
// part of them.
func (p *pair) layRuns() {
	for i := p.from; i+1 < p.to; i++ {
		if p.at[i] >= 0 || p.c.taken[i] || !p.c.words[i].cap || !p.c.words[i+1].cap || p.excused[i] {
			continue
		}
		for j := range p.s.words {
			n := 0
			for i+n < p.to && j+n < len(p.s.words) && !p.used[j+n] && p.c.words[i+n].cap && p.s.words[j+n].cap && p.c.low(i+n) == p.s.low(j+n) && (n == 0 || !hard(p.s.words[j+n].sep)) {
				n++
			}
			if n < 2 || n < 3 && !p.saidTwice(i) && !p.saidTwice(i+1) {
				continue
			}
			for k := range n {
				if p.c.words[i+k].content {
					p.at[i+k], p.used[j+k] = j+k, true
				}
			}
			break
		}
	}
}

// shareVerbs takes a present form in -s for a verb in both sentences where one
// of them shows that it is: "a woman exhibits" beside "Shepherd exhibits".
func (p *pair) shareVerbs() {
	for i := p.from + 1; i < p.to; i++ {
		j := p.at[i]
		if j <= 0 || p.c.verbal[i] == p.s.verbal[j] || p.c.low(i) != p.s.low(j) || !strings.HasSuffix(p.c.low(i), "s") {
			continue
		}
		r, k := p.c, i
		if p.c.verbal[i] {
			r, k = p.s.reading, j
		}
		if before := r.words[k-1]; before.content && !before.possessive && !hard(r.words[k].sep) && !r.taken[k-1] && !strings.HasSuffix(before.low, "s") &&
			!r.words[k].cap && !hard(r.sepAt(k+1)) && !isPreposition(r.low(k+1)) && mayBeVerb(r.lexeme(k)) {
			r.verbal[k] = true
		}
	}
}

// nearest returns the unused word of the source that word i of the claim may
// be, the farther from it in form than the limit left out; -1 when there is
// none. The one in the run of the same words, or next after last, is preferred.
func (p *pair) nearest(i, last, farthest int) int {
	best, cost := -1, 1<<30
	for j := range p.s.words {
		if p.used[j] || p.c.words[i].content && p.c.low(i) != p.s.low(j) && noMeaning(p.s.low(j), p.c.low(i)) {
			continue
		}
		d := alike(p.c.words[i], p.s.words[j])
		if d < 0 && farthest >= 2 {
			if d = p.related(i, j); d < 0 && p.adjectiveOf(i, j) {
				d = 2
			}
		}
		if d < 0 || d > farthest {
			continue
		}
		if d = min(10, gap(last, j)) - 8*run(p.c.words[i+1:], p.s.words[j+1:]); d < cost {
			best, cost = j, d
		}
	}
	return best
}

// noMeaning reports whether w is a small word that no other than itself or an adverb
// stands for: "foreign" is not "outside".
func noMeaning(w, claim string) bool {
	switch w {
	case "outside", "inside", "off", "first", "next", "second", "third", "own":
		return true
	case "last":
		return strings.HasSuffix(claim, "ly")
	case "also", "even", "still":
		return !strings.HasSuffix(claim, "ly")
	}
	return isPreposition(w)
}

// related returns how far apart the thesaurus has word i of the claim and word
// j of the source, -1 when it does not relate them. Names are none of its words.
func (p *pair) related(i, j int) int {
	if name(p.c.words[i]) || name(p.s.words[j]) || p.c.taken[i] || p.s.taken[j] {
		return -1
	}
	if a, b := p.c.phrasal(i), p.s.phrasal(j); a+b != "" {
		l := lexicon()
		if a != "" && l.standIn(a, p.s.words[j].base) || b != "" && l.standIn(p.c.words[i].base, b) || a != "" && l.standIn(a, b) {
			return 2
		}
	}
	if lexicon().opposite(p.c.words[i].base, p.s.words[j].base) || lexicon().opposite(p.c.words[i].stem, p.s.words[j].stem) {
		return -1
	}
	d := theThesaurus().related(p.c.lexeme(i), p.s.lexeme(j))
	if d > 2 && (p.c.words[i].lead || p.s.words[j].lead) {
		return -1 // a capital that may be a name's
	}
	return d
}

// phrasal returns the base of word i and the small word after it, as the lists
// have them: "set_up"; empty where no such word follows.
func (r *reading) phrasal(i int) string {
	next := r.low(i + 1)
	if !isParticle(next) && !isPreposition(next) && next != "part" && next != "place" || r.words[i+1].sep != "" {
		return ""
	}
	return r.words[i].base + "_" + next
}

// name reports whether a word's capital is its own.
func name(w word) bool { return w.cap && !w.lead }

// run returns how many words two sentences go on to have in common, at most 3.
func run(a, b []word) int {
	n := 0
	for n < 3 && n < len(a) && n < len(b) && a[n].low == b[n].low {
		n++
	}
	return n
}

// gap is how far j is from where the word after last would be.
func gap(last, j int) int {
	if j > last {
		return j - last - 1
	}
	return last - j + 2
}

// alike returns how far two words are from one another: 0 the same, 1 another
// form, 2 a stand-in; -1 when one cannot stand for the other.
func alike(a, b word) int {
	switch {
	case a.low == b.low:
		return 0
	case a.stem == b.stem || a.base == b.base || a.stem == b.base || a.base == b.stem:
		if a.low[0] >= '0' && a.low[0] <= '9' {
			return -1
		}
		return 1
	}
	l := lexicon()
	if a.cap && b.cap || l.names[a.low] != 0 && l.names[b.low] != 0 {
		if l.sameName(a.low, b.low) {
			return 1
		}
		if !a.lead && !b.lead {
			return -1
		}
	}
	if l.standIn(a.base, b.base) || l.standIn(a.stem, b.stem) {
		return 2
	}
	if x, ok := strings.CutSuffix(a.low, "ly"); ok {
		if y, ok := strings.CutSuffix(b.low, "ly"); ok && l.standIn(stem(x), stem(y)) {
			return 2
		}
	}
	if len(a.base) >= 6 && len(b.base) >= 6 && (derived(a.base, b.base) || derived(b.base, a.base)) && !l.opposite(a.stem, b.stem) {
		return 1
	}
	return -1
}

// derived reports whether a is b with a common ending: "govern" and "governor".
func derived(a, b string) bool {
	const least = 5
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n < least || n < len(b)-2 {
		return false
	}
	switch a[n:] {
	case "", "e", "or", "er", "ion", "ation", "ment", "al", "ic", "ical", "ive", "ist", "ism", "ian", "an", "ity", "ness", "ance", "ence", "ant", "ent", "ship", "hood", "y", "t", "s", "ing", "at":
		return len(b)-n <= 1 || b[n:] == "e" || b[n:] == "at"
	}
	return false
}

// covered returns the share of the part's content words that the source has.
func (p *pair) covered() float64 {
	n, have := 0, 0
	for i := p.from; i < p.to; i++ {
		if !p.needed(i) {
			continue
		}
		n++
		if p.at[i] >= 0 {
			have++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(have) / float64(n)
}

// needed reports whether word i of the claim must be found in the source.
func (p *pair) needed(i int) bool {
	return p.c.words[i].content && !p.excused[i] && !p.c.taken[i]
}

// words returns the claim's words from i to k as written.
func (r *reading) span(i, k int) string {
	if i >= k || i >= len(r.words) {
		return ""
	}
	return article.Span{Start: r.words[i].start, End: r.words[min(k, len(r.words))-1].end}.Of(r.text)
}
