package html

import (
	"hash/fnv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A reading is what one extractor took of a page: hashes of its runs of three
// words.
type reading map[uint64]bool

// readings are the four readings of a page.
type readings struct {
	balanced  reading // trafilatura, which may fall back on the next two
	readable  reading // readability
	distilled reading // dom-distiller
	strict    reading // trafilatura, for precision
}

// readingOf reads an extractor's result; nil is the empty reading.
func readingOf(n *html.Node) reading {
	r := reading{}
	if n != nil {
		for _, b := range blocksOf(n, true) {
			r.add(b.text)
		}
	}
	return r
}

func (r reading) add(text string) {
	for _, run := range runs(text) {
		r[run] = true
	}
}

// of returns the blocks that the reading holds.
func (r reading) of(blocks []block) []block {
	var kept []block
	for _, b := range blocks {
		if r.share(runs(b.text)) >= half {
			kept = append(kept, b)
		}
	}
	return kept
}

// share returns how many of the runs the reading holds, 0…1.
func (r reading) share(all []uint64) float64 {
	if len(all) == 0 {
		return 0
	}
	held := 0
	for _, run := range all {
		if r[run] {
			held++
		}
	}
	return float64(held) / float64(len(all))
}

// runs returns a hash of each run of three words of s, lower-cased; of all
// words when there are fewer.
func runs(s string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(s), notWord)
	if len(words) == 0 {
		return nil
	}
	n := min(3, len(words))
	out := make([]uint64, 0, len(words))
	for i := 0; i+n <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+n] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out = append(out, h.Sum64())
	}
	return out
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// plain is s as titles are compared: lower case, letters and digits only.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), notWord), " ")
}
