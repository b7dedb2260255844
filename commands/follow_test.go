package commands

import "testing"

// TestFollowsASummary: what follows a summary is about its article; the word
// summary is ours.
func TestFollowsASummary(t *testing.T) {
	c, _, asked := newCommands()
	for _, text := range []string{"!summary One", "!who said so"} {
		if r := c.Run(t.Context(), Request{Caller: member("1"), Text: text, Conversation: "50", Now: noon}); r.Failed {
			t.Fatal(text, r.Text)
		}
	}
	last := (*asked)[len(*asked)-1]
	if len(last.Previous) != 1 || last.Previous[0].Question != "One secret" {
		t.Errorf("the question follows %+v", last.Previous)
	}
}
