package search

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"sync"
)

// What is measured of an article as the one that a question is about, beside
// its sentences: people who ask a search engine mostly name a page.
const (
	aWhole         = iota // BM25 of it, as a share of the question's idf
	aTitled               // with the title five times
	aTitle                // share of the question's idf in the title
	aTitleAsked           // share of the title's content words in the question, brackets left out
	aTitleAll             // share of all its words, stop words too
	aTitleRun             // longest run of the question's words in the title, as a share of it
	aTitleWhole           // 1 when that run is the title
	aBracket              // share of the words in the title's bracket that are in the question
	aBracketUnsaid        // 1 when there is a bracket and none of it is asked
	aFound                // rank of its best passage in the index's list
	aLead                 // BM25 of its first paragraph with the title
	aLeadCovered          // share of the question's idf in these
	aBest                 // best first ordering's score of its sentences
	aSentence             // best BM25 of a sentence
	aContext              // best BM25 of a sentence with its neighbours and the title
	aCovered              // share of the question's idf in the whole of it
	aMissing              // largest idf of a word that is not in it
	aAkin                 // idf of words that only a title's word with the same beginning matches
	aLength               // logarithm of its content words
	aTitleLength          // and of its title's words
	aRelated              // share of the question's idf that only related words of it stand for
	aRelatedLead          // and of its first paragraph and title
	aRelatedBest          // with related words, what a sentence and the title have more than any has without
	aAkinAll              // share that only words with the same beginning stand for
	aAkinLead             // and in its first paragraph and title
	aAkinBest             // with these, what a sentence and the title have more
	aMissingRare          // how telling in English the most telling word is that is not in it, 0 to 1
	aLikeTopic            // cosine of what is asked with what its title and first sentence mean
	articleFeatures
)

var articleNames = [articleFeatures]string{"whole", "titled", "title", "title asked", "title all", "title run", "title whole", "bracket", "bracket unsaid",
	"found", "lead", "lead covered", "best", "sentence", "context", "covered", "missing", "akin", "length", "title length",
	"related", "related lead", "related best", "akin all", "akin lead", "akin best", "missing rare", "like topic"}

// ArticleNames returns the names of ArticleProof.Features, in order.
func ArticleNames() []string { return slices.Clone(articleNames[:]) }

// An ArticleModel weighs an article's features, in the order of ArticleNames.
type ArticleModel struct {
	Alone  []Weight // by themselves: whose sentences are worth measuring
	Beside []Weight // beside what the trees make of its sentences, on their scale
}

// articlesFile holds the weights of Alone and then, their names beginning with
// "beside ", of Beside, one a line; `make train` makes it.
//
//go:embed articles.txt
var articlesFile string

// timedShare is what of it is left when the question names a time: it is the
// time then that tells one article of a story from the others.
const timedShare = .2

// mostBehind is the most that an article's bonus can put it behind the best,
// lest titles outweigh what a question says of its source.
const mostBehind = 1.5

// defaultArticles reads articlesFile once.
var defaultArticles = sync.OnceValue(func() ArticleModel {
	weights := readWeights(articlesFile)
	if len(weights) != 2*articleFeatures {
		return ArticleModel{}
	}
	for i, n := range articleNames {
		if weights[i].Name != n || weights[i+articleFeatures].Name != Beside+n {
			return ArticleModel{} // made for other features
		}
	}
	return ArticleModel{weights[:articleFeatures], weights[articleFeatures:]}
})

// Beside is what the names of ArticleModel.Beside begin with in their file.
const Beside = "beside "

// measureArticles returns the features of each article of cands.
func (a *asked) measureArticles(cands []candidate) map[*match][]float64 {
	out := make(map[*match][]float64)
	mass := max(a.mass, 1e-9)
	for i := range cands {
		c := &cands[i]
		f := out[c.match]
		if f == nil {
			f = a.measureArticle(c.match)
			f[aWhole], f[aTitled], f[aFound] = c.whole/mass, c.titled/mass, float64(c.hit)
			out[c.match] = f
		}
		f[aBest] = max(f[aBest], c.base)
		f[aSentence] = max(f[aSentence], c.sentence/mass)
		f[aContext] = max(f[aContext], c.context/mass)
	}
	return out
}

