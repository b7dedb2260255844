package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"byline/article"
)

// A Meaning finds passages by what they mean, as *dense.Finder does.
type Meaning interface {
	// Nearest returns up to k passages of libs, those nearest to the question
	// first; none when it cannot tell in time.
	Nearest(ctx context.Context, libs []article.LibraryID, question string, k int) []article.PassageID
}

const (
	// meant is how many passages are asked of Meaning, and how deep the two
	// rankings are that are fused.
	meant = 40
	// rankConstant is what is added to each rank before it is turned over: the
	// larger it is, the less the first places count. Cormack, Clarke and Büttcher
	// (2009) have 60 for lists of a thousand. Ours have forty, and a first place
	// by words is right nine times in ten: docs/dense.md has what 2 gains.
	rankConstant = 2
	// doubtful is the confidence below which meaning leads: there the first passage
	// by words is right in little more than half of the public questions, and that
	// of a good model more often.
	doubtful = 0.25
	// wordsInDoubt is the weight of the ranking by words then; that of both
	// together is 1.
	wordsInDoubt = 0.2
	// wordsPower is the power of the confidence that is the weight of words
	// elsewhere, mostWords at most; docs/dense.md has the figures.
	wordsPower, mostWords = 0.45, 0.95
	// sure is the confidence from which an answer is given (answer.AbstainBelow).
	sure = 0.5
	// apart is how far the scores of a right and of a wrong sentence usually are
	// from each other.
	apart = 4
)

// sayOfWords returns the weight of the ranking by words at a confidence.
func sayOfWords(confidence float64) float64 {
	if confidence <= doubtful {
		return wordsInDoubt
	}
	return min(mostWords, math.Pow(confidence, wordsPower))
}

// A hunch is what Meaning says of a question, on its way.
type hunch <-chan []article.PassageID

// meaning asks Meaning beside the search by words; nil when there is none, when
// nothing is asked, or when the one article asked about is read whole anyway.
func (s *Searcher) meaning(ctx context.Context, libs []article.LibraryID, a *asked) hunch {
	if s.Meaning == nil || a.Article != 0 || len(a.all) == 0 {
		return nil
	}
	question, k := a.Text, meant
	if a.after != nil {
		question = a.after.complete(a.Text)
	}
	if a.dated() {
		k *= datedMore
	}
	c := make(chan []article.PassageID, 1)
	go func() { c <- s.Meaning.Nearest(ctx, libs, question, k) }()
	return c
}

