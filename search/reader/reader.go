// Package reader finds the words of a sentence that answer a question: the ones
// shown in bold. A question of who, when, where, how many and their like asks
// for a few words; every run of up to twelve words with plausible borders is a
// candidate, and boosted trees over its shape, its neighbours and its distance
// to the question's words choose (learn, beside this package, trains them).
package reader

import (
	_ "embed"
	"sync"

	"byline/article"
	"byline/search/trees"
	"byline/text"
)

// maxWords is the longest answer in words: longer ones are 3 % of the public
// questions, and seldom found whole.
const maxWords = 12

// Sentences beyond maxSentences of one call, and words beyond maxSentence of
// one sentence, are not looked at.
const (
	maxSentences = 5
	maxSentence  = 80
)

// A Sentence is where an answer may stand, best first in a call.
type Sentence struct {
	Text     string
	Language string  // BCP 47 primary subtag; decides stemming
	Title    string  // of its article
	Score    float64 // of the ranking; only differences matter
}

// Weights tells how telling a term is: its inverse document frequency as a share
// of the largest possible one, 0…1. nil weighs all terms alike.
type Weights func(term string) float64

// A Span is a candidate with what the model thinks of it.
type Span struct {
	Sentence int // index into the sentences of the call
	article.Span
	Score float64 // log odds against the other candidates of the call
}

//go:embed weights.bin
var weights []byte

// models are decoded on first use: a program that never answers should not pay.
var models = sync.OnceValues(func() ([2]*trees.Model, error) {
	m, err := trees.Decode(weights)
	if err != nil {
		return [2]*trees.Model{}, err
	}
	first, rest := m.Split(firstTrees)
	return [2]*trees.Model{first, rest}, nil
})

// Best returns the words of the sentences that answer the question, best
// first: at most one span a sentence, none where the question asks for no
// words (why, is it so).
func Best(question string, sentences []Sentence, idf Weights) ([]Span, error) {
	m, err := models()
	if err != nil {
		return nil, err
	}
	q := Read(question)
	if !q.AsksForWords() {
		return nil, nil
	}
	candidates := Candidates(q, sentences, idf)
	scores := scoresOf(candidates, m[0], m[1])
	best := make([]Span, 0, len(sentences))
	for i, c := range candidates {
		s := Span{Sentence: c.Sentence, Span: c.Span, Score: scores[i]}
		if n := len(best); n > 0 && best[n-1].Sentence == s.Sentence {
			if s.Score > best[n-1].Score {
				best[n-1] = s
			}
			continue
		}
		best = append(best, s)
	}
	return best, nil
}

// analyze returns the words of a sentence, at most maxSentence of them.
func analyze(s Sentence) []text.Token {
	toks := text.For(s.Language).Tokens(make([]text.Token, 0, 40), s.Text)
	return toks[:min(len(toks), maxSentence)]
}
