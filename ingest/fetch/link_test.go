package fetch

import (
	"net/url"
	"strings"
	"testing"
)

func TestRedirectedKeepsHTTPS(t *testing.T) {
	from := &url.URL{Scheme: "https", Host: "a.example", Path: "/x"}
	for location, want := range map[string]string{
		"http://a.example/y":  "",
		"//b.example/y":       "https://b.example/y",
		"?page=2":             "https://a.example/x?page=2",
		"https://b.example./": "https://b.example/",
	} {
		got, err := redirected(from, location)
		if want == "" {
			if err == nil {
				t.Errorf("%s: followed to %s", location, got)
			}
			continue
		}
		if err != nil || got.String() != want {
			t.Errorf("%s: %v, %v; want %s", location, got, err, want)
		}
	}
}

// FuzzLink: what is fetched is http or https, names a host, carries no
// password, and is judged the same when it is read again.
func FuzzLink(f *testing.F) {
	for _, s := range []string{
		"https://a.example/b?c=d#e", "HTTP://User:pw@①②⑦.1/", "http://0x7f.1:80/", "http://[::ffff:1.2.3.4]:443/", "https://bücher.example./ä", "http://a%2fb/", "http:\\\\a", "http://xn--80ak6aa92e.com", "http://a.example/" + strings.Repeat("}", 2000),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := parseLink(raw)
		if err != nil {
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
			t.Fatalf("%q became %q", raw, u)
		}
		again, err := parseLink(u.String())
		if err != nil {
			t.Fatalf("%q became %q, which is refused: %v", raw, u, err)
		}
		if again.String() != u.String() {
			t.Fatalf("%q became %q, then %q", raw, u, again)
		}
	})
}