// leads returns what Meaning found that may be shown, best first. Of each
// passage the sentence that is best by words stands for it: one of cands, best
// first, or, where cands has none, the best when such passages are measured by
// themselves.
func (s *Searcher) leads(ctx context.Context, libs []article.LibraryID, a *asked, cands []candidate, h hunch) ([]candidate, error) {
	if h == nil {
		return nil, nil
	}
	var ids []article.PassageID
	select {
	case ids = <-h:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	passages, err := s.Store.Passages(ctx, libs, ids)
	if err != nil || len(passages) == 0 {
		return nil, err
	}
	readings, err := s.read(ctx, libs, passages)
	if err != nil {
		return nil, err
	}
	others := a.weigh(passages, readings)
	a.measure(others)
	s.rank(a, others)
	var out []candidate
	for _, p := range passages {
		c := bestIn(p, cands)
		if c == nil {
			c = bestIn(p, others)
		}
		if c != nil && len(out) < meant && a.allows(c.reading) {
			out = append(out, *c)
		}
	}
	return out, nil
}

// allows reports whether r is of the time asked for and has every phrase that
// the question has in quotation marks, unless words found none that has.
func (a *asked) allows(r *reading) bool {
	return a.inTime(r.art) && (len(a.doubts) > 0 || !slices.ContainsFunc(a.phrases, func(p phrase) bool { return !p.in(r) }))
}

// bestIn returns the first of cands whose sentence lies in p; nil: none.
func bestIn(p article.Passage, cands []candidate) *candidate {
	for i := range cands {
		c := &cands[i]
		if c.art.RevisionID == p.RevisionID && p.Contains(c.sentences[c.at].Span) {
			return c
		}
	}
	return nil
}

// fuse makes one ranking of what words and what meaning found. A place in
// either counts by its reciprocal rank (rankConstant), and the two rankings
// have a say by how sure words alone are that they have the answer.
//
// The confidence stays what it was: nearness by a model that nobody has
// calibrated is no proof that the articles answer. Where they do, by words,
// sentences that only meaning found come last, so that no answer is made of
// them.
func (a *asked) fuse(leads []candidate, found *article.Found) {
	say := sayOfWords(found.Confidence)
	found.Passages = fuseHits(a, found.Passages, leads, say)
	found.Sentences = fuseQuotes(a, found.Sentences, leads, say, found.Confidence >= sure)
}

// keptLeads is how many of the leads that words did not rank first are kept
// with an answer.
const keptLeads = 5

// tell adds to what is kept of a search the ranks by meaning, from 1 (0: none),
// and the first leads that are not among the sentences kept already.
func tell(w *article.Weighed, leads []candidate) {
	w.Features = append(slices.Clip(w.Features), "meaning")
	values := func(features []float32) []float32 {
		all := make([]float32, len(w.Features))
		copy(all, features[:min(len(features), int(ownFeatures))])
		return all
	}
	for i := range w.Candidates {
		w.Candidates[i].Values = values(w.Candidates[i].Values)
	}
	for rank, l := range leads {
		span := l.sentences[l.at].Span
		i := slices.IndexFunc(w.Candidates, func(c article.Candidate) bool { return c.Article == l.art && c.Span == span })
		if i < 0 && rank >= keptLeads {
			continue
		}
		if i < 0 {
			i = len(w.Candidates)
			w.Candidates = append(w.Candidates, article.Candidate{Article: l.art, Span: span, Score: l.score, Values: values(l.features)})
		}
		w.Candidates[i].Values[len(w.Features)-1] = float32(rank + 1)
	}
}

// fuseHits fuses passages. A lead goes to the passage shown that has its
// sentence, or is shown with a window of its own.
func fuseHits(a *asked, hits []article.Hit, leads []candidate, say float64) []article.Hit {
	f := newFusion(hits, say)
	for rank, l := range leads {
		i := slices.IndexFunc(f.items, func(h article.Hit) bool {
			return h.Article.RevisionID == l.art.RevisionID && h.Passage.Contains(l.sentences[l.at].Span)
		})
		if i < 0 {
			i = f.add(article.Hit{
				Article: l.art, Passage: l.spanOf(a.windowAround(l.match, l.at, windowsOf(f.items, l.reading))),
				Sentence: l.sentences[l.at].Span, Score: l.score,
			})
		}
		f.vote(i, rank)
	}
	return f.ranked(func(h *article.Hit) *float64 { return &h.Score })
}

// windowsOf returns the windows of r that hits show.
func windowsOf(hits []article.Hit, r *reading) []window {
	var out []window
	for _, h := range hits {
		if h.Article.RevisionID != r.art.RevisionID {
			continue
		}
		w := window{}
		for w.from < len(r.sentences) && r.sentences[w.from].Start < h.Passage.Start {
			w.from++
		}
		for w.to = w.from; w.to < len(r.sentences) && r.sentences[w.to].End <= h.Passage.End; {
			w.to++
		}
		out = append(out, w)
	}
	return out
}

// fuseQuotes fuses sentences. A lead goes to its sentence. When words are sure,
// leads that they did not find come last.
func fuseQuotes(a *asked, quotes []article.Quote, leads []candidate, say float64, sure bool) []article.Quote {
	f := newFusion(quotes, say)
	for rank, l := range leads {
		i := slices.IndexFunc(f.items, func(q article.Quote) bool {
			return q.Article.RevisionID == l.art.RevisionID && q.Span == l.sentences[l.at].Span
		})
		if i < 0 {
			i = f.add(a.quotes([]candidate{l})[0])
		}
		if !sure || i < f.words {
			f.vote(i, rank)
		}
	}
	return f.ranked(func(q *article.Quote) *float64 { return &q.Score })
}

// A fusion gathers what the two rankings say of items.
type fusion[T any] struct {
	items []T
	votes []float64
	voted []bool // by meaning
	words int    // the first so many items are ranked by words
	say   float64
}

func newFusion[T any](byWords []T, say float64) *fusion[T] {
	f := &fusion[T]{items: slices.Clone(byWords), words: len(byWords), say: say}
	for rank := range byWords {
		f.votes, f.voted = append(f.votes, say/float64(rankConstant+rank)), append(f.voted, false)
	}
	return f
}

// add appends an item that words did not rank and returns its index.
func (f *fusion[T]) add(item T) int {
	f.items, f.votes, f.voted = append(f.items, item), append(f.votes, 0), append(f.voted, false)
	return len(f.items) - 1
}

// vote counts a rank by meaning, the first that an item gets.
func (f *fusion[T]) vote(i, rank int) {
	if !f.voted[i] {
		f.votes[i] += (1 - f.say) / float64(rankConstant+rank)
	}
	f.voted[i] = true
}

// ranked returns the items in their order. So that scores still fall, an item
// that was moved up has at least the score of what is behind it; one that words
// did not rank starts well below all that they did.
func (f *fusion[T]) ranked(score func(*T) *float64) []T {
	order := make([]int, len(f.items))
	lowest := 0.0
	for i := range order {
		order[i] = i
		if i < f.words {
			lowest = min(lowest, *score(&f.items[i]))
		}
	}
	lowest -= apart
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(f.votes[j], f.votes[i]) })
	out := make([]T, len(order))
	behind := lowest
	for k := len(order) - 1; k >= 0; k-- {
		out[k] = f.items[order[k]]
		s := score(&out[k])
		if order[k] >= f.words {
			*s = lowest
		}
		*s = max(*s, behind)
		behind = *s
	}
	return out
}
