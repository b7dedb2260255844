package commands

import "strings"

// nearest returns the first word of the command that word was probably meant to
// be; else "".
func nearest(word string) string {
	var names []string
	for _, row := range Rows() {
		if row.Hidden {
			continue
		}
		for _, name := range append([]string{row.Name}, row.Also...) {
			first, _, _ := strings.Cut(name, " ")
			names = append(names, first)
		}
	}
	return Nearest(word, names)
}

// Nearest returns which of names word was probably meant to be: one edit away,
// or two for words of six letters and more; else "".
func Nearest(word string, names []string) string {
	best, bestDistance := "", 3
	for _, name := range names {
		allowed := 1
		if len(word) >= 6 {
			allowed = 2
		}
		if len(name) < 4 && len(word) != len(name) {
			allowed = 0
		}
		if d := distance(word, name); d <= allowed && d < bestDistance {
			best, bestDistance = name, d
		}
	}
	return best
}

// distance is the number of single-letter insertions, deletions, changes and
// swaps of neighbours that turn a into b (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 32 || len(y) > 32 {
		return 32
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(x)][len(y)]
}
