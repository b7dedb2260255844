package feed

import (
	"encoding/json"
	"strings"
)

// What is read of a JSON Feed and of its entries, all of it text.
// Source: https://www.jsonfeed.org/version/1.1/
var (
	jsonFeedTexts  = []string{"version", "title", "home_page_url", "feed_url", "description", "language"}
	jsonEntryTexts = []string{"id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published", "date_modified", "language"}
)

// looseJSON returns a JSON Feed with what we read of it alone, and each of these
// of the type it is to have. Readers are asked to take an id that is a number;
// other fields of a wrong type cost only themselves, not the whole feed. What is
// no JSON object with a list of entries is returned as it is.
func looseJSON(text string) string {
	if !strings.HasPrefix(strings.TrimSpace(text), "{") {
		return text
	}
	var in map[string]any
	read := json.NewDecoder(strings.NewReader(text))
	read.UseNumber()
	if err := read.Decode(&in); err != nil {
		return text
	}
	entries, ok := in["items"].([]any)
	if !ok {
		return text
	}
	out := textsOf(in, jsonFeedTexts)
	items := []any{}
	for _, e := range entries {
		if fields, ok := e.(map[string]any); ok {
			items = append(items, textsOf(fields, jsonEntryTexts))
		}
	}
	out["items"] = items
	clean, err := json.Marshal(out)
	if err != nil {
		return text
	}
	return string(clean)
}

// textsOf returns the named fields that are text, the id as text, and the authors.
func textsOf(in map[string]any, names []string) map[string]any {
	out := map[string]any{}
	for _, name := range names {
		switch v := in[name].(type) {
		case string:
			out[name] = v
		case json.Number:
			if name == "id" {
				out[name] = v.String()
			}
		}
	}
	people, _ := in["authors"].([]any)
	if one, ok := in["author"]; ok { // version 1.0
		people = append(people, one)
	}
	var authors []any
	for _, p := range people {
		if person, ok := p.(map[string]any); ok {
			if name, ok := person["name"].(string); ok {
				authors = append(authors, map[string]any{"name": name})
			}
		}
	}
	if authors != nil {
		out["authors"] = authors
	}
	return out
}
