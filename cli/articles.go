package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"byline/article"
	"byline/commands"
	"byline/store"
)

// pageOfList is how many articles are read from the store at a time.
const pageOfList = 500

// articleVerbs are the words that may stand behind articles.
var articleVerbs = []string{"list", "show", "history", "remove", "restore", "refresh"}

// articles lists, shows, removes, restores and refreshes articles.
func articles(ctx context.Context, t *terminal) error {
	if len(t.args) == 0 && (t.flags.sample || t.flags.all) {
		return usageError{"--sample goes with remove, --all with refresh"}
	}
	if len(t.args) == 0 {
		t.args = []string{"list"}
	}
	verb, rest := t.args[0], t.args[1:]
	if !slices.Contains(articleVerbs, verb) {
		return usageError{notThere("articles", "", verb, articleVerbs, "")}
	}
	if len(rest) > 0 && (verb == "remove" && t.flags.sample || verb == "refresh" && t.flags.all) {
		return usageError{fmt.Sprintf("%s takes either a flag or numbers, not both", verb)}
	}
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer a.close()
	switch verb {
	case "list":
		return t.listArticles(ctx, a, strings.Join(rest, " "))
	case "show":
		return t.showArticle(ctx, a, rest)
	case "history":
		return t.articleHistory(ctx, a, rest)
	case "remove":
		if t.flags.sample {
			return t.removeSample(ctx, a)
		}
		return t.eachArticle(rest, func(key string) error { return t.removeArticle(ctx, a, key) })
	case "restore":
		return t.eachArticle(rest, func(key string) error { return t.restoreArticle(ctx, a, key) })
	default: // refresh
		if t.flags.all {
			return t.refreshAll(ctx, a)
		}
		return t.eachArticle(rest, func(key string) error { return t.refreshArticle(ctx, a, key, false) })
	}
}

// listArticles prints the library's articles, newest number first.
func (t *terminal) listArticles(ctx context.Context, a *app, prefix string) error {
	var before article.ID
	for left := t.flags.limit; ; {
		page, err := a.db.List(ctx, t.flags.library, store.ListOptions{Prefix: prefix, Before: before, Limit: pageOfList})
		if err != nil {
			return err
		}
		for _, art := range page {
			if err := t.printArticle(art); err != nil {
				return err
			}
			before = art.ID
			if left--; left == 0 {
				return nil
			}
		}
		if len(page) < pageOfList {
			if before == 0 && !t.flags.json {
				fmt.Fprintln(t.Err, emptyList(prefix))
			}
			return nil
		}
	}
}

// emptyList says why a list of articles is empty.
func emptyList(prefix string) string {
	if prefix != "" {
		return fmt.Sprintf("No article's title begins with “%s”.", clean(flat(prefix)))
	}
	return "No articles are loaded. Load some with: byline add FILE|FOLDER|LINK…"
}

func (t *terminal) printArticle(art *article.Article) error {
	if t.flags.json {
		return writeJSON(t.Out, articleToJSON(art, false))
	}
	line := fmt.Sprintf("%6d  %s", art.ID, clean(flat(commands.TitleOf(art))))
	if b := commands.Byline(art); b != "" {
		line += " (" + clean(b) + ")"
	}
	if art.Sample {
		line += " [sample]"
	}
	_, err := fmt.Fprintln(t.Out, line)
	return err
}

// eachArticle calls do for every key and goes on after failures.
func (t *terminal) eachArticle(keys []string, do func(key string) error) error {
	if len(keys) == 0 {
		return usageError{"which article? Give its number; byline articles list shows them"}
	}
	var failed error
	for _, key := range keys {
		if err := do(key); err != nil {
			fmt.Fprintf(t.Err, "byline: %s: %s\n", key, operatorText(err))
			failed = errSaid
		}
	}
	return failed
}

// one returns the article that key names in the libraries of the command line.
func (t *terminal) one(ctx context.Context, a *app, libs []article.LibraryID, key string) (*article.Article, error) {
	found, err := a.db.Find(ctx, libs, key)
	if err != nil {
		return nil, err
	}
	switch len(found) {
	case 0:
		return nil, errors.New("there is no such article; byline articles list shows them")
	case 1:
		return found[0], nil
	}
	var names []string
	for _, f := range found[:min(3, len(found))] {
		names = append(names, fmt.Sprintf("%d (%s)", f.ID, commands.TitleOf(f)))
	}
	return nil, errors.New("several articles begin so: " + strings.Join(names, ", ") + "; give the number")
}

