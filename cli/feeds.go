package cli

import (
	"context"
	"errors"
	"fmt"

	"byline/article"
	"byline/commands"
)

// feeds lists, adds, removes and reads feeds.
func feeds(ctx context.Context, t *terminal) error {
	verb := "list"
	if len(t.args) > 0 {
		verb = t.args[0]
	}
	row := map[string]string{"list": "feeds", "add": "feed add", "remove": "feed remove"}[verb]
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	if verb == "check" {
		return t.checkFeeds(ctx, a)
	}
	if row == "" {
		return usageError{fmt.Sprintf("there is no feeds %s", verb)}
	}
	if verb == "list" && t.flags.json {
		return t.listFeedsJSON(ctx, a)
	}
	if verb == "list" {
		return t.say(a.commands.Run(ctx, commands.Request{Caller: t.caller(), Command: row, Now: t.Now()}))
	}
	if len(t.args) < 2 {
		return usageError{"which feed?"}
	}
	return t.eachArticle(t.args[1:], func(key string) error {
		return t.say(a.commands.Run(ctx, commands.Request{Caller: t.caller(), Command: row, Text: key, Now: t.Now()}))
	})
}

type feedJSON struct {
	Feed     int64  `json:"feed"`
	URL      string `json:"url"`
	Title    string `json:"title"`
	Items    int    `json:"items"`
	Last     string `json:"last"`
	Next     string `json:"next"`
	Failures int    `json:"failures"`
	Problem  string `json:"problem"`
	Disabled bool   `json:"disabled"`
}

func (t *terminal) listFeedsJSON(ctx context.Context, a *app) error {
	if a.commands.Feeds == nil {
		return nil
	}
	all, err := a.commands.Feeds.Feeds(ctx, t.flags.library)
	if err != nil {
		return err
	}
	for _, f := range all {
		err := writeJSON(t.Out, feedJSON{
			Feed: f.ID, URL: f.URL, Title: f.Title, Items: f.Items, Last: article.Moment(f.Last).String(), Next: article.Moment(f.Next).String(),
			Failures: f.Failures, Problem: f.Problem, Disabled: f.Disabled,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// feeds returns the feeds of the database.
func (a *app) feeds() commands.Feeds { return nil }

// checkFeeds reads every feed now.
func (t *terminal) checkFeeds(context.Context, *app) error {
	return errors.New("feeds are not read here")
}
