package text

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var wordList = flag.String("words", "", "make known.bloom from this word list, one word a line")

// TestMakeKnown writes the filter when it is given a word list.
func TestMakeKnown(t *testing.T) {
	if *wordList == "" {
		t.Skip("it makes a file only when told to: make words")
	}
	b, err := os.ReadFile(*wordList)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for w := range strings.Lines(string(b)) {
		if w = strings.TrimSuffix(strings.TrimSpace(w), "'s"); len(w) >= shortestKnown {
			words[Fold(w)] = true
		}
	}
	filter := make([]byte, len(words)*10/8)
	for word := range words {
		for _, bit := range filterBits(word, len(filter)) {
			filter[bit/8] |= 1 << (bit % 8)
		}
	}
	if err := os.WriteFile("known.bloom", filter, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d words, %d bytes", len(words), len(filter))
}

func TestKnown(t *testing.T) {
	for _, w := range []string{"moratorium", "moratoria", "Treaties", "BRAZIL", "harvested", "governments", "Johnston", "bride", "is"} {
		if !Known(w) {
			t.Errorf("%s is not known", w)
		}
	}
	for _, w := range []string{"moratorum", "goverment", "Zelenskyy", "tretay", "Brasilz", "harvsted"} {
		if Known(w) {
			t.Errorf("%s is known", w)
		}
	}
}
