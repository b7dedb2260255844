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

// invented reads the articles of a file, which were written for these tests.
func invented(t *testing.T, file string) *search.Searcher {
	var articles []*article.Article
	lines(t, file, func(a struct {
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
	askAll(t, "testdata/town.jsonl", "testdata/asked.txt", 200, 6, 12)
}

// TestIsles asks what was written later, without looking at the rules.
func TestIsles(t *testing.T) {
	askAll(t, "testdata/isles.jsonl", "testdata/isles_asked.txt", 170, 13, 16)
}

// thatDay is when the questions of testdata were written.
var thatDay = time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)

// askAll asks the questions of a file over articles. Of a hundred so many may be
// wrong, and so many right and not sure.
func askAll(t *testing.T, articles, questions string, least, mostWrong, mostUnsure int) {
	data, err := os.ReadFile(questions)
	if err != nil {
		t.Fatal(err)
	}
	s := invented(t, articles)
	n, wrong, unsure := 0, 0, 0
	for line := range strings.Lines(string(data)) {
		turns, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok {
			continue
		}
		found := talk(t, s, strings.Split(turns, " || ")...)
		n++
		switch verdictOn(found, want) {
		case "wrong":
			wrong++
		case "unsure":
			unsure++
		default:
			continue
		}
		t.Logf("%s: confidence %.2f, %q, understood as %q; want %q", turns, found.Confidence, together(found), found.Question, want)
	}
	t.Logf("%d questions, %d wrong, %d right and not sure", n, wrong, unsure)
	if n < least || 100*wrong > mostWrong*n || 100*unsure > mostUnsure*n {
		t.Errorf("%d of %d questions wrong, %d right and not sure; want at most %d and %d in a hundred", wrong, n, unsure, mostWrong, mostUnsure)
	}
}

// talk asks one question after the other and returns what is found for the last.
func talk(t *testing.T, s *search.Searcher, questions ...string) article.Found {
	var found article.Found
	var before []article.Turn
	for _, question := range questions {
		found = find(t, s, search.Question{Text: question, Now: thatDay, Previous: before})
		turn := article.Turn{Question: question, Text: together(found)}
		if found.Question != question {
			turn.Understood = found.Question
		}
		if found.Confidence < .5 { // nothing is quoted then
			turn.Text = "The articles do not say."
		} else {
			for _, q := range found.Sentences[:min(len(found.Sentences), max(1, found.Together))] {
				turn.Articles = append(turn.Articles, q.Article.ID)
			}
		}
		before = append(before, turn)
	}
	return found
}

// verdictOn returns "wrong" for what says something else than want, and for what
// is sure of something where nothing is wanted; "unsure" for what is right and
// would not be shown.
func verdictOn(found article.Found, want string) string {
	said, certain := together(found), found.Confidence >= .5
	right := true
	for part := range strings.SplitSeq(want, " & ") {
		right = right && slices.ContainsFunc(strings.Split(part, "|"), func(w string) bool { return strings.Contains(said, w) })
	}
	switch {
	case slices.Contains(strings.Split(want, "|"), "nothing") && !certain:
		return ""
	case want == "nothing", !right:
		return "wrong"
	case !certain:
		return "unsure"
	}
	return ""
}

// TestIslesTurns asks second questions as one goes on and spelled out. As people go
// on, nearly as many must be right and sure, and few may be wrong and sure.
func TestIslesTurns(t *testing.T) {
	data, err := os.ReadFile("testdata/isles_turns.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := invented(t, "testdata/isles.jsonl")
	var n, spelled, followed, misled int
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || len(f) != 4 {
			continue
		}
		n++
		if verdictOn(talk(t, s, f[2]), f[3]) == "" {
			spelled++
		}
		found := talk(t, s, f[0], f[1])
		switch v := verdictOn(found, f[3]); {
		case v == "":
			followed++
			continue
		case found.Confidence >= .5:
			misled++
		}
		t.Logf("%s, %s: confidence %.2f, %q, understood as %q; want %q", f[0], f[1], found.Confidence, together(found), found.Question, f[3])
	}
	t.Logf("of %d second questions right and sure: spelled out %d, as follow-ups %d; wrong and sure %d", n, spelled, followed, misled)
	if n < 100 || 100*(spelled-followed) > 3*n || 100*misled > 8*n {
		t.Errorf("of %d second questions %d are right and sure, spelled out %d; %d are wrong and sure", n, followed, spelled, misled)
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
