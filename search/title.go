package search

import "strings"

// titles stand before a person's name and may be left out of it, in the
// question or in the text.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "doctor": true, "sir": true, "dame": true, "lord": true, "lady": true,
	"prof": true, "professor": true, "president": true, "vice-president": true, "chancellor": true, "minister": true, "premier": true, "senator": true, "sen": true,
	"congressman": true, "congresswoman": true, "representative": true, "rep": true, "governor": true, "gov": true, "mayor": true, "secretary": true, "ambassador": true,
	"king": true, "queen": true, "prince": true, "princess": true, "emperor": true, "pope": true, "cardinal": true, "archbishop": true, "bishop": true, "reverend": true,
	"rev": true, "father": true, "rabbi": true, "imam": true, "captain": true, "capt": true, "major": true, "colonel": true, "general": true, "gen": true, "admiral": true,
	"lieutenant": true, "sergeant": true, "judge": true, "justice": true, "sheriff": true, "herr": true, "frau": true, "monsieur": true, "madame": true, "señor": true, "señora": true}

const (
	// titleShare is what a title weighs in a question that goes on with the name.
	titleShare = .5
	// titleApart is how many words of a name may stand between a title and the
	// word of it that the question has: "President Vladimir Putin".
	titleApart = 2
)

// isTitle reports whether a word is a title.
func isTitle(word string) bool { return titles[strings.ToLower(word)] }

// lightenTitles makes titles before a name count less: texts leave them out.
// One that no passage has is no reason for doubt.
func (a *asked) lightenTitles() {
	for k := 0; k+1 < len(a.order); k++ {
		t, next := &a.terms[a.order[k]], a.terms[a.order[k+1]]
		if !isTitle(t.word) || !next.upper || next.number {
			continue
		}
		less := (1 - titleShare) * t.idf
		if t.df == 0 {
			less, t.upper = t.idf, false
		}
		t.idf -= less
		a.mass -= less
	}
}

// withTitles lets a name count as the name with its title that the question
// asks for, where the same article has the title before the name once: "Putin"
// is "President Putin" in an article that has "President Vladimir Putin".
func (a *asked) withTitles(m *match) {
	for k := 1; k < len(a.order); k++ {
		x, y := a.order[k-1], a.order[k]
		if isTitle(a.terms[x].word) && x != y && !a.terms[y].number && m.tf[x] > 0 && m.tf[y] > 0 && m.entitles(x, y) {
			m.complete(x, y)
		}
	}
}

// nameBonus is what a sentence gains that has only the last word of a name that
// the question asks for whole and its article gives whole: "Lindqvist" where the
// article has "Greta Lindqvist" elsewhere. At .6 two first passages more of the
// public sets are right than at .3.
const nameBonus = .6

// namesakeBonus is what a sentence loses in which that last word is another's:
// "Karin Lindqvist".
const namesakeBonus = 1

// shortNameBonus returns what c gains by naming in short whom the question names
// whole, or loses by naming another of that name.
func (a *asked) shortNameBonus(c *candidate) float64 {
	in := c.mask(c.at)
	for k := 1; k < len(a.order); k++ {
		x, y := a.order[k-1], a.order[k]
		if in&(1<<x) != 0 || in&(1<<y) == 0 || x == y || !a.terms[x].upper || !a.terms[y].upper || a.terms[y].number {
			continue
		}
		switch {
		case c.tf[x] == 0 || !c.entitles(x, y):
		case a.ofAnother(c, y):
			return -namesakeBonus
		default:
			return nameBonus
		}
	}
	return 0
}

// ofAnother reports whether y, wherever c's sentence has it, stands behind another
// first name than the question has.
func (a *asked) ofAnother(c *candidate, y int) bool {
	s := c.sentences[c.at]
	for _, h := range c.hitsOf(c.at) {
		if h.term != y {
			continue
		}
		if h.word-1 <= s.first || !c.capitals(h.word-1, h.word) {
			return false
		}
		before := c.words[h.word-1]
		word, gap := c.art.Text[before.Start:before.End], c.art.Text[before.End:c.words[h.word].Start]
		if _, asked := a.byHash[before.Hash]; asked || gap != " " || before.Flags&(stopWord|number) != 0 || isTitle(word) {
			return false
		}
	}
	return true
}

// entitles reports whether a sentence of m has x, a title or another word of a name, and then y as one name.
func (m *match) entitles(x, y int) bool {
	for i := range m.of {
		hits := m.hitsOf(i)
		for k, h := range hits {
			if h.term != x {
				continue
			}
			for _, g := range hits[k+1:] {
				if g.term == y && g.word > h.word && g.word <= h.word+1+titleApart && m.capitals(h.word+1, g.word+1) {
					return true
				}
			}
		}
	}
	return false
}

// capitals reports whether the words of r from from to before to have capitals.
func (r *reading) capitals(from, to int) bool {
	for _, w := range r.words[from:to] {
		if w.Flags&capital == 0 {
			return false
		}
	}
	return true
}

// complete adds a hit of x to each of y that has a capital and no x in its sentence.
func (m *match) complete(x, y int) {
	all := make([]hit, 0, len(m.hits)+4)
	for i := range m.of {
		hits := m.hitsOf(i)
		has := false
		for _, h := range hits {
			has = has || h.term == x
		}
		from := len(all)
		for _, h := range hits {
			if h.term == y && !has && m.words[h.word].Flags&capital != 0 {
				all = append(all, hit{term: x, word: h.word})
				m.tf[x]++
			}
			all = append(all, h)
		}
		m.of[i] = span{from, len(all)}
	}
	m.hits = all
}
