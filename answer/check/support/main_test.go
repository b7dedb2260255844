package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"byline/answer/check"
)

// TestCommitted fits on the committed rows and wants the committed weights.
func TestCommitted(t *testing.T) {
	in, err := os.Open("../../checktest/testdata/rows.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	want, err := os.ReadFile("../words/support.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := weights(in, &got, nil); err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("run make support; the rows give\n%s", got.String())
	}
}

func TestRows(t *testing.T) {
	x := strings.Repeat(" 0.5", len(check.Features))
	for _, test := range []struct {
		rows string
		ok   bool
	}{
		{"true hand a" + x, true},
		{"# a remark\n\nfalse made b" + x, true},
		{"true hand a 0.5", false},
		{"true hand a" + strings.Replace(x, "0.5", "half", 1), false},
	} {
		if err := weights(strings.NewReader(test.rows), io.Discard, nil); (err == nil) != test.ok {
			t.Errorf("%q: %v", test.rows, err)
		}
	}
}

// TestFit wants true cases above and false ones below when one feature tells
// them apart.
func TestFit(t *testing.T) {
	var rows []row
	for n := range 40 {
		r := row{truth: n%2 == 0, hand: true, x: make([]float64, len(check.Features))}
		r.x[0] = float64(n % 2)
		rows = append(rows, r)
	}
	w := fit(rows)
	if bias := w[len(w)-1]; bias <= 0 || bias+w[0] >= 0 {
		t.Errorf("true at %.2f, false at %.2f, want them above and below 0", bias, bias+w[0])
	}
}
