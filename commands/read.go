package commands

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"byline/article"
)

// defaultPassages is how many passages a search shows when no limit is given.
const defaultPassages = 5

// search shows passages.
func (c *Commands) search(ctx context.Context, in *call) (Reply, error) {
	q, err := c.question(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if q.Max == 0 {
		q.Max = defaultPassages
	}
	found, err := c.Find.Find(ctx, in.libs(), q)
	if err != nil {
		return Reply{}, err
	}
	if len(found.Passages) == 0 {
		return Reply{Text: "No passage has these words. Try fewer or other words."}, nil
	}
	r := Reply{Title: "Passages for “" + q.Text + "”"}
	for _, hit := range found.Passages[:min(q.Max, len(found.Passages))] {
		quote := article.Quote{Article: hit.Article, Span: hit.Passage, Passage: hit.Passage, Bold: []article.Span{hit.Sentence}, Score: hit.Score}
		r.Items = append(r.Items, Item{ID: fmt.Sprint(hit.Article.ID), Label: TitleOf(hit.Article), Text: quote.Text(), Note: Byline(hit.Article), URL: hit.Article.URL, Quote: &quote})
	}
	return r, nil
}

// summary shows an article's most telling sentences, or the model's checked summary.
func (c *Commands) summary(ctx context.Context, in *call) (Reply, error) {
	if c.Answer == nil {
		return Reply{}, unavailableHere()
	}
	key := in.arg
	if key == "" {
		key = in.Options.Article
	}
	art, err := c.one(ctx, in, key)
	if err != nil {
		return Reply{}, err
	}
	extractive, err := c.extractive(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	ans, err := c.Answer.Summarize(ctx, art, extractive, in.answerProgress())
	if err != nil {
		return Reply{}, err
	}
	ans.Question = summaryOf + TitleOf(art)
	ans.ID = c.save(ctx, in, ans, article.Found{Question: ans.Question})
	return Reply{Title: TitleOf(art), Answer: &ans, Actions: answerActions(ans)}, nil
}

// summaryOf begins what a summary is kept as having been asked. A follow-up is
// about the article, not about summaries.
const summaryOf = "summary of "

// timelinePassages is how many passages a timeline is gathered from.
const timelinePassages = 40

// timeline shows dated quotes in order of time.
func (c *Commands) timeline(ctx context.Context, in *call) (Reply, error) {
	if c.Check == nil {
		return Reply{}, unavailableHere()
	}
	if in.arg == "" {
		return Reply{}, invalid("Name a topic, for example: " + prefixOf(in.settings) + "timeline INF treaty")
	}
	q, err := c.question(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	if q.Max == 0 {
		q.Max = timelinePassages
	}
	found, err := c.Find.Find(ctx, in.libs(), q)
	if err != nil {
		return Reply{}, err
	}
	dated, err := c.Check.Timeline(ctx, found)
	if err != nil {
		return Reply{}, err
	}
	dated = onTopic(dated)
	if len(dated) == 0 {
		return Reply{Text: "The articles have no dated sentence on that topic. Try other words."}, nil
	}
	r := Reply{Title: "Timeline of " + q.Text}
	for _, d := range dated {
		label := d.Words
		if year := d.Date.Time().Format("2006"); !strings.Contains(label, year) {
			label = d.Date.Time().Format("2006-01-02")
		}
		r.Items = append(r.Items, Item{ID: fmt.Sprint(d.Quote.Article.ID), Label: label, Text: d.Quote.Text(), Note: Byline(d.Quote.Article), URL: d.Quote.Article.URL, Quote: &d.Quote})
	}
	return r, nil
}

// topicScore is how far below the best of a timeline a sentence may score: the
// scores of sentences are log-odds, so one this far down is some 400 times less
// likely to be on the topic.
const topicScore = 6

// onTopic leaves out what scores far below the best, and keeps the order.
func onTopic(dated []article.Dated) []article.Dated {
	best := math.Inf(-1)
	for _, d := range dated {
		best = max(best, d.Quote.Score)
	}
	return slices.DeleteFunc(dated, func(d article.Dated) bool { return d.Quote.Score < best-topicScore })
}

// TitleOf names an article for a reader.
func TitleOf(a *article.Article) string {
	switch {
	case a.Title != "":
		return a.Title
	case a.Ref != "":
		return a.Ref
	}
	return fmt.Sprintf("article %d", a.ID)
}

// Byline is an article's source and date for a reader: "Example Wire, 2020-10-27".
func Byline(a *article.Article) string {
	var parts []string
	if a.Source != "" {
		parts = append(parts, a.Source)
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Time().Format("2006-01-02"))
	}
	return strings.Join(parts, ", ")
}

// one returns the article that key names, among those the caller may read.
func (c *Commands) one(ctx context.Context, in *call, key string) (*article.Article, error) {
	key = strings.Trim(strings.TrimSpace(key), `"`)
	if key == "" {
		return nil, invalid("Say which article: its number or how its title begins (" + in.named("articles") + " shows them).")
	}
	if c.Articles == nil {
		return nil, unavailableHere()
	}
	arts, err := c.Articles.Match(ctx, in.libs(), key)
	if err != nil {
		return nil, err
	}
	switch len(arts) {
	case 0:
		return nil, notFound("There is no article “" + clip(key, 80) + "”. " + in.named("articles") + " shows what is loaded.")
	case 1:
		return arts[0], nil
	}
	var names []string
	for _, a := range arts[:min(3, len(arts))] {
		names = append(names, fmt.Sprintf("%d (%s)", a.ID, clip(TitleOf(a), 60)))
	}
	return nil, invalid("Several articles begin so: " + strings.Join(names, ", ") + ". Please give the number.")
}

// clip shortens s to at most max characters, with an ellipsis when cut.
func clip(s string, max int) string {
	r := []rune(s)
	if len(r) <= max {
		return s
	}
	return strings.TrimSpace(string(r[:max-1])) + "…"
}
