package fetch_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/ingest/fetch"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// status answers with a code, a header and a body.
func status(code int, key, value, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if key != "" {
			w.Header().Set(key, value)
		}
		w.WriteHeader(code)
		io.WriteString(w, body)
	}
}

// TestAnswers holds each way a site can answer to its code.
func TestAnswers(t *testing.T) {
	cases := map[string]struct {
		h    http.HandlerFunc
		code string
	}{
		"401":               {status(401, "", "", ""), fetch.Login},
		"402":               {status(402, "", "", ""), fetch.Paywall},
		"403":               {status(403, "", "", "Forbidden"), fetch.Refused},
		"403-cloudflare":    {status(403, "Cf-Mitigated", "challenge", ""), fetch.BotChallenge},
		"403-moment":        {status(403, "", "", "<title>Just a moment...</title>"), fetch.BotChallenge},
		"403-datadome":      {status(403, "X-Datadome", "protected", ""), fetch.BotChallenge},
		"503-challenge":     {status(503, "", "", "<script src=/cdn-cgi/challenge-platform/x>"), fetch.BotChallenge},
		"404":               {status(404, "", "", "no"), fetch.NotFound},
		"410":               {status(410, "", "", "gone"), fetch.Gone},
		"451":               {status(451, "", "", ""), fetch.Legal},
		"400":               {status(400, "", "", ""), fetch.Refused},
		"418":               {status(418, "", "", ""), fetch.Refused},
		"429":               {status(429, "", "", ""), fetch.RateLimited},
		"429-nonsense":      {status(429, "Retry-After", "soon", ""), fetch.RateLimited},
		"500":               {status(500, "", "", ""), fetch.SiteError},
		"503":               {status(503, "", "", ""), fetch.SiteError},
		"204":               {status(204, "", "", ""), fetch.Empty},
		"200-empty":         {status(200, "", "", ""), fetch.Empty},
		"206":               {status(206, "", "", "part"), fetch.BadAnswer},
		"304-unasked":       {status(304, "", "", ""), fetch.BadAnswer},
		"300":               {status(300, "", "", "choose"), fetch.BadAnswer},
		"302-nowhere":       {status(302, "", "", ""), fetch.BadAnswer},
		"302-bad":           {status(302, "Location", "http://[::1", ""), fetch.BadAnswer},
		"302-file":          {status(302, "Location", "file:///etc/passwd", ""), fetch.Scheme},
		"302-data":          {status(302, "Location", "data:text/html,a", ""), fetch.Scheme},
		"302-private":       {status(302, "Location", "http://10.0.0.1/", ""), fetch.PrivateAddress},
		"302-loopback":      {status(302, "Location", "http://127.0.0.1:1/", ""), fetch.PrivateAddress},
		"302-other-port":    {status(302, "Location", "//127.0.0.1:9/", ""), fetch.PrivateAddress},
		"302-userinfo":      {status(302, "Location", "http://a:b@outside.example/", ""), fetch.Userinfo},
		"302-login":         {status(302, "Location", "/login?next=/a", ""), fetch.Login},
		"302-consent":       {status(302, "Location", "https://consent.google.com/m?continue=x", ""), fetch.ConsentWall},
		"302-accounts":      {status(302, "Location", "https://accounts.google.com/ServiceLogin", ""), fetch.Login},
		"302-self":          {status(302, "Location", "/302-self", ""), fetch.Redirects},
		"huge-header":       {status(200, "X-Long", strings.Repeat("a", 2<<20), "x"), fetch.TooLarge},
		"unknown-encoding":  {status(200, "Content-Encoding", "lzma", "x"), fetch.BadAnswer},
		"three-encodings":   {status(200, "Content-Encoding", "gzip, gzip, gzip", "x"), fetch.BadAnswer},
		"not-gzip":          {status(200, "Content-Encoding", "gzip", "plain words"), fetch.BadAnswer},
		"not-br":            {status(200, "Content-Encoding", "br", "plain words"), fetch.BadAnswer},
		"not-zstd":          {status(200, "Content-Encoding", "zstd", "plain words"), fetch.BadAnswer},
		"gzip-of-nothing":   {packed("gzip", 0), fetch.Empty},
		"gzip-bomb":         {packed("gzip", 16<<20), fetch.TooLarge},
		"br-bomb":           {packed("br", 16<<20), fetch.TooLarge},
		"zstd-bomb":         {packed("zstd", 16<<20), fetch.TooLarge},
		"double-gzip-bomb":  {doublePacked, fetch.TooLarge},
		"long-body":         {packed("", 11<<20), fetch.TooLarge},
		"declared-too-long": {status(200, "Content-Length", "99999999999", "x"), fetch.TooLarge},
		"cut-short":         {cutShort, fetch.BadAnswer},
		"endless-chunks":    {endless, fetch.TooLarge},
		"slow":              {slow, fetch.Timeout},
		"hangs":             {hangs, fetch.Timeout},
	}
	handlers := map[string]http.HandlerFunc{}
	for name, c := range cases {
		handlers["/"+name] = c.h
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var limits fetch.Config
			if c.code == fetch.Timeout {
				limits = fetch.Config{Total: 5 * time.Second, Stall: 500 * time.Millisecond}
			}
			base, client := serve(t, pages(handlers), limits)
			_, err := client.Get(t.Context(), base+"/"+name, fetch.Options{})
			if got := article.CodeOf(err); got != c.code {
				t.Errorf("%s (%v), want %s", got, err, c.code)
			}
			if public := article.PublicText(err); strings.Contains(public, "%s") || !strings.HasSuffix(public, ".") {
				t.Errorf("what the reader is told: %q", public)
			}
		})
	}
}

