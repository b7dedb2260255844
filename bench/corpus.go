package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A sourceArticle is an article of a public set.
type sourceArticle struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// sets are the folders whose articles and questions are used.
var sets = []string{"squad11", "newwiki", "qed_nq", "clapnq", "multihoprag_facts"}

// readSets returns the articles and the questions of the sets in dir.
func readSets(dir string) (articles []sourceArticle, questions []string, err error) {
	for _, set := range sets {
		err := eachLine(filepath.Join(dir, set, "articles.jsonl.gz"), func(line []byte) error {
			var a sourceArticle
			err := json.Unmarshal(line, &a)
			articles = append(articles, a)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
		err = eachLine(filepath.Join(dir, set, "questions.jsonl.gz"), func(line []byte) error {
			var q struct {
				Question string `json:"question"`
			}
			err := json.Unmarshal(line, &q)
			questions = append(questions, q.Question)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return articles, questions, nil
}

// eachLine calls f with each line of a gzipped file.
func eachLine(name string, f func([]byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	r := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := r.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			if err := f(line); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// findSets returns the folder of the public sets: BYLINE_SHARED/bench, or the
// first shared/bench beside a folder above the working one; "" when there is none.
func findSets() string {
	if dir := os.Getenv("BYLINE_SHARED"); dir != "" {
		return filepath.Join(dir, "bench")
	}
	dir, err := os.Getwd()
	for err == nil {
		sets := filepath.Join(dir, "shared", "bench")
		if _, err := os.Stat(sets); err == nil {
			return sets
		}
		if dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	return ""
}
