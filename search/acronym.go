package search

import (
	"context"
	"slices"
	"strings"

	"byline/article"
	"byline/search/index"
	"byline/text"
)

const (
	// definersRead is how many passages that define one acronym are read.
	definersRead = 3
	// maxAliases bounds the other forms that one question is asked in.
	maxAliases = 6
	// aliasWeight is what a passage gains in the index that has the other form,
	// as a share of what the form asked would give it.
	aliasWeight = .7
)

// An alias is another form of words of the question, as an article defines it:
// where a text has it, it has them.
type alias struct {
	terms []int    // of the question
	words []uint32 // hashes of the other form's words, stop words too
	index []string // terms of it to look for
}

// common are acronyms that hardly any article defines.
var common = []struct{ short, long string }{
	{"US", "United States"}, {"UK", "United Kingdom"}, {"EU", "European Union"}, {"UN", "United Nations"}, {"USA", "United States"},
	{"CEO", "chief executive"}, {"PM", "prime minister"}, {"AI", "artificial intelligence"}, {"GDP", "gross domestic product"}, {"USSR", "Soviet Union"},
}

// marks returns the marks of what the question may have another form for.
func (a *asked) marks() []string {
	var marks []string
	add := func(mark string) {
		if !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	for _, t := range a.terms {
		if lettersOnly(strings.ReplaceAll(t.word, ".", "")) {
			add(text.ShortMark(t.word))
			add(text.ShortMark(t.alts[0]))
		}
	}
	for k := 1; k < len(a.order); k++ {
		add(text.LongMark(a.terms[a.order[k-1]].alts[0], a.terms[a.order[k]].alts[0]))
	}
	return marks
}

// acronyms finds the other forms of the question's acronyms and of what it
// spells out, as articles of libs define them.
func (s *Searcher) acronyms(ctx context.Context, libs []article.LibraryID, a *asked) error {
	for _, c := range common {
		a.define(text.For("en"), c.short, c.long, nil)
	}
	a.ordinals()
	a.quarters()
	a.initials()
	marks := a.marks()
	df, _, err := s.Index.Stats(ctx, libs, marks)
	if err != nil {
		return err
	}
	for i, m := range marks {
		if df[i] == 0 || len(a.aliases) >= maxAliases {
			continue
		}
		hits, err := s.Index.Search(ctx, libs, []index.Term{{Alternatives: []string{m}, Weight: 1}}, definersRead, nil)
		if err != nil {
			return err
		}
		ids := make([]article.PassageID, len(hits))
		for k, h := range hits {
			ids[k] = h.Passage
		}
		passages, err := s.Store.Passages(ctx, libs, ids)
		if err != nil {
			return err
		}
		readings, err := s.read(ctx, libs, passages)
		if err != nil {
			return err
		}
		for _, p := range passages {
			r := readings[p.RevisionID]
			if r == nil {
				continue
			}
			in := p.Of(r.art.Text)
			for _, d := range text.Acronyms(in) {
				a.define(text.For(r.art.Language), d.Short.Of(in), d.Long.Of(in), r)
			}
		}
	}
	return nil
}

// define adds the alias that "long (short)" gives, if the question has either.
// r is the article that says so; nil when none need.
func (a *asked) define(an *text.Analyzer, short, long string, r *reading) {
	term := an.Term(short)
	words := an.Tokens(nil, long)
	hashes := make([]uint32, len(words))
	var content []string
	for i, w := range words {
		if hashes[i] = hash(w.Term); !w.Stop {
			content = append(content, w.Term)
		}
	}
	if len(content) < 2 || term == "" {
		return
	}
	if i, ok := a.byHash[hash(term)]; ok && (a.terms[i].upper || r == nil || !r.inSmall(hash(term))) {
		a.addAlias(alias{terms: []int{i}, words: hashes, index: content})
	}
	for k := 0; k+len(content) <= len(a.order); k++ {
		var terms []int
		for j, c := range content {
			if i := a.order[k+j]; contains(a.terms[i].alts, c) {
				terms = append(terms, i)
			}
		}
		if len(terms) == len(content) {
			a.addAlias(alias{terms: terms, words: []uint32{hash(term)}, index: []string{term}})
		}
	}
}

// ones are the ways to write the number of "World War I".
var ones = []string{"1", "one", "i"}

// ordinals lets a number one behind a word be written in any way. It is not
// folded when texts are read, where "one" and "I" mostly count nothing.
func (a *asked) ordinals() {
	for k := 1; k < len(a.order); k++ {
		of, t := a.terms[a.order[k-1]], a.terms[a.order[k]]
		if !slices.Contains(ones, t.alts[0]) {
			continue
		}
		for _, one := range ones {
			if one != t.alts[0] {
				a.addAlias(alias{terms: []int{a.order[k]}, words: []uint32{hash(of.alts[0]), hash(one)}})
			}
		}
	}
}

// initials lets "J.R." stand for the "J. R." of a text, and the other way round.
func (a *asked) initials() {
	for k, i := range a.order {
		t := a.terms[i]
		letters := strings.ReplaceAll(t.word, ".", "")
		switch n := len(letters); {
		case t.upper && t.df == 0 && n > 1 && n < 4 && letters == strings.ToUpper(letters) && lettersOnly(letters):
			apart := alias{terms: []int{i}}
			for _, r := range strings.ToLower(letters) {
				apart.words = append(apart.words, hash(string(r)))
			}
			a.addAlias(apart)
		case n == 1 && k > 0 && len(strings.Trim(a.terms[a.order[k-1]].word, ".")) == 1 && a.order[k-1] != i:
			x := a.order[k-1]
			a.addAlias(alias{terms: []int{x, i}, words: []uint32{hash(a.terms[x].alts[0] + t.alts[0])}})
		}
	}
}

// quarters lets "Q2" stand for the second quarter of a year, and the other way round.
func (a *asked) quarters() {
	en := text.For("en")
	for i, name := range []string{"first", "second", "third", "fourth"} {
		short, nth, quarter := en.Term("q"+string(rune('1'+i))), en.Term(name), en.Term("quarter")
		if t, ok := a.byHash[hash(short)]; ok {
			a.addAlias(alias{terms: []int{t}, words: []uint32{hash(nth), hash(quarter)}, index: []string{nth, quarter}})
		}
		for k := 1; k < len(a.order); k++ {
			if x, y := a.order[k-1], a.order[k]; contains(a.terms[x].alts, nth) && contains(a.terms[y].alts, quarter) {
				a.addAlias(alias{terms: []int{x, y}, words: []uint32{hash(short)}, index: []string{short}})
			}
		}
	}
}

func (a *asked) addAlias(n alias) {
	for _, have := range a.aliases {
		if slices.Equal(have.words, n.words) && slices.Equal(have.terms, n.terms) {
			return
		}
	}
	a.near[n.words[0]&255] = true
	a.aliases = append(a.aliases, n)
}

// inSmall reports whether r has the word of a hash without a capital.
func (r *reading) inSmall(h uint32) bool {
	return slices.ContainsFunc(r.words, func(w word) bool { return w.Hash == h && w.Flags&capital == 0 })
}

// aliasTerms returns what the index is to look for beside the question's words.
func (a *asked) aliasTerms() []index.Term {
	var out []index.Term
	for _, n := range a.aliases {
		mass := 0.0
		for _, i := range n.terms {
			mass += a.terms[i].idf
		}
		for _, w := range n.index {
			if _, asked := a.byHash[hash(w)]; asked {
				continue
			}
			// the idf of w is of the size of the question's: rare words make rare forms
			weight := aliasWeight * mass / float64(len(n.index)) / idf(1, max(1, a.passages))
			out = append(out, index.Term{Alternatives: []string{w}, Weight: weight})
		}
	}
	return out
}

// standsAt reports whether words[k:] begins with the other form.
func (n *alias) standsAt(words []word, k int) bool {
	if k+len(n.words) > len(words) {
		return false
	}
	for j, h := range n.words {
		if words[k+j].Hash != h {
			return false
		}
	}
	return true
}

// add appends the hits of the form that begins at word w.
func (n *alias) add(hits []hit, w int, tf []int) []hit {
	for _, t := range n.terms {
		hits = append(hits, hit{term: t, word: w})
		tf[t]++
	}
	return hits
}
