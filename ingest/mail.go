package ingest

import (
	"context"

	"byline/article"
	"byline/ingest/formats"
)

// mail reads a letter; its page goes the way of all pages.
func (j job) mail(ctx context.Context, data []byte) error {
	letter, err := formats.Mail(data)
	if err != nil {
		return j.refuse(err)
	}
	var page article.Article
	if letter.HTML != "" {
		if page, err = j.html(ctx, []byte(letter.HTML), letter.HTML); err != nil {
			page = article.Article{} // the plain part is left
		}
	}
	art, err := letter.Body(page, j.limits)
	return j.done(art, data, err)
}
