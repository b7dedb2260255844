package search

import (
	"strings"

	"byline/text"
	"byline/text/vectors"
)

// A gist is what the words of a question mean, beside what they are: a
// sentence may answer in other words.
type gist struct {
	terms []*vectors.Vector // by term; nil: not known
	rare  []float32         // by term: vectors.Word's weight; 1: not known
	whole vectors.Vector    // the sum of all, by their idf
	words map[uint32]*wordGist

	near, par *sense // of the sentence that is measured: its neighbours, its paragraph
	room      room
}

// room hands out memory in pieces: a question looks at some thousand words and
// some hundred sentences.
type room struct {
	words   []wordGist
	senses  []sense
	numbers []float32
}

// usualWords is about how many words a question looks at.
const usualWords = 1 << 10

// word returns an empty word with n cosines.
func (r *room) word(n int) *wordGist {
	if len(r.words) == 0 {
		r.words = make([]wordGist, 64)
	}
	w := &r.words[0]
	r.words, w.cosines = r.words[1:], r.row(n)
	return w
}

// sense returns an empty sense of n terms.
func (r *room) sense(n int) *sense {
	if len(r.senses) == 0 {
		r.senses = make([]sense, 32)
	}
	s := &r.senses[0]
	r.senses, s.best = r.senses[1:], r.row(n)
	return s
}

// row returns n zeros.
func (r *room) row(n int) []float32 {
	if len(r.numbers) < n {
		r.numbers = make([]float32, max(n, 1024))
	}
	row := r.numbers[:n:n]
	r.numbers = r.numbers[n:]
	return row
}

// A wordGist is how a word of a text stands to a question's.
type wordGist struct {
	vectors.Word
	cosines []float32 // by term
}

// A sense is what a sentence says in words that are not the question's.
type sense struct {
	best []float32      // by term: the largest cosine of such a word
	all  vectors.Vector // the sum of all its content words
	rest vectors.Vector // the sum of those
}

// faintest is the least cosine that counts; that of two words taken by chance
// is rarely larger.
const faintest = .3

// timely are words whose like are other times: "August" is not "October".
var timely = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq("january february march april may june july august september october november december " +
		"monday tuesday wednesday thursday friday saturday sunday") {
		m[w] = true
	}
	return m
}()

// gist reads what a's words mean, once.
func (a *asked) gist() *gist {
	if a.gisted != nil {
		return a.gisted
	}
	g := &gist{
		terms: make([]*vectors.Vector, len(a.terms)), rare: make([]float32, len(a.terms)),
		words: make(map[uint32]*wordGist, usualWords),
	}
	g.near, g.par = g.room.sense(len(a.terms)), g.room.sense(len(a.terms))
	english := text.For("en")
	for i, t := range a.terms {
		g.rare[i] = 1
		if t.number || a.foreign {
			continue
		}
		if w, ok := vectors.Of(text.Hash(english.Term(t.word))); ok {
			g.rare[i] = w.Weight
			if timely[strings.ToLower(t.word)] {
				continue
			}
			g.terms[i] = &w.Vector
			g.whole.Add(&w.Vector, float32(t.idf))
		}
	}
	a.gisted = g
	return g
}

// of returns how word w of in, the text of r or its title, stands to the
// question's; nil when its meaning is not known. What language an article is in is a guess when it is
// short, so that words are taken for English wherever the question is.
func (g *gist) of(r *reading, in string, w word) *wordGist {
	l, ok := g.words[w.Hash]
	if ok {
		return l
	}
	h := w.Hash
	if r.art.Language != "en" {
		h = text.Hash(text.For("en").Term(in[w.Start:w.End]))
	}
	if known, ok := vectors.Of(h); ok {
		l = g.room.word(len(g.terms))
		l.Word = known
		for i, t := range g.terms {
			if t != nil {
				l.cosines[i] = t.Dot(&l.Vector)
			}
		}
	}
	g.words[w.Hash] = l
	return l
}

// sense returns what sentence i of m says beside the words of a.
func (a *asked) sense(m *match, i int) *sense {
	if m.senses == nil {
		m.senses = make([]*sense, len(m.sentences))
	}
	if m.senses[i] != nil {
		return m.senses[i]
	}
	g := a.gist()
	s := g.room.sense(len(a.terms))
	m.senses[i] = s
	for _, w := range m.words[m.sentences[i].first:m.sentences[i].last] {
		if w.Flags&(stopWord|number) != 0 {
			continue
		}
		l := g.of(m.reading, m.art.Text, w)
		if l == nil {
			continue
		}
		s.all.Add(&l.Vector, l.Weight)
		if _, asked := a.byHash[w.Hash]; asked {
			continue
		}
		s.rest.Add(&l.Vector, l.Weight)
		for t, c := range l.cosines {
			s.best[t] = max(s.best[t], c)
		}
	}
	return s
}

// empty makes s say nothing.
func (s *sense) empty() *sense {
	clear(s.best)
	*s = sense{best: s.best}
	return s
}

// join adds what another sentence says.
func (s *sense) join(other *sense) {
	s.all.Add(&other.all, 1)
	s.rest.Add(&other.rest, 1)
	for i, c := range other.best {
		s.best[i] = max(s.best[i], c)
	}
}

// has returns how well term i is in mask or s: 0 to 1.
func (s *sense) has(i int, mask uint64) float64 {
	switch c := float64(s.best[i]); {
	case mask&(1<<i) != 0:
		return 1
	case c < faintest:
		return 0
	default:
		return c * c
	}
}
