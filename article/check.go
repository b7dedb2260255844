package article

// A Finding is what the articles say of a sentence.
type Finding string

const (
	Supported    Finding = "supported"
	Contradicted Finding = "contradicted"
	NotSaid      Finding = "not found"
)

// A Check is one sentence held against the articles.
type Check struct {
	Sentence string
	Finding  Finding
	Quotes   []Quote // that support or contradict it; the nearest when not found
	Reason   string  // for a person: "the article says 1987, not 1988"; may be empty
}

// A Dated is a quote with the day it tells of.
type Dated struct {
	Date  Date
	Words string // the date as the quote prints it; empty when the article's own date stands in
	Quote Quote
}
