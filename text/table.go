package text

import "sync/atomic"

// A table remembers what Words says of written forms of up to sixteen bytes:
// most forms of a text are rare, and each is then a wait for memory. It holds
// no pointers. Safe for concurrent use: an entry that is being written to is
// not found.
type table [tableSets]set

// A set is the entries among which a form may be, on two lines of the
// processor's cache; with the two of one line, a form in six had no place.
type set [4]entry

// tableSets is a power of two: room for 131,072 forms in 4 MB, of which only
// what is written to is taken from the system.
const tableSets = 1 << 15

// An entry is a form. Its numbers are read and written one by one, so state
// tells whether they belong together.
type entry struct {
	head, tail atomic.Uint64 // edges of the form
	hashes     atomic.Uint64 // hash, then prefix
	state      atomic.Uint64 // what the form is, then how often the entry was written to, odd while it is
}

// Parts of an entry's state, from the lowest bit.
const (
	sizeBits  = 5
	endBits   = 5
	flagBits  = 3
	knownBit  = sizeBits + endBits + flagBits // 1: the form holds a word or was found to hold none
	kindAt    = knownBit + 1
	writeBits = kindAt + kindBits
)

// longest is the longest form that a table remembers, in bytes.
const longest = 16

// state says of a form what an entry keeps beside its hashes.
func (f *form) state() uint64 {
	s := uint64(f.size) | uint64(f.end)<<sizeBits | uint64(f.flags)<<(sizeBits+endBits) | uint64(f.kind)<<kindAt
	if f.term != "" {
		s |= 1 << knownBit
	}
	return s
}

// hashes returns both hashes as an entry keeps them.
func (f *form) hashes() uint64 { return uint64(f.hash) | uint64(f.prefix)<<32 }

// wordOf returns the word of an entry that stands at s[start:].
func wordOf(state, hashes uint64, start int) Word {
	return Word{Hash: uint32(hashes), Prefix: uint32(hashes >> 32), Start: int32(start), End: int32(start) + int32(state>>sizeBits&(1<<endBits-1)),
		Flags: Flags(state >> (sizeBits + endBits) & (1<<flagBits - 1)), kind: kind(state >> kindAt & (1<<kindBits - 1))}
}

// of returns the state and hashes of the form with these edges and size, which
// belongs in s; false: it is not there.
func (s *set) of(head, tail uint64, size int32) (state, hashes uint64, ok bool) {
	for i := range s {
		e := &s[i]
		if e.head.Load() != head {
			continue
		}
		state = e.state.Load()
		hashes = e.hashes.Load()
		if state>>writeBits&1 == 0 && state&(1<<sizeBits-1) == uint64(size) && e.head.Load() == head && e.tail.Load() == tail && e.state.Load() == state {
			return state, hashes, true
		}
	}
	return 0, 0, false
}

// settled is how many entries of a set stay once they are written: the common
// forms of a language come early in its texts.
const settled = 2

// add remembers f in the first place of its set that is empty, else in that of
// the latest but one of those that do not stay.
func (t *table) add(f *form) {
	s := &t[spread(f.head, f.tail, f.size)%tableSets]
	for i := range s {
		if s[i].state.Load() == 0 {
			s[i].set(f.head, f.tail, f.hashes(), f.state())
			return
		}
	}
	from := &s[settled]
	if was := from.state.Load(); was>>writeBits&1 == 0 {
		head, tail, hashes := from.head.Load(), from.tail.Load(), from.hashes.Load()
		if from.state.Load() == was {
			s[settled+1].set(head, tail, hashes, was&(1<<writeBits-1))
		}
	}
	from.set(f.head, f.tail, f.hashes(), f.state())
}

// set writes an entry, unless another is at it: then that one's form is kept.
func (e *entry) set(head, tail, hashes, state uint64) {
	was := e.state.Load()
	writes := was >> writeBits
	if writes&1 != 0 || !e.state.CompareAndSwap(was, (writes+1)<<writeBits) {
		return
	}
	e.head.Store(head)
	e.tail.Store(tail)
	e.hashes.Store(hashes)
	e.state.Store(state | (writes+2)<<writeBits)
}
