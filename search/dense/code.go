package dense

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// maxDims bounds the dimensions of a vector; the models of 2026 have up to
// 4,096. The sums of dot hold four times as many.
const maxDims = 8192

// middle is the byte that stands for 0: a code's byte is 1 to 255.
const middle = 128

// headSize is the bytes of a stored code before those of its dimensions: the
// scale, a float32 with the little end first.
const headSize = 4

// errCode is what bytes that Encode did not make yield.
var errCode = errors.New("dense: stored vector is corrupt")

// Encode returns v at one byte a dimension, to be stored. Only the direction
// counts: v is taken as of length 1. It fails when v has none, holds what is
// no number, or has no or more than maxDims dimensions.
func Encode(v []float32) ([]byte, error) {
	var sum, most float64
	for _, x := range v {
		sum += float64(x) * float64(x)
		most = max(most, math.Abs(float64(x)))
	}
	length := math.Sqrt(sum)
	if len(v) == 0 || len(v) > maxDims || length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return nil, fmt.Errorf("dense: a vector of %d dimensions and length %g cannot be kept", len(v), length)
	}
	b := make([]byte, headSize+len(v))
	binary.LittleEndian.PutUint32(b, math.Float32bits(float32(most/127/length)))
	for i, x := range v {
		b[headSize+i] = byte(middle + int(math.Round(float64(x)/most*127)))
	}
	return b, nil
}

// A code is a stored vector as it is compared.
type code struct {
	scale float32 // a byte of middle+n stands for n×scale
	sum   int32   // of its bytes
	bytes []byte  // one for each dimension
}

// decode reads what Encode made of a vector of dims dimensions. The code
// shares b's memory.
func decode(b []byte, dims int) (code, error) {
	if dims <= 0 || dims > maxDims || len(b) != headSize+dims {
		return code{}, fmt.Errorf("%w: %d bytes for %d dimensions", errCode, len(b), dims)
	}
	c := code{scale: math.Float32frombits(binary.LittleEndian.Uint32(b)), bytes: b[headSize:]}
	if !(c.scale > 0 && c.scale <= 1) {
		return code{}, fmt.Errorf("%w: scale %g", errCode, c.scale)
	}
	for _, x := range c.bytes {
		if x == 0 {
			return code{}, fmt.Errorf("%w: a byte is 0", errCode)
		}
		c.sum += int32(x)
	}
	return c, nil
}
