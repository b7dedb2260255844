package search

// measure fills in the features of the best candidates.
func (a *asked) measure(cands []candidate) {
}
