package search

import (
	"cmp"
	_ "embed"
	"slices"
	"sync"

	"byline/search/trees"
)

// rankModel orders candidates. `make train` makes it from public questions;
// docs/quality.md says what it reaches.
//
//go:embed rank.trees
var rankModel []byte

// defaultModel decodes rankModel once; nil when it was made for other features.
var defaultModel = sync.OnceValue(func() *trees.Model {
	m, err := trees.Decode(rankModel)
	if err != nil || !slices.Equal(m.Features, FeatureNames()) {
		return nil
	}
	return m
})

// unmeasuredShare is how much of an article's own score counts among sentences that
// were not measured, whose scores are closer to each other.
const unmeasuredShare = .1

// rank gives the measured candidates their final order; the others stay
// behind them. Without a model nothing changes.
func (s *Searcher) rank(a *asked, cands []candidate) {
	if s.Model == nil {
		return
	}
	best, rest := cands[:min(measured, len(cands))], cands[min(measured, len(cands)):]
	for i := range rest {
		rest[i].score += unmeasuredShare * a.alone[rest[i].match]
	}
	slices.SortStableFunc(rest, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	rows := make([][]float32, len(best))
	for i := range best {
		rows[i] = best[i].features
	}
	scores := s.Model.PredictAll(nil, rows)
	for i := range best {
		best[i].score = scores[i] + a.articles[best[i].match]
		best[i].score += a.bonus(best[i].reading) + a.timeBonus(&best[i]) + a.wantedBonus(&best[i]) + a.shortNameBonus(&best[i])
		best[i].score += a.turnBonus(&best[i])
	}
	a.fresh(best)
	slices.SortStableFunc(best, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
}
