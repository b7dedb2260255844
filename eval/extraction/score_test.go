package main

import (
	"math"
	"strings"
	"testing"
)

func TestScore(t *testing.T) {
	for name, c := range map[string]struct {
		want, got         string
		precision, recall float64
	}{
		"case counts":          {"one two three four five six", "One two three four five six", 2.0 / 3, 2.0 / 3},
		"equal":                {"one two three four five six", "one two three four five six", 1, 1},
		"other marks":          {"one two, three four", "one two three four!", 1, 1},
		"half missing":         {"a b c d e f g", "a b c d e", 1, 0.5},
		"twice":                {"a b c d", "a b c d a b c d", 0.2, 1},
		"nothing got":          {"a b c d", "", 1, 0},
		"nothing to get":       {"", "a b c d", 0, 1},
		"shorter than a run":   {"a b", "a b", 1, 1},
		"combining characters": {"e\u0301 b c d", "e b c d", 1, 1},
	} {
		s := compare(c.want, c.got)
		if math.Abs(s.precision()-c.precision) > 1e-9 || math.Abs(s.recall()-c.recall) > 1e-9 {
			t.Errorf("%s: precision %.3f recall %.3f, want %.3f %.3f", name, s.precision(), s.recall(), c.precision, c.recall)
		}
	}
}

// TestFigures holds the figures to what docs/extraction.md promises, where the
// benchmark is at hand.
func TestFigures(t *testing.T) {
	if _, err := sharedDir(); err != nil {
		t.Skip(err)
	}
	var out strings.Builder
	f, err := measure(&out, false)
	if err != nil {
		t.Fatal(err)
	}
	if f.f1 < 0.980 || f.title < 0.95 || f.authors < 0.85 || f.date < 0.95 || f.link < 0.98 {
		t.Errorf("below what was promised:\n%s", out.String())
	}
}
