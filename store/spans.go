package store

import (
	"encoding/binary"
	"errors"

	"byline/article"
)

// errSpans is what a blob that packSpans did not make yields.
var errSpans = errors.New("store: packed sentences are corrupt")

// packSpans packs ascending, disjoint spans that lie in the passage starting at
// start: for each the gap since the end before and its length, as uvarints.
func packSpans(start int, spans []article.Span) []byte {
	b := make([]byte, 0, 3*len(spans))
	for _, s := range spans {
		b = binary.AppendUvarint(b, uint64(s.Start-start))
		b = binary.AppendUvarint(b, uint64(s.Len()))
		start = s.End
	}
	return b
}

// unpackSpans is the reverse of packSpans; every span ends at or before end.
func unpackSpans(start, end int, b []byte) ([]article.Span, error) {
	spans := make([]article.Span, 0, len(b)/2)
	for len(b) > 0 {
		gap, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, errSpans
		}
		length, m := binary.Uvarint(b[n:])
		if m <= 0 || gap > uint64(end-start) || length > uint64(end-start)-gap {
			return nil, errSpans
		}
		b = b[n+m:]
		s := article.Span{Start: start + int(gap), End: start + int(gap+length)}
		spans = append(spans, s)
		start = s.End
	}
	return spans, nil
}
