package search

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"byline/article"
	"byline/search/index"
	"byline/text"
)

const (
	// shortestRepaired is the least letters of a word that is repaired. Among
	// shorter ones nearly every word is a letter off from some other.
	shortestRepaired = 5
	// twoEdits is from how many letters on two of them may be wrong.
	twoEdits = 8
	// longestRepaired bounds what is looked for: longer words are no words.
	longestRepaired = 30
	// spellingsRead is how many terms that are spelled alike are looked at.
	spellingsRead = 40
	// spellingsTried is how many spellings of a word are looked for in passages.
	spellingsTried = 5
	// maxRepairs is how many words of one question are repaired at most.
	maxRepairs = 3
	// repairedWeight is what a repaired word weighs beside one as asked.
	repairedWeight = .8
	// easySlip is the most that a name may be off when nothing but the rest of
	// the question speaks for it: "Johnson" is not meant by "Johnston".
	easySlip = .9
)

// A speller finds words of the libraries by how they are spelled, as
// *index.Index does. An Index that is none leaves questions as they are.
type speller interface {
	Similar(ctx context.Context, libs []article.LibraryID, word string, most int) ([]string, error)
}

// A repair is a word of the question that no passage has, and the one that was
// looked for instead.
type repair struct{ asked, meant string }

// understand reads q, and once more with the words put right that no passage
// has and that are spelled almost like one that fits the rest of the question.
func (s *Searcher) understand(ctx context.Context, libs []article.LibraryID, q Question) (*asked, error) {
	q = q.inTurn(func(id article.ID) (on article.Date) {
		if arts, err := s.Store.Articles(ctx, libs, []article.ID{id}); err == nil && len(arts) > 0 {
			on = arts[0].Published
		}
		return on
	})
	a, err := s.ask(ctx, libs, q)
	if err != nil {
		return nil, err
	}
	repairs, err := s.repairs(ctx, libs, a)
	if err != nil || len(repairs) == 0 {
		return a, err
	}
	for _, r := range repairs {
		q.Text = replaceWord(q.Text, r.asked, r.meant)
	}
	if a, err = s.ask(ctx, libs, q); err != nil {
		return nil, err
	}
	a.repairs = repairs
	for _, r := range repairs {
		for _, tok := range text.For("en").Tokens(nil, r.meant) {
			if i, ok := a.byHash[hash(tok.Term)]; ok {
				a.mass -= (1 - repairedWeight) * a.terms[i].idf
				a.terms[i].idf *= repairedWeight
			}
		}
	}
	return a, nil
}

// notes tells the reader which words were put right.
func (a *asked) notes() []string {
	var out []string
	for _, r := range a.repairs {
		out = append(out, fmt.Sprintf("Searched for “%s” instead of “%s”, which no article has.", r.meant, r.asked))
	}
	return out
}

// repairs returns what is to be put right in a.
func (s *Searcher) repairs(ctx context.Context, libs []article.LibraryID, a *asked) ([]repair, error) {
	sp, ok := s.Index.(speller)
	if !ok || a.passages == 0 {
		return nil, nil
	}
	var out []repair
	for i, t := range a.terms {
		if len(out) == maxRepairs || t.df > 0 || !a.repairable(t) {
			continue
		}
		spellings, err := s.spellings(ctx, libs, sp, t)
		if err != nil {
			return nil, err
		}
		meant, err := s.choose(ctx, libs, a, i, spellings)
		if err != nil {
			return nil, err
		}
		if meant != "" {
			out = append(out, repair{t.word, meant})
		}
	}
	return out, nil
}

// repairable reports whether a word may be put right: of letters, neither
// short nor endless, not quoted, and not right already. A word or name that
// is spelled right and that no article has is a reason to say so.
func (a *asked) repairable(t term) bool {
	n := utf8.RuneCountInString(t.word)
	if t.number || n < shortestRepaired || n > longestRepaired || !lettersOnly(t.word) || text.Known(t.word) {
		return false
	}
	for _, p := range a.phrases {
		if strings.Contains(p.words, t.word) {
			return false
		}
	}
	return strings.Contains(a.Text, t.word) // not one taken over from the turn before
}

