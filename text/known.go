package text

import (
	_ "embed"
	"hash/fnv"
)

// knownFile is a Bloom filter of the words and names of an English dictionary,
// in their forms, of five letters or more. `make words` makes it from the word
// list american-english of SCOWL, whose licence is in known.LICENSE.
//
//go:embed known.bloom
var knownFile []byte

// knownHashes is how many bits of the filter each word sets; with ten bits of
// the filter to a word one in 120 misspelt words passes for known.
const knownHashes = 7

// shortestKnown is the least letters of a word that the filter tells about.
const shortestKnown = 5

// Known reports whether an English dictionary has word, as a word or as a
// name; of words under five letters it reports true.
func Known(word string) bool {
	if len(word) < shortestKnown {
		return true
	}
	for _, bit := range filterBits(Fold(word), len(knownFile)) {
		if knownFile[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	return true
}

// filterBits returns the bits of a folded word in a filter of so many bytes.
func filterBits(word string, size int) [knownHashes]uint64 {
	var bits [knownHashes]uint64
	h := fnv.New64a()
	h.Write([]byte(word))
	sum := h.Sum64()
	a, b := sum&0xffffffff, sum>>32|1
	for i := range bits {
		bits[i] = (a + uint64(i)*b) % uint64(8*size)
	}
	return bits
}
