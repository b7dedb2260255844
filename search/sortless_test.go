package search

import (
	"testing"

	"byline/article"
)

func TestSurelyLacks(t *testing.T) {
	for _, tt := range []struct {
		question, said string
		lacks          bool
	}{
		{"how many countries joined", "The treaty was signed on 8 December 1987 in Halden.", true},
		{"how many countries joined", "In May 1987 the treaty was signed.", true},
		{"how many countries joined", "Nine countries joined in 1987.", false},
		{"how many guests came", "The dinner in 1835 was attended by 2000 guests.", false},
		{"how many guests came", "Hundreds came to the dinner.", false},
		{"how many years did it last", "It lasted from 1914 to 1918.", false},
		{"how many of them died", "None of the miners died.", false},
		{"how many times was it renewed", "It was renewed twice.", false},
		{"in what year did it open", "It opened in the spring.", true},
		{"in what year did it open", "It opened in 1974.", false},
		{"which year was it", "It was at the end of the century.", false},
		{"when did the canal open", "The canal joins Halden to the sea.", true},
		{"when did the canal open", "The canal opened on Monday.", false},
		{"when the canal opened, who spoke", "The canal joins Halden to the sea.", false},
		{"how long did the strike last", "The strike in the harbour was led by Ann Aas.", true},
		{"how long did the strike last", "The strike lasted the whole summer, until the harbour froze.", false},
		{"how much did the bridge cost", "The bridge was opened by Ilse Kvam.", true},
		{"how much did the council cut the quota", "The council cut the quota by a fifth.", false},
		{"what is the population of Halden", "Halden lies between the sea and the greater Orsa area.", true},
		{"what is the population of Halden", "Some 4,000 live in Halden.", false},
		{"how much support is there", "There is broad support for the canal.", false},
		{"who opened the canal", "The canal joins Halden to the sea.", false},
	} {
		a := &asked{Question: Question{Text: tt.question}}
		r := read(&article.Article{Text: tt.said, Language: "en"}, nil)
		if got := a.surelyLacks(&candidate{match: &match{reading: r}}); got != tt.lacks {
			t.Errorf("%s: %s: lacks what is asked for: %v", tt.question, tt.said, got)
		}
	}
}
