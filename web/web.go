// Package web is the local pages: a playground to ask in, the articles with a
// quoted span marked, health and metrics. It asks through commands as every
// other edge does, reads only the libraries it is given, and may change
// nothing: its callers are never editors.
package web

import (
	"context"
	"embed"
	"html/template"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"byline/article"
	"byline/commands"
)

//go:embed pages
var files embed.FS

// A Runner runs requests, as *commands.Commands does.
type Runner interface {
	Run(ctx context.Context, req commands.Request) commands.Reply
}

// A Shelf reads articles, as *store.DB does.
type Shelf interface {
	// Revisions returns those of one article, newest first, with text.
	Revisions(ctx context.Context, libs []article.LibraryID, id article.ID) ([]*article.Article, error)
}

// Bounds of one request.
const (
	patience   = 90 * time.Second // for an answer
	atOnce     = 16               // questions being answered
	waiting    = 64               // more that wait for their turn; the others are told to come back
	maxPageURL = 8 << 10          // bytes
)

// Pages are the web pages. Run and Shelf are needed.
type Pages struct {
	Run       Runner
	Shelf     Shelf
	Libraries []article.LibraryID                                 // what may be read
	Loaded    func(ctx context.Context, most int) (Loaded, error) // what is, with at most so many of the newest; nil: the first page does not tell
	Model     string                                              // that writes answers; empty: none does
	Healthy   func(ctx context.Context) error                     // nil: always
	Meter     *Meter                                              // nil: no metrics
	More      func(ctx context.Context, w io.Writer) error        // further metrics; nil: none
	Addr      string                                              // where we listen; on loopback, other host names are refused
	PublicURL string                                              // a host name that is not refused
	Log       *slog.Logger
	Now       func() time.Time
}

// Handler returns the pages.
func (p *Pages) Handler() (http.Handler, error) {
	pages, err := template.New("").Funcs(template.FuncMap{"ask": askLink, "count": count}).ParseFS(files, "pages/*.tmpl")
	if err != nil {
		return nil, err
	}
	s := &server{Pages: p, pages: pages, turns: make(chan struct{}, atOnce), line: make(chan struct{}, atOnce+waiting)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.playground)
	mux.HandleFunc("GET /article/{id}", s.source)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /metrics", s.metrics)
	mux.HandleFunc("GET /style.css", s.file)
	mux.HandleFunc("GET /icon.svg", s.file)
	mux.HandleFunc("GET /", s.nowhere)
	return s.guard(mux), nil
}

// A server is Pages at work.
type server struct {
	*Pages
	pages *template.Template
	turns chan struct{} // holds a token for each question being answered
	line  chan struct{} // and for each of these and those that wait
}

// policy lets a page load our style sheet and icon, send its form to us, and nothing else.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers that keep strangers' text harmless, and refuses host
// names that are not ours: a page elsewhere may have its name lead to loopback.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		switch {
		case !s.ours(r.Host):
			http.Error(w, "This host name is not served here. Set BYLINE_PUBLIC_URL to serve it.", http.StatusMisdirectedRequest)
		case len(r.URL.RequestURI()) > maxPageURL:
			http.Error(w, "That question is too long.", http.StatusRequestURITooLong)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours reports whether host, with or without a port, names these pages. Where
// they listen to more than loopback, any name may lead here.
func (s *server) ours(host string) bool {
	if listening, _, err := net.SplitHostPort(s.Addr); err != nil || !loopback(listening) {
		return true
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if public, err := url.Parse(s.PublicURL); err == nil && public.Hostname() != "" && strings.EqualFold(public.Hostname(), host) {
		return true
	}
	return loopback(strings.Trim(host, "[]"))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// show writes a page, or says that it could not.
func (s *server) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b strings.Builder
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.Log.ErrorContext(r.Context(), "web: page", "page", name, "err", err)
		http.Error(w, article.PublicText(err), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if _, err := w.Write([]byte(commands.Visible(b.String()))); err != nil {
		s.Log.DebugContext(r.Context(), "web: the reader left", "err", err)
	}
}

// file serves one of our own files, as its path names it.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=3600")
	http.ServeFileFS(w, r, files, "pages"+r.URL.Path)
}

func (s *server) nowhere(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusNotFound, "missing", "page")
}

func (s *server) health(w http.ResponseWriter, r *http.Request) {
	if s.Healthy != nil {
		if err := s.Healthy(r.Context()); err != nil {
			s.Log.ErrorContext(r.Context(), "web: unhealthy", "err", err)
			http.Error(w, "unhealthy", http.StatusServiceUnavailable)
			return
		}
	}
	if _, err := w.Write([]byte("ok\n")); err != nil {
		s.Log.DebugContext(r.Context(), "web: the reader left", "err", err)
	}
}

func (s *server) metrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	if s.Meter == nil {
		return
	}
	err := s.Meter.Write(w)
	if err == nil && s.More != nil {
		err = s.More(r.Context(), w)
	}
	if err != nil {
		s.Log.DebugContext(r.Context(), "web: metrics", "err", err)
	}
}
