package checktest

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/answer/check"
)

var rowsFile = flag.String("rows", "", "write the rows that `make support` fits its weights on to this file")

// TestRows writes the features of all cases that only their words stop: those of
// both generators, those of testdata/written and those of the folders in
// -written, of which the sentences may stay elsewhere.
func TestRows(t *testing.T) {
	if *rowsFile == "" {
		t.Skip("writes a file; see `make support`")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# truth, origin, source, then %s\n", strings.Join(check.Features, " "))
	seen := map[string]bool{}
	put := func(origin string, cases []Case) {
		for _, c := range cases {
			if len(c.Cited) != 1 || seen[c.Claim] {
				continue
			}
			seen[c.Claim] = true
			x, ok := check.Judged(c.Claim, c.Cited[0])
			if !ok {
				continue
			}
			h := fnv.New32a()
			_, _ = h.Write([]byte(c.Cited[0].Text()))
			fmt.Fprintf(&b, "%t %s %08x", c.True, origin, h.Sum32())
			for _, v := range x {
				fmt.Fprintf(&b, " %s", strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), "."))
			}
			b.WriteByte('\n')
		}
	}
	put("hand", written(t, "testdata/written/*.txt"))
	for _, folder := range filepath.SplitList(*writtenDir) {
		put("hand", written(t, filepath.Join(folder, "*.txt")))
	}
	cases, err := Make(bench(t, benchEach), benchStep)
	if err != nil {
		t.Fatal(err)
	}
	put("made", cases)
	put("made", MakePlain(bench(t, plainEach), plainStep))
	if err := os.WriteFile(*rowsFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
