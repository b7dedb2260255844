package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
)

// TestLongLines: a line longer than any question is refused as one, and those
// before and after it are answered, whatever ends the lines.
func TestLongLines(t *testing.T) {
	t.Chdir(t.TempDir())
	long := "who " + strings.Repeat("moratorium ", 3*maxLine/11)
	in := "who proposed the moratorium\r\n" + long + "\n\n   \nwhen was the INF treaty signed"
	var loaded, out, errs bytes.Buffer
	if status := Run(context.Background(), testWorld([]string{"chat"}, long+"\n!who proposed the moratorium", &loaded, &errs)); status != exitDone {
		t.Fatal("chat ends with", status, errs.String())
	}
	for _, words := range []string{"too long", "Putin proposed a moratorium"} {
		if !strings.Contains(loaded.String(), words) {
			t.Errorf("chat does not say %q:\n%s", words, loaded.String())
		}
	}
	if status := Run(context.Background(), testWorld([]string{"ask", "--json", "-"}, in, &out, &errs)); status != exitDone {
		t.Fatal("ask - ends with", status, errs.String())
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		var a struct{ Question, Text, Error string }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		got = append(got, a.Question[:8]+": "+a.Error)
	}
	if len(got) != 3 || got[0] != "who prop: " || !strings.Contains(got[1], "too long") || got[2] != "when was: " {
		t.Errorf("answers %q", got)
	}
}
