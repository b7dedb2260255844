// Package checktest makes sentences for testing the checks on a model's
// sentences: from true sentences of articles it makes false ones, of each kind
// of falsehood, and true ones in other words. It is deterministic, and it
// finds its way by a part-of-speech tagger, which the checks do not use, so
// that the two do not share their mistakes.
package checktest

import (
	"hash/fnv"
	"regexp"
	"strings"

	prose "github.com/jdkato/prose/v3"
	"github.com/jdkato/prose/v3/token"

	"byline/answer/check"
	"byline/article"
	"byline/text"
)

// A Case is one sentence with the sentences it cites.
type Case struct {
	Kind  string // "number changed", "order changed"
	True  bool
	Claim string
	Cited []check.Source
}

// A sentence is a true one, tagged.
type sentence struct {
	check.Source
	words []token.Token
	next  *sentence // the one after it in its paragraph, nil at the end
	of    *story
}

// A story is an article's usable sentences and its names.
type story struct {
	sentences []*sentence
	names     []string // as written, each once
}

// Sentences that are used: whole ones of prose, neither fragments nor lists.
const (
	minWords = 8
	maxWords = 32
)

// read tags every usable sentence of a, taking one in each step of them.
func read(a *article.Article, step int) (*story, error) {
	st := &story{}
	var prev *sentence
	for n, sp := range text.Sentences(a.Text) {
		src := check.Source{Article: a, Span: sp}
		if n%step > 1 || !usable(src.Text()) { // two in a row, for merging
			prev = nil
			continue
		}
		doc, err := prose.NewDocument(src.Text(), prose.WithExtraction(false), prose.WithSegmentation(false))
		if err != nil {
			return nil, err
		}
		s := &sentence{Source: src, words: doc.Tokens(), of: st}
		if prev != nil && prev.End+2 > s.Start {
			prev.next = s
		}
		prev = s
		st.sentences = append(st.sentences, s)
		st.addNames(s)
	}
	return st, nil
}

// usable reports whether s is a whole sentence of ordinary prose.
func usable(s string) bool {
	n := len(strings.Fields(s))
	if n < minWords || n > maxWords || !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "\n[](){}/;:") {
		return false
	}
	if initial.MatchString(s) || strings.Count(s, "\"")%2 != 0 || strings.Count(s, "“") != strings.Count(s, "”") {
		return false
	}
	return s[0] >= 'A' && s[0] <= 'Z'
}

// initial is a letter with a point in a name, which splits what is made of it.
var initial = regexp.MustCompile(`\b[A-Z]\. `)

// addNames gathers the runs of proper nouns of s.
func (st *story) addNames(s *sentence) {
	for i := 0; i < len(s.words); i++ {
		k := s.nameEnd(i)
		if k == i {
			continue
		}
		if name := s.cut(i, k); i > 0 && !contains(st.names, name) {
			st.names = append(st.names, name)
		}
		i = k
	}
}

// nameEnd returns where the run of proper nouns that begins at word i ends, i
// itself when there is none.
func (s *sentence) nameEnd(i int) int {
	k := i
	for k < len(s.words) && (s.words[k].Tag == "NNP" || s.words[k].Tag == "NNPS") && s.words[k].Text[0] >= 'A' && s.words[k].Text[0] <= 'Z' && !calendar(s.words[k].Text) {
		k++
	}
	return k
}

func calendar(w string) bool {
	for _, m := range append(months[:], weekdays[:]...) {
		if w == m || strings.TrimSuffix(w, ".") == m[:3] {
			return true
		}
	}
	return false
}

// cut returns the words [i,k) as written.
func (s *sentence) cut(i, k int) string {
	return s.Text()[s.words[i].Start:s.words[k-1].End()]
}

// replace returns the sentence with words [i,k) replaced.
func (s *sentence) replace(i, k int, by string) string {
	t := s.Text()
	return t[:s.words[i].Start] + by + t[s.words[k-1].End():]
}

// pick chooses one of n by the sentence and a purpose, the same each time.
func (s *sentence) pick(purpose string, n int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(purpose))
	_, _ = h.Write([]byte(s.Text()))
	return int(h.Sum32() % uint32(n))
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}

// lower returns s with its first letter in lower case, unless it begins with
// a name.
func (s *sentence) lowerFirst() string {
	t := s.Text()
	if strings.HasPrefix(s.words[0].Tag, "NNP") || s.words[0].Text == "I" || len(t) > 1 && t[1] >= 'A' && t[1] <= 'Z' {
		return t
	}
	return strings.ToLower(t[:1]) + t[1:]
}

func upperFirst(t string) string { return strings.ToUpper(t[:1]) + t[1:] }

// Make returns the cases of the articles: every kind that a sentence allows.
// One sentence in step is used, and the one after it.
func Make(articles []*article.Article, step int) ([]Case, error) {
	var stories []*story
	for _, a := range articles {
		st, err := read(a, step)
		if err != nil {
			return nil, err
		}
		stories = append(stories, st)
	}
	var out []Case
	for n, st := range stories {
		other := stories[(n+1)%len(stories)]
		for _, s := range st.sentences {
			out = append(out, corruptions(s, other)...)
			out = append(out, rewrites(s)...)
		}
	}
	return out, nil
}

// one makes a case that cites s alone.
func one(kind string, truth bool, claim string, s *sentence) Case {
	return Case{Kind: kind, True: truth, Claim: claim, Cited: []check.Source{s.Source}}
}
