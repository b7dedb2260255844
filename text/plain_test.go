package text

import (
	"math/rand/v2"
	"testing"
)

// The quick way to the end of a word ends it where the careful one does.
func TestPlainEnd(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	parts := []string{"a", "Zz", "09", "word", "extraordinarily", ".", ",", "'", "’", " ", "\n", "-", "é", "東", "_", "@", "[", "`", "{", "/", ":", "1,000", "U.S.", "\x80", "\x00"}
	plain := 0
	for range 50_000 {
		s := ""
		for range 1 + r.IntN(12) {
			s += parts[r.IntN(len(parts))]
		}
		for i := range len(s) {
			c, n := classAt(s, i)
			if c != letter && c != digit || s[i] >= 0x80 {
				continue
			}
			end := plainEnd(s, i)
			if want := wordEnd(s, i+n, c); end != 0 && end != want {
				t.Fatalf("%q: the word at %d ends at %d, want %d", s, i, end, want)
			}
			if end != 0 {
				plain++
			}
		}
	}
	if plain < 50_000 {
		t.Errorf("only %d words were plain", plain)
	}
}

// outside tells each byte, whatever stands beside it.
func TestOutside(t *testing.T) {
	for b := range 256 {
		for at := range 8 {
			for _, fill := range []uint64{0, 'a' * eachBit, 0xFF * eachBit, '9' * eachBit} {
				x := fill&^(0xFF<<(8*at)) | uint64(b)<<(8*at)
				got := outside(x)>>(8*at)&0xFF != 0
				if want := b >= 0x80 || ascii[b] == other; got != want {
					t.Fatalf("byte %#x at %d of %#x: outside is %v", b, at, x, got)
				}
			}
		}
	}
}
