package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"byline/article"
)

// defaultListed is how many articles a list shows when no limit is given.
const defaultListed = 20

func articleRows() []Row {
	return []Row{
		{Name: "articles", Also: []string{"article list"}, Args: "[TITLE]", Help: "list the articles, newest first",
			Arg: Option{Name: "title", Help: "how titles begin"}, run: (*Commands).articles},
		{Name: "article", Also: []string{"article show"}, Args: "ARTICLE", Help: "everything known of an article",
			Arg: articleArg(true), run: (*Commands).article},
		{Name: "article history", Args: "ARTICLE", Help: "the revisions of an article and what changed",
			Arg: articleArg(true), run: (*Commands).history},
		{Name: "article add", Args: "LINK…", Help: "load articles from links, attachments or pasted text", Editors: true, Files: true,
			Arg: Option{Name: "link", Help: "one or more links; leave empty to paste text"}, run: (*Commands).add},
		{Name: "article remove", Args: "ARTICLE", Help: "take an article off; it can be put back for a day", Editors: true,
			Arg: articleArg(true), run: (*Commands).remove},
		{Name: "article restore", Args: "NUMBER", Help: "put back an article that was taken off", Editors: true,
			Arg: Option{Name: "number", Help: "its number", Required: true}, run: (*Commands).restore},
		{Name: "article refresh", Args: "ARTICLE", Help: "read an article again from where it came", Editors: true,
			Arg: articleArg(true), run: (*Commands).refresh},
		{Name: "accept", Hidden: true, Editors: true, run: (*Commands).accept},
		{Name: "reject", Hidden: true, Editors: true, run: (*Commands).reject},
	}
}

// articles lists what the caller may read, library by library.
func (c *Commands) articles(ctx context.Context, in *call) (Reply, error) {
	if c.Articles == nil {
		return Reply{}, unavailableHere()
	}
	limit := in.Options.Limit
	if limit == 0 {
		limit = defaultListed
	}
	r := Reply{Title: "Articles"}
	for _, lib := range in.libs() {
		arts, err := c.Articles.List(ctx, lib, ListOptions{Prefix: in.arg, Limit: limit - len(r.Items)})
		if err != nil {
			return Reply{}, err
		}
		for _, a := range arts {
			r.Items = append(r.Items, articleItem(a))
		}
		if len(r.Items) >= limit {
			break
		}
	}
	if len(r.Items) == 0 {
		r.Text = "No articles are loaded yet. Editors load them with " + in.named("article add") + " LINK."
		if in.arg != "" {
			r.Text = "No title begins with “" + clip(in.arg, 60) + "”."
		}
	}
	return r, nil
}

func articleItem(a *article.Article) Item {
	note := Byline(a)
	if a.Library == article.Shared {
		note = strings.TrimPrefix(note+", shared", ", ")
	}
	return Item{ID: strconv.FormatInt(int64(a.ID), 10), Label: TitleOf(a), Note: note, URL: a.URL}
}

// article shows everything known of one.
func (c *Commands) article(ctx context.Context, in *call) (Reply, error) {
	a, err := c.one(ctx, in, in.arg)
	if err != nil {
		return Reply{}, err
	}
	r := Reply{Title: TitleOf(a), Text: opening(a.Text)}
	add := func(label, value string) {
		if value != "" {
			r.Items = append(r.Items, Item{Label: label, Text: value})
		}
	}
	add("number", fmt.Sprint(a.ID))
	add("source", a.Source)
	add("authors", strings.Join(a.Authors, ", "))
	add("dateline", a.Dateline)
	add("published", a.Published.String())
	add("updated", a.Updated.String())
	add("loaded", article.Moment(a.Loaded).String())
	add("corrected", a.Corrected.String())
	add("correction", a.Correction)
	add("language", a.Language)
	add("revision", fmt.Sprint(a.Revision))
	add("words", fmt.Sprint(len(strings.Fields(a.Text))))
	add("link", a.URL)
	add("warnings", strings.Join(a.Warnings, "; "))
	return r, nil
}

// opening is an article's first paragraph, cut to a few lines.
func opening(s string) string {
	first, _, _ := strings.Cut(s, "\n\n")
	return clip(first, 400)
}

// history lists an article's revisions, newest first, with the sentences that
// each brought and dropped.
func (c *Commands) history(ctx context.Context, in *call) (Reply, error) {
	a, err := c.one(ctx, in, in.arg)
	if err != nil {
		return Reply{}, err
	}
	if c.History == nil {
		return Reply{}, unavailableHere()
	}
	revs, err := c.History.Revisions(ctx, in.libs(), a.ID)
	if err != nil {
		return Reply{}, err
	}
	r := Reply{Title: "History of " + TitleOf(a)}
	for i, rev := range revs {
		item := Item{ID: strconv.Itoa(rev.Revision), Label: fmt.Sprintf("revision %d", rev.Revision), Note: "loaded " + article.Moment(rev.Loaded).String()}
		if i+1 < len(revs) {
			item.Text = changes(revs[i+1].Text, rev.Text)
		}
		r.Items = append(r.Items, item)
	}
	return r, nil
}

// remove takes an article off the caller's own library.
func (c *Commands) remove(ctx context.Context, in *call) (Reply, error) {
	a, err := c.own(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if c.Shelf == nil {
		return Reply{}, unavailableHere()
	}
	if err := c.Shelf.Remove(ctx, in.Caller.Home, a.ID, in.Now); err != nil {
		return Reply{}, err
	}
	return Reply{
		Text:    fmt.Sprintf("Removed %d, “%s”. It can be put back for a day.", a.ID, TitleOf(a)),
		Actions: []Action{{Label: "Undo", State: state("article restore", int64(a.ID))}},
	}, nil
}

// own returns the article that the argument names, which must be the caller's
// own library's: the shared library is the operator's.
func (c *Commands) own(ctx context.Context, in *call) (*article.Article, error) {
	a, err := c.one(ctx, in, in.arg)
	if err != nil {
		return nil, err
	}
	if a.Library != in.Caller.Home {
		return nil, &article.Error{Kind: article.Forbidden, Public: "That article is in the shared library; only the operator can change it."}
	}
	return a, nil
}

// restore puts back an article that was removed less than a day ago.
func (c *Commands) restore(ctx context.Context, in *call) (Reply, error) {
	id, err := strconv.ParseInt(in.arg, 10, 64)
	if err != nil {
		return Reply{}, invalid("Give the number of the article to put back.")
	}
	if c.Shelf == nil {
		return Reply{}, unavailableHere()
	}
	if err := c.Shelf.Restore(ctx, in.Caller.Home, article.ID(id), in.Now); err != nil {
		return Reply{}, err
	}
	return Reply{Text: fmt.Sprintf("Article %d is back.", id)}, nil
}

// refresh reads an article again.
func (c *Commands) refresh(ctx context.Context, in *call) (Reply, error) {
	a, err := c.own(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if c.Refresh == nil {
		return Reply{}, unavailableHere()
	}
	loaded, err := c.Refresh.Refresh(ctx, in.Caller.Home, a.ID)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Text: LoadedLine(loaded)}, loaded.Err
}
