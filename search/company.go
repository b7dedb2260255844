package search

import (
	"math/bits"
	"unicode/utf8"

	"byline/article"
	"byline/text"
)

// beside describes how the word of r whose term is sp's and that is nearest to
// term i of a stands in the passage at sp, or in r's title; false when there is none.
func (a *asked) beside(i int, sp spelling, r *reading, passage article.Span) (company, bool) {
	asked := text.Fold(a.terms[i].word)
	c := company{off: -1, named: r.names(hash(sp.term))}
	var with uint64
	look := func(words []word, s string) {
		for k, w := range words {
			t, other := a.byHash[w.Hash]
			if other {
				with |= 1 << t
			}
			if w.Hash != hash(sp.term) {
				continue
			}
			form := s[w.Start:w.End]
			off := max(slips(asked, text.Fold(form))-1, sp.off) // another ending is no slip
			if c.off < 0 || off < c.off {
				c.word, c.off = form, off
			}
			c.next = c.next || a.neighboured(i, words, k)
		}
	}
	look(r.title, r.art.Title)
	look(r.within(passage), r.art.Text)
	if c.off < 0 {
		return c, false
	}
	if sp.form != "" && !c.named {
		c.word, c.off, c.known = sp.form, sp.off, true
	}
	known := a.mass
	for _, t := range a.terms {
		if t.df == 0 {
			known -= t.idf
		}
	}
	if c.alone = known <= 1e-9; !c.alone {
		for with &^= 1 << i; with != 0; with &= with - 1 {
			c.share += a.terms[bits.TrailingZeros64(with)].idf / known
		}
	}
	return c, true
}

// names reports whether the word of a hash has a capital wherever it stands
// inside a sentence of r, and stands so at least once.
func (r *reading) names(h uint32) bool {
	named := false
	for _, s := range r.sentences {
		for k := s.first + 1; k < s.last; k++ {
			if r.words[k].Hash != h {
				continue
			}
			if r.words[k].Flags&capital == 0 {
				return false
			}
			named = true
		}
	}
	return named
}

// within returns the words of r that stand in span.
func (r *reading) within(span article.Span) []word {
	from := 0
	for from < len(r.words) && int(r.words[from].Start) < span.Start {
		from++
	}
	to := from
	for to < len(r.words) && int(r.words[to].End) <= span.End {
		to++
	}
	return r.words[from:to]
}

// neighboured reports whether words[k] has, at most one word between, a word
// that stands before or after term i in the question; beside a name only
// another name counts.
func (a *asked) neighboured(i int, words []word, k int) bool {
	for at, t := range a.order {
		if t != i {
			continue
		}
		for d := -2; d <= 2; d++ {
			if k+d < 0 || k+d >= len(words) || d == 0 {
				continue
			}
			u, ok := a.byHash[words[k+d].Hash]
			ok = ok && words[k+d].Flags&capital >= words[k].Flags&capital
			if ok && u != i && (d < 0 && at > 0 && a.order[at-1] == u || d > 0 && at+1 < len(a.order) && a.order[at+1] == u) {
				return true
			}
		}
	}
	return false
}

// fits says how well c stands for term i, and whether it may at all.
func (a *asked) fits(i int, c company) (float64, bool) {
	t := a.terms[i]
	letters := utf8.RuneCountInString(t.word)
	most := 1.0
	switch {
	case letters < shortestRepaired+2 && !c.next:
		most = slipSilent
	case letters >= twoEdits:
		most = 2
	}
	score := 2*c.share - 1.5*c.off
	if c.next {
		score++
	}
	switch {
	case c.off > most, !c.alone && c.share == 0 && !c.next && !(c.known && c.off <= slipSound):
		return score, false
	case t.upper && !a.begins(i) && !c.named: // a name that nobody knows
		return score, false
	case c.named && c.off > easySlip && !c.next, c.named && otherPerson(text.Fold(t.word), text.Fold(c.word)):
		return score, false
	}
	return score, true
}

// otherPerson reports whether one of two names is the other with the ending of a
// woman's: Putina is not Putin, nor Karla Karl.
func otherPerson(a, b string) bool { return a == b+"a" || b == a+"a" }

// begins reports whether term i is the first word of the question.
func (a *asked) begins(i int) bool {
	tokens := text.For("en").Tokens(nil, a.Text)
	return len(tokens) > 0 && a.Text[tokens[0].Start:tokens[0].End] == a.terms[i].word
}

// replaceWord puts meant in the place of the word asked, wherever s has it.
func replaceWord(s, asked, meant string) string {
	out, from := "", 0
	for _, tok := range text.For("en").Tokens(nil, s) {
		if s[tok.Start:tok.End] == asked {
			out += s[from:tok.Start] + meant
			from = tok.End
		}
	}
	return out + s[from:]
}
