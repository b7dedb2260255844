package checktest

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/article"
	"byline/sample"
)

// benchSets are the public article sets of ../shared/bench that are used.
var benchSets = []string{"squad11", "newwiki", "qed_nq", "clapnq", "multihoprag_facts"}

// bench returns articles of the public sets, at most each of each set; the
// test is skipped where they are not to be found.
func bench(t *testing.T, each int) []*article.Article {
	t.Helper()
	dir := benchDir()
	if dir == "" {
		t.Skip("no ../shared/bench here; set BYLINE_SHARED to its parent to run on the public sets")
	}
	var out []*article.Article
	for _, set := range benchSets {
		as, err := readJSONL(filepath.Join(dir, set, "articles.jsonl.gz"), each)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, as...)
	}
	return out
}

// benchDir finds shared/bench beside the working directory or above it, empty
// when it is not there.
func benchDir() string {
	if s := os.Getenv("BYLINE_SHARED"); s != "" {
		return filepath.Join(s, "bench")
	}
	dir, err := os.Getwd()
	for err == nil {
		candidate := filepath.Join(dir, "shared", "bench")
		if _, err := os.Stat(candidate); err == nil {
			return candidate
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
	return ""
}

func readJSONL(file string, most int) (out []*article.Article, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() && len(out) < most {
		var rec struct{ ID, Title, Source, Published, Text string }
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			return nil, err
		}
		a := &article.Article{Ref: rec.ID, Title: rec.Title, Source: rec.Source, Text: rec.Text}
		if a.Published, err = article.ParseDate(rec.Published); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, lines.Err()
}

// own returns the articles of testdata/own.txt, which were written for this
// test: lines "title:", "source:", "published:", then paragraphs.
func own(t *testing.T) []*article.Article {
	t.Helper()
	data, err := os.ReadFile("testdata/own.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []*article.Article
	for part := range strings.SplitSeq("\n"+string(data), "\ntitle: ") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		head := strings.SplitN(part, "\n", 4)
		a := &article.Article{Title: head[0], Source: strings.TrimPrefix(head[1], "source: "), Text: strings.TrimSpace(head[3])}
		if a.Published, err = article.ParseDate(strings.TrimPrefix(head[2], "published: ")); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// samples returns the articles of the sample library that are in English.
func samples(t *testing.T) []*article.Article {
	t.Helper()
	var out []*article.Article
	err := sample.Each(func(name string, data []byte) error {
		_, rest, _ := strings.Cut(string(data), "---\n")
		head, body, _ := strings.Cut(rest, "---\n")
		a := &article.Article{Ref: name, Text: strings.TrimSpace(body)}
		for line := range strings.SplitSeq(head, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "title":
				a.Title = value
			case "source":
				a.Source = value
			case "date":
				d, err := article.ParseDate(value)
				if err != nil {
					return err
				}
				a.Published = d
			}
		}
		if name != "zwei-plus-vier.md" {
			out = append(out, a)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
