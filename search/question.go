package search

import (
	"context"
	"math"
	"strings"

	"byline/article"
	"byline/search/index"
	"byline/text"
	"byline/when"
)

// maxTerms is how many different words of a question count; a mask of them
// fits a machine word.
const maxTerms = 64

// A term is one content word of a question.
type term struct {
	word   string   // as asked
	alts   []string // its terms in the languages that may be meant
	idf    float64
	df     int // passages that have it
	upper  bool
	number bool
	aside  bool   // it says when, or what sort of answer is wanted: answers need not have it
	prefix uint32 // of its first letters, as word.Prefix
}

// An asked is a question as understood, against one set of libraries.
type asked struct {
	Question
	terms    []term   // distinct
	all      []uint32 // hashes of all words, stop words too
	order    []int    // indexes into terms, as the question goes
	byHash   map[uint32]int
	near     [256]bool          // by the low byte of a hash: whether any term may have it
	after    *followUp          // nil: it stands by itself
	phrases  []phrase           // that articles must have
	repairs  []repair           // words of it that were put right
	aliases  []alias            // other forms of its words
	alone    map[*match]float64 // how good the articles found are by themselves
	articles map[*match]float64 // what they add to their sentences' scores
	like     *likeness          // which other words stand for its own; nil: not made yet
	where    circumstance
	doubts   []string     // why the answer may not be there, for a person
	unsaid   bool         // no passage has the year or decade that it names
	time     when.Reading // what it says of time: a preference, where Since and Until are bounds
	sort     wanted       // what sort of sentence
	defined  []uint32     // words of the thing whose definition is wanted; none: no such question
	wants    several      // more than one quote
	kind     kind
	own      int                   // how many of terms are its own; the rest are of the turn before
	words    map[line]article.Span // that answer, by sentence that was looked at; empty: none do
	gisted   *gist                 // nil: not read yet
	noun     int                   // index into terms of the word after "what" or "which"; -1: none
	foreign  bool                  // surely not in English
	count    int                   // likewise of the word after "how many" or "how much"
	passages int                   // in the libraries
	mass     float64               // sum of the terms' idf
}

// ask reads q: its words, what they weigh, and what kind of answer it wants.
func (s *Searcher) ask(ctx context.Context, libs []article.LibraryID, q Question) (*asked, error) {
	a := &asked{Question: q, kind: kindOf(q.Text), noun: -1, count: -1, byHash: make(map[uint32]int)}
	a.where, a.wants = circumstanceOf(q.Text), severalOf(q.Text)
	a.sort = wantedBy(q.Text, len(a.wants.sides) > 0)
	a.phrases = phrases(q.Text, []string{"en", ""})
	a.time = when.Read(q.Text, q.Now)
	if a.after = q.followUp(); a.after == nil {
		a.defined = definedBy(q.Text)
	}
	own := a.wordsBut()
	if a.after != nil && a.after.only != 0 && a.Article == 0 {
		a.Article = a.after.only
		own = ordinalOne.ReplaceAllString(own, " ")
	}
	bare := a.after != nil && a.after.whole == "" && onlyAsks(own)
	if bare {
		own = ""
	}
	if a.addTerms(own); len(a.terms) == 0 && !bare && (a.after == nil || a.after.only == 0) {
		a.addTerms(q.Text)
	}
	a.own = len(a.terms)
	if a.after != nil && whatFor.MatchString(q.Text) {
		a.kind = reason
	}
	a.sort.noun = a.after != nil && a.own == 1 && onlySort.MatchString(own)
	if a.after != nil && a.sort.measure != "" && a.own > 0 && a.termsOf(a.sort.measure) == 1<<a.own-1 {
		a.sort.only, a.sort.gains = true, onlyUnitBonus // "how tall is it?"
	}
	if a.after != nil {
		if a.after.whole != "" {
			a.kind, a.sort = kindOf(a.after.whole), wantedBy(a.after.whole, false)
		}
		a.addTerms(strings.Join(a.after.subject, " "))
	}
	var all []string
	for _, t := range a.terms {
		all = append(all, t.alts...)
	}
	a.sort.negatedTerm = a.negatedTerm()
	df, n, err := s.Index.Stats(ctx, libs, all)
	if err != nil {
		return nil, err
	}
	a.passages = n
	for i := range a.terms {
		t := &a.terms[i]
		for range t.alts {
			t.df += df[0]
			df = df[1:]
		}
		t.df = min(t.df, n)
		t.idf = idf(t.df, n)
		a.mass += t.idf
		a.unsaid = a.unsaid || t.df == 0 && !a.time.IsZero() && a.time.From.Year() > 1 && strings.Contains(a.time.Words, t.word)
	}
	a.weighContext(a.own)
	a.weighAside()
	a.lightenTitles()
	return a, s.acronyms(ctx, libs, a)
}

// spelled returns the question with what a pronoun of it means in its place.
func (a *asked) spelled() string {
	if a.after != nil && a.after.named != "" {
		return a.after.named
	}
	return a.Text
}

