package library

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

const (
	// minhashes is how many minima a signature is made of, and rows how many make
	// a band. Two texts that share the share j of their shingles agree on at least
	// one of the 42 bands with probability 1-(1-j^3)^42: .99 at j = .5, .94 at
	// .4, .28 at .2, .04 at .1. Bands of four, as others tried, lose one edited
	// copy in twenty: short texts with a word in twelve changed go down to .4.
	minhashes = 128
	rows      = 3
	bands     = minhashes / rows

	// minShingles is how many shingles a text needs to be compared by them.
	// Shorter ones are copies only when they are equal.
	minShingles = 24
)

// signature returns what near-copies of a text are found by, four bytes a
// band: first a hash of all shingles, then, of texts that are long enough, the
// bands.
//
// The minima are those of fast similarity sketching (Dahlgaard, Knudsen and
// Thorup 2017): each shingle falls into one of 128 bins, and the smallest of a
// bin counts. Bins that stay empty are filled by further throws of all
// shingles, so that a long text costs one hash a shingle instead of 128, and a
// short one is as well sketched as a long one.
func signature(shingles []uint64) []byte {
	if len(shingles) == 0 {
		return nil
	}
	sig := exact(shingles)
	if len(shingles) < minShingles {
		return sig
	}
	minima := sketch(shingles)
	for b := range bands {
		h := uint64(b)
		for _, m := range minima[b*rows : (b+1)*rows] {
			h = mix(h ^ m)
		}
		sig = binary.LittleEndian.AppendUint32(sig, uint32(h))
	}
	return sig
}

// exact hashes all shingles in order: equal for texts whose words are equal.
func exact(shingles []uint64) []byte {
	h := sha256.New()
	var b [8]byte
	for _, s := range shingles {
		binary.LittleEndian.PutUint64(b[:], s)
		h.Write(b[:])
	}
	return h.Sum(nil)[:4]
}

// sketch returns the minimum of each bin. shingles is not empty.
func sketch(shingles []uint64) [minhashes]uint64 {
	var minima, thrown [minhashes]uint64 // thrown: the throw that filled the bin, from 1
	empty := minhashes
	for throw := uint64(1); empty > 0; throw++ {
		for _, s := range shingles {
			h := mix(s ^ throw<<48)
			bin := h >> (64 - 7)
			switch {
			case thrown[bin] == 0:
				minima[bin], thrown[bin] = h, throw
				empty--
			case thrown[bin] == throw:
				minima[bin] = min(minima[bin], h)
			}
		}
	}
	return minima
}

// mix spreads the bits of h: the finalizer of SplitMix64.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// roll adds a word's or character's hash to that of what stands before it.
func roll(h, next uint64) uint64 { return mix(bits.RotateLeft64(h, 21) ^ next) }
