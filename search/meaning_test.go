package search_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/search"
)

// hunches always finds the same passages.
type hunches []article.PassageID

func (h hunches) Nearest(_ context.Context, _ []article.LibraryID, _ string, k int) []article.PassageID {
	return h[:min(k, len(h))]
}

// passageOf returns the id of treaties' passage that says words.
func passageOf(t *testing.T, s *search.Searcher, words string) article.PassageID {
	t.Helper()
	for id := article.PassageID(1); id < 20; id++ {
		passages, err := s.Store.Passages(t.Context(), shared, []article.PassageID{id})
		if err != nil || len(passages) == 0 {
			continue
		}
		arts, err := s.Store.Articles(t.Context(), shared, []article.ID{passages[0].Article})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(passages[0].Of(arts[0].Text), words) {
			return id
		}
	}
	t.Fatalf("no passage says %q", words)
	return 0
}

// Without an opinion of Meaning's, everything is as without Meaning.
func TestNoHunch(t *testing.T) {
	with, without := treaties(t), treaties(t)
	with.Meaning = hunches{}
	for _, q := range []string{"who proposed the moratorium", "missiles or wheat", "zzyzx", "", "when was the INF treaty signed"} {
		for _, most := range []int{0, 1, 3} {
			a, b := find(t, with, search.Question{Text: q, Max: most}), find(t, without, search.Question{Text: q, Max: most})
			for _, f := range []*article.Found{&a, &b} { // two stores hold equal articles
				for i := range f.Sentences {
					f.Sentences[i].Article = &article.Article{Ref: f.Sentences[i].Article.Ref}
				}
				for i := range f.Passages {
					f.Passages[i].Article = &article.Article{Ref: f.Passages[i].Article.Ref}
				}
				f.Weighed.Candidates = nil
			}
			if !reflect.DeepEqual(a, b) {
				t.Errorf("%q, at most %d: found\n%+v\nwithout\n%+v", q, most, a, b)
			}
		}
	}
}

// Where words find nothing, what Meaning finds is shown, and is no proof.
func TestHunchLeads(t *testing.T) {
	s := treaties(t)
	q := search.Question{Text: "grain yield"}
	before := find(t, s, q)
	s.Meaning = hunches{passageOf(t, s, "Farmers brought"), passageOf(t, s, "Putin")}
	found := find(t, s, q)
	if len(found.Sentences) < 2 || found.Sentences[0].Article.Ref != "harvest" || found.Sentences[1].Article.Ref != "moratorium" {
		t.Errorf("sentences %v, want those of harvest and moratorium", found.Sentences)
	}
	if len(found.Passages) < 2 || found.Passages[0].Article.Ref != "harvest" {
		t.Errorf("passages %v, want harvest's first", found.Passages)
	}
	if found.Confidence != before.Confidence || !slices.Equal(found.Reasons, before.Reasons) {
		t.Errorf("confidence %.3f %q, %.3f %q by words alone", found.Confidence, found.Reasons, before.Confidence, before.Reasons)
	}
	checkScores(t, found)
	kept := found.Weighed
	if n := len(kept.Features); kept.Features[n-1] != "meaning" || len(kept.Candidates) == 0 || kept.Candidates[0].Values[n-1] != 1 {
		t.Errorf("kept for who asks why: %v of %v", kept.Candidates, kept.Features)
	}
}

// Where words are sure, Meaning moves nothing in front of what they found.
func TestHunchFollows(t *testing.T) {
	s := treaties(t)
	q := search.Question{Text: "when was the INF treaty signed"}
	before := find(t, s, q)
	s.Meaning = hunches{passageOf(t, s, "Farmers brought"), passageOf(t, s, "Bauern"), passageOf(t, s, "INF Treaty")}
	found := find(t, s, q)
	if !strings.Contains(found.Sentences[0].Text(), "signed in 1987") || found.Confidence != before.Confidence {
		t.Errorf("found %q first with confidence %.2f, %.2f by words", found.Sentences[0].Text(), found.Confidence, before.Confidence)
	}
	if len(found.Sentences) < len(before.Sentences) {
		t.Errorf("%d sentences, %d by words alone", len(found.Sentences), len(before.Sentences))
	}
	checkScores(t, found)
}

// What may not be shown is not shown on a hunch either: articles of another
// time, and passages that are gone. Max holds.
func TestHunchIsBound(t *testing.T) {
	s := treaties(t)
	s.Meaning = hunches{999, passageOf(t, s, "Putin"), passageOf(t, s, "Farmers brought")}
	found := find(t, s, search.Question{Text: "grain yield", Since: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)})
	for _, h := range found.Passages {
		if h.Article.Ref == "moratorium" {
			t.Error("an article of 2020 for a question since 2021")
		}
	}
	if len(found.Passages) == 0 {
		t.Error("nothing found since 2021")
	}
	if found := find(t, s, search.Question{Text: "grain yield", Max: 1}); len(found.Passages) != 1 || len(found.Sentences) != 1 {
		t.Errorf("%d passages and %d sentences, want one of each", len(found.Passages), len(found.Sentences))
	}
	only := find(t, s, search.Question{Text: "treaty", Article: 1})
	for _, q := range only.Sentences {
		if q.Article.ID != 1 {
			t.Errorf("%q is of another article than the one asked about", q.Text())
		}
	}
	s.Meaning = hunches{passageOf(t, s, "Farmers brought")}
	phrase := find(t, s, search.Question{Text: `what is said of "new missiles"`})
	for _, q := range phrase.Sentences {
		if q.Article.Ref != "moratorium" {
			t.Errorf("%q has not the phrase", q.Text())
		}
	}
}

// checkScores holds that scores fall and nothing is shown twice.
func checkScores(t *testing.T, found article.Found) {
	t.Helper()
	if !slices.IsSortedFunc(found.Sentences, func(a, b article.Quote) int { return compareScores(a.Score, b.Score) }) ||
		!slices.IsSortedFunc(found.Passages, func(a, b article.Hit) int { return compareScores(a.Score, b.Score) }) {
		t.Error("scores do not fall")
	}
	seen := map[article.Span]article.ID{}
	for _, q := range found.Sentences {
		if seen[q.Span] == q.Article.ID {
			t.Errorf("%q is there twice", q.Text())
		}
		seen[q.Span] = q.Article.ID
	}
}

func compareScores(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}
