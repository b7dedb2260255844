package library

import (
	"bytes"
	"testing"

	"byline/article"
)

// FuzzAnalyse feeds strangers' texts to everything that reads them before they
// are stored.
func FuzzAnalyse(f *testing.F) {
	for _, seed := range []string{"", "Ayre won.\n\nCorrection: by four votes.", "船员复工。", "a\x00b \u202e\u0301", "This article was updated on 3 March.\n\n\n", "ﬁ İ ß 1.5 U.S."} {
		f.Add(seed, seed+" Brede lost.")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		p := analyse(article.Article{Title: b, Text: a})
		if len(p.docs) != len(p.item.Passages) {
			t.Fatalf("%d documents for %d passages", len(p.docs), len(p.item.Passages))
		}
		for _, passage := range p.item.Passages {
			for _, s := range passage.Sentences {
				if !passage.Contains(s) || s.Len() <= 0 {
					t.Fatalf("sentence %v of passage %v", s, passage.Span)
				}
			}
		}
		fa, fb := fingerprintOf(b, a), fingerprintOf(a, b)
		if !nearCopies(&fa, &fa) || nearCopies(&fa, &fb) != nearCopies(&fb, &fa) {
			t.Fatal("being near-copies is reflexive and symmetric")
		}
		if !bytes.Equal(signature(shinglesOf(a)), p.item.Bands) {
			t.Fatal("the same text has two signatures")
		}
		for _, c := range Diff(a, a) {
			if c.Edit != Kept {
				t.Fatalf("a text differs from itself: %+v", c)
			}
		}
		checkDiff(t, a, b)
	})
}

// checkDiff checks that a diff names every sentence of both texts once, in
// order.
func checkDiff(t *testing.T, a, b string) {
	t.Helper()
	olds, news := sentencesOf(a), sentencesOf(b)
	for _, c := range Diff(a, b) {
		if c.Edit != New {
			if len(olds) == 0 || olds[0].Span != c.Old {
				t.Fatalf("%+v is not the next old sentence", c)
			}
			olds = olds[1:]
		}
		if c.Edit != Removed {
			if len(news) == 0 || news[0].Span != c.New {
				t.Fatalf("%+v is not the next new sentence", c)
			}
			news = news[1:]
		}
	}
	if len(olds)+len(news) > 0 {
		t.Fatalf("sentences left over: %v %v", olds, news)
	}
}
