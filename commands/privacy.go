package commands

import (
	"context"
	"fmt"
)

func readerRows() []Row {
	return []Row{
		{Name: "privacy", Help: "what is stored about you", Private: true, run: (*Commands).privacy},
		{Name: "forget-me", Also: []string{"forgetme"}, Help: "delete everything stored about you", Private: true, run: (*Commands).forgetMe},
	}
}

func (c *Commands) privacy(_ context.Context, in *call) (Reply, error) {
	return Reply{Title: "What is stored about you", Text: "With your user id: the questions you asked and their answers, what you said of answers, and the notices you asked for. " +
		"They serve follow-up questions, the buttons under answers and the editors' list of unanswered questions, which shows no names. " +
		"Messages that are not for me are not stored. " + prefixOf(in.settings) + "forget-me deletes all of it at once."}, nil
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
