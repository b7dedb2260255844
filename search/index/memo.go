package index

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// memoSlots is how many terms a memo holds at most, a power of two: the words of
// questions and of the sentences that answer them are mostly common ones, and
// 16,384 of these take about a megabyte.
const memoSlots = 1 << 14

// A memo remembers how many passages of a list of segments have a term, so that
// not every segment's dictionary is asked each time. Segments never change, so
// nothing of it goes stale. Safe for concurrent use.
type memo struct {
	seed  maphash.Seed
	slots [memoSlots]atomic.Pointer[counted]
}

// counted is a term with its number of passages in the segments of a list.
type counted struct {
	list uint64
	term string
	df   int
}

// listOf names a list of segments by its numbers, 64 bits for any list.
func listOf(segments []*segment) uint64 {
	h := uint64(len(segments))
	for _, s := range segments { // each step is splitmix64's
		h = (h ^ uint64(s.id)) + 0x9E3779B97F4A7C15
		h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
		h = (h ^ h>>27) * 0x94D049BB133111EB
		h ^= h >> 31
	}
	return h
}

// slot returns where a term belongs.
func (m *memo) slot(list uint64, term string) *atomic.Pointer[counted] {
	h := maphash.String(m.seed, term) ^ list
	return &m.slots[(h^h>>32)%memoSlots]
}

// get returns what put was given last for term; false: it is not remembered.
func (m *memo) get(list uint64, term string) (df int, ok bool) {
	c := m.slot(list, term).Load()
	if c == nil || c.list != list || c.term != term {
		return 0, false
	}
	return c.df, true
}

// put remembers a term in the place of another.
func (m *memo) put(list uint64, term string, df int) {
	m.slot(list, term).Store(&counted{list, strings.Clone(term), df})
}