// weighContext makes the terms from own on, which were taken over from the turn
// before, weigh less, and together no more than the question's own; what a pronoun
// of the question stands for weighs nearly as if it were named.
func (a *asked) weighContext(own int) {
	if own == len(a.terms) {
		return
	}
	meant := a.termsOf(strings.Join(a.after.meant, " ")) &^ (1<<own - 1)
	mine, named, taken := 0.0, 0.0, 0.0
	for i, t := range a.terms {
		switch {
		case i < own:
			mine += t.idf
		case meant&(1<<i) != 0:
			named += t.idf
		default:
			taken += t.idf
		}
	}
	weight, naming := contextWeight, float64(meantWeight)
	if a.after.whole != "" {
		weight = min(1, max(weight, 2*mine/max(taken, 1e-9))) // it is that question but for a word or two
	} else if mine > 0 && !a.sort.only && !a.sort.noun {
		weight = min(weight, mine/max(taken, 1e-9))
		naming = min(naming, mostMeant*mine/max(named, 1e-9))
	}
	for i := own; i < len(a.terms); i++ {
		if meant&(1<<i) != 0 {
			a.terms[i].idf *= naming
		} else {
			a.terms[i].idf *= weight
		}
	}
	a.mass = mine + weight*taken + naming*named
}

// idf weighs a word that df of n passages have; never negative.
func idf(df, n int) float64 {
	return math.Log(1 + (float64(n-df)+.5)/(float64(df)+.5))
}

// addTerms reads the content words of s, each in the languages it may be
// meant in: the one s seems to be in, English, and unstemmed.
func (a *asked) addTerms(s string) {
	lang, sure := text.Detect(s)
	languages := []string{"en", lang, ""}
	main := text.For("en")
	if sure && lang != "" && lang != "en" && stops(lang, s) > stops("en", s) {
		main, a.foreign = text.For(lang), true
	}
	which, many := false, false // the word before was "what" or "which", "many" or "much"
	before := ""
	for _, tok := range main.Tokens(nil, s) {
		w := s[tok.Start:tok.End]
		a.all = append(a.all, hash(tok.Term))
		country := w == "us" && before == "the" // and not whom one speaks of
		before = w
		if tok.Stop && !country {
			which = strings.EqualFold(w, "what") || strings.EqualFold(w, "which")
			many = strings.EqualFold(w, "many") || strings.EqualFold(w, "much")
			continue
		}
		a.addTerm(w, tok, languages)
		if rest := s[tok.End:]; strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") {
			a.addForm(w, main.Term(w+"s")) // "p's" and "ps"
		}
		if which && a.noun < 0 && len(a.order) > 0 {
			a.noun = a.order[len(a.order)-1]
		}
		if many && a.count < 0 && len(a.order) > 0 {
			a.count = a.order[len(a.order)-1]
		}
		which, many = false, false
	}
}

// stops counts the words of s that say little in a language. A few words are too
// few to tell a language by their letters: "what did the IFA ban" is not Malay.
func stops(lang, s string) int {
	n := 0
	for _, tok := range text.For(lang).Tokens(nil, s) {
		if tok.Stop && !tok.Upper {
			n++
		}
	}
	return n
}

func (a *asked) addTerm(word string, tok text.Token, languages []string) {
	t := term{word: word, alts: []string{tok.Term}, upper: tok.Upper, number: tok.Number, prefix: text.PrefixHash(tok.Term)}
	if len(tok.Term) > 0 && tok.End-tok.Start == len(word) {
		for _, l := range languages {
			if other := text.For(l).Term(word); other != "" && !contains(t.alts, other) {
				t.alts = append(t.alts, other)
			}
		}
	}
	if i, ok := a.byHash[hash(t.alts[0])]; ok {
		a.order = append(a.order, i)
		return
	}
	if len(a.terms) == maxTerms {
		return
	}
	a.order = append(a.order, len(a.terms))
	for _, alt := range t.alts {
		h := hash(alt)
		if _, taken := a.byHash[h]; !taken {
			a.byHash[h] = len(a.terms)
			a.near[h&255] = true
		}
	}
	a.terms = append(a.terms, t)
}

// addForm adds another term of word, if it is none of the question's yet.
func (a *asked) addForm(word, term string) {
	i, ok := a.byHash[hash(text.For("en").Term(word))]
	if _, taken := a.byHash[hash(term)]; !ok || taken {
		return
	}
	a.terms[i].alts = append(a.terms[i].alts, term)
	a.byHash[hash(term)] = i
	a.near[hash(term)&255] = true
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// indexTerms returns the terms as the index wants them.
func (a *asked) indexTerms() []index.Term {
	out := make([]index.Term, len(a.terms))
	for i, t := range a.terms {
		out[i] = index.Term{Alternatives: t.alts, Weight: t.idf / idf(t.df, a.passages)}
	}
	return append(out, a.aliasTerms()...)
}

// hash is what readings keep of a term.
func hash(s string) uint32 { return text.Hash(s) }
