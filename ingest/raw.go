package ingest

import (
	"context"
	"fmt"
	"strings"

	"byline/article"
	"byline/ingest/formats"
)

// ReadRaw extracts an article again from the raw copy it was read from, which
// may hold others too, as a book holds chapters. Nothing is fetched. The item
// keeps old's Ref.
func (r *Reader) ReadRaw(ctx context.Context, raw []byte, old *article.Article) (Item, error) {
	file, _, _ := strings.Cut(old.Ref, "#")
	source := Source{Data: raw, Name: file, URL: old.URL}
	var found []Item
	err := r.Read(ctx, source, func(i Item) error {
		if i.Article.Ref == old.Ref {
			found = append([]Item{i}, found...)
		} else {
			found = append(found, i)
		}
		return nil
	})
	if err != nil {
		return Item{}, err
	}
	lost := len(found) == 0 || len(found) > 1 && found[0].Article.Ref != old.Ref
	if lost {
		return Item{Name: old.Ref, Err: formats.Refuse(formats.Unreadable, fmt.Errorf("ingest: raw copy holds no %s", old.Ref))}, nil
	}
	item := found[0]
	item.Name, item.Article.Ref = old.Ref, old.Ref
	remember(&item.Article, old)
	return item, nil
}

// remember fills what the raw copy does not say from what was known: a feed or
// an editor may have said it.
func remember(art, old *article.Article) {
	art.Title, art.Source = first(art.Title, old.Title), first(art.Source, old.Source)
	art.URL, art.Language = first(art.URL, old.URL), first(art.Language, old.Language)
	if len(art.Authors) == 0 {
		art.Authors = old.Authors
	}
	if art.Published.IsZero() {
		art.Published = old.Published
	}
	if art.Updated.IsZero() {
		art.Updated = old.Updated
	}
}
