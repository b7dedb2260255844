package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/commands"
)

const hostile = `The <b>treaty</b> "ended" in 2019.` + "\n\n" + `<script>alert(1)</script> Élan & co. [x](javascript:alert(2))`

func story() *article.Article {
	return &article.Article{ID: 7, Library: article.Shared, Title: `A <i>title</i>`, Source: "The Example", URL: "javascript:alert(3)", Revision: 2, Language: "en", Text: hostile}
}

// says answers everything with one quote.
type says struct{}

func (says) Run(_ context.Context, req commands.Request) commands.Reply {
	if req.Caller.Editor {
		return commands.Reply{Failed: true, Text: "the web must not be an editor"}
	}
	q := article.Quote{Article: story(), Span: article.Span{Start: 0, End: 34}, Bold: []article.Span{{Start: 29, End: 33}}}
	return commands.Reply{Command: "ask", Answer: &article.Answer{Question: req.Text, Claims: []article.Claim{{Text: q.Text(), Quotes: []article.Quote{q}}}}}
}

// shelf has one article in the shared library.
type shelf struct{ err error }

func (s shelf) Revisions(_ context.Context, libs []article.LibraryID, id article.ID) ([]*article.Article, error) {
	if id != 7 || len(libs) != 1 || libs[0] != article.Shared {
		return nil, s.err
	}
	return []*article.Article{story()}, s.err
}

func pages(t *testing.T, p Pages) http.Handler {
	t.Helper()
	if p.Run == nil {
		p.Run = says{}
	}
	if p.Shelf == nil {
		p.Shelf = shelf{}
	}
	p.Libraries, p.Addr = []article.LibraryID{article.Shared}, "127.0.0.1:8080"
	p.Log, p.Now = slog.New(slog.NewTextHandler(io.Discard, nil)), time.Now
	h, err := p.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, host, path string) (int, string, http.Header) {
	r := httptest.NewRequest("GET", "http://"+host+path, nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header()
}

func TestPages(t *testing.T) {
	h := pages(t, Pages{Meter: &Meter{Next: says{}}})
	tests := []struct {
		path   string
		status int
		has    []string
	}{
		{"/", 200, []string{`<input id="q" name="q" type="search" value=""`}},
		{"/?q=when+%3Cb%3E", 200, []string{`value="when &lt;b&gt;"`, "<strong>2019</strong>", "[1]",
			`href="/article/7?end=34&amp;revision=2&amp;start=0#quote"`, "The &lt;b&gt;treaty&lt;/b&gt;", "A &lt;i&gt;title&lt;/i&gt;"}},
		{"/article/7", 200, []string{"<p>The &lt;b&gt;treaty", "&lt;script&gt;", "Revision 2"}},
		{"/article/7?revision=2&start=4&end=17", 200, []string{`<p>The <mark id="quote">&lt;b&gt;treaty&lt;/b&gt;</mark>`}},
		{"/article/7?revision=2&start=30&end=44", 200, []string{`<mark id="quote">019.</mark></p>`, `<p><mark>&lt;scrip`}},
		{"/article/7?start=9999999&end=3", 200, []string{"<p>The &lt;b&gt;treaty"}},
		{"/article/7?start=-4&end=99", 200, []string{"<p>The &lt;b&gt;treaty"}},
		{"/article/7?revision=9", 404, []string{"no such article"}},
		{"/article/8", 404, []string{"no such article"}},
		{"/article/x", 404, []string{"no such article"}},
		{"/article/7/../../etc", 301, nil},
		{"/nowhere", 404, nil},
		{"/healthz", 200, []string{"ok"}},
		{"/style.css", 200, []string{"blockquote"}},
		{"/metrics", 200, []string{"byline_request_seconds_count 0"}},
		{"/?q=" + strings.Repeat("x", maxPageURL), 414, nil},
	}
	for _, tt := range tests {
		status, body, header := get(h, "127.0.0.1:8080", tt.path)
		if status != tt.status && !(tt.status == 301 && status/100 == 3) {
			t.Errorf("GET %.60s ends with %d, want %d", tt.path, status, tt.status)
		}
		for _, want := range tt.has {
			if !strings.Contains(body, want) {
				t.Errorf("GET %s lacks %s:\n%s", tt.path, want, body)
			}
		}
		for _, bad := range []string{"<script", `href="javascript:`, "<b>treaty"} {
			if strings.Contains(body, bad) {
				t.Errorf("GET %s has %s:\n%s", tt.path, bad, body)
			}
		}
		if header.Get("Content-Security-Policy") != policy {
			t.Errorf("GET %.60s has no policy", tt.path)
		}
	}
}

func TestForeignHostsAreRefused(t *testing.T) {
	h := pages(t, Pages{PublicURL: "https://answers.example.org"})
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "localhost:8080": 200, "[::1]:8080": 200, "answers.example.org": 200,
		"evil.example.com": 421, "evil.example.com:8080": 421, "answers.example.org.evil.example.com": 421,
	} {
		if got, _, _ := get(h, host, "/"); got != want {
			t.Errorf("host %s is answered with %d, want %d", host, got, want)
		}
	}
}

