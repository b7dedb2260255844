package text_test

import (
	"strings"
	"testing"

	"byline/text"
)

// TestSentencesOfInvalidText ends at all: these bytes continue characters that
// never began, so no place between them is a border.
func TestSentencesOfInvalidText(t *testing.T) {
	s := "It began well " + strings.Repeat("\xba", 9000)
	end := 0
	for _, sp := range text.Sentences(s) {
		if sp.Start < end || sp.Len() == 0 {
			t.Fatalf("%v after %d", sp, end)
		}
		end = sp.End
	}
	if end != len(s) {
		t.Errorf("covered %d of %d bytes", end, len(s))
	}
}
