package text

import "math/bits"

// plainEnd returns the end of the word that begins at s[i] when it is ASCII
// letters and digits up to what surely ends it, as most words are; else 0, and
// wordEnd is to find out. It reads eight bytes at once, so that no branch
// depends on how long a word is.
func plainEnd(s string, i int) int {
	for ; i+8 < len(s); i += 8 {
		m := outside(eight(s, i))
		if m == 0 {
			continue
		}
		i += bits.TrailingZeros64(m) / 8
		switch b := s[i]; {
		case b >= 0x80:
			return 0
		case b != '.' && b != ',' && b != '\'':
			return i
		case i+1 < len(s) && s[i+1] <= ' ': // joins no two parts of a word
			return i
		}
		return 0
	}
	return 0
}

// Each byte of these is the same.
const (
	eachBit  = 0x0101010101010101
	highBits = 0x80 * eachBit
)

// outside returns the high bit of each byte of x that is no ASCII letter or
// digit. To a byte below 0x80, 0x80-c is added to see whether it is c or more.
func outside(x uint64) uint64 {
	low := x &^ highBits
	small := low | 0x20*eachBit // capitals become small; nothing else becomes a letter
	letters := (small + (0x80-'a')*eachBit) &^ (small + (0x80-'z'-1)*eachBit)
	digits := (low + (0x80-'0')*eachBit) &^ (low + (0x80-'9'-1)*eachBit)
	return (^(letters | digits) | x) & highBits
}
