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

// TestAllowOpensWhatItNames: a network, or some of its ports, and no more.
func TestAllowOpensWhatItNames(t *testing.T) {
	loopback := netip.MustParsePrefix("127.0.0.1/32")
	for link, c := range map[string]struct {
		allow fetch.Network
		code  string
	}{
		"http://127.0.0.1:1/": {fetch.Network{Prefix: loopback}, fetch.Unreachable},
		"http://127.0.0.1:2/": {fetch.Network{Prefix: loopback, Ports: []fetch.PortRange{{First: 1, Last: 2}}}, fetch.Unreachable},
		"http://127.0.0.1:3/": {fetch.Network{Prefix: loopback, Ports: []fetch.PortRange{{First: 1, Last: 2}}}, fetch.PrivateAddress},
		"http://127.0.0.2:1/": {fetch.Network{Prefix: loopback}, fetch.PrivateAddress},
		"http://[::1]:1/":     {fetch.Network{Prefix: loopback}, fetch.PrivateAddress},
		"http://10.0.0.1/":    {fetch.Network{Prefix: loopback}, fetch.PrivateAddress},
		"file:///etc/hosts":   {fetch.Network{Prefix: loopback}, fetch.Scheme},
	} {
		client := fetch.New(fetch.Config{Clock: newClock(), Allow: []fetch.Network{c.allow}})
		if _, err := client.Get(t.Context(), link, fetch.Options{}); article.CodeOf(err) != c.code {
			t.Errorf("%s with %v: %v, want %s", link, c.allow, err, c.code)
		}
		client.Close()
	}
}
