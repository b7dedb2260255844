package store

import (
	"slices"
	"testing"

	"byline/article"
)

// FuzzSpans unpacks any bytes, and packs again what came of them.
func FuzzSpans(f *testing.F) {
	f.Add(10, 50, packSpans(10, []article.Span{{Start: 10, End: 20}, {Start: 21, End: 50}}))
	f.Add(0, 0, []byte{0x80})
	f.Fuzz(func(t *testing.T, start, end int, b []byte) {
		if start < 0 || end < start {
			return
		}
		spans, err := unpackSpans(start, end, b)
		if err != nil {
			return
		}
		at := start
		for _, s := range spans {
			if s.Start < at || s.End < s.Start || s.End > end {
				t.Fatalf("%v in [%d,%d) after %d", s, start, end, at)
			}
			at = s.End
		}
		again, err := unpackSpans(start, end, packSpans(start, spans))
		if err != nil || !slices.Equal(spans, again) {
			t.Fatalf("%v became %v, %v", spans, again, err)
		}
	})
}

// FuzzLinkKey reads any address.
func FuzzLinkKey(f *testing.F) {
	for _, seed := range []string{"https://ex.org/a?utm_source=x&b=1#c", "//x", "http://[::1", "mailto:a@b", "https://ex.org/%zz?%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		a, b := linkKey(address), linkKey(address)
		if (a == nil) != (b == nil) || a != nil && *a != *b {
			t.Fatalf("%q has two keys", address)
		}
	})
}

func TestLinkKey(t *testing.T) {
	const page = "https://ex.org/2026/vote?id=7"
	for _, tt := range []struct {
		address string
		same    bool
	}{
		{"http://EX.org/2026/vote/?id=7#top", true},
		{"https://ex.org/2026/vote?utm_source=mail&id=7&fbclid=x", true},
		{"https://ex.org/2026/vote?id=8", false},
		{"https://ex.org/2026/Vote?id=7", false},
		{"https://www.ex.org/2026/vote?id=7", false},
		{"https://ex.org/2026/vote", false},
	} {
		if got := *linkKey(page) == *linkKey(tt.address); got != tt.same {
			t.Errorf("%s: same page %v, want %v", tt.address, got, tt.same)
		}
	}
	if linkKey("file.txt") != nil || linkKey("") != nil {
		t.Error("a path has a key")
	}
}
