package check

import (
	"strings"
	"testing"

	"byline/article"
)

// A sentence that does not name what it is about contradicts one of another article
// only where both may be about one thing.
func TestDiffer(t *testing.T) {
	last := func(title, text string) Source {
		at := strings.LastIndex(strings.TrimSuffix(text, "."), ". ") + 2
		if at == 1 {
			at = 0
		}
		return Source{&article.Article{Title: title, Text: text}, article.Span{Start: at, End: len(text)}}
	}
	levy := last("A levy on ferries", "The Orla Levy entered into force on 1 January 1989.")
	for _, c := range []struct {
		other Source
		want  bool
	}{
		{last("The Harbour Pact, from signature to end", "The Harbour Pact was signed in Ebel. It entered into force on 1 June 1988."), false},
		{last("Ferries and the Orla Levy", "The levy was drafted in Ebel. The Orla Levy entered into force on 1 June 1988."), true},
	} {
		if a, b, got := Differ(levy, c.other); got != c.want {
			t.Errorf("%q: %t (%q, %q), want %t", c.other.Text(), got, a, b, c.want)
		}
	}
	fell, rose := last("Herring", "The herring catch fell to 400 tonnes in 2021."), last("Herring again", "The herring catch rose to 900 tonnes in 2022.")
	if a, b, got := Differ(fell, rose); got {
		t.Errorf("two years are held against each other: %q, %q", a, b)
	}
	named := last("The Orla Levy", "The levy on ferries was paid by all. It entered into force on 1 June 1988.")
	levy.Article.Title = "Ships and the Orla Levy"
	if _, _, got := Differ(levy, named); !got {
		t.Error("two articles on one levy do not differ")
	}
}
