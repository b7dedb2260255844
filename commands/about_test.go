package commands

import (
	"context"
	"testing"
)

// What is asked of the program itself is not looked for in the articles; what only
// sounds like it is, and so is all that the terminal asks.
func TestAboutItself(t *testing.T) {
	for _, tt := range []struct{ said, title string }{
		{"what is new?", "Articles"}, {"hey, any latest news", "Articles"}, {"what topics do you cover", "Articles"}, {"what can I ask you about?", "Articles"},
		{"who are you", "What I can do"}, {"what can you do?", "What I can do"}, {"help", "What I can do"},
		{"how do I load an article?", "!article add LINK…"}, {"can you add this link", "!article add LINK…"}, {"how can we add a feed", "!feed add LINK"},
		{"what do you know about the Nile", ""}, {"who are you to say so", ""}, {"what is new in Oss", ""}, {"latest news from Oss", ""}, {"how does it work", ""},
	} {
		c, _, asked := newCommands()
		got := c.Run(context.Background(), Request{Caller: member("1"), Text: tt.said, Plain: true, Now: noon})
		if got.Failed || got.Title != tt.title || (tt.title == "") != (len(*asked) == 1) {
			t.Errorf("%q: titled %q after %d searches, want %q", tt.said, got.Title, len(*asked), tt.title)
		}
	}
	c, _, asked := newCommands()
	if got := c.Run(context.Background(), Request{Caller: member("1"), Command: "ask", Text: "what is new", Shell: true, Now: noon}); got.Answer == nil || len(*asked) != 1 {
		t.Errorf("the terminal's question gets %+v", got)
	}
}
