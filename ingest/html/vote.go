package html

import (
	"hash/maphash"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Voting: a paragraph stays when at least votesNeeded of the voters hold at
// least half of its three-word runs. Over a second benchmark of blogs and
// government pages a stricter vote cost text.
const (
	votesNeeded = 2
	shareNeeded = 0.5
)

// vote drops the blocks that fewer than two voters know. A voter that found
// nothing does not count against a block.
func vote(blocks []block, voters ...*html.Node) []block {
	var known []map[uint64]bool
	for _, v := range voters {
		if v == nil {
			continue
		}
		set := map[uint64]bool{}
		for run := range runs(textOf(v)) {
			set[run] = true
		}
		if len(set) > 0 {
			known = append(known, set)
		}
	}
	if len(known) < votesNeeded {
		return blocks
	}
	kept := blocks[:0:0]
	for _, b := range blocks {
		if votes(b.text, known) >= votesNeeded {
			kept = append(kept, b)
		}
	}
	return kept
}

// votes counts the voters that hold at least half of the runs of text.
func votes(text string, known []map[uint64]bool) int {
	all := runs(text)
	n := 0
	for _, set := range known {
		held, total := 0, 0
		for run := range all {
			total++
			if set[run] {
				held++
			}
		}
		if float64(held) >= shareNeeded*float64(total) {
			n++
		}
	}
	return n
}

var seed = maphash.MakeSeed()

// runs yields a hash of each run of three words of s, lower-cased; of all
// words when there are fewer.
func runs(s string) func(func(uint64) bool) {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return func(yield func(uint64) bool) {
		if len(words) == 0 {
			return
		}
		n := min(3, len(words))
		for i := 0; i+n <= len(words); i++ {
			if !yield(maphash.String(seed, strings.Join(words[i:i+n], " "))) {
				return
			}
		}
	}
}
