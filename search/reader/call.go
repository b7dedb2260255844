package reader

import (
	"math"
	"strings"

	"byline/text"
)

// call is one question on some sentences: what candidates share.
type call struct {
	q     Question
	lines []line
	kind  [kinds]float32
	sort  [sorts]float32
	total float64 // the question's weight
	room  []float32
}

func newCall(q Question, sentences []Sentence, idf Weights) *call {
	c := &call{q: q, lines: make([]line, len(sentences))}
	c.kind[q.Kind], c.sort[q.Sort] = 1, 1
	for _, t := range q.distinct() { // in order, so that the sum is the same each time
		c.total += idf(t)
	}
	for i, s := range sentences {
		c.lines[i] = c.line(s, idf)
		c.lines[i].order = float64(i)
		c.lines[i].delta = sentences[0].Score - s.Score
	}
	return c
}

// line analyses one sentence.
func (c *call) line(s Sentence, idf Weights) line {
	l := line{Sentence: s, toks: analyze(s)}
	n := len(l.toks)
	l.words, l.marks = make([]string, n), make([]gap, n+1)
	l.match, l.idf, l.left = make([]bool, n), make([]float64, n), make([]float64, n+1)
	l.forms, l.ends, l.odds = make([]form, n), make([]float32, n), make([]wordOdds, n)
	end, seen := 0, make(map[string]bool)
	for i, t := range l.toks {
		l.words[i] = text.Fold(s.Text[t.Start:t.End])
		l.forms[i], l.ends[i], l.odds[i] = formOf(s.Text, t, l.words[i]), endOf(l.words[i]), odds()[l.words[i]]
		l.marks[i] = gapOf(s.Text[min(end, t.Start):t.Start])
		end = t.End
		l.idf[i] = idf(t.Term)
		l.match[i] = c.q.Terms[t.Term]
		l.left[i+1] = l.left[i]
		if l.match[i] {
			l.left[i+1] += l.idf[i]
			if !seen[t.Term] {
				seen[t.Term] = true
				l.cover += l.idf[i]
			}
		}
	}
	if n > 0 {
		l.marks[0] = border
	}
	l.marks[n] = border
	if rest := strings.TrimSpace(s.Text[min(end, len(s.Text)):]); rest != "" {
		if g := gapOf(rest); g != period {
			l.marks[n] = g
		}
	}
	if c.total > 0 {
		l.cover /= c.total
	}
	return l
}

// near sums the weight of the question's words around the candidate, each
// divided by its distance in words.
func (l *line) near(from, to int) (left, right float64) {
	for i := from - 1; i >= max(0, from-20); i-- {
		if l.match[i] {
			left += l.idf[i] / float64(from-i)
		}
	}
	for i := to + 1; i < min(len(l.toks), to+21); i++ {
		if l.match[i] {
			right += l.idf[i] / float64(i-to)
		}
	}
	return left, right
}

// distance returns how many words lie to the nearest word of the question on
// each side; 30 when there is none.
func (l *line) distance(from, to int) (left, right float64) {
	left, right = 30, 30
	for i := from - 1; i >= 0; i-- {
		if l.match[i] {
			left = math.Min(left, float64(from-i))
			break
		}
	}
	for i := to + 1; i < len(l.toks); i++ {
		if l.match[i] {
			right = math.Min(right, float64(i-to))
			break
		}
	}
	return left, right
}
