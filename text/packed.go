package text

import "sync"

// Packed is the words of a text in about four bytes each, for keeping. Each is
// its kind and how many bytes it begins after the end of the one before; what
// does not fit into that is written out.
type Packed []uint32

// Parts of a packed word, from the lowest bit: its gap, then its kind.
const (
	gapBits  = 32 - kindBits
	farApart = 1<<gapBits - 1 // the gap of a word that is written out after it
)

// writtenOut is how many numbers a word that is written out takes beside the first.
const writtenOut = 5

// Pack returns words, which must be in the order of their text. Words gives
// them back.
func Pack(words []Word) Packed {
	p := make(Packed, 0, len(words))
	end := int32(0)
	for i := range words {
		w := &words[i]
		gap := w.Start - end
		end = w.End
		if w.kind != 0 && gap >= 0 && gap < farApart {
			p = append(p, uint32(w.kind)<<gapBits|uint32(gap))
			continue
		}
		p = append(p, uint32(w.kind)<<gapBits|farApart, w.Hash, w.Prefix, uint32(w.Start), uint32(w.End), uint32(w.Flags))
	}
	return p
}

// Words appends the words of p to dst.
func (p Packed) Words(dst []Word) []Word {
	end := int32(0)
	for i := 0; i < len(p); i++ {
		k, gap := kind(p[i]>>gapBits), int32(p[i]&farApart)
		if gap == farApart {
			o := p[i+1 : i+1+writtenOut]
			dst = append(dst, Word{o[0], o[1], int32(o[2]), int32(o[3]), Flags(o[4]), k})
			end = int32(o[3])
			i += writtenOut
			continue
		}
		l := &kinds.all[k/chunk][k%chunk]
		start := end + gap
		end = start + l.size
		dst = append(dst, Word{l.hash, l.prefix, start, end, l.flags, k})
	}
	return dst
}

// A kind numbers a lexeme; 0: it has no number.
type kind uint32

// kindBits are enough for 262,143 lexemes; 100,000 passages of news have some
// 90,000. The words of those that come later are written out.
const kindBits = 18

// A lexeme is what a Word says but for its place.
type lexeme struct {
	hash, prefix uint32
	size         int32 // bytes from start to end
	flags        Flags
}

// chunk is how many lexemes stay where they are while the list grows.
const chunk = 1 << 10

// A lexicon numbers lexemes in the order they come. Safe for concurrent use:
// whoever has a number has it from somebody who saw its lexeme written, so that
// reading takes no lock.
type lexicon struct {
	all [1 << kindBits / chunk]*[chunk]lexeme

	mu     sync.Mutex
	number map[lexeme]kind
}

// kinds are the lexemes of all languages.
var kinds = lexicon{number: make(map[lexeme]kind)}

// of returns the number of x, a new one when it has none; 0 when all are given.
func (l *lexicon) of(x lexeme) kind {
	l.mu.Lock()
	defer l.mu.Unlock()
	if k, ok := l.number[x]; ok {
		return k
	}
	k := kind(len(l.number) + 1)
	if k>>kindBits != 0 {
		return 0
	}
	if l.all[k/chunk] == nil {
		l.all[k/chunk] = new([chunk]lexeme)
	}
	l.all[k/chunk][k%chunk] = x
	l.number[x] = k
	return k
}
