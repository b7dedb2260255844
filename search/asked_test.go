package search_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/search"
)

// town reads the articles of testdata/town.jsonl, which were written for these tests.
func town(t *testing.T) *search.Searcher {
	var articles []*article.Article
	lines(t, "testdata/town.jsonl", func(a struct {
		ID, Title, Source, Published, Text string
		Story                              article.ID
	}) {
		articles = append(articles, &article.Article{Ref: a.ID, Title: a.Title, Source: a.Source, Published: day(a.Published), Text: a.Text, Story: a.Story})
	})
	return over(t, articles...)
}

// TestAsked asks what testdata/asked.txt has, as people type it: what stands
// behind the arrow is in the first sentence or, with "&", in what answers
// together; "nothing" is for what must be declined. Turns are parted by "||".
// A few may be wrong, or right and not sure: the weights are fitted to other
// questions, and fitted anew.
func TestAsked(t *testing.T) {
	data, err := os.ReadFile("testdata/asked.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := town(t)
	n, wrong, unsure := 0, 0, 0
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	for line := range strings.Lines(string(data)) {
		turns, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok {
			continue
		}
		var found article.Found
		var before []article.Turn
		for question := range strings.SplitSeq(turns, " || ") {
			found = find(t, s, search.Question{Text: question, Now: now, Previous: before})
			turn := article.Turn{Question: question, Text: together(found)}
			if found.Question != question {
				turn.Understood = found.Question
			}
			for _, q := range found.Sentences[:min(len(found.Sentences), max(1, found.Together))] {
				turn.Articles = append(turn.Articles, q.Article.ID)
			}
			before = append(before, turn)
		}
		said, sure := together(found), found.Confidence >= .5
		right := true
		for part := range strings.SplitSeq(want, " & ") {
			right = right && slices.ContainsFunc(strings.Split(part, "|"), func(w string) bool { return strings.Contains(said, w) })
		}
		n++
		switch {
		case want == "nothing" && sure, want != "nothing" && !right:
			wrong++
		case want != "nothing" && !sure:
			unsure++
		default:
			continue
		}
		t.Logf("%s: confidence %.2f, %q, understood as %q; want %q", turns, found.Confidence, said, found.Question, want)
	}
	t.Logf("%d questions, %d wrong, %d right and not sure", n, wrong, unsure)
	if n < 200 || 100*wrong > 8*n || 100*unsure > 12*n {
		t.Errorf("%d of %d questions wrong, %d right and not sure; want at most 8 and 12 in a hundred", wrong, n, unsure)
	}
}

// together is the text of what answers.
func together(f article.Found) string {
	var out []string
	for _, q := range f.Sentences[:min(len(f.Sentences), max(1, f.Together))] {
		out = append(out, q.Text())
	}
	return strings.Join(out, " ")
}
