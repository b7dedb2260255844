package search

import (
	"cmp"
	"context"
	"slices"

	"byline/article"
	"byline/search/index"
)

const (
	// stageOne is how many passages of the index are read at most, and
	// stageOneLeast how many at least. Between them only those are read that score
	// weak of the best or more: of the public sets' questions, which have a clear
	// best, hardly any lose their answer by it.
	stageOne      = 40
	stageOneLeast = 24
	weak          = .5
	// datedMore is how many times more are read when only articles of a certain
	// time count, since the index does not know their dates.
	datedMore = 8
	// measured is how many sentences get all their features: they hold a right
	// one for .97 to .985 of the questions of the public sets.
	measured = 40
)

// Lengths in content words of a usual text of each kind, over the public sets.
const (
	usualSentence  = 13
	usualContext   = 3*usualSentence + 2*usualSentence + 2
	usualParagraph = 65
)

// A candidate is a sentence that may answer.
type candidate struct {
	*match
	at       int       // its index among the sentences
	hit      int       // rank of its article's best passage in the index's list
	sentence float64   // BM25 of it
	context  float64   // of it three times, its neighbours and the title
	around   float64   // of its paragraph and the title
	whole    float64   // of its article
	titled   float64   // of its article with the title five times
	base     float64   // the first ordering
	features []float32 // by FeatureNames; filled in for the best by base
	score    float64   // the final one
}

// candidates returns the sentences of the passages that the index finds for
// a, ordered by base but for those that their articles promote.
func (s *Searcher) candidates(ctx context.Context, libs []article.LibraryID, a *asked) ([]candidate, error) {
	passages, err := s.passages(ctx, libs, a)
	if err != nil {
		return nil, err
	}
	readings, err := s.read(ctx, libs, passages)
	if err != nil {
		return nil, err
	}
	cands := a.weigh(passages, readings)
	cands = a.others(a.insist(cands))
	a.timely(cands)
	a.alone, a.articles = s.weighArticles(a, cands)
	promote(cands, a.alone)
	return cands, nil
}

// passages returns those worth reading: of the one article asked about, or
// the best of the index.
func (s *Searcher) passages(ctx context.Context, libs []article.LibraryID, a *asked) ([]article.Passage, error) {
	if a.Article != 0 {
		return s.whole(ctx, libs, []article.ID{a.Article}, a.Within)
	}
	hits, err := s.hits(ctx, libs, a)
	if err != nil {
		return nil, err
	}
	ids := make([]article.PassageID, len(hits))
	for i, h := range hits {
		ids[i] = h.Passage
	}
	found, err := s.Store.Passages(ctx, libs, ids)
	if err != nil || a.after == nil || len(a.after.articles) == 0 {
		return found, err
	}
	quoted := a.after.articles
	before, err := s.whole(ctx, libs, quoted[:min(contextArticles, len(quoted))], article.Span{})
	return append(before, found...), err
}

// hits returns what the index finds that is worth reading.
func (s *Searcher) hits(ctx context.Context, libs []article.LibraryID, a *asked) ([]index.Hit, error) {
	if a.dated() || a.counted() {
		return s.Index.Search(ctx, libs, a.indexTerms(), datedMore*stageOne, nil)
	}
	hits, err := s.Index.Search(ctx, libs, a.indexTerms(), stageOne, nil)
	n := min(stageOneLeast, len(hits))
	for n < len(hits) && hits[n].Score >= weak*hits[0].Score {
		n++
	}
	return hits[:n], err
}

// whole returns each of articles as one passage, or only what is within.
func (s *Searcher) whole(ctx context.Context, libs []article.LibraryID, ids []article.ID, within article.Span) ([]article.Passage, error) {
	articles, err := s.Store.Articles(ctx, libs, ids)
	if err != nil {
		return nil, err
	}
	var out []article.Passage
	for _, art := range articles {
		sp := article.Span{End: len(art.Text)}
		if within.Len() > 0 {
			sp = within
		}
		out = append(out, article.Passage{Article: art.ID, RevisionID: art.RevisionID, Span: sp})
	}
	return out, nil
}

