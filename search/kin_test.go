package search_test

import (
	"testing"

	"byline/article"
	"byline/search"
)

// What a text says in other words is missed less than what it does not say.
func TestOtherWordsAreMissedLess(t *testing.T) {
	sure := func(said, question string) float64 {
		s := over(t,
			&article.Article{Ref: "tower", Title: "Kestrel Tower", Language: "en", Text: "Kestrel Tower stands by the river. " + said + " Visitors come on Sundays."},
			&article.Article{Ref: "ferry", Title: "The ferry", Language: "en", Text: "The ferry leaves at noon. It carries sixty cars, and the crossing takes an hour."},
		)
		return find(t, s, search.Question{Text: question}).Confidence
	}
	for _, c := range []struct{ question, kin, other string }{
		{"When was Kestrel Tower constructed?", "It was built in 1931.", "It was photographed in 1931."},
		{"Who purchased Kestrel Tower in 1950?", "The town bought it in 1950.", "The town praised it in 1950."},
		{"What is the cost of a visit to Kestrel Tower?", "The price is nine dollars.", "The staircase is nine metres."},
	} {
		if kin, other := sure(c.kin, c.question), sure(c.other, c.question); kin <= other {
			t.Errorf("%s: %.3f where it says %q, %.3f where it says %q", c.question, kin, c.kin, other, c.other)
		}
	}
}
