package eval

import (
	"strings"
	"unicode"
)

// normal is the normalisation of the SQuAD evaluation script (Rajpurkar et
// al. 2016): lower case, no punctuation, no articles, single spaces.
func normal(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			continue
		}
		b.WriteRune(r)
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		if w != "a" && w != "an" && w != "the" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// squeeze is s with every run of white space as one space: texts are compared
// so, because loading may tidy the space between paragraphs.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// holds reports whether the normalised text holds one of the answers, as
// characters, which is how the published figures count.
func holds(text string, answers []string) bool {
	n := normal(text)
	for _, a := range answers {
		if a = normal(a); a != "" && strings.Contains(n, a) {
			return true
		}
	}
	return false
}

// overlap is an answer's exact match (0 or 1) and F1 over words.
type overlap struct{ em, f1 float64 }

// bold marks the words shown in bold against the best of the answers.
func (q Question) bold(words string) overlap {
	var best overlap
	got := strings.Fields(normal(words))
	answers := q.Answers
	if len(q.All) > 0 {
		answers = q.All
	}
	for _, a := range answers {
		want := strings.Fields(normal(a))
		o := overlap{f1: f1(got, want)}
		if strings.Join(got, " ") == strings.Join(want, " ") {
			o.em = 1
		}
		best.em, best.f1 = max(best.em, o.em), max(best.f1, o.f1)
	}
	return best
}

// f1 is the harmonic mean of the precision and recall of got's words in want.
func f1(got, want []string) float64 {
	if len(got) == 0 || len(want) == 0 {
		return 0
	}
	left := make(map[string]int)
	for _, w := range want {
		left[w]++
	}
	same := 0
	for _, w := range got {
		if left[w] > 0 {
			left[w]--
			same++
		}
	}
	if same == 0 {
		return 0
	}
	p, r := float64(same)/float64(len(got)), float64(same)/float64(len(want))
	return 2 * p * r / (p + r)
}

// Overlap returns the best F1 of words against the reference answers; 1 when
// one of them is matched exactly.
func (q Question) Overlap(words string) float64 {
	o := q.bold(words)
	return max(o.em, o.f1)
}
