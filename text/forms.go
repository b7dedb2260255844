package text

import "sync/atomic"

// A form is a written form with what was found out about it. Nobody writes to
// it once it is made.
type form struct {
	head, tail   uint64 // first and last eight bytes; with at most eight, all of it and 0
	size         int32  // bytes
	end          int32  // without a possessive
	hash, prefix uint32
	flags        Flags
	kind         kind
	written      string
	term         string // "" when there is no word in it
}

// formSlots is how many written forms are remembered, a power of two. A new
// one moves the one in its place to the place beside it. 100,000 passages of
// news have some 90,000 forms, of which the 30,000 commonest are 97 % of the
// words.
const formSlots = 1 << 15

// forms remembers written forms. Safe for concurrent use.
type forms [formSlots]atomic.Pointer[form]

// of returns what is known of s[start:end], which is not empty; nil: nothing.
func (fs *forms) of(s string, start, end int) *form {
	head, tail := edges(s, start, end)
	size := int32(end - start)
	i := spread(head, tail, size) % formSlots
	if f := fs[i].Load(); f.is(head, tail, size, s, start, end) {
		return f
	}
	if f := fs[i^1].Load(); f.is(head, tail, size, s, start, end) {
		return f
	}
	return nil
}

// add remembers f.
func (fs *forms) add(f *form) {
	i := spread(f.head, f.tail, f.size) % formSlots
	if before := fs[i].Load(); before != nil {
		fs[i^1].Store(before)
	}
	fs[i].Store(f)
}

// newForm keeps of t what is asked for later.
func newForm(written string, t Token) *form {
	head, tail := edges(written, 0, len(written))
	f := &form{head: head, tail: tail, written: written, size: int32(len(written)), end: int32(t.End), term: t.Term, hash: Hash(t.Term), prefix: PrefixHash(t.Term)}
	if t.Stop {
		f.flags |= StopFlag
	}
	if t.Number {
		f.flags |= NumberFlag
	}
	if t.Upper {
		f.flags |= UpperFlag
	}
	if f.term != "" {
		f.kind = kinds.of(lexeme{f.hash, f.prefix, f.end, f.flags})
	}
	return f
}

// is reports whether f is s[start:end], of that size with these edges.
func (f *form) is(head, tail uint64, size int32, s string, start, end int) bool {
	return f != nil && f.head == head && f.tail == tail && f.size == size && (size <= 16 || f.written == s[start:end])
}

// edges returns the first and the last eight bytes of s[start:end]: all of it
// and 0 when it has at most eight.
func edges(s string, start, end int) (head, tail uint64) {
	n := end - start
	switch {
	case n > 8:
		return eight(s, start), eight(s, end-8)
	case start+8 <= len(s):
		return eight(s, start) & (^uint64(0) >> (64 - 8*uint(n))), 0
	}
	for i := n - 1; i >= 0; i-- {
		head = head<<8 | uint64(s[start+i])
	}
	return head, 0
}

// eight returns s[i:i+8] as a number, the first byte the lowest.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// spread returns 24 bits by which forms are spread. The factors are those of splitmix64.
func spread(head, tail uint64, size int32) uint32 {
	h := (head ^ uint64(size)<<56) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>32 ^ tail) * 0x94D049BB133111EB
	return uint32(h >> 40)
}

// word returns f as it stands at s[start:].
func (f *form) word(start int) Word {
	return Word{Hash: f.hash, Prefix: f.prefix, Start: int32(start), End: int32(start) + f.end, Flags: f.flags, kind: f.kind}
}

// token returns f as it stands at s[start:].
func (f *form) token(start int) Token {
	return Token{Start: start, End: start + int(f.end), Term: f.term, Stop: f.flags&StopFlag != 0, Number: f.flags&NumberFlag != 0, Upper: f.flags&UpperFlag != 0}
}

// Hash is FNV-1a of a term.
func Hash(term string) uint32 {
	h := uint32(2166136261)
	for i := range len(term) {
		h = (h ^ uint32(term[i])) * 16777619
	}
	return h
}

// prefixLetters is how many letters two words begin with when they are taken
// for akin: "proposed" and "proposal".
const prefixLetters = 5

// PrefixHash returns the hash of the first five letters of term, 0 when it has fewer.
func PrefixHash(term string) uint32 {
	n := 0
	for i := range term {
		if n == prefixLetters {
			return Hash(term[:i])
		}
		n++
	}
	if n == prefixLetters {
		return Hash(term)
	}
	return 0
}