func (t *terminal) showArticle(ctx context.Context, a *app, keys []string) error {
	return t.eachArticle(keys, func(key string) error {
		art, err := t.one(ctx, a, t.flags.libraries(), key)
		if err != nil {
			return err
		}
		if t.flags.json {
			return writeJSON(t.Out, articleToJSON(art, true))
		}
		reply := a.commands.Run(ctx, commands.Request{Caller: t.caller(), Command: "article", Text: strconv.FormatInt(int64(art.ID), 10), Now: t.Now()})
		reply.Text = ""
		if err := t.printer().reply(t.Out, reply); err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.Out, "\n%s\n", clean(art.Text))
		return err
	})
}

func (t *terminal) articleHistory(ctx context.Context, a *app, keys []string) error {
	return t.eachArticle(keys, func(key string) error {
		if !t.flags.json {
			return t.say(a.commands.Run(ctx, commands.Request{Caller: t.caller(), Command: "article history", Text: key, Shell: true, Now: t.Now()}))
		}
		art, err := t.one(ctx, a, t.flags.libraries(), key)
		if err != nil {
			return err
		}
		revisions, err := a.db.Revisions(ctx, t.flags.libraries(), art.ID)
		for _, r := range revisions {
			if err == nil {
				err = writeJSON(t.Out, articleToJSON(r, true))
			}
		}
		return err
	})
}

// say prints a reply, and makes a failure the exit status.
func (t *terminal) say(r commands.Reply) error {
	if r.Failed {
		return errors.New(r.Text)
	}
	return t.printer().reply(t.Out, r)
}

func (t *terminal) removeSample(ctx context.Context, a *app) error {
	n, err := a.db.RemoveSample(ctx)
	if err != nil {
		return err
	}
	if t.flags.json {
		return writeJSON(t.Out, map[string]int{"removed": n})
	}
	_, err = fmt.Fprintf(t.Out, "removed the %d sample articles\n", n)
	return err
}

func (t *terminal) removeArticle(ctx context.Context, a *app, key string) error {
	art, err := t.one(ctx, a, []article.LibraryID{t.flags.library}, key)
	if err != nil {
		return err
	}
	if err := a.library.Remove(ctx, t.flags.library, art.ID, t.Now()); err != nil {
		return err
	}
	return t.done("removed", art)
}

func (t *terminal) restoreArticle(ctx context.Context, a *app, key string) error {
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return errors.New("give the number of the article to put back")
	}
	if err := a.library.Restore(ctx, t.flags.library, article.ID(id), t.Now()); err != nil {
		return err
	}
	art, err := t.one(ctx, a, []article.LibraryID{t.flags.library}, key)
	if err != nil {
		return err
	}
	return t.done("restored", art)
}

// done prints what was done to an article.
func (t *terminal) done(state string, art *article.Article) error {
	if t.flags.json {
		return writeJSON(t.Out, addedJSON{State: state, Article: art.ID, Ref: art.Ref, Title: art.Title, Revision: art.Revision, Warnings: []string{}})
	}
	_, err := fmt.Fprintf(t.Out, "%-10s %d  %s\n", state, art.ID, clean(flat(commands.TitleOf(art))))
	return err
}

// refreshArticle reads one article again.
func (t *terminal) refreshArticle(ctx context.Context, a *app, key string, preferRaw bool) error {
	art, err := t.one(ctx, a, []article.LibraryID{t.flags.library}, key)
	if err != nil {
		return err
	}
	loaded, err := loading{a}.again(ctx, t.flags.library, art.ID, preferRaw)
	if err == nil {
		err = loaded.Err
	}
	if err != nil {
		return err
	}
	return t.done(loaded.State, art)
}

// refreshAll extracts every article of the library again, as after a better
// extractor: from its raw copy, from its link only when there is none.
func (t *terminal) refreshAll(ctx context.Context, a *app) error {
	var keys []string
	for before := article.ID(0); ; {
		page, err := a.db.List(ctx, t.flags.library, store.ListOptions{Before: before, Limit: pageOfList})
		if err != nil {
			return err
		}
		for _, art := range page {
			before = art.ID
			keys = append(keys, strconv.FormatInt(int64(art.ID), 10))
		}
		if len(page) < pageOfList {
			break
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return t.eachArticle(keys, func(key string) error { return t.refreshArticle(ctx, a, key, true) })
}
