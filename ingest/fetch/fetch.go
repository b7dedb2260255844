// Package fetch reads pages from strangers' servers without harm to either
// side. Towards our side: only http and https on ports 80 and 443 of public
// addresses, checked on the address that is dialled, on every redirect;
// bounds on size, headers and time; no proxy, no cookies, no credentials.
// Towards theirs: robots.txt, one request at a time and two seconds apart per
// host, and a user agent that says who asks.
//
// Every refusal is an *article.Error whose Code is one of the codes of this
// package and whose Public sentence says what to do next.
package fetch

import (
	"context"
	"net/http"
	"net/netip"
	"time"
)

// A Resolver turns a name into addresses; *net.Resolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Config is what a Client is made of. The zero Config works; it reaches the
// public internet only.
type Config struct {
	Version  string        // of Byline, for the user agent
	Contact  string        // a URL or mail address where a site's owner can complain
	Allow    []Network     // private networks that may be reached as well
	Resolver Resolver      // nil: the system's
	Clock    Clock         // nil: the system's
	MaxBytes int64         // of a body after decompression; 0: 10 MB
	Total    time.Duration // of one request with its body; 0: 30 s
	Stall    time.Duration // without a byte; 0: 10 s
	Apart    time.Duration // between requests to one host; 0: 2 s; negative: none
}

// Defaults of Config.
const (
	defaultMaxBytes = 10 << 20
	defaultTotal    = 30 * time.Second
	defaultStall    = 10 * time.Second
	defaultApart    = 2 * time.Second
)

// Bounds without a setting.
const (
	maxRedirects   = 5
	maxHeaderBytes = 64 << 10
	maxErrorBody   = 64 << 10 // of an error page, read to tell a challenge from a refusal
	maxLink        = 4096     // bytes of a link
	dialTime       = 10 * time.Second
)

// A Client fetches. It is safe for concurrent use.
type Client struct {
	config Config
	agent  string
	http   *http.Client
	hosts  *hosts
	robots *robots
}

// New returns a Client.
func New(c Config) *Client {
	c.MaxBytes = orInt(c.MaxBytes, defaultMaxBytes)
	c.Total = orDuration(c.Total, defaultTotal)
	c.Stall = orDuration(c.Stall, defaultStall)
	c.Apart = orDuration(c.Apart, defaultApart)
	if c.Clock == nil {
		c.Clock = systemClock{}
	}
	client := &Client{
		config: c,
		agent:  agent(c.Version, c.Contact),
		hosts:  newHosts(c.Clock),
		robots: newRobots(),
	}
	client.http = &http.Client{
		Transport:     transport(c),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return client
}

// Close drops idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// product is our name in user agents and in robots.txt.
const product = "Byline"

func agent(version, contact string) string {
	if version == "" {
		version = "1"
	}
	if contact == "" {
		contact = "no contact configured"
	}
	return product + "/" + version + " (article reader; +" + contact + ")"
}

func orInt(v, otherwise int64) int64 {
	if v == 0 {
		return otherwise
	}
	return v
}

func orDuration(v, otherwise time.Duration) time.Duration {
	if v == 0 {
		return otherwise
	}
	return v
}
