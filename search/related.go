package search

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"byline/text"
)

// relatedFile holds groups of words that are about the same thing, one a line.
//
//go:embed related.txt
var relatedFile string

// relations returns, by the hash of an English term, those of the words of its
// groups, its own left out.
var relations = sync.OnceValue(func() map[uint32][]uint32 {
	out := make(map[uint32][]uint32)
	for line := range strings.Lines(relatedFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var group []uint32
		for _, w := range strings.Fields(line) {
			group = append(group, hash(text.For("en").Term(w)))
		}
		for _, h := range group {
			for _, other := range group {
				if other != h && !slices.Contains(out[h], other) {
					out[h] = append(out[h], other)
				}
			}
		}
	}
	return out
})

// A likeness is which words of a text stand for words of the question that it
// may not have: related ones, and those that begin alike.
type likeness struct {
	related, akin map[uint32]uint64 // terms of the question as a mask, by a word's hash and by its prefix
	nearRelated   [1 << 12]bool     // by the low bits: whether any may be there; a question has some hundred
	nearAkin      [1 << 8]bool
}

// likes returns the likeness of a, which is made once.
func (a *asked) likes() *likeness {
	if a.like != nil {
		return a.like
	}
	l := &likeness{related: make(map[uint32]uint64), akin: make(map[uint32]uint64)}
	for i, t := range a.terms {
		for _, h := range relations()[hash(t.alts[0])] {
			l.related[h] |= 1 << i
			l.nearRelated[h%(1<<12)] = true
		}
		if t.prefix != 0 {
			l.akin[t.prefix] |= 1 << i
			l.nearAkin[t.prefix&255] = true
		}
	}
	a.like = l
	return l
}

// A standIn is terms of the question as masks: those that a related word stands
// for, and one that begins alike.
type standIn struct{ related, akin uint64 }

func (x standIn) and(y standIn) standIn { return standIn{x.related | y.related, x.akin | y.akin} }

// of returns which terms words stand for.
func (l *likeness) of(words []word) standIn {
	var out standIn
	for k := range words {
		w := &words[k]
		if l.nearRelated[w.Hash%(1<<12)] {
			out.related |= l.related[w.Hash]
		}
		if w.Prefix != 0 && l.nearAkin[w.Prefix&255] {
			out.akin |= l.akin[w.Prefix]
		}
	}
	return out
}

// measureLikeness fills in what of the question the article's words stand for
// that are not the question's own: anywhere, where lead is, and beside the
// words of one sentence. all and lead are the terms that are there themselves.
func (a *asked) measureLikeness(m *match, f []float64, all, lead uint64) {
	l := a.likes()
	title := l.of(m.reading.title)
	whole, first := title, title
	own, related, akin := 0.0, 0.0, 0.0
	var before [3]uint64
	for i, s := range m.sentences {
		in := l.of(m.words[s.first:s.last])
		whole = whole.and(in)
		if s.paragraph == 0 {
			first = first.and(in)
		}
		mask := m.mask(i) | m.title
		masks := [3]uint64{mask, mask | in.related | title.related, mask | in.akin | title.akin}
		if masks == before {
			continue
		}
		before = masks
		own, related, akin = max(own, a.covered(masks[0])), max(related, a.covered(masks[1])), max(akin, a.covered(masks[2]))
	}
	f[aRelated] = a.covered(whole.related &^ all)
	f[aRelatedLead] = a.covered(first.related &^ lead)
	f[aRelatedBest] = related - own
	f[aAkinAll] = a.covered(whole.akin &^ all)
	f[aAkinLead] = a.covered(first.akin &^ lead)
	f[aAkinBest] = akin - own
}
