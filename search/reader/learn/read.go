package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"byline/eval"
	"byline/search/reader"
	"byline/text"
)

// question is a question with the sentences of its paragraph, best first, and
// the words that answer it.
type question struct {
	set, text string
	fold      uint32
	answers   []string
	sentences []reader.Sentence
	idf       reader.Weights
	gold      func(c reader.Candidate) float64 // F1 against the answers, 1 when exact
}

// read reads a question set and keeps the questions whose evidence is a span.
func read(dir, name string) ([]question, error) {
	articles, err := open(filepath.Join(dir, "articles.jsonl.gz"), eval.Texts)
	if err != nil {
		return nil, err
	}
	questions, err := open(filepath.Join(dir, "questions.jsonl.gz"), eval.ReadQuestions)
	if err != nil {
		return nil, err
	}
	idf := weigh(articles)
	var out []question
	for _, q := range questions {
		if len(q.Evidence) != 1 || q.Evidence[0].Start == nil || !q.Answerable {
			continue
		}
		e := q.Evidence[0]
		runes := []rune(articles[e.Article])
		if *e.End > len(runes) {
			continue
		}
		h := fnv.New32a()
		h.Write([]byte(e.Article))
		c := question{set: name, text: q.Text, fold: h.Sum32(), answers: q.Answers, idf: idf}
		c.sentences = rank(q.Text, string(runes[*e.Start:*e.End]), idf)
		c.gold = func(s reader.Candidate) float64 { return q.Overlap(s.Of(c.sentences[s.Sentence].Text)) }
		out = append(out, c)
	}
	return out, nil
}

func open[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(path)
	if err != nil {
		var zero T
		return zero, fmt.Errorf("open a question set: %w", err)
	}
	defer f.Close()
	return read(f)
}

// weigh counts document frequencies over paragraphs.
func weigh(articles map[string]string) reader.Weights {
	df, n := make(map[string]int), 0
	for _, s := range articles {
		for p := range text.Paragraphs(s) {
			n++
			seen := make(map[string]bool)
			for _, t := range text.For("en").Tokens(nil, p.Of(s)) {
				if !seen[t.Term] {
					seen[t.Term] = true
					df[t.Term]++
				}
			}
		}
	}
	top := math.Log(1 + (float64(n)+.5)/.5)
	return func(term string) float64 {
		d := float64(df[term])
		return math.Log(1+(float64(n)-d+.5)/(d+.5)) / top
	}
}

// kept is how many sentences a question is asked of, as in the product.
const kept = 3

// rank returns the paragraph's best sentences by coverage of the question,
// with a share of their neighbours'.
func rank(q, paragraph string, idf reader.Weights) []reader.Sentence {
	terms := reader.Read(q).Terms
	spans := text.Sentences(paragraph)
	cover := make([]float64, len(spans))
	for i, sp := range spans {
		cover[i] = covers(terms, sp.Of(paragraph), idf)
	}
	var out []reader.Sentence
	for i, sp := range spans {
		score := cover[i]
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(spans) {
				score += .15 * cover[j]
			}
		}
		out = append(out, reader.Sentence{Text: sp.Of(paragraph), Language: "en", Score: score})
	}
	slices.SortStableFunc(out, func(a, b reader.Sentence) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return out[:min(len(out), kept)]
}

func covers(terms map[string]bool, s string, idf reader.Weights) float64 {
	seen, sum := make(map[string]bool), 0.0
	for _, t := range text.For("en").Tokens(nil, s) {
		if terms[t.Term] && !seen[t.Term] {
			seen[t.Term] = true
			sum += idf(t.Term)
		}
	}
	return sum
}

// odds counts where answers begin and end: see odds.txt in package reader.
func odds(cases []question) string {
	counts := make(map[string]*[5]float64) // seen, start, end, open, close
	at := func(w string) *[5]float64 {
		if counts[w] == nil {
			counts[w] = new([5]float64)
		}
		return counts[w]
	}
	var all [5]float64
	for _, q := range cases {
		for _, s := range q.sentences[:1] {
			toks := text.For("").Tokens(nil, s.Text)
			for i, t := range toks {
				at(t.Term)[0]++
				all[0]++
				for _, a := range q.answers {
					mark(q, s.Text, toks, i, a, at, &all)
				}
			}
		}
	}
	var lines []string
	for w, c := range counts {
		if c[0] < 60 {
			continue
		}
		line := w
		for k := 1; k < 5; k++ {
			line += fmt.Sprintf(" %.2f", math.Log((c[k]+2)/(c[0]*all[k]/all[0]+2)))
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// mark counts the answer a when it begins at word i.
func mark(q question, s string, toks []text.Token, i int, a string, at func(string) *[5]float64, all *[5]float64) {
	if !strings.HasPrefix(s[toks[i].Start:], a) {
		return
	}
	end := toks[i].Start + len(a)
	last := i
	for last+1 < len(toks) && toks[last+1].End <= end {
		last++
	}
	count := func(j, k int) {
		if j >= 0 && j < len(toks) {
			at(toks[j].Term)[k]++
			all[k]++
		}
	}
	count(i, 1)
	count(last, 2)
	count(i-1, 3)
	count(last+1, 4)
}
