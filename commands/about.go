package commands

import (
	"context"
	"regexp"
	"strings"

	"byline/text"
)

var (
	// loaded finds messages that ask what there is to ask about, and not of anything.
	loaded = regexp.MustCompile(`(?i)^(?:what(?:['’]?s| is| are) (?:the )?(?:new|(?:latest|newest)(?: news| articles?| stories)?|loaded|available)(?: today| here)?|(?:the |any )?(?:latest|newest|recent|new) (?:news|articles?|stories)|(?:any )?news` +
		`|(?:what|which) (?:articles?|sources|documents|texts|topics|subjects|news) (?:are (?:loaded|available|there)|(?:do|can) (?:you|u|i|we) (?:have|know|cover|ask|read)(?: about)?)` +
		`|what(?: all)? (?:can|could|should|may) (?:i|we) ask(?: you)?(?: about)?|what do (?:you|u) (?:know|cover|have)(?: about)?)$`)

	// loading finds messages that ask how articles are loaded.
	loading = regexp.MustCompile(`(?i)^(?:how (?:do|can|should) (?:i|we|you) (?:load|add|upload|import)|can (?:i|we|you|u) (?:load|add|upload|import)|where (?:do|can) (?:i|we) (?:load|add|upload)) (?:an? |some |new |more |this |these |the |my )*(?:new )?(?:articles?|links?|files?|pdfs?|feeds?|pages?|documents?)(?: here)?$`)

	// itself finds messages that ask what this program is or does.
	itself = regexp.MustCompile(`(?i)^(?:(?:who|what) (?:are|r) (?:you|u)(?: for)?|(?:are|r) (?:you|u) (?:an? )?(?:bot|robot|human|person|ai|real)|how do (?:you|u) work|how does this bot work|what is this bot|what (?:can|do) (?:you|u) do(?: here)?` +
		`|how (?:do|can) (?:i|we) (?:use (?:you|u|this bot)|ask(?: you)?(?: a question| something)?)|help(?: me)?)$`)
)

// newest is how many articles are named to who asks what there is.
const newest = 8

// aboutItself answers a message that asks about this program and what it has
// loaded; ok is false for any other.
func (c *Commands) aboutItself(ctx context.Context, in *call) (r Reply, ok bool, err error) {
	asked := strings.TrimRight(strings.TrimSpace(text.Question(in.arg)), "?!. ")
	switch {
	case in.Options.Article != "":
		return Reply{}, false, nil
	case itself.MatchString(asked):
		all := *in
		all.arg = ""
		r, err = c.help(ctx, &all)
		return r, true, err
	case loading.MatchString(asked):
		add := *in
		add.arg = "article add"
		if strings.Contains(strings.ToLower(asked), "feed") {
			add.arg = "feed add"
		}
		r, err = c.help(ctx, &add)
		return r, true, err
	case loaded.MatchString(asked) && c.Articles != nil:
		all := *in
		all.arg, all.Options.Limit = "", newest
		if r, err = c.articles(ctx, &all); err == nil && len(r.Items) > 0 {
			r.Text = "I answer from the articles that are loaded here. " + in.named("articles") + " lists them all; these came last."
		}
		return r, true, err
	}
	return Reply{}, false, nil
}
