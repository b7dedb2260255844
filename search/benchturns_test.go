package search_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"byline/article"
	"byline/search"
)

// TestTurnDialogues asks the second questions of testdata/turns.txt as one goes on and spelled
// out, over the public articles of their set. Of a hundred at most 3 fewer may be right
// and sure as follow-ups, and 4 fewer first passages right, and fewer must be wrong and
// sure than spelled out. The least and the most leave the ranking some room.
func TestTurnDialogues(t *testing.T) {
	data, err := os.ReadFile("testdata/turns.txt")
	if err != nil {
		t.Fatal(err)
	}
	sets := make(map[string]*search.Searcher)
	var n, spelled, followed, spelledPassages, followedPassages, spelledMisled, misled int
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || len(f) != 5 {
			continue
		}
		if sets[f[0]] == nil {
			sets[f[0]] = overBench(t, f[0])
		}
		s, gold := sets[f[0]], placesIn(t, f[1])
		n++
		right, passage, sure := gold.in(talk(t, s, f[4]))
		spelled, spelledPassages = spelled+right, spelledPassages+passage
		if sure && right == 0 {
			spelledMisled++
		}
		found := talk(t, s, f[2], f[3])
		right, passage, sure = gold.in(found)
		followed, followedPassages = followed+right, followedPassages+passage
		if sure && right == 0 {
			misled++
		}
		if right == 0 {
			t.Logf("%s, %s: confidence %.2f, %q, understood as %q", f[2], f[3], found.Confidence, together(found), found.Question)
		}
	}
	t.Logf("dialogues over public articles, second questions of %d right and sure: spelled out %d, as follow-ups %d; wrong and sure %d, %d; first passages right: %d, %d",
		n, spelled, followed, spelledMisled, misled, spelledPassages, followedPassages)
	if n < 370 || 100*(spelled-followed) > 3*n || 100*(spelledPassages-followedPassages) > 4*n || 100*followed < 66*n || misled >= spelledMisled || 100*misled > 17*n {
		t.Errorf("of %d second questions %d are right and sure, spelled out %d; wrong and sure %d, %d; first passages %d, %d", n, followed, spelled, misled, spelledMisled, followedPassages, spelledPassages)
	}
}

// overBench searches the articles of a public set.
func overBench(t *testing.T, set string) *search.Searcher {
	t.Helper()
	var articles []*article.Article
	lines(t, filepath.Join(bench(t), set, "articles.jsonl.gz"), func(a struct{ ID, Title, Text string }) {
		articles = append(articles, &article.Article{Ref: a.ID, Title: a.Title, Text: a.Text})
	})
	return over(t, articles...)
}

// places are the spans that answer a question, by the article's reference.
type places map[string][]article.Span

// placesIn reads "article:from-to,from-to,article:from-to".
func placesIn(t *testing.T, s string) places {
	t.Helper()
	out, ref := places{}, ""
	for part := range strings.SplitSeq(s, ",") {
		if before, after, named := strings.Cut(part, ":"); named {
			ref, part = before, after
		}
		var sp article.Span
		if _, err := fmt.Sscanf(part, "%d-%d", &sp.Start, &sp.End); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		out[ref] = append(out[ref], sp)
	}
	return out
}

// in returns 1 when what answers in f has one of the places and is sure, 1 when its first
// passage has one, and whether f is sure.
func (p places) in(f article.Found) (right, passage int, sure bool) {
	sure = f.Confidence >= .5
	for _, q := range f.Sentences[:min(len(f.Sentences), max(1, f.Together))] {
		if sure && q.Article.Ref == f.Sentences[0].Article.Ref && slices.ContainsFunc(p[q.Article.Ref], q.Span.Contains) {
			right = 1
		}
	}
	if len(f.Passages) > 0 && slices.ContainsFunc(p[f.Passages[0].Article.Ref], f.Passages[0].Passage.Contains) {
		passage = 1
	}
	return right, passage, sure
}
