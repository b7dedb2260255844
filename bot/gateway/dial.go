package gateway

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// dialTimeout bounds connecting and the TLS handshake.
const dialTimeout = 15 * time.Second

// errStale makes discordgo forget the URL it has cached.
var errStale = errors.New("gateway: the cached URL is stale")

// dialer returns a dialer whose connections are tapped. TLS is done here, so
// that the tap reads what discordgo reads.
func (l *link) dialer(dial dialFunc, opening time.Duration) *websocket.Dialer {
	if dial == nil {
		dial = (&net.Dialer{Timeout: dialTimeout}).DialContext
	}
	tapped := func(how dialFunc) dialFunc {
		return func(ctx context.Context, network, addr string) (net.Conn, error) {
			if l.stale.Load() {
				return nil, errStale
			}
			c, err := how(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			t := newTap(c, l, opening)
			l.tap.Store(t)
			return t, nil
		}
	}
	return &websocket.Dialer{
		HandshakeTimeout:  dialTimeout,
		NetDialContext:    tapped(dial),
		NetDialTLSContext: tapped(secure(dial)),
	}
}

type dialFunc = func(ctx context.Context, network, addr string) (net.Conn, error)

// secure is dial with TLS.
func secure(dial dialFunc) dialFunc {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(addr)
		if err != nil {
			return nil, err
		}
		plain, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		c := tls.Client(plain, &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12})
		if err := c.HandshakeContext(ctx); err != nil {
			plain.Close()
			return nil, err
		}
		return c, nil
	}
}

// redirect makes the session's next Open connect to l.url. Discordgo asks for
// the gateway's URL once and forgets it only when dialling it has failed; so
// one attempt fails before it leaves the machine, and the next one asks again
// and is answered by where.
func (l *link) redirect() error {
	l.stale.Store(true)
	err := l.session.Open()
	l.stale.Store(false)
	if !errors.Is(err, errStale) {
		return errors.Join(errStuck, err)
	}
	l.session.Client = &http.Client{Transport: where{l.url}}
	return nil
}

// where answers discordgo's question for the gateway's URL. It is the only
// request that discordgo makes.
type where struct{ url string }

// RoundTrip implements http.RoundTripper.
func (w where) RoundTrip(req *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(req.URL.Path, "/gateway") {
		return nil, errors.New("gateway: discordgo may ask for nothing but the gateway")
	}
	body, err := json.Marshal(map[string]string{"url": w.url})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(string(body))), Request: req,
	}, nil
}
