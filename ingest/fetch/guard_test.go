package fetch_test

import (
	"context"
	"net"
	"net/netip"
	"os"
	"strings"
	"testing"

	"byline/article"
	"byline/ingest/fetch"
)

// names answers as DNS would, from a table.
type names map[string][]netip.Addr

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	if a, ok := n[host]; ok {
		return a, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

func addrs(list ...string) []netip.Addr {
	var out []netip.Addr
	for _, s := range list {
		out = append(out, netip.MustParseAddr(s))
	}
	return out
}

// TestRefusedLinks holds each link of testdata/refused.txt to its code. None
// of them may cause a dial, which a test machine could not make anyway: a
// dial would end as "unreachable".
func TestRefusedLinks(t *testing.T) {
	client := fetch.New(fetch.Config{
		Clock: newClock(),
		Resolver: names{
			"localhost": addrs("127.0.0.1", "::1"), "inside.example": addrs("10.1.2.3"), "empty.example": {},
			"mixed.example": addrs("93.184.215.14", "127.0.0.1"), "outside.example": addrs("93.184.215.14"),
		},
	})
	defer client.Close()
	data, err := os.ReadFile("testdata/refused.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		code, link, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || code == "#" {
			continue
		}
		_, err := client.Get(t.Context(), link, fetch.Options{})
		if got := article.CodeOf(err); got != code {
			t.Errorf("%s: %s (%v), want %s", link, got, err, code)
		}
	}
	for _, link := range []string{"http://outside.example/\r\nHost: inside", "http://out\tside.example/", "http://outside.example/\x00", "http://a.example/" + strings.Repeat("a", 5000), ""} {
		if _, err := client.Get(t.Context(), link, fetch.Options{}); article.CodeOf(err) != fetch.BadLink {
			t.Errorf("%.40q: %v, want %s", link, err, fetch.BadLink)
		}
	}
}

func TestParseAllow(t *testing.T) {
	for setting, want := range map[string]string{
		"":                                  "",
		"10.0.0.0/8":                        "10.0.0.0/8 []",
		"10.1.2.3/8":                        "10.0.0.0/8 []",
		"127.0.0.1":                         "127.0.0.1/32 []",
		"127.0.0.1:8080":                    "127.0.0.1/32 [{8080 8080}]",
		"127.0.0.1/32:8080,9000-9010":       "127.0.0.1/32 [{8080 8080} {9000 9010}]",
		"fd00::/8:80 10.0.0.0/8":            "fd00::/8 [{80 80}]; 10.0.0.0/8 []",
		"[::1]:8080":                        "::1/128 [{8080 8080}]",
		"[fd00::/8]:443; 192.168.0.0/16:80": "fd00::/8 [{443 443}]; 192.168.0.0/16 [{80 80}]",
	} {
		got, err := fetch.ParseAllow(setting)
		if err != nil {
			t.Errorf("%q: %v", setting, err)
		}
		if s := show(got); s != want {
			t.Errorf("%q: %s, want %s", setting, s, want)
		}
	}
	for _, bad := range []string{"intranet", "10.0.0.0/99", "8080", "10.0.0.0/8:0", "10.0.0.0/8:99999", "10.0.0.0/8:9-8", "*"} {
		if got, err := fetch.ParseAllow(bad); err == nil {
			t.Errorf("%q: %v, want an error", bad, got)
		}
	}
}
