package reader

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// odds.txt says of common words how much more often than other words an
// answer begins with them, ends with them, stands after them, and stands
// before them: natural logarithms of the ratio, counted over the public
// questions by learn. A line: the folded word and the four numbers.
//
//go:embed odds.txt
var oddsText string

var odds = sync.OnceValue(func() map[string]wordOdds { return readOdds(oddsText) })

// wordOdds are one word's numbers; a word that is not listed has zeros.
type wordOdds struct{ start, end, open, closing float32 }

func readOdds(s string) map[string]wordOdds {
	all := make(map[string]wordOdds)
	for line := range strings.Lines(s) {
		f := strings.Fields(line)
		if len(f) != 5 {
			continue
		}
		var o wordOdds
		for i, to := range []*float32{&o.start, &o.end, &o.open, &o.closing} {
			if v, err := strconv.ParseFloat(f[i+1], 32); err == nil {
				*to = float32(v)
			}
		}
		all[f[0]] = o
	}
	return all
}
