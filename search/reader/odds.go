package reader

import (
	_ "embed"
	"strconv"
	"strings"
)

// odds.txt says of common words how much more often than other words an
// answer begins with them, ends with them, stands after them, and stands
// before them: natural logarithms of the ratio, counted over the public
// questions by learn. A line: the folded word and the four numbers.
//
//go:embed odds.txt
var oddsText string

var startOdds, endOdds, openOdds, closeOdds = readOdds(oddsText)

func readOdds(s string) (start, end, open, closing map[string]float32) {
	start, end, open, closing = map[string]float32{}, map[string]float32{}, map[string]float32{}, map[string]float32{}
	for line := range strings.Lines(s) {
		f := strings.Fields(line)
		if len(f) != 5 {
			continue
		}
		for i, m := range []map[string]float32{start, end, open, closing} {
			if v, err := strconv.ParseFloat(f[i+1], 32); err == nil && v != 0 {
				m[f[0]] = float32(v)
			}
		}
	}
	return start, end, open, closing
}
