package commands

import (
	"context"
	"strconv"

	"byline/article"
)

// maxSuggestions is Discord's limit on the choices of one autocompletion.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding
const maxSuggestions = 25

// A Suggestion is a value for an argument, with the words that show it.
type Suggestion struct {
	Label string // at most 100 characters
	Value string
}

// Complete suggests articles whose titles begin with what req.Text holds so
// far, of the libraries that the caller may read. It never fails: what cannot
// be had is not suggested.
func (c *Commands) Complete(ctx context.Context, req Request) []Suggestion {
	if c.Articles == nil {
		return nil
	}
	var out []Suggestion
	for _, lib := range req.Caller.Libraries {
		arts, err := c.Articles.List(ctx, lib, ListOptions{Prefix: req.Text, Limit: maxSuggestions - len(out)})
		if err != nil {
			c.log().WarnContext(ctx, "commands: no suggestions", "err", err)
			return out
		}
		for _, a := range arts {
			out = append(out, suggestion(a))
		}
		if len(out) >= maxSuggestions {
			break
		}
	}
	return out
}

func suggestion(a *article.Article) Suggestion {
	label := TitleOf(a)
	if b := Byline(a); b != "" {
		label = clip(label, 70) + " (" + b + ")"
	}
	return Suggestion{Label: clip(label, 100), Value: strconv.FormatInt(int64(a.ID), 10)}
}