// packed answers with n zero bytes, compressed.
func packed(encoding string, n int64) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		out := packer(encoding, w)
		io.Copy(out, io.LimitReader(zeros{}, n))
		out.Close()
	}
}

func packer(encoding string, w io.Writer) io.WriteCloser {
	switch encoding {
	case "gzip":
		return gzip.NewWriter(w)
	case "br":
		return brotli.NewWriterLevel(w, 1)
	case "zstd":
		if z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest)); err == nil {
			return z
		}
	}
	return plainCloser{w}
}

type plainCloser struct{ io.Writer }

func (plainCloser) Close() error { return nil }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func doublePacked(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip, gzip")
	var inner bytes.Buffer
	z := gzip.NewWriter(&inner)
	io.Copy(z, io.LimitReader(zeros{}, 16<<20))
	z.Close()
	outer := gzip.NewWriter(w)
	outer.Write(inner.Bytes())
	outer.Close()
}

// cutShort declares more than it sends.
func cutShort(w http.ResponseWriter, _ *http.Request) {
	conn, out, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	out.WriteString("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbroken off")
	out.Flush()
	conn.Close()
}

func endless(w http.ResponseWriter, r *http.Request) {
	chunk := bytes.Repeat([]byte("and so on "), 6000)
	for r.Context().Err() == nil {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

// slow sends a byte now and then, each within the stall time.
func slow(w http.ResponseWriter, r *http.Request) {
	for tick := time.Tick(100 * time.Millisecond); ; {
		select {
		case <-r.Context().Done():
			return
		case <-tick:
			fmt.Fprint(w, "x")
			http.NewResponseController(w).Flush()
		}
	}
}

// hangs sends the beginning of a body and no more.
func hangs(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, "the beginning")
	http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

func TestBadCertificate(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	loopback := fetch.Network{Prefix: netip.MustParsePrefix("127.0.0.1/32")}
	client := fetch.New(fetch.Config{Allow: []fetch.Network{loopback}, Clock: newClock()})
	defer client.Close()
	if _, err := client.Get(t.Context(), server.URL, fetch.Options{}); article.CodeOf(err) != fetch.Certificate {
		t.Errorf("%v, want %s", err, fetch.Certificate)
	}
}

func TestBodiesAreDecompressed(t *testing.T) {
	words := strings.Repeat("The council met on Monday. ", 400)
	for _, encoding := range []string{"", "gzip", "br", "zstd"} {
		base, client := serve(t, pages(map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
			if encoding != "" {
				w.Header().Set("Content-Encoding", encoding)
			}
			out := packer(encoding, w)
			io.WriteString(out, words)
			out.Close()
		}}), fetch.Config{})
		page, err := client.Get(t.Context(), base+"/a", fetch.Options{})
		if err != nil || string(page.Body) != words {
			t.Errorf("%q: %v", encoding, err)
		}
	}
}
