package search

import "byline/article"

// kept is how many of the measured sentences are kept with an answer.
const kept = 10

// weighed is what is kept of a search for a person who asks why: each
// candidate's own features, of which the compared ones follow.
func (a *asked) weighed(cands []candidate) article.Weighed {
	w := article.Weighed{Understood: a.understood(), Features: FeatureNames()[:ownFeatures]}
	for _, t := range a.terms {
		w.Terms = append(w.Terms, article.Measure{Name: t.word, Value: t.idf})
	}
	if len(cands) > 0 {
		for i, v := range a.proof(cands) {
			w.Proof = append(w.Proof, article.Measure{Name: proofs[i].name, Value: v})
		}
	}
	for _, c := range cands[:min(kept, measured, len(cands))] {
		w.Candidates = append(w.Candidates, article.Candidate{
			Article: c.art, Span: c.sentences[c.at].Span, Score: c.score, Values: c.features[:min(len(c.features), int(ownFeatures))],
		})
	}
	return w
}
