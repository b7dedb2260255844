package commands

import (
	"context"
	"fmt"
	"strings"

	"byline/text"
)

// maxChecked bounds how many sentences of one text are held against the articles.
const maxChecked = 20

// check holds each sentence of a text against the articles.
func (c *Commands) check(ctx context.Context, in *call) (Reply, error) {
	if c.Check == nil || c.Find == nil {
		return Reply{}, unavailableHere()
	}
	if in.arg == "" {
		return Reply{}, invalid("Give me the sentences to check, for example: " + prefixOf(in.settings) + "check The treaty was signed in 1987.")
	}
	sentences := text.Sentences(in.arg)
	r := Reply{Title: "Checked against the articles"}
	if len(sentences) > maxChecked {
		r.Text = fmt.Sprintf("These are the first %d sentences of %d.", maxChecked, len(sentences))
		sentences = sentences[:maxChecked]
	}
	for _, span := range sentences {
		item, err := c.checkOne(ctx, in, strings.TrimSpace(span.Of(in.arg)))
		if err != nil {
			return Reply{}, err
		}
		r.Items = append(r.Items, item)
	}
	return r, nil
}

func (c *Commands) checkOne(ctx context.Context, in *call, sentence string) (Item, error) {
	found, err := c.Find.Find(ctx, in.libs(), Question{Text: sentence, Now: in.Now})
	if err != nil {
		return Item{}, err
	}
	verdict, err := c.Check.Check(ctx, sentence, found)
	if err != nil {
		return Item{}, err
	}
	item := Item{ID: string(verdict.Finding), Label: string(verdict.Finding) + ": " + sentence, Text: verdict.Reason}
	if len(verdict.Quotes) > 0 {
		q := verdict.Quotes[0]
		item.Quote, item.Text, item.Note, item.URL = &q, q.Text(), Byline(q.Article), q.Article.URL
		if verdict.Reason != "" {
			item.Note = strings.TrimPrefix(item.Note+"; "+verdict.Reason, "; ")
		}
	}
	return item, nil
}
