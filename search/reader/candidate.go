package reader

import (
	"byline/article"
	"byline/text"
)

// A Candidate is a run of words with its features.
type Candidate struct {
	Sentence int
	article.Span
	Values []float32 // in the order of Names
}

// Candidates returns every plausible run of words of the sentences, in order
// of sentence and place.
func Candidates(q Question, sentences []Sentence, idf Weights) []Candidate {
	if idf == nil {
		idf = func(string) float64 { return 1 }
	}
	var out []Candidate
	call := newCall(q, sentences[:min(len(sentences), maxSentences)], idf)
	for i := range call.lines {
		l := &call.lines[i]
		for from := range l.toks {
			if !l.mayStart(from) {
				continue
			}
			for to := from; to < min(from+maxWords, len(l.toks)); to++ {
				if to > from && l.severed(to) {
					break
				}
				if l.mayEnd(to) {
					out = append(out, Candidate{Sentence: i, Span: l.span(from, to), Values: call.values(l, from, to)})
				}
			}
		}
	}
	return out
}

// starting are stop words that an answer may begin with: they say where,
// when, how much, or not.
var starting = set("in at on to by for from about over under between more less no not because with after before during both all until into than as through what who whose own must only can two")

// ending are the few stop words that an answer may end with.
var ending = set("us him her them it me you himself itself themselves there then not now")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, t := range text.For("").Tokens(nil, words) {
		m[t.Term] = true
	}
	return m
}

// line is a sentence as words.
type line struct {
	Sentence
	toks  []text.Token
	words []string // folded
	forms []form
	ends  []float32  // of the words, as endOf
	odds  []wordOdds // of the words
	marks []gap      // what stands before each word; one more at the end
	match []bool     // word is one of the question's
	idf   []float64
	left  []float64 // sums of matched weight before each word
	cover float64   // share of the question's weight that the sentence has
	order float64   // place and score within the call, as a feature
	delta float64
}

func (l *line) span(from, to int) article.Span {
	return article.Span{Start: l.toks[from].Start, End: l.end(to)}
}

// end returns where the printed word ends, with a percent sign or the closing
// parts of a number that belong to it.
func (l *line) end(i int) int {
	e := l.toks[i].End
	if l.toks[i].Number && e < len(l.Text) && l.Text[e] == '%' {
		e++
	}
	return e
}

func (l *line) mayStart(i int) bool {
	w := l.words[i]
	return !l.toks[i].Stop || starting[w]
}

func (l *line) mayEnd(i int) bool { return !l.toks[i].Stop || ending[l.words[i]] }

// severed reports whether punctuation before word i ends any answer: a
// semicolon, a colon, a dash, the border of a parenthesis' outside.
func (l *line) severed(i int) bool { return l.marks[i] == strong }
