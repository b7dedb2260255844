package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"byline/article"
)

// A Question is a line of a question file.
type Question struct {
	ID         string     `json:"id"`
	Text       string     `json:"question"`
	Answers    []string   `json:"answers"`     // reference answers, any of which is right
	All        []string   `json:"all_answers"` // with repetitions, where annotators agreed; optional
	Evidence   []Evidence `json:"evidence"`
	Answerable bool       `json:"answerable"`
	Type       string     `json:"type"`
}

// Evidence says where an answer stands: a span, sentences, or a text of an
// article. Start and End count characters of the text as published.
type Evidence struct {
	Article    string   `json:"article"`
	Paragraph  *int     `json:"paragraph"`
	Start      *int     `json:"start"`
	End        *int     `json:"end"`
	Sentences  []string `json:"sentences"`
	Text       string   `json:"text"`
	Distractor bool     `json:"distractor"` // looks right and is not
}

// maxLine bounds a line of a question file, in bytes.
const maxLine = 16 << 20

// ReadQuestions reads question JSONL, plain or gzipped. The error names the
// line it is on.
func ReadQuestions(r io.Reader) ([]Question, error) {
	var out []Question
	err := lines(r, func(n int, line []byte) error {
		q := Question{Answerable: true}
		if err := json.Unmarshal(line, &q); err != nil {
			return badLine(n, err)
		}
		if strings.TrimSpace(q.Text) == "" {
			return badLine(n, errors.New(`no "question"`))
		}
		out = append(out, q)
		return nil
	})
	return out, err
}

// Lost returns how many of the questions name evidence in an article that texts
// has not: what is looked for there is never found.
func Lost(questions []Question, texts map[string]string) int {
	n := 0
	for _, q := range questions {
		if slices.ContainsFunc(q.Evidence, func(e Evidence) bool { _, ok := texts[e.Article]; return !ok }) {
			n++
		}
	}
	return n
}

// Texts reads the texts of article JSONL, plain or gzipped, by their ids, as
// published: evidence counts its characters in them.
func Texts(r io.Reader) (map[string]string, error) {
	out := make(map[string]string)
	err := lines(r, func(n int, line []byte) error {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			return badLine(n, err)
		}
		out[a.ID] = a.Text
		return nil
	})
	return out, err
}

// lines calls each with every line that is not blank, counting from 1.
func lines(r io.Reader, each func(n int, line []byte) error) error {
	buf := bufio.NewReader(r)
	if magic, err := buf.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(buf)
		if err != nil {
			return badLine(1, err)
		}
		buf = bufio.NewReader(z)
	}
	scan := bufio.NewScanner(buf)
	scan.Buffer(make([]byte, 64<<10), maxLine)
	n := 0
	for scan.Scan() {
		n++
		if len(strings.TrimSpace(scan.Text())) == 0 {
			continue
		}
		if err := each(n, scan.Bytes()); err != nil {
			return err
		}
	}
	if err := scan.Err(); err != nil {
		return badLine(n+1, err)
	}
	return nil
}

func badLine(n int, err error) error {
	return &article.Error{
		Kind:   article.Invalid,
		Public: fmt.Sprintf("Line %d of the set cannot be read (%v). Each line is one JSON object; README.md lists its fields.", n, err),
		Err:    fmt.Errorf("eval: line %d: %w", n, err),
	}
}
