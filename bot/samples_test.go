package bot_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"byline/bot/discordtest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/discord-sample.md anew")

// loaded is a date in a proof that is another one every day.
var loaded = regexp.MustCompile(`loaded \d{4}-\d\d-\d\d`)

// TestSamples holds docs/discord-sample.md equal to what the program sends.
func TestSamples(t *testing.T) {
	t.Parallel()
	j := setOut(t)
	var out strings.Builder
	out.WriteString("# What Byline sends to Discord\n\nWritten by `go test ./bot -run TestSamples -update`: the messages of the program itself, in Discord's markup, with their buttons.\n")
	show := func(what string, i *discordtest.Interaction) discordtest.Message {
		j.answer(i)
		fmt.Fprintf(&out, "\n## %s\n", what)
		var last discordtest.Message
		for _, m := range i.Replies() {
			fmt.Fprintf(&out, "\n```\n%s\n```\n", loaded.ReplaceAllString(m.Content, "loaded 2026-01-31"))
			if labels := slices.Sorted(maps.Keys(m.Buttons())); len(labels) > 0 {
				fmt.Fprintf(&out, "\nButtons: %s\n", strings.Join(labels, ", "))
			}
			last = m
		}
		return last
	}
	ask := func(q string) *discordtest.Interaction { return j.who.Slash(j.room, "ask", opt("question", q)) }
	m := show("/ask who signed the fishing treaty?", ask("who signed the fishing treaty?"))
	show("Show proof, for the person alone", j.who.Press(j.room, m, m.Buttons()["Show proof"]))
	show("/ask who bought the lighthouse?", ask("who bought the lighthouse?"))
	text := j.who.Whisper(j.room, "The herring catch fell to 400 tonnes in 2021. The herring catch rose to 950 tonnes in 2022. The mayor owns three submarines.")
	show("Check against articles, for the person alone", j.who.Menu(j.room, "Check against articles", text))

	const file = "../docs/discord-sample.md"
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// Which words are bold is the reader's to change.
	if d := cmp.Diff(bare(string(want)), bare(out.String())); d != "" {
		t.Errorf("docs/discord-sample.md is not what the program sends; -update writes it anew:\n%s", d)
	}
}
