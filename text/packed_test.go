package text

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// What was packed comes back, also words far apart, of no kind, or that overlap.
func TestPacked(t *testing.T) {
	for _, s := range []string{
		"", "a", "The 9M729's range — “two” of II — wasn’t known in the U.S. in 1987.", "東京都の条約、1987年。ー", "L’état, c'est moi à l'école",
		"near" + strings.Repeat(" ", farApart-1) + "near" + strings.Repeat(" ", farApart) + "far" + strings.Repeat("-", 3*farApart) + "farther",
		strings.Repeat("The incomprehensibilities of 東京都 in 1987, ", 200),
	} {
		for _, lang := range []string{"en", "fr", "ja", ""} {
			words := For(lang).Words(nil, s)
			unknown := slices.Clone(words)
			for i := range unknown {
				unknown[i].kind = 0
			}
			for _, in := range [][]Word{words, unknown} {
				if got := Pack(in).Words(nil); !slices.Equal(got, in) {
					t.Errorf("%s %.40q: %+v came back as %+v", lang, s, in, got)
				}
			}
		}
	}
}

// A text of usual words takes four bytes a word.
func TestPackedSize(t *testing.T) {
	words := For("en").Words(nil, strings.Repeat("Both sides signed the treaty in December. ", 100))
	if p := Pack(words); len(p) != len(words) {
		t.Errorf("%d words take %d numbers", len(words), len(p))
	}
}

// A full lexicon gives no more numbers and keeps those it gave.
func TestLexiconFull(t *testing.T) {
	l := lexicon{number: make(map[lexeme]kind)}
	given := 0
	for i := range uint32(1<<kindBits + 10) {
		if k := l.of(lexeme{hash: i}); k != 0 {
			given++
			if got := l.all[k/chunk][k%chunk].hash; got != i {
				t.Fatalf("lexeme %d has number %d, where %d stands", i, k, got)
			}
		}
	}
	if given != 1<<kindBits-1 {
		t.Errorf("%d numbers were given", given)
	}
	if first, late := l.of(lexeme{hash: 0}), l.of(lexeme{hash: 1 << kindBits}); first != 1 || late != 0 {
		t.Errorf("the first has %d, one too many %d", first, late)
	}
}

// Packed words may be read while others are analysed.
func TestPackedAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				words := For("en").Words(nil, fmt.Sprintf("Passage %d of reader%d names word%dx and both treaties.", i, g, i*g))
				if got := Pack(words).Words(nil); !slices.Equal(got, words) {
					t.Errorf("%+v came back as %+v", words, got)
				}
			}
		})
	}
	wg.Wait()
}