// measureArticle fills in what can be said of an article without its candidates.
func (a *asked) measureArticle(m *match) []float64 {
	f := make([]float64, articleFeatures)
	r, mass := m.reading, max(a.mass, 1e-9)
	plain, bracket := r.title[:r.plainTitle], r.title[r.plainTitle:]
	f[aTitle] = a.covered(m.title)
	f[aTitleAsked] = float64(shareAsked(a, plain))
	said := 0
	for _, w := range plain {
		if slices.Contains(a.all, w.Hash) {
			said++
		}
	}
	f[aTitleAll] = float64(said) / float64(max(1, len(plain)))
	_, run := a.runs(plain)
	if f[aTitleRun] = float64(run) / float64(max(1, len(plain))); f[aTitleRun] == 1 {
		f[aTitleWhole] = 1
	}
	if len(bracket) > 0 {
		if f[aBracket] = float64(shareAsked(a, bracket)); f[aBracket] == 0 {
			f[aBracketUnsaid] = 1
		}
	}
	lead := a.lead(m)
	f[aLead], f[aLeadCovered] = a.bm25(&lead, .9, .4, usualParagraph)/mass, a.covered(lead.mask)
	all := m.title
	for t, n := range m.tf {
		if n > 0 {
			all |= 1 << t
		}
	}
	f[aCovered] = a.covered(all)
	missing, _ := a.missing(all)
	f[aMissing] = float64(missing)
	f[aAkin] = a.akinTitle(m) / mass
	a.measureLikeness(m, f, all, lead.mask)
	f[aMissingRare], f[aLikeTopic] = a.missingRare(all), float64(a.likeTopic(m))
	f[aLength], f[aTitleLength] = math.Log1p(float64(r.content)), math.Log1p(float64(len(plain)))
	return f
}

// promoted is how many articles, the best by their score, have their best
// sentence measured whatever its own.
const promoted = 6

// promote moves the best sentence of each of the best articles among those
// that are measured, in the place of the last of them.
func promote(cands []candidate, articles map[*match]float64) {
	if len(cands) <= measured {
		return
	}
	var best []int // of each article, the first candidate
	seen := make(map[*match]bool)
	for i, c := range cands {
		if !seen[c.match] {
			seen[c.match] = true
			best = append(best, i)
		}
	}
	slices.SortStableFunc(best, func(i, j int) int { return cmp.Compare(articles[cands[j].match], articles[cands[i].match]) })
	var late []int
	for _, i := range best[:min(promoted, len(best))] {
		if i >= measured {
			late = append(late, i)
		}
	}
	slices.Sort(late)
	for k, i := range late {
		c := cands[i]
		to := measured - len(late) + k
		copy(cands[to+1:i+1], cands[to:i])
		cands[to] = c
	}
}

// lead counts the words of m's first paragraph and title.
func (a *asked) lead(m *match) bag {
	var b bag
	if len(m.sentences) > 0 {
		for p := m.paragraphOf(0); p.from < p.to; p.from++ {
			b.add(m.hitsOf(p.from), m.sentences[p.from].content, 1)
		}
	}
	b.addMask(m.title, len(m.reading.title), 1)
	return b
}

// akinTitle sums the idf of terms that are not in the title but share their
// beginning with a word of it.
func (a *asked) akinTitle(m *match) float64 {
	sum := 0.0
	for t, q := range a.terms {
		if m.title&(1<<t) == 0 && q.prefix != 0 && slices.ContainsFunc(m.reading.title, func(w word) bool { return w.Prefix == q.prefix }) {
			sum += q.idf
		}
	}
	return sum
}

// ArticleScore is the weighted sum of an article's features; only comparable
// within one question. The weights are in the order of ArticleNames.
func ArticleScore(weights []Weight, features []float64) float64 {
	sum := 0.0
	for i, w := range weights[:min(len(weights), len(features))] {
		sum += w.Weight * features[i] / w.Scale
	}
	return sum
}

// weighArticles returns how good each article of cands is by itself, and what it
// adds to its sentences' scores: nothing for the best one, less for the others.
func (s *Searcher) weighArticles(a *asked, cands []candidate) (alone, bonus map[*match]float64) {
	if len(s.Articles.Alone) == 0 {
		return nil, nil
	}
	weight := 1.0
	if a.where.month != 0 || !a.time.IsZero() {
		weight = timedShare
	}
	alone, bonus = make(map[*match]float64), make(map[*match]float64)
	best, most := math.Inf(-1), math.Inf(-1)
	for m, f := range a.measureArticles(cands) {
		alone[m], bonus[m] = weight*aloneScale*ArticleScore(s.Articles.Alone, f), weight*besideWeight*ArticleScore(s.Articles.Beside, f)
		best, most = max(best, alone[m]), max(most, bonus[m])
	}
	for m, b := range bonus {
		alone[m] = behind(alone[m] - best)
		bonus[m] = behind(b - most)
	}
	return alone, bonus
}

const (
	// aloneScale brings an article's own score to the size of a sentence's.
	aloneScale = .5
	// besideWeight is how much of its score beside the trees counts: between .5
	// and 1 no public question set differs by more than a question or two, and
	// the less, the less do titles outweigh what a question says of its source.
	besideWeight = .6
)

// behind bounds how far an article is behind the best.
func behind(by float64) float64 { return mostBehind * math.Tanh(by/mostBehind) }
