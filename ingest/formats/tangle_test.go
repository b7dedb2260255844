package formats

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTangled: what is made to take for ever is read as plain text, with every
// word of it; real texts, however long, are not taken for such.
func TestTangled(t *testing.T) {
	for _, mark := range []string{"[a](", "[a](<", "*a_ ", "a**", "> ", "1) ", "- ", "<a href=\"", "!["} {
		s := strings.Repeat(mark, 1<<17/len(mark)) + " The pier closed."
		if !tangled(s) {
			t.Errorf("128 kB of %q would be parsed", mark)
		}
		art, err := Markdown("# The pier\n\n"+s, Limits{})
		if err != nil || !strings.Contains(art.Text, "The pier closed.") {
			t.Errorf("%q: %v, text ends in %q", mark, err, art.Text[max(0, len(art.Text)-40):])
		}
	}
	const real = "- [The *pier*](https://harbour.example/pier) closed on **Monday**, `said` the [harbour master][1].\n"
	for name, s := range map[string]string{
		"a long list": strings.Repeat(real, 1<<18/len(real)), "long prose": strings.Repeat(real[2:]+"\n", 1<<18/len(real)),
		"a long table": strings.Repeat("| *a* | [b](c) | `d` |\n", 10_000), "nested": strings.Repeat("> > - 1. *deep*\n", 10_000), "nothing": "",
	} {
		if tangled(s) {
			t.Errorf("%s is taken for tangled", name)
		}
	}
	docs, err := filepath.Glob("../../*.md")
	if err != nil || len(docs) == 0 {
		t.Fatal("no documents", err)
	}
	for _, doc := range docs {
		data, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		if tangled(strings.Repeat(string(data), 5)) {
			t.Errorf("%s is taken for tangled", doc)
		}
	}
}
