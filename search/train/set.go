package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"byline/article"
	"byline/search"
	"byline/search/index"
	"byline/search/memory"
)

// A question is a line of a questions file.
type question struct {
	ID         string
	Question   string
	Answers    []string
	Evidence   []evidence
	Answerable bool
}

// evidence is where an answer is: a range of an article, or sentences of it.
// The files count the range in characters; load counts it in bytes.
type evidence struct {
	Article    string
	Start, End int
	Text       string
	Sentences  []string
}

// A set is articles and questions, and a searcher over the articles.
type set struct {
	name      string
	articles  map[string]*article.Article // by ref
	questions []question
	search    *search.Searcher
}

// load reads the set in dir.
func load(dir string) (*set, error) {
	s := &set{name: filepath.Base(dir), articles: map[string]*article.Article{}}
	var list []*article.Article
	err := each(filepath.Join(dir, "articles.jsonl.gz"), func(a struct{ ID, Title, Source, Published, URL, Text string }) {
		date, _ := article.ParseDate(a.Published)
		art := &article.Article{Ref: a.ID, Title: a.Title, Source: a.Source, Published: date, URL: a.URL, Text: a.Text}
		s.articles[a.ID] = art
		list = append(list, art)
	})
	if err != nil {
		return nil, err
	}
	if err := each(filepath.Join(dir, "questions.jsonl.gz"), func(q question) { s.questions = append(s.questions, q) }); err != nil {
		return nil, err
	}
	s.countBytes()
	store, err := memory.New(list)
	if err != nil {
		return nil, err
	}
	s.search = search.New(index.New(store, 64<<20), store, 1<<30)
	return s, nil
}

// countBytes turns the ranges of the questions' evidence from characters into
// bytes.
func (s *set) countBytes() {
	places := map[string][]int{} // by article, where each character begins
	for _, q := range s.questions {
		for i := range q.Evidence {
			e := &q.Evidence[i]
			a := s.articles[e.Article]
			if a == nil || e.End <= e.Start {
				continue
			}
			if places[e.Article] == nil {
				places[e.Article] = characters(a.Text)
			}
			at := places[e.Article]
			last := len(at) - 1
			e.Start, e.End = at[min(e.Start, last)], at[min(e.End, last)]
		}
	}
}

// characters returns the byte that each character of text begins at, and the
// length of text.
func characters(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// each decodes the lines of a gzipped JSONL file.
func each[T any](path string, f func(T)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		f(v)
	}
	return lines.Err()
}

// spans returns where the evidence is in a; the whole of it when not said.
func (e evidence) spans(a *article.Article) []article.Span {
	if e.End > e.Start {
		return []article.Span{{Start: e.Start, End: e.End}}
	}
	var out []article.Span
	for _, s := range append(e.Sentences, e.Text) {
		if i := strings.Index(a.Text, s); s != "" && i >= 0 {
			out = append(out, article.Span{Start: i, End: i + len(s)})
		}
	}
	return out
}

func overlap(a, b article.Span) bool { return a.Start < b.End && b.Start < a.End }
