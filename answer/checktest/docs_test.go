package checktest

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/checks.md from the public sets")

const docs = "../../docs/checks.md"

// TestDocs rewrites docs/checks.md when asked to; else it only sees that the
// file is there and names every kind.
func TestDocs(t *testing.T) {
	if *update {
		writeDocs(t)
	}
	data, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range makers() {
		if !strings.Contains(string(data), "| "+m.kind+" |") {
			t.Errorf("docs/checks.md has no row for %q; run make checks", m.kind)
		}
	}
	for _, m := range plainMakers() {
		if !strings.Contains(string(data), "| "+m.kind+" |") {
			t.Errorf("docs/checks.md has no row for %q; run make checks", m.kind)
		}
	}
}

func writeDocs(t *testing.T) {
	t.Helper()
	rows := make(map[string][]row)
	public, err := Make(bench(t, benchEach), benchStep)
	if err != nil {
		t.Fatal(err)
	}
	mine, err := Make(own(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	rows["public"], rows["own"] = judge(t, public), judge(t, mine)
	plain := judge(t, MakePlain(bench(t, plainEach), plainStep))
	plainOwn := judge(t, MakePlain(append(own(t), samples(t)...), 1))
	head, _, _ := strings.Cut(readDocs(t), tablesFrom)
	var b strings.Builder
	b.WriteString(head + tablesFrom + "\n")
	table(&b, "The public sets of ../shared/bench", rows["public"])
	table(&b, "The same, by the second generator", plain)
	table(&b, "Text written for the test (always run)", rows["own"])
	table(&b, "The same and the sample library, by the second generator (always run)", plainOwn)
	table(&b, "Sentences written by hand, without a look at the rules (always run)", judge(t, written(t, "testdata/written/*.txt")))
	if err := os.WriteFile(docs, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tablesFrom ends the part of docs/checks.md that people write.
const tablesFrom = "<!-- the tables below are written by `make checks` -->\n"

func readDocs(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// table writes the rows: falsehoods with those withheld, then true sentences.
func table(b *strings.Builder, title string, rows []row) {
	fmt.Fprintf(b, "\n## %s\n\n| false sentences | made | withheld | share |\n|---|---:|---:|---:|\n", title)
	for _, r := range rows {
		if !r.truth {
			fmt.Fprintf(b, "| %s | %d | %d | %.1f %% |\n", r.kind, r.n, r.n-r.wrong, 100*float64(r.n-r.wrong)/float64(r.n))
		}
	}
	n, wrong := share(rows, isFalse)
	fmt.Fprintf(b, "| **all** | %d | %d | **%.2f %%** |\n", n, n-wrong, 100*float64(n-wrong)/float64(n))
	n, wrong = share(rows, isPrecise)
	fmt.Fprintf(b, "| **in a quotation, number, name or date** | %d | %d | **%.2f %%** |\n", n, n-wrong, 100*float64(n-wrong)/float64(n))
	b.WriteString("\n| true sentences | made | withheld | share |\n|---|---:|---:|---:|\n")
	for _, r := range rows {
		if r.truth {
			fmt.Fprintf(b, "| %s | %d | %d | %.1f %% |\n", r.kind, r.n, r.wrong, 100*float64(r.wrong)/float64(r.n))
		}
	}
	n, wrong = share(rows, isTrue)
	fmt.Fprintf(b, "| **all but verbatim** | %d | %d | **%.2f %%** |\n", n, wrong, 100*float64(wrong)/float64(n))
}
