package search

// compare fills in how each candidate stands to the others of the question:
// behind the best, its rank, and behind the best of its paragraph. This group
// of features matters most.
func compare(cands []candidate) {
	for k := range int(relative) {
		best := float32(-1 << 20)
		for i := range cands {
			best = max(best, cands[i].features[k])
		}
		for i := range cands {
			f := cands[i].features
			rank, local := 0, f[k]
			for j := range cands {
				v := cands[j].features[k]
				if v > f[k] {
					rank++
				}
				if v > local && cands[i].sameParagraph(&cands[j]) {
					local = v
				}
			}
			f[int(ownFeatures)+k] = f[k] - best
			f[int(ownFeatures)+int(relative)+k] = float32(rank)
			f[int(ownFeatures)+2*int(relative)+k] = f[k] - local
		}
	}
}

func (c *candidate) sameParagraph(d *candidate) bool {
	return c.reading == d.reading && c.sentences[c.at].paragraph == d.sentences[d.at].paragraph
}

// vote sums the base scores over the candidates of a paragraph and of an article.
func vote(cands []candidate) {
	for i := range cands {
		for j := range cands {
			if cands[i].reading != cands[j].reading {
				continue
			}
			cands[i].features[fArticleVotes] += float32(cands[j].base)
			if cands[i].sameParagraph(&cands[j]) {
				cands[i].features[fVotes] += float32(cands[j].base)
			}
		}
	}
}