// A spelling is a term of the libraries that may be what a word should be.
type spelling struct {
	term     string
	passages int
	form     string  // a word of that term, when it is known how it is spelled
	off      float64 // how far the word is off from form, else its term from this one, as slips counts
}

// spellings returns the terms that t may be meant as, likely ones first.
func (s *Searcher) spellings(ctx context.Context, libs []article.LibraryID, sp speller, t term) ([]spelling, error) {
	word := text.Fold(t.word)
	near := oneOff(text.For("en"), word)
	terms := slices.Sorted(maps.Keys(near))
	if utf8.RuneCountInString(t.alts[0]) >= shortestRepaired-1 {
		like, err := sp.Similar(ctx, libs, t.alts[0], spellingsRead)
		if err != nil {
			return nil, err
		}
		terms = append(terms, like...)
	}
	df, _, err := s.Index.Stats(ctx, libs, terms)
	if err != nil {
		return nil, err
	}
	own := len(near) // what follows is from the dictionaries
	var out []spelling
	for i, n := range terms {
		form := near[n]
		known := form != "" && text.Known(form)
		switch {
		case df[i] == 0, i < own && !known, i >= own && known:
		case known:
			out = append(out, spelling{n, df[i], form, slips(word, form)})
		default:
			out = append(out, spelling{term: n, passages: df[i], off: slips(t.alts[0], n)})
		}
	}
	slices.SortFunc(out, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(b.likely(), a.likely()), strings.Compare(a.term, b.term))
	})
	return out[:min(len(out), spellingsTried)], nil
}

// likely weighs a spelling by itself: a letter off counts as much as being
// seven times as frequent.
func (s spelling) likely() float64 { return math.Log1p(float64(s.passages)) - 2*s.off }

// choose returns the word of the libraries that term i of a was meant as, the
// one that goes best with the others of the question; "" when none does.
func (s *Searcher) choose(ctx context.Context, libs []article.LibraryID, a *asked, i int, spellings []spelling) (string, error) {
	best, meant := math.Inf(-1), ""
	for _, sp := range spellings {
		found, err := s.company(ctx, libs, a, i, sp)
		if err != nil {
			return "", err
		}
		for _, c := range found {
			if score, ok := a.fits(i, c); ok && score+.2*math.Log1p(float64(sp.passages)) > best {
				best, meant = score+.2*math.Log1p(float64(sp.passages)), c.word
			}
		}
	}
	return meant, nil
}

// company is a word of an article as it stands there.
type company struct {
	word  string
	off   float64 // from the word asked
	named bool    // has a capital wherever it stands inside a sentence of the article
	share float64 // of the idf of the question's other words, in its passage and title
	alone bool    // the question has no other word that the libraries know
	known bool    // the word is one of a dictionary's
	next  bool    // stands beside a word that the question has it beside
}

const (
	// companyRead is how many passages are read for one spelling.
	companyRead = 2
	// companyKnown bounds the passages among which these are looked for.
	companyKnown = 1000
)

// company looks for sp beside the other words of a, in the best passages that have it.
func (s *Searcher) company(ctx context.Context, libs []article.LibraryID, a *asked, i int, sp spelling) ([]company, error) {
	terms := a.indexTerms()
	terms[i] = index.Term{Alternatives: []string{sp.term}, Weight: 1}
	have, err := s.Index.Search(ctx, libs, terms[i:i+1], companyKnown, nil)
	if err != nil {
		return nil, err
	}
	has := make(map[article.PassageID]bool, len(have))
	for _, h := range have {
		has[h.Passage] = true
	}
	hits, err := s.Index.Search(ctx, libs, terms, companyRead, func(p article.PassageID) bool { return has[p] })
	if err != nil {
		return nil, err
	}
	ids := make([]article.PassageID, len(hits))
	for k, h := range hits {
		ids[k] = h.Passage
	}
	passages, err := s.Store.Passages(ctx, libs, ids)
	if err != nil {
		return nil, err
	}
	readings, err := s.read(ctx, libs, passages)
	if err != nil {
		return nil, err
	}
	var out []company
	for _, p := range passages {
		if r := readings[p.RevisionID]; r != nil {
			if c, ok := a.beside(i, sp, r, p.Span); ok {
				out = append(out, c)
			}
		}
	}
	return out, nil
}