func TestUnhealthy(t *testing.T) {
	h := pages(t, Pages{Healthy: func(context.Context) error { return errors.New("disk I/O error at /secret/path") }})
	status, body, _ := get(h, "localhost", "/healthz")
	if status != 503 || strings.Contains(body, "secret") {
		t.Errorf("unhealthy is %d %q", status, body)
	}
	h = pages(t, Pages{Shelf: shelf{errors.New("disk I/O error at /secret/path")}})
	if status, body, _ = get(h, "localhost", "/article/7"); status != 500 || strings.Contains(body, "secret") {
		t.Errorf("a failing shelf is %d %q", status, body)
	}
}

// slow answers when it is let go.
type slow struct{ asked, let chan struct{} }

func (s slow) Run(context.Context, commands.Request) commands.Reply {
	s.asked <- struct{}{}
	<-s.let
	return commands.Reply{Text: "done"}
}

func TestTooManyAtOnceAreToldSo(t *testing.T) {
	s := slow{make(chan struct{}, atOnce+waiting), make(chan struct{})}
	h := pages(t, Pages{Run: s})
	type answer struct {
		status int
		body   string
		header http.Header
	}
	answers := make(chan answer)
	for range atOnce + waiting + 1 {
		go func() {
			status, body, header := get(h, "localhost", "/?q=x")
			answers <- answer{status, body, header}
		}()
	}
	// Nothing is answered until it is let go, so that the first is the one too many.
	if a := <-answers; a.status != 503 || a.header.Get("Retry-After") == "" || !strings.Contains(a.body, "try again") {
		t.Errorf("one too many is answered with %d:\n%s", a.status, a.body)
	}
	close(s.let)
	for range atOnce + waiting {
		if a := <-answers; a.status != 200 {
			t.Errorf("a question ends with %d", a.status)
		}
	}
}

// TestLeavingTheLine: who goes while waiting leaves the place to another.
func TestLeavingTheLine(t *testing.T) {
	srv := &server{turns: make(chan struct{}, 1), line: make(chan struct{}, 2)}
	done, ok := srv.turn(t.Context())
	if !ok {
		t.Fatal("the first has no turn")
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	for range 3 {
		if _, ok := srv.turn(gone); ok {
			t.Error("somebody who is gone has a turn")
		}
	}
	done()
	if _, ok := srv.turn(t.Context()); !ok {
		t.Error("nobody is there, and yet there is no turn")
	}
}

// fails fails, abstains or ignores, as the text says.
type fails struct{}

func (fails) Run(_ context.Context, req commands.Request) commands.Reply {
	r := commands.Reply{Command: "ask"}
	switch req.Text {
	case "fail":
		r.Failed = true
	case "abstain":
		r.Answer = &article.Answer{Abstained: true}
	case "ignore":
		r.Ignored = true
	default:
		r.Answer = &article.Answer{}
	}
	return r
}

func TestMeter(t *testing.T) {
	m := &Meter{Next: fails{}}
	for _, text := range []string{"x", "y", "fail", "abstain", "ignore"} {
		m.Run(context.Background(), commands.Request{Text: text})
	}
	var b strings.Builder
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`byline_requests_total{command="ask",result="abstained"} 1`, `byline_requests_total{command="ask",result="answered"} 2`,
		`byline_requests_total{command="ask",result="failed"} 1`, "byline_request_seconds_count 4\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the metrics lack %s:\n%s", want, b.String())
		}
	}
}

func FuzzParagraphs(f *testing.F) {
	f.Add("one\n\ntwo\n\n\n\nthree", "2", "9")
	f.Fuzz(func(t *testing.T, text, start, end string) {
		mark := spanOf(text, start, end)
		all, _ := paragraphs(text, mark)
		var shown, marked strings.Builder
		for _, p := range all {
			for _, piece := range p {
				shown.WriteString(piece.Text)
				if piece.Strong {
					marked.WriteString(piece.Text)
				}
			}
		}
		plain := func(s string) string { return strings.ReplaceAll(s, "\n", "") }
		if plain(shown.String()) != plain(text) || plain(marked.String()) != plain(mark.Of(text)) {
			t.Errorf("%q marked %v is shown as %q with %q marked", text, mark, shown.String(), marked.String())
		}
	})
}
