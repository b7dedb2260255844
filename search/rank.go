package search

// features are what is measured of a candidate, by the numbers of featureNames.
type features []float32

// rank gives candidates their final order.
func rank([]candidate) {}
