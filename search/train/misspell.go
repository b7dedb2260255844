package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"byline/article"
	"byline/search"
	"byline/search/index"
	"byline/text"
)

// spellingSets are those whose questions are misspelt, with which every so
// manieth of them.
var spellingSets = []struct {
	name  string
	every int
}{{"qed_nq", 2}, {"clapnq", 1}, {"squad11", 20}, {"newwiki", 20}}

// asIs hides that an index can find words by their spelling.
type asIs struct{ x search.Index }

func (a asIs) Search(ctx context.Context, libs []article.LibraryID, terms []index.Term, k int, keep func(article.PassageID) bool) ([]index.Hit, error) {
	return a.x.Search(ctx, libs, terms, k, keep)
}

func (a asIs) Stats(ctx context.Context, libs []article.LibraryID, terms []string) ([]int, int, error) {
	return a.x.Stats(ctx, libs, terms)
}

// proveSpelling prints what misspelt questions find without and with repair,
// and how many questions for a name that no article has are answered.
func proveSpelling(dir string) error {
	var sets []*set
	names := map[string]bool{}
	for _, want := range spellingSets {
		s, err := load(filepath.Join(dir, want.name))
		if err != nil {
			return err
		}
		sets = append(sets, s)
		for _, a := range s.articles {
			namesOf(a.Text, names)
		}
	}
	all := make([]string, 0, len(names))
	for n := range names {
		all = append(all, n)
	}
	sort.Strings(all)
	for i, s := range sets {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		repairing, plain := s.search.Index, asIs{s.search.Index}
		var right, wrong, strange []question
		for k, q := range s.questions {
			if k%spellingSets[i].every != 0 || !q.Answerable {
				continue
			}
			word := s.rarest(q.Question)
			if word == "" {
				continue
			}
			slip := q
			slip.Question = strings.Replace(q.Question, word, misspelt(r, word), 1)
			right, wrong = append(right, q), append(wrong, slip)
			if other := s.nameLike(word, all); other != "" {
				q.Question = strings.Replace(q.Question, word, other, 1)
				strange = append(strange, q)
			}
		}
		for _, row := range []struct {
			what string
			x    search.Index
			list []question
		}{{"as asked", plain, right}, {"as asked, with repair", repairing, right}, {"misspelt", plain, wrong}, {"misspelt, with repair", repairing, wrong},
			{"strange name", plain, strange}, {"strange name, with repair", repairing, strange}} {
			s.search.Index = row.x
			fmt.Printf("%-8s %-26s %s\n", s.name, row.what, s.spelled(row.list))
		}
	}
	return nil
}

// spelled asks list and says what was found.
func (s *set) spelled(list []question) string {
	f := figures{}
	repaired, sure := 0, 0
	for _, q := range list {
		found, err := s.search.Find(context.Background(), library, search.Question{Text: q.Question})
		if err != nil {
			continue
		}
		s.count(&f, q, found)
		if len(found.Notes) > 0 {
			repaired++
		}
		if found.Confidence >= .5 {
			sure++
		}
	}
	n := max(f.n, 1)
	return fmt.Sprintf("%4d questions: article R@1 %.3f passage R@1 %.3f sentence R@1 %.3f, repaired %d, sure %.3f", len(list), f.a1/n, f.p1/n, f.s1/n, repaired, float64(sure)/n)
}

// rarest returns the word of question that the fewest passages have, of five
// letters or more; "" when there is none.
func (s *set) rarest(question string) string {
	best, least := "", 1<<30
	for _, t := range text.For("en").Tokens(nil, question) {
		w := question[t.Start:t.End]
		if t.Stop || t.Number || len(w) < 5 || strings.ContainsFunc(w, func(r rune) bool { return r > 127 || !unicode.IsLetter(r) }) {
			continue
		}
		df, _, err := s.search.Index.Stats(context.Background(), library, []string{t.Term})
		if err == nil && df[0] > 0 && df[0] < least {
			best, least = w, df[0]
		}
	}
	return best
}

// misspelt returns word with one slip, and with two when it has nine letters
// or more, every third time.
func misspelt(r *rand.Rand, word string) string {
	out := slip(r, word)
	if len(word) >= 9 && r.IntN(3) == 0 {
		out = slip(r, out)
	}
	return out
}

// beside are the keys beside each key.
var beside = map[byte]string{'a': "sqz", 'b': "vn", 'c': "xv", 'd': "sf", 'e': "wr", 'f': "dg", 'g': "fh", 'h': "gj", 'i': "uo", 'j': "hk", 'k': "jl", 'l': "k",
	'm': "n", 'n': "bm", 'o': "ip", 'p': "o", 'q': "wa", 'r': "et", 's': "ad", 't': "ry", 'u': "yi", 'v': "cb", 'w': "qe", 'x': "zc", 'y': "tu", 'z': "x"}

// slip returns word with a letter behind the first left out, doubled, swapped,
// mistyped, or with another vowel.
func slip(r *rand.Rand, word string) string {
	for {
		i := 1 + r.IntN(len(word)-1)
		head, tail := word[:i], word[i:]
		out := word
		switch r.IntN(5) {
		case 0:
			out = head + tail[1:]
		case 1:
			out = head + tail[:1] + tail
		case 2:
			if len(tail) > 1 {
				out = head + tail[1:2] + tail[:1] + tail[2:]
			}
		case 3:
			if near := beside[tail[0]]; near != "" {
				out = head + near[r.IntN(len(near)):][:1] + tail[1:]
			}
		case 4:
			if strings.Contains("aeiou", tail[:1]) {
				out = head + "aeiou"[r.IntN(5):][:1] + tail[1:]
			}
		}
		if out != word {
			return out
		}
	}
}

// namesOf adds the capitalised words inside the sentences of s to names.
func namesOf(s string, names map[string]bool) {
	tokens := text.For("en").Tokens(nil, s)
	for i, t := range tokens {
		w := s[t.Start:t.End]
		if t.Upper && !t.Stop && len(w) >= 5 && i > 0 && strings.TrimLeft(s[tokens[i-1].End:t.Start], " ") == "" && w[1:] == strings.ToLower(w[1:]) {
			names[w] = true
		}
	}
}

// nameLike returns one of names that is one or two letters off from word,
// itself a name, and that no passage of s has; "" when there is none.
func (s *set) nameLike(word string, names []string) string {
	title := strings.ToUpper(word[:1]) + word[1:]
	if k := sort.SearchStrings(names, title); k == len(names) || names[k] != title {
		return ""
	}
	for _, n := range names {
		if len(n) < len(word)-2 || len(n) > len(word)+2 || strings.EqualFold(n, word) || apart(strings.ToLower(n), strings.ToLower(word)) > 2 {
			continue
		}
		df, _, err := s.search.Index.Stats(context.Background(), library, []string{text.For("en").Term(n), text.Fold(n)})
		if err == nil && df[0]+df[1] == 0 {
			if word == strings.ToLower(word) {
				return strings.ToLower(n)
			}
			return n
		}
	}
	return ""
}

// apart returns the letters to insert, delete or replace between a and b.
func apart(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
