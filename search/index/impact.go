package index

import "math"

// The constants of BM25F. They are fixed rather than averages of the library,
// so that a posting's impact never changes once it is written: passages are of
// bounded length, and a segment that does not depend on its neighbours can be
// merged without looking at any text. Over 3,900 questions of six public sets
// k1 from 0.6 to 1.2 and bodyB from 0.2 to 0.75 are within half a point of each
// other; a title's weight of 2 to 4 adds four points where people ask for things
// by their names and costs none elsewhere.
const (
	k1          = 0.9 // saturation of term frequency
	bodyB       = 0.4 // how much a longer body counts against a word of it
	titleB      = 0.4 // the same of titles
	titleWeight = 3.0 // a word of the title counts as this many of the body
	bodyPivot   = 80  // terms of a usual passage of 100–200 words, stop words left out
	titlePivot  = 5   // terms of a usual title
)

// maxImpact is the largest impact; impacts are 1…maxImpact.
const maxImpact = 255

// lengths holds what one document's length makes of its term frequencies.
type lengths struct{ title, body float64 }

// lengthsOf returns the factors of a document of so many title and body terms.
func lengthsOf(title, body int) lengths {
	return lengths{
		title: titleWeight / (1 - titleB + titleB*float64(title)/titlePivot),
		body:  1 / (1 - bodyB + bodyB*float64(body)/bodyPivot),
	}
}

// impact returns the quantised weight of a term that occurs title and body
// times: tf/(k1+tf) of the weighted frequency tf, on a scale of maxImpact.
func (l lengths) impact(title, body int) uint8 {
	tf := float64(title)*l.title + float64(body)*l.body
	return uint8(max(1, math.Round(maxImpact*tf/(k1+tf))))
}

// weightScale is the fixed point of query weights: scores are integers, so that
// sums do not depend on the order of their terms.
const weightScale = 1 << 10

// queryWeight returns the integer weight of one of so many terms, one that df of n
// passages have; 0 when the term counts for nothing. Weights are cut so that no
// score overflows 31 bits: of 30 terms each may reach idf × weight = 270.
func queryWeight(weight float64, df, n, terms int) int {
	if df <= 0 || !(weight > 0) {
		return 0
	}
	df = min(df, n)
	idf := math.Log1p((float64(n-df) + 0.5) / (float64(df) + 0.5))
	most := float64(math.MaxInt32 / maxImpact / max(1, terms))
	return int(min(most, max(1, math.Round(weightScale*weight*idf))))
}

// scoreOf turns an integer score into BM25F's.
func scoreOf(score int) float64 { return float64(score) / (weightScale * maxImpact) }
