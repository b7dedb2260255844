package cli

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestHelp: each flag that a command takes is explained, and help fits a
// terminal of 80 columns.
func TestHelp(t *testing.T) {
	var all bytes.Buffer
	printHelp(&all)
	for _, sub := range subcommands() {
		for _, f := range strings.Fields(sub.flags) {
			name, takes := strings.CutSuffix(f, "=")
			if text, ok := flagTexts[name]; !ok || text.help == "" || takes != (text.value != "") {
				t.Errorf("%s --%s is explained as %+v", sub.name, name, text)
			}
		}
		printCommand(&all, sub)
	}
	for line := range strings.Lines(all.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
