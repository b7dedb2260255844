package formats

import (
	"encoding/json"
	"strings"

	"byline/article"
)

// JSON calls emit for each article of an array, or for the one object; item
// counts from 1. What cannot be parsed ends it, since where the next object
// begins cannot be told.
func JSON(text string, lim Limits, emit func(item int, art article.Article, err error) error) error {
	in := json.NewDecoder(strings.NewReader(text))
	list := strings.HasPrefix(strings.TrimLeft(text, "\uFEFF \t\r\n"), "[")
	if list {
		if _, err := in.Token(); err != nil {
			return Refuse(Unreadable, err)
		}
	}
	for item := 1; in.More(); item++ {
		var raw json.RawMessage
		if err := in.Decode(&raw); err != nil {
			return emit(item, article.Article{}, atLine(item, Refuse(Unreadable, err)))
		}
		art, bad := jsonLine(item, raw, lim)
		if err := emit(item, art, bad); err != nil {
			return err
		}
	}
	return nil
}
