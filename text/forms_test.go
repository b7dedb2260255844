package text

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestFormsAreToldApart takes forms that agree in all but one place, and more
// of them than are remembered.
func TestFormsAreToldApart(t *testing.T) {
	an := For("")
	for round := range 2 {
		for n := 1; n < 24; n++ {
			for at := range n {
				for _, c := range "bc" {
					w := strings.Repeat("a", at) + string(c) + strings.Repeat("a", n-at-1)
					if got := an.Term(w); got != w {
						t.Fatalf("round %d: the term of %q is %q", round, w, got)
					}
					if got := an.Words(nil, w); got[0].Hash != Hash(w) {
						t.Fatalf("round %d: the hash of %q is another's", round, w)
					}
				}
			}
		}
		for i := range 2 * formSlots {
			w := fmt.Sprint("w", i*i, "x")
			if an.Term(w) != w {
				t.Fatalf("round %d: the term of %q is %q", round, w, an.Term(w))
			}
			if got := an.Words(nil, w); got[0].Hash != Hash(w) {
				t.Fatalf("round %d: the hash of %q is another's", round, w)
			}
		}
	}
}

func TestWordsAreTokens(t *testing.T) {
	for _, s := range []string{
		"The 9M729's range — “two” of II — wasn’t known in the U.S. in 1987.", "東京都の条約、1987年。ー", "L’état, c'est moi à l'école", "", "a", "''",
		"Zürich's extraordinarily-incomprehensibilities", strings.Repeat("The incomprehensibilities of 東京都 in 1987, ", 20),
	} {
		for _, lang := range []string{"en", "fr", "ja", ""} {
			tokens, words := For(lang).Tokens(nil, s), For(lang).Words(nil, s)
			if len(tokens) != len(words) {
				t.Fatalf("%s %q: %d tokens, %d words", lang, s, len(tokens), len(words))
			}
			for i, k := range tokens {
				want := Word{Hash: Hash(k.Term), Prefix: PrefixHash(k.Term), Start: int32(k.Start), End: int32(k.End), Flags: flags(k), kind: words[i].kind}
				if words[i] != want {
					t.Errorf("%s %q: %+v of %+v", lang, s, words[i], k)
				}
			}
		}
	}
}

// flags returns what a Word says of k in its flags.
func flags(k Token) (f Flags) {
	for flag, is := range map[Flags]bool{StopFlag: k.Stop, NumberFlag: k.Number, UpperFlag: k.Upper} {
		if is {
			f |= flag
		}
	}
	return f
}

// TestWordsFromManySides has readers and writers meet on the same entries.
func TestWordsFromManySides(t *testing.T) {
	an := &Analyzer{}
	set := func(w string) uint32 {
		head, tail := edges(w, 0, len(w))
		return spread(head, tail, int32(len(w))) % tableSets
	}
	var rivals []string // of one set of the table, so that they drive each other out all the time
	for i := 0; len(rivals) < 6; i++ {
		if w := "rival" + strconv.Itoa(i); len(rivals) == 0 || set(w) == set(rivals[0]) {
			rivals = append(rivals, w)
		}
	}
	var all sync.WaitGroup
	for g := range 4 {
		all.Go(func() {
			for i := range 20_000 {
				w := rivals[(i*(g+1))%len(rivals)]
				if got := an.Words(nil, w); len(got) != 1 || got[0].Hash != Hash(w) || got[0].Prefix != PrefixHash(w) || int(got[0].End) != len(w) {
					t.Errorf("%q: %+v", w, got)
					return
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkWords(b *testing.B) {
	s := strings.Repeat("Active efforts are required to reduce the deficit of confidence, strengthen regional and global stability, and lower the risks of misunderstandings in the field of missile weapons, he said in Moscow in October 2020. ", 20)
	an := For("en")
	var words []Word
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		words = an.Words(words[:0], s)
	}
}

func BenchmarkSentences(b *testing.B) {
	s := strings.Repeat("Active efforts are required to reduce the deficit of confidence, strengthen regional and global stability, and lower the risks of misunderstandings in the field of missile weapons, he said in Moscow in October 2020. ", 5)
	s = strings.Repeat(s+"\n\n", 4)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Sentences(s)
	}
}
