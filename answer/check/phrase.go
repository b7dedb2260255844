package check

import "strings"

// phrasesExchanged returns the words of a phrase of the claim that has changed
// places with another, -1 when none has: "the price of new oil … old oil" for
// "the price of old oil … new oil". Names have their own rules.
func (p *pair) phrasesExchanged() (i, end int) {
	for i := p.from; i+1 < p.to; i++ {
		if p.neighboursTurned(i) {
			return i, i + 2
		}
	}
	all := p.phrases()
	for x, a := range all {
		for _, b := range all[x+1:] {
			if a.j > b.j && (p.standFor(a, b) && p.standFor(b, a) || p.neighbours(a, b) || p.behind(a, b)) && !p.coordinated(a, b) && !p.apposed(a, b) {
				return a.i, a.end
			}
		}
	}
	return -1, -1
}

// neighboursTurned reports whether word i of the claim and the next, neither a
// name, stand side by side in the source too, the other way round: "the price
// dollar of oil", "the client's architect".
func (p *pair) neighboursTurned(i int) bool {
	if !p.movable(i) || !p.movable(i+1) || p.at[i] != p.at[i+1]+1 || name(p.c.words[i]) || name(p.c.words[i+1]) {
		return false
	}
	j := p.at[i+1]
	for _, w := range []string{p.c.low(i), p.c.low(i + 1)} {
		if strings.HasSuffix(w, "ly") || frequency(w) || w == "soon" || w == "later" {
			return false
		}
	}
	return p.c.words[i+1].sep == "" && p.s.words[j+1].sep == "" && p.s.words[j].low == p.c.low(i+1) && p.s.words[j+1].low == p.c.low(i) && !p.s.verbal[j] && !p.s.verbal[j+1]
}

// neighbours reports whether a and b, one right behind the other and tied to it
// in the source, are so the other way round in the claim, where a has b's place:
// "impact of growth on inequality".
func (p *pair) neighbours(a, b fact) bool {
	return a.own.tie != "" && a.own.tie != "and" && a.own.tie != "or" && a.own.tie == b.claim.tie && a.own.before == p.s.words[b.jnd-1].base &&
		b.claim.before == p.c.words[a.end-1].base && sameBefore(a.claim, b.own) && b.own.before != "^"
}

// behind reports whether a and b stand behind the same word, as "two forwards"
// and "two guards" do, and each before what the other stands before in the source.
func (p *pair) behind(a, b fact) bool {
	return a.claim.before != "^" && b.claim.before != "^" && sameBefore(a.claim, b.own) && sameBefore(b.claim, a.own) && a.claim.after != "$" && b.claim.after != "$" &&
		alikeStem(a.claim.after, b.own.after) && alikeStem(b.claim.after, a.own.after) && !alikeStem(a.own.after, b.own.after)
}

// standFor reports whether a has in the claim the place that b has in the
// source, and not its own.
func (p *pair) standFor(a, b fact) bool {
	for _, said := range p.c.sayings() {
		if a.claim.before == p.c.words[said.at].base {
			return false // a speaker may stand before or after what is said
		}
	}
	return sameBefore(a.claim, b.own) && !sameBefore(a.claim, a.own) && (a.claim.before != "^" || alikeStem(a.claim.after, b.own.after) || b.claim.tie == "of" && sameBefore(b.claim, a.own))
}

// coordinated reports whether a and b are members of one list in the claim.
func (p *pair) coordinated(a, b fact) bool { return p.oneList(a.end-1, b.i) }

// apposed reports whether the source has b and then a beside it, as another word
// for it: "a chatbot, Gemini".
func (p *pair) apposed(a, b fact) bool {
	at := b.jnd
	if p.s.low(at) == "the" || p.s.low(at) == "a" || p.s.low(at) == "an" {
		at++
	}
	return at == a.j && p.s.words[b.jnd].sep == ","
}

// phrases returns the runs of the claim's words that are no verbs and that the
// source has in one run too.
func (p *pair) phrases() []fact {
	var out []fact
	for i := p.from; i < p.to; i++ {
		if !p.movable(i) {
			continue
		}
		k := i + 1
		for k < p.to && p.movable(k) && p.at[k] == p.at[k-1]+1 && !hard(p.c.words[k].sep) {
			k++
		}
		f := fact{kind: Words, i: i, end: k, j: p.at[i], jnd: p.at[k-1] + 1}
		f.claim, f.own = p.c.slot(i, k, p.from, p.to), p.s.slot(f.j, f.jnd, 0, len(p.s.words))
		out = append(out, f)
		i = k - 1
	}
	return out
}
