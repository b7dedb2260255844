package cli

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"byline/article"
	"byline/commands"
	"byline/ingest"
	"byline/ingest/feed"
	"byline/library"
)

// feeds lists, adds, removes and reads feeds.
func feeds(ctx context.Context, t *terminal) error {
	verb := "list"
	if len(t.args) > 0 {
		verb = t.args[0]
	}
	if !slices.Contains(feedVerbs, verb) {
		return usageError{notThere("feeds", "", verb, feedVerbs, "")}
	}
	if verb == "list" && len(t.args) > 1 {
		return usageError{"feeds list takes no words"}
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
	if verb == "list" {
		return t.listFeeds(ctx, a)
	}
	if len(t.args) < 2 {
		return usageError{"which feed?"}
	}
	return t.eachArticle(t.args[1:], func(key string) error {
		return t.say(a.commands.Run(ctx, commands.Request{Caller: t.caller(), Command: row, Text: key, Shell: true, Now: t.Now()}))
	})
}

// feedVerbs are the words that may stand behind feeds.
var feedVerbs = []string{"list", "add", "remove", "check"}

// listFeeds prints the library's feeds.
func (t *terminal) listFeeds(ctx context.Context, a *app) error {
	if t.flags.json {
		return t.listFeedsJSON(ctx, a)
	}
	return t.say(a.commands.Run(ctx, commands.Request{Caller: t.caller(), Command: "feeds", Shell: true, Now: t.Now()}))
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

// checkFeeds reads feeds now, those named by number or all of the library, and
// says what became of each.
func (t *terminal) checkFeeds(ctx context.Context, a *app) error {
	all, err := a.db.Feeds(ctx, t.flags.library)
	if err != nil {
		return err
	}
	asked := map[int64]bool{}
	for _, word := range t.args[1:] {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return usageError{fmt.Sprintf("a feed's number, not %q", word)}
		}
		asked[id] = true
		if err := a.db.CheckFeed(ctx, t.flags.library, id, t.Now()); err != nil {
			return err
		}
	}
	for _, f := range all {
		if len(asked) == 0 && !f.Disabled {
			if err := a.db.CheckFeed(ctx, t.flags.library, f.ID, t.Now()); err != nil {
				return err
			}
		}
	}
	if err := a.checker(t.Now).Drain(ctx); err != nil {
		return err
	}
	return t.listFeeds(ctx, a)
}

// checker returns what reads feeds.
func (a *app) checker(now func() time.Time) *feed.Checker {
	return &feed.Checker{
		Schedule: a.db, Queue: a.db, Load: entries{a.library}, Now: now, Random: rand.Float64, Log: a.log,
		Fetch: ingest.FeedClient{Client: a.sources.fetch}, Read: ingest.FeedReader{Reader: a.sources.reader},
	}
}

// entries adapts the library to feeds, which load one article at a time.
type entries struct{ library *library.Library }

// Load implements feed.Loader.
func (e entries) Load(ctx context.Context, lib article.LibraryID, art article.Article, raw []byte) error {
	var refused error
	given := false
	err := e.library.Load(ctx, lib, func() (library.Item, bool) {
		given = !given
		return library.Item{Name: art.Ref, Article: art, Raw: raw}, given
	}, func(r library.Result) { refused = r.Err })
	return errors.Join(err, refused)
}
