package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"byline/article"
)

func terms(lang, s string) string {
	var b []string
	for _, t := range For(lang).Tokens(nil, s) {
		w := t.Term
		if t.Stop {
			w = "(" + w + ")"
		}
		b = append(b, w)
	}
	return strings.Join(b, " ")
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ lang, in, want string }{
		{"en", "Russia’s 9M729 missiles, with Mk-41 launchers", "russia 9m729 missil (with) mk 41 launcher"},
		{"en", "The U.S. and the USA; give it to us", "(the) us (and) (the) us give (it) (to) us"},
		{"en", "World War II cost $1,234.50 or 12%", "world war 2 cost 1234.50 (or) 12"},
		{"en", "Super Bowl LI or XLIX, the Mill", "super bowl 51 (or) 49 (the) mill"},
		{"en", "did he write what she wrote", "(did) (he) write (what) (she) write"},
		{"en", "two of twelve, the third", "2 (of) 12 (the) 3rd"},
		{"en", "O'Brien didn't say so in Zürich", "obrien (didnt) say (so) (in) zurich"},
		{"en", "the WHO asked who", "(the) who ask (who)"},
		{"en", "end.Next day snake_case", "end next day snake case"},
		{"fr", "L’état, c'est moi à l'école", "(l) etat (c) (est) (moi) (a) (l) ecol"},
		{"de", "die Häuser der Stadt", "(die) haus (der) stadt"},
		{"ru", "ёлки в лесу", "елк (в) лес"},
		{"zh", "東京都 是", "東京 京都 是"},
		{"", "Running and jumping", "running and jumping"},
		{"xx-YY", "Running", "running"},
		{"th", "ไทย", "ไท ทย"},
	} {
		if got := terms(tt.lang, tt.in); got != tt.want {
			t.Errorf("%s %q:\n got %s\nwant %s", tt.lang, tt.in, got, tt.want)
		}
	}
}

func TestTokenOffsets(t *testing.T) {
	s := "“Russia’s” plan — in 1987"
	var got []string
	for _, tok := range For("en").Tokens(nil, s) {
		got = append(got, fmt.Sprintf("%s/%t/%t", s[tok.Start:tok.End], tok.Upper, tok.Number))
	}
	want := "Russia/true/false plan/false/false in/false/false 1987/false/true"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}

// TestWordsAgreeWithUnicode holds our fast segmentation to UAX 29 where it
// does not mean to differ.
func TestWordsAgreeWithUnicode(t *testing.T) {
	for _, s := range []string{
		"Active efforts are required, he said: “lower the risks”!",
		"Ελλάδα και Κύπρος υπέγραψαν 3.5 συμφωνίες",
		"Договор о РСМД был подписан в 1987 году.",
		"שלום עולם, מה שלומך", "قال الرئيس إن الاتفاق انتهى", "भारत में आज बारिश हुई",
		"naïve café Ångström O’Brien's 1,000 3.14 don't",
	} {
		var want, got []string
		for it := words.FromString(s); it.Next(); {
			if w := it.Value(); strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				want = append(want, w)
			}
		}
		for i := 0; ; {
			start, end, _, ok := nextWord(s, i)
			if !ok {
				break
			}
			got, i = append(got, s[start:end]), end
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	for s, want := range map[string]string{
		"Russian President Vladimir Putin has asked the alliance to jointly de-escalate the situation in Europe.": "en",
		"Der Vertrag wurde 1987 zwischen der Sowjetunion und den USA unterzeichnet und ist nicht mehr in Kraft.":  "de",
		"Le traité a été signé en 1987 entre les deux pays et il n'est plus en vigueur.":                          "fr",
		"El tratado fue firmado en 1987 entre los dos países y ya no está en vigor.":                              "es",
		"O tratado foi assinado em 1987 entre os dois países e já não está em vigor.":                             "pt",
		"Договор был подписан в 1987 году и больше не действует, сказал он.":                                      "ru",
		"Договір був підписаний у 1987 році, і він більше не діє.":                                                "uk",
		"Traktat został podpisany w 1987 roku i nie jest już w mocy.":                                             "pl",
		"条約は1987年に署名された。":                                                                                         "ja", "该条约于1987年签署。": "zh", "조약은 1987년에 체결되었다.": "ko",
		"Η συνθήκη υπογράφηκε το 1987 και δεν ισχύει πια.": "el", "האמנה נחתמה בשנת 1987 ואינה בתוקף עוד": "he",
	} {
		if got, _ := Detect(s); got != want {
			t.Errorf("Detect(%q) = %q, want %q", s, got, want)
		}
	}
	if _, sure := Detect("1987 9M729"); sure {
		t.Error("Detect is sure of numbers")
	}
}

func TestSentences(t *testing.T) {
	files, err := filepath.Glob("testdata/*.sentences")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split(strings.TrimSpace(string(b)), "\n\n") {
			want := strings.ReplaceAll(block, "\\n", "\n")
			in := strings.ReplaceAll(want, " ¶ ", " ")
			in = strings.ReplaceAll(in, "¶", "")
			var got []string
			for _, sp := range Sentences(in) {
				got = append(got, sp.Of(in))
			}
			want = strings.ReplaceAll(strings.ReplaceAll(want, " ¶ ", "¶"), "\n", "\n")
			if g := strings.Join(got, "¶"); squeeze(g) != squeeze(want) {
				t.Errorf("%s:\n got %q\nwant %q", f, g, want)
			}
		}
	}
}

