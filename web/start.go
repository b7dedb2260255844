package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"byline/article"
	"byline/commands"
)

// mostListed is how many articles the first page lists.
const mostListed = 8

// Loaded is what is loaded, for the first page.
type Loaded struct {
	Articles int // in all
	Samples  int // of them
	Newest   []*article.Article
	Asks     []string // questions to try
}

// A start is what the first page tells before anything is asked.
type start struct {
	Asks   []string // to try
	Loaded *loaded  // nil: not known
	Model  string   // that writes; empty: none does
}

type loaded struct {
	Articles, Samples int
	Newest            []listed
}

// A listed is an article in a list.
type listed struct{ Title, Byline, Page, Summary string }

// start returns what the first page tells. What cannot be read is left out: the
// question can be asked all the same.
func (s *server) start(ctx context.Context) *start {
	out := &start{Model: s.Model}
	if s.Loaded == nil {
		return out
	}
	l, err := s.Loaded(ctx, mostListed)
	if err != nil {
		s.Log.ErrorContext(ctx, "web: what is loaded", "err", err)
		return out
	}
	out.Asks = l.Asks
	out.Loaded = &loaded{Articles: l.Articles, Samples: l.Samples}
	for _, a := range l.Newest {
		id := strconv.FormatInt(int64(a.ID), 10)
		out.Loaded.Newest = append(out.Loaded.Newest, listed{commands.TitleOf(a), commands.Byline(a), "/article/" + id, "!summary " + id})
	}
	return out
}

// askLink is the page that answers question.
func askLink(question string) string {
	return "/?q=" + strings.ReplaceAll(url.QueryEscape(question), "+", "%20") // a plus would be written as an entity
}

// count is a number of things in words.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
