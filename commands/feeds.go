package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"byline/article"
)

func feedRows() []Row {
	return []Row{
		{Name: "feeds", Also: []string{"feed list"}, Help: "list the feeds that are read on a schedule", Editors: true, run: (*Commands).feeds},
		{Name: "feed add", Also: []string{"feeds add"}, Args: "LINK", Help: "read a feed on a schedule", Editors: true,
			Arg: Option{Name: "link", Help: "of the feed, or of a site that has one", Required: true}, run: (*Commands).addFeed},
		{Name: "feed remove", Also: []string{"feeds remove"}, Args: "NUMBER", Help: "stop reading a feed; its articles stay", Editors: true,
			Arg: Option{Name: "number", Help: "the feed's number", Required: true}, run: (*Commands).removeFeed},
	}
}

func (c *Commands) feeds(ctx context.Context, in *call) (Reply, error) {
	if c.Feeds == nil {
		return Reply{}, unavailableHere()
	}
	feeds, err := c.Feeds.Feeds(ctx, in.Caller.Home)
	if err != nil {
		return Reply{}, err
	}
	if len(feeds) == 0 {
		return Reply{Text: "No feeds yet. Add one with " + in.named("feed add") + " LINK."}, nil
	}
	r := Reply{Title: "Feeds"}
	for _, f := range feeds {
		r.Items = append(r.Items, feedItem(f))
	}
	return r, nil
}

func feedItem(f article.Feed) Item {
	label := f.Title
	if label == "" {
		label = f.URL
	}
	note := fmt.Sprintf("%d items", f.Items)
	switch {
	case f.Disabled:
		note += ", stopped"
	case !f.Last.IsZero():
		note += ", last read " + article.Moment(f.Last).String()
	default:
		note += ", not read yet"
	}
	return Item{ID: strconv.FormatInt(f.ID, 10), Label: label, Text: f.Problem, Note: note, URL: f.URL}
}

func (c *Commands) addFeed(ctx context.Context, in *call) (Reply, error) {
	if c.Feeds == nil {
		return Reply{}, unavailableHere()
	}
	link, ok := article.Link(strings.Trim(in.arg, "<>"))
	if !ok {
		return Reply{}, invalid("Give the feed's link, beginning with https://.")
	}
	f, err := c.Feeds.AddFeed(ctx, in.Caller.Home, link, in.Now)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Text: fmt.Sprintf("Feed %d is added and will be read within a few minutes.", f.ID), Items: []Item{feedItem(f)}}, nil
}

func (c *Commands) removeFeed(ctx context.Context, in *call) (Reply, error) {
	if c.Feeds == nil {
		return Reply{}, unavailableHere()
	}
	id, err := strconv.ParseInt(in.arg, 10, 64)
	if err != nil {
		return Reply{}, invalid("Give the feed's number; " + in.named("feeds") + " shows them.")
	}
	if err := c.Feeds.RemoveFeed(ctx, in.Caller.Home, id); err != nil {
		return Reply{}, err
	}
	return Reply{Text: fmt.Sprintf("Feed %d is no longer read. Its articles stay.", id)}, nil
}
