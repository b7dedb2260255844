package web

import (
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"byline/article"
	"byline/commands"
)

// A sourcePage is an article with a span marked.
type sourcePage struct {
	Title      string
	Article    *article.Article
	Byline     string
	Newest     int // the newest revision's number
	Paragraphs [][]piece
	Marked     int // the paragraph that the mark begins in; -1: none
}

// source shows one revision of an article, the newest unless it is named.
func (s *server) source(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.missing(w, r)
		return
	}
	revisions, err := s.Shelf.Revisions(r.Context(), s.Libraries, article.ID(id))
	if err != nil && article.KindOf(err) != article.NotFound {
		s.Log.ErrorContext(r.Context(), "web: article", "article", id, "err", err)
		http.Error(w, article.PublicText(err), http.StatusInternalServerError)
		return
	}
	a := pick(revisions, r.URL.Query().Get("revision"))
	if a == nil {
		s.missing(w, r)
		return
	}
	mark := spanOf(a.Text, r.URL.Query().Get("start"), r.URL.Query().Get("end"))
	p := sourcePage{Title: commands.TitleOf(a), Article: a, Byline: commands.Byline(a), Newest: revisions[0].Revision}
	p.Paragraphs, p.Marked = paragraphs(a.Text, mark)
	s.show(w, r, http.StatusOK, "source", p)
}

func (s *server) missing(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusNotFound, "missing", "article")
}

// pick returns the revision of that number, or the newest when none is named.
func pick(revisions []*article.Article, number string) *article.Article {
	if len(revisions) == 0 {
		return nil
	}
	if number == "" {
		return revisions[0]
	}
	for _, r := range revisions {
		if strconv.Itoa(r.Revision) == number {
			return r
		}
	}
	return nil
}

// spanOf reads a span of text; what is no span of it marks nothing.
func spanOf(text, start, end string) article.Span {
	a, errA := strconv.Atoi(start)
	b, errB := strconv.Atoi(end)
	if errA != nil || errB != nil || a < 0 || b > len(text) || a >= b || !boundary(text, a) || !boundary(text, b) {
		return article.Span{}
	}
	return article.Span{Start: a, End: b}
}

// boundary reports whether a character begins, or text ends, at byte i.
func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// paragraphs cuts text at blank lines and marks mark; marked is the first
// paragraph that has some of it, or -1.
func paragraphs(text string, mark article.Span) (out [][]piece, marked int) {
	marked = -1
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.Index(text[at:], "\n\n"); i >= 0 {
			end = at + i
		}
		in := article.Span{Start: max(mark.Start, at), End: min(mark.End, end)}
		var strong []article.Span
		if in.Start < in.End {
			strong = []article.Span{in}
			if marked < 0 {
				marked = len(out)
			}
		}
		if at < end {
			out = append(out, pieces(text, article.Span{Start: at, End: end}, strong))
		}
		at = end + 2
	}
	return out, marked
}
