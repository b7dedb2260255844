package search_test

import (
	"context"
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"byline/article"
	"byline/search"
	"byline/text"
)

// FuzzFind asks strangers' questions, one after the other, of an article with a
// stranger's title and text beside others. Whatever they are, what is found lies
// in its article, and its scores fall.
func FuzzFind(f *testing.F) {
	for _, seed := range [][4]string{
		{"Moscow (city)", "Moscow has 13 million people. It is the capital.\n\nHe said \"no\".", "who lives in moscow", "and how many?"},
		{"Der Hafen von Carrow ist seit dem Winter gesperrt", "Hafen zu.", "Ist der Hafen von Carrow gesperrt?", "seit wann"},
		{"", "船员复工。港口昨天关闭。", "港口什么时候关闭?", "为什么"},
		{"N.S.F.C. (NSFC)", "The North Sea Fisheries Council (NSFC) met. İSTANBUL ﬁ ß 1.5 U.S.", "what is the NSFC", "who else"},
		{"\u202eX\u0301", "a\x00b since 2019. \"A word\" – two.", "\"a word\" since last week", "no, the other one"},
		{"Times", "It rained on 3 March 2020. The flood ended on Monday.", "what happened before the flood ended", "a year later"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, title, body, first, second string) {
		if len(title)+len(body)+len(first)+len(second) > 1<<12 || !utf8.ValidString(title) || !utf8.ValidString(body) {
			t.Skip("longer than a question and a short article, or never stored: texts are UTF-8")
		}
		a := &article.Article{Ref: "strange", Title: title, Text: body, Published: day("2022-05-10")}
		a.Language, _ = text.Detect(body)
		s := over(t, a,
			&article.Article{Ref: "fares", Title: "Ferry fares", Language: "en", Published: day("2022-05-12"), Text: "The ferry line proposed a fare of 12 crowns. Tom Reed, its director, called it fair."},
			&article.Article{Ref: "strike", Title: "A strike", Language: "en", Text: "Dockers struck on 2 June 2022 because of their pay. They won."})
		now := time.Date(2023, 10, 12, 9, 0, 0, 0, time.UTC)
		found := sound(t, s, search.Question{Text: first, Now: now})
		turn := article.Turn{Question: first, Understood: found.Question, At: now}
		for _, q := range found.Sentences[:min(1, len(found.Sentences))] {
			turn.Text, turn.Articles = q.Text(), []article.ID{q.Article.ID}
		}
		sound(t, s, search.Question{Text: second, Now: now, Previous: []article.Turn{turn}})
	})
}

// sound asks q and checks what is found.
func sound(t *testing.T, s *search.Searcher, q search.Question) article.Found {
	t.Helper()
	found, err := s.Find(context.Background(), shared, q)
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	if c := found.Confidence; !(c >= 0 && c <= 1) {
		t.Fatalf("%q: confidence %v", q.Text, c)
	}
	for _, q := range found.Sentences {
		if !q.Passage.Contains(q.Span) || q.Passage.Start < 0 || q.Passage.End > len(q.Article.Text) || !utf8.ValidString(q.Text()) || math.IsNaN(q.Score) {
			t.Fatalf("sentence %v of passage %v in %d bytes, score %v", q.Span, q.Passage, len(q.Article.Text), q.Score)
		}
		for _, b := range q.Bold {
			if !q.Span.Contains(b) {
				t.Fatalf("bold %v in %v", b, q.Span)
			}
		}
	}
	checkScores(t, found)
	return found
}
