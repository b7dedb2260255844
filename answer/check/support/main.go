// Command support fits the weights by which a sentence is judged whose words its
// source does not all have (answer/check/words/support.txt): a logistic
// regression over rows of features. It reads the rows and writes the weights.
//
//	support < answer/checktest/testdata/rows.txt > answer/check/words/support.txt
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"byline/answer/check"
)

func main() {
	if err := weights(os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "support:", err)
		os.Exit(1)
	}
}

// weights reads rows and writes the weights; to figures, unless it is nil, how
// many cases pass whose sources were left out.
func weights(in io.Reader, out, figures io.Writer) error {
	rows, err := read(in)
	if err != nil {
		return err
	}
	for _, at := range []float64{.5, sure, .8} {
		if figures != nil {
			cross(rows, at).print(figures, at)
		}
	}
	m := fit(rows)
	m[len(m)-1] -= math.Log(sure / (1 - sure))
	var b strings.Builder
	fmt.Fprintf(&b, "# The weights of check.Features, fitted by `make support` on %d cases that only their\n# words stop; what is added to their sum comes last. Above 0, a claim passes, as likely true at %.1f.\n", len(rows), sure)
	for k, w := range m {
		name := "bias"
		if k < len(check.Features) {
			name = check.Features[k]
		}
		fmt.Fprintf(&b, "%s %.3f\n", name, w)
	}
	_, err = io.WriteString(out, b.String())
	return err
}

// A row is one case.
type row struct {
	truth bool
	hand  bool // written by hand rather than made by code
	group string
	x     []float64
}

// read reads lines of "true" or "false", "hand" or "made", a name for the source
// and the features.
func read(in io.Reader) ([]row, error) {
	var out []row
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if len(f) != 3+len(check.Features) {
			return nil, fmt.Errorf("%d fields in %q, want %d", len(f), lines.Text(), 3+len(check.Features))
		}
		r := row{truth: f[0] == "true", hand: f[1] == "hand", group: f[2]}
		for _, s := range f[3:] {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return nil, err
			}
			r.x = append(r.x, v)
		}
		out = append(out, r)
	}
	return out, lines.Err()
}
