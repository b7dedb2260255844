package commands

import (
	"context"
	"strings"
	"testing"
)

// forgets remembers whom it forgot.
type forgets []string

func (f *forgets) Forget(_ context.Context, user string) (int, error) {
	*f = append(*f, user)
	return 1, nil
}

// TestPagesForgetNobody: on the pages a link alone runs a command, and all their
// readers are one caller; none of them may delete what the others asked.
func TestPagesForgetNobody(t *testing.T) {
	for place, allowed := range map[Place]bool{Terminal: true, Server: true, Direct: true, Web: false} {
		var forgot forgets
		c := &Commands{People: &forgot}
		caller := Caller{User: "somebody", Place: place}
		r := c.Run(t.Context(), Request{Caller: caller, Text: "!forget-me", Plain: true, Now: noon})
		if len(forgot) == 1 != allowed || r.Failed == allowed {
			t.Errorf("place %d: forgot %q, %q", place, forgot, r.Text)
		}
		told := c.Run(t.Context(), Request{Caller: caller, Text: "!privacy", Plain: true, Now: noon}).Text
		if strings.Contains(told, "forget-me") != allowed || strings.Contains(told, "byline forget somebody") == allowed {
			t.Errorf("place %d is told %q", place, told)
		}
		listed := false
		for _, it := range c.Run(t.Context(), Request{Caller: caller, Text: "!help", Plain: true, Now: noon}).Items {
			listed = listed || it.ID == "forget-me"
		}
		if listed != allowed {
			t.Errorf("place %d: help lists forget-me: %v", place, listed)
		}
	}
}
