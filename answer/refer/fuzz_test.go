package refer_test

import (
	"testing"

	"byline/answer/refer"
	"byline/article"
	"byline/text"
)

// FuzzNames holds that a name is copied from the article and stands for words
// of the sentence, whatever the text.
func FuzzNames(f *testing.F) {
	f.Add("Orla Ayre spoke. She said “no”. The mayor left.")
	f.Add("A's I of of The the “ ” \"he\" ’s. It is. Ünal’s van der It. They's\n\n\n\nHis")
	f.Add("The Bank of the \xff Nile was. It's It Its it.\r\n\r\nHe\n\nHer her")
	f.Fuzz(func(t *testing.T, s string) {
		a := &article.Article{Text: s}
		for _, sp := range text.Sentences(s) {
			for _, n := range refer.Names(a, sp) {
				if !sp.Contains(n.Span) || n.Len() == 0 || n.Name == "" {
					t.Errorf("%q is named %q at %v of %v", s, n.Name, n.Span, sp)
				}
			}
			refer.PointsBack(sp.Of(s))
		}
	})
}
