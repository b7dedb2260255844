package search_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

func TestFollowUp(t *testing.T) {
	s := treaties(t)
	first := find(t, s, search.Question{Text: "who proposed the moratorium"})
	turn := article.Turn{Question: "who proposed the moratorium", Text: first.Sentences[0].Text(), Articles: []article.ID{first.Sentences[0].Article.ID}}
	for _, tt := range []struct{ question, understood, want string }{
		{"and whom did he call on?", "whom did Russian President Vladimir Putin call on (proposed, moratorium)?", "He called on NATO"},
		{"how many tonnes of wheat did farmers bring in", "how many tonnes of wheat did farmers bring in", "Farmers"},
	} {
		found := find(t, s, search.Question{Text: tt.question, Previous: []article.Turn{turn}})
		if !strings.Contains(found.Question, tt.understood) && found.Question != tt.understood {
			t.Errorf("%s: understood as %q, want %q", tt.question, found.Question, tt.understood)
		}
		if len(found.Sentences) == 0 || !strings.HasPrefix(found.Sentences[0].Text(), tt.want) {
			t.Errorf("%s: %v first, want %q", tt.question, found.Sentences, tt.want)
		}
	}
}

// samples reads the sample articles.
func samples(t *testing.T) []*article.Article {
	t.Helper()
	files, err := filepath.Glob("../sample/articles/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample articles", err)
	}
	var out []*article.Article
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, body, ok := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		if !ok {
			t.Fatalf("%s has no head", file)
		}
		a := &article.Article{Ref: filepath.Base(file), Text: strings.TrimSpace(body)}
		for line := range strings.Lines(head) {
			switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
			case "title":
				a.Title = value
			case "source":
				a.Source = value
			case "date":
				a.Published = day(value)
			case "language":
				a.Language = value
			}
		}
		out = append(out, a)
	}
	return out
}

// TestSampleDialogues asks the second questions of testdata/sample_dialogues.txt
// as one goes on and spelled out.
func TestSampleDialogues(t *testing.T) {
	data, err := os.ReadFile("testdata/sample_dialogues.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := over(t, samples(t)...)
	var spelled, followed, n int
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || len(f) != 4 {
			continue
		}
		right := func(q search.Question) int {
			found := find(t, s, q)
			if len(found.Passages) == 0 || !strings.Contains(found.Passages[0].Passage.Of(found.Passages[0].Article.Text), f[3]) {
				t.Logf("%q, understood as %q, does not find %q", q.Text, found.Question, f[3])
				return 0
			}
			return 1
		}
		n++
		spelled += right(search.Question{Text: f[2]})
		answer := find(t, s, search.Question{Text: f[0]}).Sentences[0]
		turn := article.Turn{Question: f[0], Text: answer.Text(), Articles: []article.ID{answer.Article.ID}}
		followed += right(search.Question{Text: f[1], Previous: []article.Turn{turn}})
	}
	t.Logf("dialogues over the sample articles, first passages right of %d: spelled out %d, as follow-ups %d", n, spelled, followed)
	if n < 40 || 100*(spelled-followed) > 3*n {
		t.Errorf("follow-ups right %d, spelled out %d of %d: more than 3 points behind", followed, spelled, n)
	}
}

// TestDialogues asks the second questions of testdata/dialogues.jsonl as
// follow-ups with a pronoun and spelled out, over the articles of SQuAD.
func TestDialogues(t *testing.T) {
	dir := filepath.Join(bench(t), "squad11")
	var articles []*article.Article
	lines(t, filepath.Join(dir, "articles.jsonl.gz"), func(a struct{ ID, Title, Text string }) {
		articles = append(articles, &article.Article{Ref: a.ID, Title: a.Title, Text: a.Text})
	})
	type question struct {
		ID, Question string
		Answers      []string
		Evidence     []struct{ Article string }
	}
	questions := map[string]question{}
	lines(t, filepath.Join(dir, "questions.jsonl.gz"), func(q question) { questions[q.ID] = q })
	s := over(t, articles...)
	var spelled, followed, n int
	lines(t, "testdata/dialogues.jsonl", func(d struct {
		First, Second string
		Start, End    int // of the words in the second question that the pronoun stands for
		Word          string
	}) {
		first, second := questions[d.First], questions[d.Second]
		right := func(q search.Question) int {
			found := find(t, s, q)
			if len(found.Passages) == 0 {
				return 0
			}
			h := found.Passages[0]
			for _, a := range second.Answers {
				if h.Article.Ref == second.Evidence[0].Article && strings.Contains(strings.ToLower(h.Passage.Of(h.Article.Text)), strings.ToLower(a)) {
					return 1
				}
			}
			return 0
		}
		n++
		spelled += right(search.Question{Text: second.Question})
		answer := find(t, s, search.Question{Text: first.Question}).Sentences[0]
		turn := article.Turn{Question: first.Question, Text: answer.Text(), Articles: []article.ID{answer.Article.ID}}
		followed += right(search.Question{Text: second.Question[:d.Start] + d.Word + second.Question[d.End:], Previous: []article.Turn{turn}})
	})
	t.Logf("dialogues over squad11, first passages right of %d: spelled out %d, as follow-ups %d", n, spelled, followed)
	if n < 100 || 100*(spelled-followed) > 3*n {
		t.Errorf("follow-ups right %d, spelled out %d of %d: more than 3 points behind", followed, spelled, n)
	}
}

// bench returns the folder of public question sets, and skips the test when
// there is none.
func bench(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("BYLINE_SHARED"); dir != "" {
		return filepath.Join(dir, "bench")
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		sets := filepath.Join(dir, "shared", "bench")
		if _, err := os.Stat(sets); err == nil {
			return sets
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("there is no folder shared/bench beside the repository; set BYLINE_SHARED to its place")
	return ""
}

// lines decodes the lines of a JSONL file, gzipped when its name says so.
func lines[T any](t *testing.T, path string, f func(T)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	scan := bufio.NewScanner(file)
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		scan = bufio.NewScanner(z)
	}
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		var v T
		if err := json.Unmarshal(scan.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		f(v)
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
}
