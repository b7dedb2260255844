package checktest

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"byline/answer/check"
)

var show = flag.String("show", "", "print the cases of this kind that the checks get wrong")

// A row counts the cases of one kind.
type row struct {
	kind     string
	truth    bool
	n, wrong int
}

// judge runs the checks on all cases and counts by kind, falsehoods first.
func judge(t *testing.T, cases []Case) []row {
	t.Helper()
	byKind := map[string]row{}
	for _, c := range cases {
		r := byKind[c.Kind]
		r.kind, r.truth = c.Kind, c.True
		r.n++
		if v := check.Sentence(c.Claim, "", c.Cited); v.OK() != c.True {
			r.wrong++
			if *show == c.Kind || *show == "all" {
				t.Logf("%s: %s %q\n%s\n\t> %s", c.Kind, v.Kind, v.Words, cited(c), c.Claim)
			}
		}
		byKind[c.Kind] = r
	}
	var rows []row
	for _, r := range byKind {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.truth != b.truth && b.truth {
			return -1
		}
		if a.truth != b.truth {
			return 1
		}
		return strings.Compare(a.kind, b.kind)
	})
	return rows
}

func cited(c Case) string {
	var b strings.Builder
	for _, s := range c.Cited {
		fmt.Fprintf(&b, "\t< %s", s.Text())
	}
	return b.String()
}

// share sums the rows that are picked: how many cases, and how many wrong.
func share(rows []row, pick func(row) bool) (n, wrong int) {
	for _, r := range rows {
		if pick(r) {
			n += r.n
			wrong += r.wrong
		}
	}
	return n, wrong
}

func isFalse(r row) bool   { return !r.truth }
func isTrue(r row) bool    { return r.truth && r.kind != "verbatim" }
func isPrecise(r row) bool { return Precise(r.kind) }

// hold fails the test when more falsehoods pass, or more true sentences are
// withheld, than may be: 3 % of falsehoods, none of those that touch a
// quotation, a number, a name or a date, and 5 % of true sentences.
func hold(t *testing.T, rows []row, fewest int) {
	t.Helper()
	for _, r := range rows {
		t.Logf("%-36s %5d cases, %3d wrong", r.kind, r.n, r.wrong)
	}
	if n, wrong := share(rows, isFalse); n < fewest || wrong*100 > 3*n {
		t.Errorf("%d of %d falsehoods pass; want at least %d cases and at most 3 %%", wrong, n, fewest)
	}
	if n, wrong := share(rows, isPrecise); wrong > 0 {
		t.Errorf("%d of %d falsehoods in quotations, numbers, names and dates pass; want none", wrong, n)
	}
	if n, wrong := share(rows, isTrue); n < fewest/5 || wrong*20 > n {
		t.Errorf("%d of %d true sentences are withheld; want at most 5 %%", wrong, n)
	}
}

func TestOwn(t *testing.T) {
	cases, err := Make(own(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	hold(t, judge(t, cases), 500)
}

func TestBench(t *testing.T) {
	cases, err := Make(bench(t, benchEach), benchStep)
	if err != nil {
		t.Fatal(err)
	}
	hold(t, judge(t, cases), 5000)
}

// How much of the public sets is used: at most benchEach articles of each, and
// two sentences in benchStep.
const (
	benchEach = 40
	benchStep = 9
)
