package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"byline/article"
	"byline/search"
	"byline/text"
)

// unmarked hides which acronyms the articles define.
type unmarked struct{ search.Index }

func (u unmarked) Stats(ctx context.Context, libs []article.LibraryID, terms []string) ([]int, int, error) {
	df, n, err := u.Index.Stats(ctx, libs, terms)
	for i, t := range terms {
		if strings.HasPrefix(t, "=") {
			df[i] = 0
		}
	}
	return df, n, err
}

// proveAcronyms puts the other form in the place of each acronym, and of what
// each stands for, in the questions of the sets, and prints what is found
// without and with the articles' definitions.
func proveAcronyms(dir string) error {
	for _, name := range []string{"squad11", "newwiki", "qed_nq", "clapnq"} {
		s, err := load(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		pairs := s.pairs()
		var asked, spelled, short []question
		for _, q := range s.questions {
			if !q.Answerable {
				continue
			}
			for _, p := range pairs {
				if at := wordAt(q.Question, p[0]); at >= 0 {
					asked = append(asked, q)
					q.Question = q.Question[:at] + p[1] + q.Question[at+len(p[0]):]
					spelled = append(spelled, q)
					break
				}
				if at := wordAt(strings.ToLower(q.Question), strings.ToLower(p[1])); at >= 0 {
					asked = append(asked, q)
					q.Question = q.Question[:at] + p[0] + q.Question[at+len(p[1]):]
					short = append(short, q)
					break
				}
			}
		}
		marked := s.search.Index
		for _, row := range []struct {
			what string
			list []question
		}{{"as asked", asked}, {"acronyms spelled out", spelled}, {"shortened to acronyms", short}} {
			s.search.Index = unmarked{marked}
			fmt.Printf("%-8s %-32s %s\n", name, row.what, s.spelled(row.list))
			s.search.Index = marked
			fmt.Printf("%-8s %-32s %s\n", name, row.what+", defined", s.spelled(row.list))
		}
	}
	return nil
}

// pairs returns the acronyms that the set's articles define, each with its
// words, the longest words first.
func (s *set) pairs() [][2]string {
	var out [][2]string
	for _, a := range s.articles {
		for _, d := range text.Acronyms(a.Text) {
			p := [2]string{d.Short.Of(a.Text), d.Long.Of(a.Text)}
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i][1]) != len(out[j][1]) {
			return len(out[i][1]) > len(out[j][1])
		}
		return out[i][1]+out[i][0] < out[j][1]+out[j][0]
	})
	return out
}

// wordAt returns where s has the words w, not inside others; -1: nowhere.
func wordAt(s, w string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return -1
		}
		i += from
		from = i + 1
		letter := func(k int) bool {
			return k >= 0 && k < len(s) && (s[k] >= 'a' && s[k] <= 'z' || s[k] >= 'A' && s[k] <= 'Z' || s[k] >= '0' && s[k] <= '9')
		}
		if !letter(i-1) && !letter(i+len(w)) {
			return i
		}
	}
}
