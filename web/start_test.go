package web

import (
	"context"
	"errors"
	"strings"
	"testing"

	"byline/article"
)

// loadedPages are the pages of a library.
func loadedPages(t *testing.T, l Loaded, err error, model string) string {
	t.Helper()
	h := pages(t, Pages{Model: model, Loaded: func(_ context.Context, most int) (Loaded, error) {
		l.Newest = l.Newest[:min(most, len(l.Newest))]
		return l, err
	}})
	status, body, _ := get(h, "localhost", "/")
	if status != 200 || !strings.Contains(body, `<input id="q"`) {
		t.Fatalf("the first page is %d:\n%s", status, body)
	}
	if strings.Contains(body, "<i>title") || strings.Contains(body, "<b>ask") {
		t.Errorf("markup of strangers on the first page:\n%s", body)
	}
	return body
}

// TestFirstPage: it tells what is loaded, offers what to ask, and is there
// whatever is known.
func TestFirstPage(t *testing.T) {
	many := make([]*article.Article, mostListed+1)
	for i := range many {
		many[i] = story()
	}
	tests := []struct {
		name   string
		loaded Loaded
		err    error
		model  string
		has    []string
		not    []string
	}{
		{"empty", Loaded{}, nil, "", []string{"Nothing yet", "byline add", "no language model is asked"}, []string{"Try one of these", "More articles"}},
		{"samples", Loaded{Articles: 1, Samples: 1, Newest: []*article.Article{story()}, Asks: []string{"who & <b>ask</b>"}}, nil, "",
			[]string{"1 article, all of them samples", `href="/?q=who%20%26%20%3Cb%3Eask%3C%2Fb%3E"`, "A &lt;i&gt;title", `href="/article/7"`, `href="/?q=%21summary%207"`,
				`placeholder="who &amp;`, `aria-label="Summary of A`}, []string{"More articles"}},
		{"some samples", Loaded{Articles: 12, Samples: 9, Newest: many}, nil, "small <model>", []string{"12 articles, 9 of them samples", "More articles", "the model small &lt;model&gt;"}, []string{"copied word for word"}},
		{"no samples", Loaded{Articles: 12, Newest: many}, nil, "", []string{"12 articles."}, []string{"samples"}},
		{"unreadable", Loaded{}, errors.New("disk I/O error at /secret/path"), "", []string{"Ask the articles"}, []string{"secret", "What is loaded"}},
	}
	for _, tt := range tests {
		body := loadedPages(t, tt.loaded, tt.err, tt.model)
		for _, want := range tt.has {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the first page lacks %s:\n%s", tt.name, want, body)
			}
		}
		for _, bad := range tt.not {
			if strings.Contains(body, bad) {
				t.Errorf("%s: the first page has %s:\n%s", tt.name, bad, body)
			}
		}
		if n := strings.Count(body, `<a class="label"`); n > mostListed {
			t.Errorf("%s: %d articles are listed", tt.name, n)
		}
	}
}

// TestEveryPageHasOneHeading: who reads with their ears finds the beginning of
// what a page is about, and the page's own name in its title.
func TestEveryPageHasOneHeading(t *testing.T) {
	h := pages(t, Pages{})
	for path, title := range map[string]string{
		"/": "Byline: ask the articles", "/?q=": "Byline: ask the articles", "/?q=+": "Byline: ask the articles", "/?q=when": "when · Byline",
		"/article/7": "A &lt;i&gt;title", "/article/8": "Not here", "/nowhere": "Not here",
	} {
		_, body, _ := get(h, "localhost", path)
		if strings.Count(body, "<h1>") != 1 || !strings.Contains(body, "<title>"+title) || !strings.Contains(body, `<html lang="en">`) {
			t.Errorf("GET %s:\n%s", path, body)
		}
	}
	if _, body, _ := get(h, "localhost", "/?q=when"); !strings.Contains(body, `<blockquote lang="en">`) {
		t.Errorf("the quote does not say its language:\n%s", body)
	}
	if status, body, header := get(h, "localhost", "/icon.svg"); status != 200 || !strings.Contains(body, "<svg") || !strings.HasPrefix(header.Get("Content-Type"), "image/svg") {
		t.Errorf("the icon is %d %s", status, header.Get("Content-Type"))
	}
}
