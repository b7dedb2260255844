package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"byline/article"
)

// maxSources is how many links and attachments one request may bring.
const maxSources = 50

// add reads articles. The terminal loads them at once; elsewhere an editor sees
// a preview and accepts it.
func (c *Commands) add(ctx context.Context, in *call) (Reply, error) {
	if c.Load == nil {
		return Reply{}, unavailableHere()
	}
	sources, err := in.sources()
	if err != nil {
		return Reply{}, err
	}
	if len(sources) == 0 {
		return Reply{Form: pasteForm()}, nil
	}
	var arts []*article.Article
	r := Reply{Title: "Read"}
	err = c.Load.Read(ctx, sources, func(l Loaded) {
		if l.Err == nil {
			arts = append(arts, l.Article)
			r.Items = append(r.Items, previewItem(l.Article))
		} else {
			r.Items = append(r.Items, Item{Label: LoadedLine(l), Note: "refused"})
		}
		in.itemProgress(r, len(sources))
	})
	if err != nil {
		return Reply{}, err
	}
	if in.Caller.Place == Terminal || c.Drafts == nil {
		return c.load(ctx, in, arts, refusedOnly(r.Items))
	}
	return c.preview(ctx, in, r, arts)
}

// preview keeps what was read as a draft with its two buttons.
func (c *Commands) preview(ctx context.Context, in *call, r Reply, arts []*article.Article) (Reply, error) {
	if len(arts) == 0 {
		r.Failed, r.Text = true, "Nothing of this can be loaded; each line says what to do."
		return r, nil
	}
	id, err := c.Drafts.SaveDraft(ctx, in.Caller.Home, in.Caller.User, arts, in.Now)
	if err != nil {
		return Reply{}, err
	}
	r.Text = "Load this?"
	if len(arts) > 1 {
		r.Text = fmt.Sprintf("Load these %d articles?", len(arts))
	}
	if n := len(refusedOnly(r.Items)); n > 0 {
		r.Text += fmt.Sprintf(" %d refused; the lines say why.", n)
		r.Items = refusedFirst(r.Items)
	}
	r.Actions = []Action{
		{Label: "Accept", State: state("accept", id), Style: Primary},
		{Label: "Reject", State: state("reject", id), Style: Danger},
	}
	return r, nil
}

func previewItem(a *article.Article) Item {
	note := fmt.Sprintf("%d words", len(strings.Fields(a.Text)))
	if b := Byline(a); b != "" {
		note = b + ", " + note
	}
	if len(a.Warnings) > 0 {
		note += "; " + strings.Join(a.Warnings, "; ")
	}
	return Item{Label: TitleOf(a), Text: opening(a.Text), Note: note, URL: a.URL}
}

// refusedFirst puts what needs a look where a long list is not cut.
func refusedFirst(items []Item) []Item {
	return slices.SortedStableFunc(slices.Values(items), func(a, b Item) int {
		return cmp.Compare(refusal(b), refusal(a))
	})
}

// refusal is 1 for an item that was refused, else 0.
func refusal(it Item) int {
	if it.Note == "refused" {
		return 1
	}
	return 0
}

func refusedOnly(items []Item) []Item {
	var out []Item
	for _, it := range items {
		if it.Note == "refused" {
			out = append(out, it)
		}
	}
	return out
}

// sources reads the links, files and pasted text of the request.
func (c *call) sources() ([]Source, error) {
	var out []Source
	for _, f := range c.Files {
		out = append(out, Source{File: f})
	}
	if pasted := c.Options.Values["text"]; strings.TrimSpace(pasted) != "" {
		return append(out, Source{Text: withTitle(c.Options.Values["title"], pasted)}), nil
	}
	fields := strings.Fields(c.arg)
	links := 0
	for _, f := range fields {
		if link, ok := article.Link(strings.Trim(f, "<>,")); ok {
			out, links = append(out, Source{Link: link}), links+1
		}
	}
	switch {
	case len(fields) > 0 && links == 0 && c.Caller.Place == Terminal:
		out = append(out, Source{Path: c.arg})
	case len(fields) > 0 && links == 0:
		out = append(out, Source{Text: c.arg})
	}
	if len(out) > maxSources {
		return nil, invalid(fmt.Sprintf("That is %d links and files; please bring at most %d at a time.", len(out), maxSources))
	}
	return out, nil
}

