package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"byline/article"
	"byline/commands"
)

// A page is the playground's data.
type page struct {
	Question string
	Start    *start // before anything is asked
	Reply    *commands.Reply
	Claims   []claim
	Nearest  []quote
	Items    []item
}

// A claim is one sentence with its marks.
type claim struct {
	Text   string
	Quotes []quote
}

// A quote is the quoted words in pieces, the answering ones in bold.
type quote struct {
	Number   int // its mark; 0: none
	Before   string
	Pieces   []piece
	Language string // of the words
	Title    string
	Byline   string
	Link     string // of the source page, with the span marked
	Copies   []string
}

// A piece is a run of words of one kind.
type piece struct {
	Text   string
	Strong bool
}

type item struct {
	commands.Item
	Shown *quote
	Page  string // of an article
}

// playground shows the form and, with a question, the reply.
func (s *server) playground(w http.ResponseWriter, r *http.Request) {
	asked := strings.TrimSpace(r.URL.Query().Get("q"))
	if asked == "" {
		s.show(w, r, http.StatusOK, "playground", page{Start: s.start(r.Context())})
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	done, ok := s.turn(ctx)
	if !ok {
		w.Header().Set("Retry-After", "5")
		s.show(w, r, http.StatusServiceUnavailable, "playground", page{Question: asked,
			Reply: &commands.Reply{Failed: true, Text: "I am answering as many questions as I can. Please try again in a few seconds."}})
		return
	}
	defer done()
	reply := s.Run.Run(ctx, commands.Request{
		Caller: commands.Caller{User: "web", Place: commands.Web, Home: s.Libraries[0], Libraries: s.Libraries},
		Text:   asked, Plain: true, Now: s.Now(),
	})
	if reply.Ignored {
		reply = commands.Reply{Failed: true, Text: "Ask something in words, for example: who proposed the moratorium"}
	}
	s.show(w, r, http.StatusOK, "playground", pageOf(asked, reply))
}

// turn waits for a question's turn; ok is false when the line is full, or ctx
// ends first. done is to be called when it is answered.
func (s *server) turn(ctx context.Context) (done func(), ok bool) {
	select {
	case s.line <- struct{}{}:
	default:
		return nil, false
	}
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns; <-s.line }, true
	case <-ctx.Done():
		<-s.line
		return nil, false
	}
}

// Wants reports whether the next thing to do is to ask; else it is to read.
func (p page) Wants() bool { return p.Reply == nil || p.Reply.Failed }

// Asks are questions to try, the first of which stands in the empty form.
func (p page) Asks() []string {
	if p.Start == nil {
		return nil
	}
	return p.Start.Asks
}

// pageOf lays a reply out.
func pageOf(asked string, reply commands.Reply) page {
	p := page{Question: asked, Reply: &reply}
	if a := reply.Answer; a != nil {
		n := 0
		for _, c := range a.Claims {
			shown := claim{Text: c.Text}
			for _, q := range c.Quotes {
				n++
				shown.Quotes = append(shown.Quotes, quoteOf(q, n))
			}
			p.Claims = append(p.Claims, shown)
		}
		for _, q := range a.Nearest {
			p.Nearest = append(p.Nearest, quoteOf(q, 0))
		}
	}
	for _, it := range reply.Items {
		shown := item{Item: it}
		if it.Quote != nil {
			q := quoteOf(*it.Quote, 0)
			shown.Shown = &q
		} else if id, err := strconv.Atoi(it.ID); err == nil {
			shown.Page = fmt.Sprintf("/article/%d", id)
		}
		p.Items = append(p.Items, shown)
	}
	return p
}

func quoteOf(q article.Quote, number int) quote {
	out := quote{Number: number, Pieces: shown(q), Language: q.Article.Language, Title: commands.TitleOf(q.Article), Byline: commands.Byline(q.Article), Link: linkTo(q)}
	if q.Needs.Len() > 0 {
		out.Before = q.Needs.Of(q.Article.Text)
	}
	for _, c := range q.Copies {
		out.Copies = append(out.Copies, commands.TitleOf(c))
	}
	return out
}

// shown is the words of q, names in brackets where it was resolved.
func shown(q article.Quote) []piece {
	var out []piece
	for _, p := range q.Pieces() {
		out = append(out, piece{p.Text, p.Bold})
	}
	return out
}

// linkTo is the source page of a quote, with its span marked.
func linkTo(q article.Quote) string {
	v := url.Values{"revision": {strconv.Itoa(q.Article.Revision)}, "start": {strconv.Itoa(q.Start)}, "end": {strconv.Itoa(q.End)}}
	return fmt.Sprintf("/article/%d?%s#quote", q.Article.ID, v.Encode())
}

// pieces cuts the words of span so that the parts inside strong stand alone.
func pieces(text string, span article.Span, strong []article.Span) []piece {
	var out []piece
	for at := span.Start; at < span.End; {
		end, in := span.End, false
		for _, s := range strong {
			if s.Start <= at && at < s.End {
				in, end = true, min(end, s.End)
			} else if s.Start > at {
				end = min(end, s.Start)
			}
		}
		out = append(out, piece{text[at:end], in})
		at = end
	}
	return out
}
