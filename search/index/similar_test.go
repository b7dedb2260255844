package index

import (
	"slices"
	"strings"
	"testing"

	"byline/article"
)

func TestSimilar(t *testing.T) {
	c := newCorpus(1)
	body := strings.Fields("moratorium moratoria missile missile missile missle mistle treaty treati treason war was ward naïve nave")
	docs := make([]Doc, len(body))
	for i, w := range body {
		docs[i] = Doc{Body: []string{w}}
	}
	file, err := Build(docs)
	if err != nil {
		t.Fatal(err)
	}
	c.add("1", file, passagesFrom(1, len(docs)))
	x := New(c, 1<<20)
	tests := []struct {
		word string
		most int
		want []string
	}{
		{"moratoriun", 5, []string{"moratorium", "moratoria"}},
		{"misslie", 5, []string{"missile", "missle", "mistle"}},
		{"missile", 2, []string{"missle", "mistle"}},
		{"moratori", 5, []string{"moratoria", "moratorium"}},
		{"trea", 5, []string{"treati", "treaty", "treason"}},
		{"treayt", 5, []string{"treaty", "treati"}},
		{"naive", 5, []string{"nave", "naïve"}},
		{"wax", 5, []string{"war", "was"}},
		{"wa", 5, nil},
		{"zzzzzz", 5, nil},
	}
	for _, tt := range tests {
		got, err := x.Similar(t.Context(), []article.LibraryID{"1"}, tt.word, tt.most)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("Similar(%q, %d) = %q, %v; want %q", tt.word, tt.most, got, err, tt.want)
		}
	}
}

// TestSimilarJumpsNowhereWrong compares with trying every term.
func TestSimilarJumpsNowhereWrong(t *testing.T) {
	c := newCorpus(5, "1")
	c.load("1", 3000, false)
	vocabulary := map[string]bool{}
	for _, d := range c.docs {
		for w := range d.counts {
			vocabulary[w] = true
		}
	}
	x := New(c, 1<<20)
	for range 60 {
		word := c.word()
		got, err := x.Similar(t.Context(), c.libs, word, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for w := range vocabulary {
			var m matcher
			m.start([]rune(word))
			if n, _ := m.match(w); n > 0 {
				want[w] = true
			}
		}
		if len(word) < minSimilar {
			clear(want)
		}
		for _, w := range got {
			if !want[w] {
				t.Errorf("Similar(%q) has %q", word, w)
			}
			delete(want, w)
		}
		if len(want) > 0 {
			t.Errorf("Similar(%q) lacks %v", word, want)
		}
	}
}