// weigh scores every sentence of passages by BM25 on four ranges of text.
func (a *asked) weigh(passages []article.Passage, readings map[article.RevisionID]*reading) []candidate {
	matches := make(map[article.RevisionID]*match)
	whole := a.wholes(readings, matches, 2)
	titled := a.wholes(readings, matches, 5)
	var out []candidate
	seen := make(map[article.RevisionID]int)
	taken := make(map[*sentence]bool) // passages may overlap
	for rank, p := range passages {
		m := matches[p.RevisionID]
		if m == nil || !a.inTime(m.art) {
			continue
		}
		if _, ok := seen[p.RevisionID]; !ok {
			seen[p.RevisionID] = rank
		}
		i, _ := slices.BinarySearchFunc(m.sentences, p.Start, func(s sentence, at int) int { return cmp.Compare(s.Start, at) })
		for ; i < len(m.sentences) && m.sentences[i].Start < p.End; i++ {
			if taken[&m.sentences[i]] {
				continue
			}
			taken[&m.sentences[i]] = true
			c := candidate{match: m, at: i, hit: seen[p.RevisionID], whole: whole[p.RevisionID], titled: titled[p.RevisionID]}
			a.score(&c)
			out = append(out, c)
		}
	}
	order(out)
	return out
}

// wholes scores the articles as wholes: their text, and their title so many
// times. It matches the question with each reading that is not among matches.
func (a *asked) wholes(readings map[article.RevisionID]*reading, matches map[article.RevisionID]*match, title float32) map[article.RevisionID]float64 {
	total, n := 0, 0
	for rev, r := range readings {
		if r == nil {
			continue
		}
		if matches[rev] == nil {
			matches[rev] = a.match(r)
		}
		total += r.content
		n++
	}
	scores := make(map[article.RevisionID]float64, n)
	for rev, m := range matches {
		var b bag
		b.add(m.hits, 0, 1)
		b.addMask(m.title, 0, title)
		b.length = float64(m.content)
		scores[rev] = a.bm25(&b, .9, .4, float64(total)/float64(n)+1)
	}
	return scores
}

// score fills in the scores of c but for the final one.
func (a *asked) score(c *candidate) {
	m, i := c.match, c.at
	var s, ctx, par bag
	s.add(m.hitsOf(i), m.sentences[i].content, 1)
	c.sentence = a.bm25(&s, .4, .3, usualSentence)
	ctx.add(m.hitsOf(i), m.sentences[i].content, 3)
	for _, d := range [...]int{-1, 1} {
		if j := m.neighbour(i, d); j >= 0 {
			ctx.add(m.hitsOf(j), m.sentences[j].content, 1)
		}
	}
	ctx.addMask(m.title, len(m.reading.title), 1)
	c.context = a.bm25(&ctx, .9, .4, usualContext)
	for p := m.paragraphOf(i); p.from < p.to; p.from++ {
		par.add(m.hitsOf(p.from), m.sentences[p.from].content, 1)
	}
	par.addMask(m.title, len(m.reading.title), 1)
	c.around = a.bm25(&par, .9, .4, usualParagraph)
}

// order sorts candidates by base: context and paragraph and half the sentence,
// each as a share of the best, and the article.
func order(cands []candidate) {
	var best candidate
	for _, c := range cands {
		best.sentence = max(best.sentence, c.sentence)
		best.context = max(best.context, c.context)
		best.around = max(best.around, c.around)
		best.titled = max(best.titled, c.titled)
	}
	share := func(v, of float64) float64 {
		if of == 0 {
			return 0
		}
		return v / of
	}
	for i := range cands {
		c := &cands[i]
		c.base = share(c.context, best.context) + share(c.around, best.around) +
			.5*share(c.sentence, best.sentence) + .5*share(c.titled, best.titled)
		c.score = c.base
	}
	slices.SortStableFunc(cands, func(a, b candidate) int { return cmp.Compare(b.base, a.base) })
}
