package reader

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRead(t *testing.T) {
	for q, want := range map[string]struct {
		kind  Kind
		sort  Sort
		focus string
	}{
		"Who proposed the moratorium?":            {Who, PersonSort, ""},
		"In what year was the treaty signed":      {What, YearSort, "year"},
		"what is the name of the president":       {What, PersonSort, "presid"},
		"Which country withdrew first?":           {Which, PlaceSort, "countri"},
		"how many missiles were destroyed":        {HowMany, NumberSort, "missil"},
		"How long is the river":                   {HowLong, NumberSort, ""},
		"why did it end":                          {Why, AnySort, ""},
		"did Russia agree":                        {YesNo, AnySort, ""},
		"when was it signed":                      {When, DateSort, ""},
		"the treaty":                              {Other, AnySort, ""},
		"":                                        {Other, AnySort, ""},
		"What kind of rock is it made of":         {What, AnySort, "rock"},
		"according to whom was the treaty broken": {Who, PersonSort, ""},
	} {
		got := Read(q)
		if got.Kind != want.kind || got.Sort != want.sort || got.Focus != want.focus {
			t.Errorf("Read(%q) = %v, %v, %q; want %v", q, got.Kind, got.Sort, got.Focus, want)
		}
	}
}

func TestBest(t *testing.T) {
	for _, c := range []struct{ question, sentence, want string }{
		{"when was the INF treaty signed", "The INF Treaty was signed in 1987 between the former Soviet Union and the US.", "1987"},
		{"who signed the treaty", "The treaty was signed by Ronald Reagan in Washington in December 1987.", "Ronald Reagan"},
		{"how many missiles were destroyed", "By 1991 the two sides had destroyed 2,692 missiles under the treaty.", "2,692"},
		{"why was it signed", "It was signed to reduce tension.", ""},
	} {
		got := ""
		best, err := Best(c.question, []Sentence{{Text: c.sentence, Language: "en"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(best) > 0 {
			got = best[0].Of(c.sentence)
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.question, got, c.want)
		}
	}
}

func TestBestNamesItsSentence(t *testing.T) {
	best, err := Best("when was the treaty signed", []Sentence{{Text: "…"}, {Text: "It was signed in May 1990."}, {Text: ""}}, nil)
	if err != nil || len(best) != 1 || best[0].Sentence != 1 {
		t.Errorf("%+v, %v", best, err)
	}
}

func FuzzBest(f *testing.F) {
	f.Add("who proposed it?", "“Putin” (2020) — proposed it; $3.5 million, 5%.")
	f.Add("何年ですか", "1987年に署名。")
	f.Fuzz(func(t *testing.T, question, sentence string) {
		best, err := Best(question, []Sentence{{Text: sentence, Language: "en"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range best {
			if b.Start < 0 || b.End > len(sentence) || b.Start >= b.End {
				t.Fatalf("span %v of %q", b.Span, sentence)
			}
			if utf8.ValidString(sentence) && !utf8.ValidString(b.Of(sentence)) {
				t.Fatalf("span %v cuts a character of %q", b.Span, sentence)
			}
		}
	})
}

func BenchmarkBest(b *testing.B) {
	s := "Active efforts are required to reduce the deficit of confidence, strengthen regional and global stability, and lower the risks of misunderstandings in the field of missile weapons, he said in Moscow in October 2020. "
	sentences := []Sentence{{Text: s, Language: "en"}, {Text: strings.ToUpper(s[:1]) + s[1:], Language: "en"}, {Text: s, Language: "en"}}
	for b.Loop() {
		if _, err := Best("when did he say that active efforts are required", sentences, nil); err != nil {
			b.Fatal(err)
		}
	}
}
