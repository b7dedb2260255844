package article

import "testing"

func TestLink(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/A": "https://example.org/A", "Https://Example.org": "https://Example.org", "HTTP://x/http://y": "http://x/http://y",
		"ftp://example.org": "", "https:/example.org": "", "see https://example.org": "", "https": "", "": "",
	} {
		if got, ok := Link(in); got != want || ok != (want != "") {
			t.Errorf("Link(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}
