package commands

import (
	"context"
	"fmt"
)

func readerRows() []Row {
	return []Row{
		{Name: "privacy", Help: "what is stored about you", Private: true, run: (*Commands).privacy},
		{Name: "forget-me", Also: []string{"forgetme"}, Help: "delete everything stored about you", Private: true, Own: true, run: (*Commands).forgetMe},
	}
}

func (c *Commands) privacy(_ context.Context, in *call) (Reply, error) {
	who, all := "With your user id: the", prefixOf(in.settings)+"forget-me deletes all of it at once."
	if in.Caller.Place == Web {
		who, all = "For all readers of these pages together, without any name: the", "The operator deletes it with: byline forget "+in.Caller.User
	}
	return Reply{Title: "What is stored about you", Text: who + " questions you asked and their answers, what you said of answers, and the notices you asked for. " +
		"They serve follow-up questions, the buttons under answers and the editors' list of unanswered questions, which shows no names. " +
		"Messages that are not for me are not stored. " + all}, nil
}

func (c *Commands) forgetMe(ctx context.Context, in *call) (Reply, error) {
	if c.People == nil {
		return Reply{}, unavailableHere()
	}
	n, err := c.People.Forget(ctx, in.Caller.User)
	if err != nil {
		return Reply{}, err
	}
	if n == 0 {
		return Reply{Text: "Nothing is stored about you."}, nil
	}
	return Reply{Text: fmt.Sprintf("Done: %d records about you are deleted, none is left.", n)}, nil
}
