package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// errNoAddress says that a name has no address at all.
var errNoAddress = errors.New("the name has no address")

// A dialer dials public addresses, and private ones that are allowed by name.
// It resolves a name itself, and the guard sees the very address that is
// dialled, so that a resolver that changes its answer gains nothing.
type dialer struct {
	resolver Resolver
	allow    []Network
	guard    *ssrf.Guardian
	net      *net.Dialer
}

func newDialer(c Config) *dialer {
	d := &dialer{resolver: c.Resolver, allow: c.Allow, guard: ssrf.New()}
	if d.resolver == nil {
		d.resolver = net.DefaultResolver
	}
	d.net = &net.Dialer{Timeout: dialTime, Control: d.control}
	return d
}

// transport reaches servers through the guarded dialer only: a proxy would
// move the dial out of the guard's sight.
func transport(c Config) *http.Transport {
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            newDialer(c).dial,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // we count bytes after decompression ourselves
		MaxResponseHeaderBytes: maxHeaderBytes,
		TLSHandshakeTimeout:    dialTime,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           64,
		IdleConnTimeout:        30 * time.Second,
	}
}

// dial connects to the first address of host that may be dialled and answers.
func (d *dialer) dial(ctx context.Context, network, hostport string) (net.Conn, error) {
	host, portText, err := net.SplitHostPort(hostport)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("port %q: %w", portText, err)
	}
	addrs, err := d.addresses(ctx, host)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, addr := range addrs {
		ap := netip.AddrPortFrom(addr, uint16(port))
		if failed = d.safe(ap); failed != nil {
			return nil, failed // one bad address condemns the name: it is not a mistake
		}
	}
	for _, addr := range addrs {
		conn, err := d.net.DialContext(ctx, network, netip.AddrPortFrom(addr, uint16(port)).String())
		if err == nil {
			return conn, nil
		}
		failed = err
	}
	return nil, failed
}

// addresses resolves host, a name or an address.
func (d *dialer) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a.Unmap()}, nil
	}
	found, err := d.resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errNoAddress
	}
	for i := range found {
		found[i] = found[i].Unmap()
	}
	return found, nil
}

// safe reports why an address must not be dialled.
func (d *dialer) safe(ap netip.AddrPort) error {
	if ap.Addr().Zone() == "" && allowed(d.allow, ap) {
		return nil
	}
	network := "tcp4"
	if ap.Addr().Is6() {
		network = "tcp6"
	}
	// The address first: a private one is the more telling refusal.
	if err := d.guard.Safe(network, netip.AddrPortFrom(ap.Addr(), 80).String(), nil); err != nil {
		return err
	}
	return d.guard.Safe(network, ap.String(), nil)
}

// control is the last word, on the address the system is about to dial.
func (d *dialer) control(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	return d.safe(netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port()))
}
