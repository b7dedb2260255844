package ingest

import (
	"context"

	"byline/article"
)

// link fetches a link and reads what it leads to.
func (j job) link(ctx context.Context, url string) error {
	j.ref, j.url = url, url
	if j.reader.Fetch == nil {
		return j.refuse(&article.Error{Kind: article.Unavailable, Code: "no-fetch", Public: "Links cannot be read here. Save the page and add the file."})
	}
	page, err := j.reader.Fetch(ctx, url)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return j.refuse(err)
	}
	j.url, j.declared = page.URL, page.Type
	return j.bytes(ctx, page.Body)
}
