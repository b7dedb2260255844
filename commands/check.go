package commands

import "context"

// check holds each sentence of a text against the articles.
func (c *Commands) check(ctx context.Context, in *call) (Reply, error) {
	return Reply{}, unavailableHere()
}