func withTitle(title, body string) string {
	if title = strings.TrimSpace(title); title != "" {
		return title + "\n\n" + body
	}
	return body
}

func pasteForm() *Form {
	return &Form{Title: "Add an article", Submit: "article add", Fields: []Field{
		{Name: "title", Label: "Title", Max: 300},
		{Name: "text", Label: "Text", Long: true, Required: true, Max: 4000, Hint: "for longer texts attach a file"},
	}}
}

// accept loads a draft.
func (c *Commands) accept(ctx context.Context, in *call) (Reply, error) {
	arts, err := c.takeDraft(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	return c.load(ctx, in, arts, nil)
}

// reject drops a draft.
func (c *Commands) reject(ctx context.Context, in *call) (Reply, error) {
	if _, err := c.takeDraft(ctx, in); err != nil {
		return Reply{}, err
	}
	return Reply{Text: "Not loaded."}, nil
}

func (c *Commands) takeDraft(ctx context.Context, in *call) ([]*article.Article, error) {
	if c.Drafts == nil || c.Load == nil {
		return nil, unavailableHere()
	}
	id, err := in.stateID()
	if err != nil {
		return nil, err
	}
	return c.Drafts.TakeDraft(ctx, in.Caller.Home, id)
}

// load puts arts into the caller's own library; refused are items that were
// refused before.
func (c *Commands) load(ctx context.Context, in *call, arts []*article.Article, refused []Item) (Reply, error) {
	r := Reply{Items: refused}
	err := c.Load.Load(ctx, in.Caller.Home, arts, func(l Loaded) {
		item := Item{Label: LoadedLine(l), Note: l.State}
		if l.Article != nil {
			item.ID, item.URL = fmt.Sprint(l.Article.ID), l.Article.URL
		}
		r.Items = append(r.Items, item)
		in.itemProgress(r, len(arts)+len(refused))
	})
	if err != nil {
		return Reply{}, err
	}
	r.Text, r.Items = tally(r.Items), refusedFirst(r.Items)
	r.Failed = len(r.Items) > 0 && len(refusedOnly(r.Items)) == len(r.Items)
	return r, nil
}

// LoadedLine says what became of one item, in one line without a line end.
func LoadedLine(l Loaded) string {
	if l.Err != nil {
		return "refused    " + l.Name + ": " + article.PublicText(l.Err)
	}
	line := fmt.Sprintf("%-10s %s", l.State, l.Name)
	if l.Article != nil {
		line = fmt.Sprintf("%-10s %d  %s", l.State, l.Article.ID, TitleOf(l.Article))
	}
	return line
}

// tally counts states: "2 added, 1 refused."
func tally(items []Item) string {
	count := map[string]int{}
	for _, it := range items {
		count[it.Note]++
	}
	var parts []string
	for _, s := range []string{"added", "updated", "unchanged", "refused"} {
		if count[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[s], s))
		}
	}
	if len(parts) == 0 {
		return "Nothing to load."
	}
	return strings.Join(parts, ", ") + "."
}

// itemProgress passes a growing list on, which of several things says how many
// of all are done.
func (c *call) itemProgress(r Reply, all int) {
	if c.Progress != nil {
		if all > 1 {
			r.Text = fmt.Sprintf("%d of %d", len(r.Items), all)
		}
		r.Partial, r.Command = true, c.row.Name
		r.Items = append([]Item(nil), r.Items...)
		c.Progress(r)
	}
}
