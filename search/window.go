package search

import (
	"strings"

	"byline/article"
	"byline/text"
)

// windowWords is the most words of a passage shown, unless one sentence has more.
const windowWords = 200

// A window is a run of whole sentences [from,to) of a reading.
type window struct{ from, to int }

// windowAround grows a window around sentence i: inside its paragraph first,
// towards the neighbour that holds more of the question, then beyond, but not
// into the windows shown already.
func (a *asked) windowAround(m *match, i int, shown []window) window {
	w := window{i, i + 1}
	free := span{0, len(m.sentences)}
	for _, s := range shown {
		if s.to <= i {
			free.from = max(free.from, s.to)
		}
		if s.from > i {
			free.to = min(free.to, s.from)
		}
	}
	p := m.paragraphOf(i)
	p.from, p.to = max(p.from, free.from), min(p.to, free.to)
	words := a.grow(m, &w, m.wordsIn(i), p)
	if w.from == p.from && w.to == p.to {
		a.grow(m, &w, words, free)
	}
	return w
}

// grow adds sentences within limit to w while they fit, and returns its words.
func (a *asked) grow(m *match, w *window, words int, limit span) int {
	fits := func(i int) bool {
		return i >= limit.from && i < limit.to && words+m.wordsIn(i) <= windowWords
	}
	for {
		before, after := fits(w.from-1), fits(w.to)
		switch {
		case before && (!after || a.covered(m.mask(w.from-1)) > a.covered(m.mask(w.to))):
			w.from--
			words += m.wordsIn(w.from)
		case after:
			words += m.wordsIn(w.to)
			w.to++
		default:
			return words
		}
	}
}

// wordsIn returns the number of words of sentence i as a reader counts them:
// between blanks, and in scripts without blanks as text.CountWords. They are
// counted once.
func (m *match) wordsIn(i int) int {
	if m.counts == nil {
		m.counts = make([]int32, len(m.sentences))
	}
	if m.counts[i] == 0 {
		m.counts[i] = int32(countWords(m.sentences[i].Of(m.art.Text)))
	}
	return int(m.counts[i])
}

func countWords(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	if len(s) > longWord*n {
		return text.CountWords(s)
	}
	return n
}

// longWord is a mean length of words, in bytes with the blank after them,
// above which a sentence is taken for one without blanks. English has 6,
// Finnish 9, Russian 14.
const longWord = 30

// spanOf returns the bytes of w.
func (r *reading) spanOf(w window) article.Span {
	return article.Span{Start: r.sentences[w.from].Start, End: r.sentences[w.to-1].End}
}