// squeeze drops blanks around the marks of sentence borders.
func squeeze(s string) string {
	parts := strings.Split(s, "¶")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return strings.Join(parts, "¶")
}

func TestPassages(t *testing.T) {
	sentence := "One two three four five six seven eight nine ten. "
	paragraph := func(n int) string { return strings.TrimSpace(strings.Repeat(sentence, n)) }
	for _, tt := range []struct {
		name string
		in   string
		want string // words of each passage
	}{
		{"nothing", " \n\n ", "[]"},
		{"short", paragraph(3), "[30]"},
		{"paragraphs are kept whole", paragraph(12) + "\n\n" + paragraph(12), "[120 120]"},
		{"short ones are joined", paragraph(5) + "\n\n" + paragraph(6) + "\n\n" + paragraph(15), "[110 150]"},
		{"a long one is cut evenly", paragraph(30), "[150 150]"},
		{"one sentence may be too long", strings.Repeat("word ", 230), "[230]"},
	} {
		var got []int
		for _, p := range Passages(tt.in) {
			got = append(got, CountWords(p.Of(tt.in)))
		}
		if g := fmt.Sprint(got); g != tt.want {
			t.Errorf("%s: passages of %s words, want %s", tt.name, g, tt.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Dr. Lee met him at 3.5 p.m. in the U.K. Dr. Lee left.\n\n“Why?” he said… 東京。はい")
	f.Add("a\n \nb.\xff c'’s l'été 1,000,00")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		for _, lang := range []string{"en", "fr", ""} {
			for _, tok := range For(lang).Tokens(nil, s) {
				if tok.Start < 0 || tok.Start >= tok.End || tok.End > len(s) || !utf8.ValidString(s[tok.Start:tok.End]) || tok.Term == "" {
					t.Fatalf("token %+v of %q", tok, s)
				}
			}
		}
		Detect(s)
		covers(t, s, Sentences(s))
		var inPassages []article.Span
		for _, p := range Passages(s) {
			if len(p.Sentences) == 0 || p.Start != p.Sentences[0].Start || p.End != p.Sentences[len(p.Sentences)-1].End {
				t.Fatalf("passage %+v of %q", p, s)
			}
			inPassages = append(inPassages, p.Sentences...)
		}
		covers(t, s, inPassages)
	})
}

// covers checks that spans are in order, disjoint and leave only blanks out.
func covers(t *testing.T, s string, spans []article.Span) {
	t.Helper()
	at := 0
	for _, sp := range append(spans, article.Span{Start: len(s), End: len(s)}) {
		if sp.Start < at || sp.End > len(s) || strings.TrimSpace(s[at:sp.Start]) != "" || !utf8.ValidString(s[sp.Start:sp.End]) {
			t.Fatalf("spans %v of %q", spans, s)
		}
		if sp.End > sp.Start && strings.Contains(sp.Of(s), "\n\n") {
			t.Fatalf("%q crosses a blank line", sp.Of(s))
		}
		at = sp.End
	}
}

func BenchmarkTokens(b *testing.B) {
	s := strings.Repeat("Active efforts are required to reduce the deficit of confidence, strengthen regional and global stability. ", 50)
	a, toks := For("en"), []Token(nil)
	for b.Loop() {
		toks = a.Tokens(toks[:0], s)
	}
	b.ReportMetric(float64(len(toks))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkPassages(b *testing.B) {
	s := strings.Repeat("Active efforts are required to reduce the deficit of confidence, he said. They strengthen Dr. Lee's regional and global stability. ", 100)
	n := 0
	for b.Loop() {
		n = len(Passages(s))
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}
