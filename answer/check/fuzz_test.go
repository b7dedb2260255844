package check

import (
	"testing"

	"byline/article"
)

// FuzzSentence holds that no claim and no source upsets the checks, and that a
// sentence supports itself.
func FuzzSentence(f *testing.F) {
	for _, seed := range []string{
		"The treaty was signed in 1987.", "“Don't,” he said, and 3.5bn $ of £4m went.", "May 8, 44 BC; the 1980s, 12/8/1987, 8.12.1987.",
		"who and and which , ; that", "Most of the two-thirds' 3rd U.S. e.g. Ms. X's.", "not never no", "1", "$", "'ll", "to to to be been by",
		"According to the article, according to", "The Nile said that", "ПУТИН и НАТО 2020 年", "said said said",
	} {
		f.Add(seed, "The treaty was signed in 1987 by Reagan and Gorbachev, he said.")
		f.Add("It was, she said, "+seed, seed)
	}
	f.Fuzz(func(t *testing.T, claim, text string) {
		if text == "" {
			return
		}
		a := &article.Article{Title: "A title", Text: text}
		half := len(text) / 2
		whole := Source{a, article.Span{End: len(text)}}
		v := Sentence(claim, "A sentence before.", []Source{whole, {a, article.Span{End: half}}, {a, article.Span{Start: half, End: len(text)}}})
		for _, i := range v.Sources {
			if i < 0 || i > 2 {
				t.Errorf("source %d of 3", i)
			}
		}
		if r := read(text); len(r.words) > 0 && len(quoted(text)) == 0 {
			if v := Sentence(text, "", []Source{whole}); !v.OK() {
				t.Errorf("%q does not support itself: %s %q", text, v.Kind, v.Words)
			}
		}
		Differ(whole, Source{a, article.Span{End: half}})
		Days(claim, article.Date{})
	})
}
