package index

import (
	"context"
	"slices"
	"strings"
	"testing"

	"byline/article"
)

// editsBetween counts insertions, deletions, replacements and swaps of
// neighbours by the whole table.
func editsBetween(a, b []rune) int {
	t := make([][]int, len(a)+1)
	for i := range t {
		t[i] = make([]int, len(b)+1)
		t[i][0] = i
		for j := range t[i] {
			if i == 0 {
				t[i][j] = j
				continue
			}
			if j == 0 {
				continue
			}
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			t[i][j] = min(t[i-1][j]+1, t[i][j-1]+1, t[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				t[i][j] = min(t[i][j], t[i-2][j-2]+1)
			}
		}
	}
	return t[len(a)][len(b)]
}

// letters returns a word of n to n+spread letters.
func (c *corpus) letters(n, spread int) string {
	alphabet := []rune("aabcdeéèœш")
	var b strings.Builder
	for range n + c.rand.IntN(spread) {
		b.WriteRune(alphabet[c.rand.IntN(len(alphabet))])
	}
	return b.String()
}

func TestLikeFindsAllThatAreNear(t *testing.T) {
	c := newCorpus(7, "a", "b")
	df := map[article.LibraryID]map[string]int{"a": {}, "b": {}}
	for segment := range 4 {
		lib := []article.LibraryID{"a", "b"}[segment%2]
		var docs []Doc
		var ids []article.PassageID
		for range 500 {
			words := []string{c.letters(2, 5), c.letters(2, 5), c.letters(3, 7), c.letters(8, 4)}
			docs, ids = append(docs, Doc{Body: words}), append(ids, c.next)
			c.next++
			slices.Sort(words)
			for _, w := range slices.Compact(words) {
				df[lib][w]++
			}
		}
		file, err := Build(docs)
		if err != nil {
			t.Fatal(err)
		}
		c.add(lib, file, ids)
	}
	x := New(c.memory, 1<<20)
	starts := []string{"a", "é", "d", "ab"}
	for _, libs := range [][]article.LibraryID{{"a"}, {"b"}, {"a", "b"}} {
		for range 25 {
			want, edits := c.letters(3, 6), 1+c.rand.IntN(2)
			got, err := x.Like(context.Background(), libs, want, edits, starts)
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]int{}
			for i, l := range got {
				found[l.Term] = l.Passages
				if n := editsBetween([]rune(want), []rune(l.Term)); n != l.Edits || i > 0 && got[i-1].Edits > n {
					t.Errorf("%q is %d edits from %q, or out of order; reported %d", l.Term, n, want, l.Edits)
				}
			}
			near := map[string]int{}
			for _, lib := range libs {
				for w, n := range df[lib] {
					d := editsBetween([]rune(want), []rune(w))
					if d > 0 && d <= edits && slices.ContainsFunc(starts, func(s string) bool { return strings.HasPrefix(w, s) }) {
						near[w] += n
					}
				}
			}
			for w, n := range near {
				if found[w] != n {
					t.Errorf("libraries %v: %q is near %q in %d passages, found in %d", libs, w, want, n, found[w])
				}
			}
			if len(found) != len(near) {
				t.Errorf("%q: %d found, %d are near", want, len(found), len(near))
			}
		}
	}
}
