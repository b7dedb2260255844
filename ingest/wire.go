package ingest

import (
	"context"

	"byline/article"
	"byline/ingest/fetch"
	"byline/ingest/html"
	"byline/ingest/pdf"
)

// New returns a Reader of files and pages, of PDFs when pdfs is not
// nil, and links when client is not.
func New(client *fetch.Client, pdfs *pdf.Reader) *Reader {
	r := &Reader{
		HTML: func(_ context.Context, p Page) (article.Article, error) {
			return html.Extract(p.Body, html.Options{URL: p.URL, ContentType: p.Type})
		},
	}
	if pdfs != nil {
		r.PDF = pdfs.Read
	}
	if client != nil {
		r.Fetch = func(ctx context.Context, url string) (Page, error) {
			p, err := client.Get(ctx, url, fetch.Options{})
			if err != nil {
				return Page{}, err
			}
			return Page{URL: p.Final, Type: p.ContentType, Body: p.Body}, nil
		}
	}
	return r
}
