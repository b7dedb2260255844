package search

import (
	"context"
	"slices"
	"testing"

	"byline/article"
	"byline/search/index"
	"byline/search/memory"
	"byline/text"
)

// Words of a group stand for each other, whatever their forms, and none for itself.
func TestRelations(t *testing.T) {
	term := func(w string) uint32 { return hash(text.For("en").Term(w)) }
	for _, c := range []struct {
		word, other string
		want        bool
	}{
		{"sings", "singer", true}, {"singers", "sang", true}, {"Russian", "Russia", true}, {"written", "author", true},
		{"sings", "harbour", false}, {"wife", "wife", false},
	} {
		if got := slices.Contains(relations()[term(c.word)], term(c.other)); got != c.want {
			t.Errorf("%q is related to %q: %t, want %t", c.word, c.other, got, c.want)
		}
	}
}

// articleNamed returns the features of the article with a title among articles.
func articleNamed(t *testing.T, question, title string, articles ...*article.Article) []float64 {
	t.Helper()
	m, err := memory.New(articles)
	if err != nil {
		t.Fatal(err)
	}
	s := New(index.New(m, 1<<20), m, 0)
	e, err := s.Explain(context.Background(), []article.LibraryID{article.Shared}, Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range e.Articles {
		if a.Article.Title == title {
			return a.Features
		}
	}
	t.Fatalf("%s: %q is not among the %d articles found", question, title, len(e.Articles))
	return nil
}

func TestLikenessOfAnArticle(t *testing.T) {
	ballad := &article.Article{Ref: "a", Title: "Harbour Lights", Text: "Harbour Lights is a ballad with vocals by Ada Quill. It was recorded in Carrow.\n\nThe Europeans liked it."}
	place := &article.Article{Ref: "b", Title: "Harbour of Carrow", Text: "The harbour of Carrow has three lights. Ships wait outside.\n\nIts keeper is Tom Reed."}
	of := func(question, title string) []float64 { return articleNamed(t, question, title, ballad, place) }

	sings := of("Who sings Harbour Lights?", "Harbour Lights")
	for _, f := range []int{aRelated, aRelatedLead, aRelatedBest} {
		if sings[f] <= .1 || sings[f] > 1 {
			t.Errorf("%s of the ballad that is sung is %.3f", articleNames[f], sings[f])
		}
		if other := of("Who sings Harbour Lights?", "Harbour of Carrow")[f]; other != 0 {
			t.Errorf("%s of the harbour, where nobody sings, is %.3f", articleNames[f], other)
		}
	}
	if own := of("Harbour Lights vocals", "Harbour Lights")[aRelated]; own != 0 {
		t.Errorf("the article has all the words itself, and others stand for %.3f", own)
	}
	europe := of("Harbour Lights in Europe", "Harbour Lights")
	if europe[aAkinAll] <= .1 || europe[aAkinLead] != 0 {
		t.Errorf("of Europe the article has Europeans after its lead: akin all %.3f, akin lead %.3f", europe[aAkinAll], europe[aAkinLead])
	}
}

// A text about singers answers who sings, where words alone leave it open.
func TestRelatedWordsChooseTheArticle(t *testing.T) {
	m, err := memory.New([]*article.Article{
		{Ref: "a", Title: "Grey Harbour (town)", Text: "Grey Harbour is a town on the north coast. Its market is held on Fridays and its bridge is of stone."},
		{Ref: "b", Title: "Grey Harbour (ballad)", Text: "Grey Harbour is a ballad by the vocalist Ada Quill. Her brother played the fiddle on it and it is of 1921."},
		{Ref: "c", Title: "Grey Harbour (film)", Text: "Grey Harbour is a film of 1950 about a lighthouse. Its director, Tom Reed, had the part of the keeper."},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := New(index.New(m, 1<<20), m, 0)
	for question, want := range map[string]string{"who sang Grey Harbour": "b", "who is in the movie Grey Harbour": "c"} {
		found, err := s.Find(context.Background(), []article.LibraryID{article.Shared}, Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Passages) == 0 || found.Passages[0].Article.Ref != want {
			t.Errorf("%s: article %v is not first", question, want)
		}
	}
}
