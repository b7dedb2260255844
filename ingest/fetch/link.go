package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// parseLink reads a link a person or a page gave and returns it in the form it
// is fetched in: host in ASCII, no fragment. It refuses what could never be
// fetched; addresses are judged when they are dialled.
func parseLink(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > maxLink || !utf8.ValidString(raw) || strings.ContainsFunc(raw, unicode.IsControl) || strings.Contains(raw, `\`) {
		return nil, refuse(BadLink, "", nil)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, refuse(BadLink, "", err)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, refuse(Scheme, u.Scheme, nil)
	case u.User != nil:
		return nil, refuse(Userinfo, "", nil)
	case u.Opaque != "" || u.Hostname() == "":
		return nil, refuse(BadLink, "", nil)
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return nil, refuse(BadLink, "", err)
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return nil, refuse(BadLink, "", err)
		}
		if u.Scheme == "http" && port != "80" || u.Scheme == "https" && port != "443" {
			host += ":" + port
		}
	}
	u.Host, u.Fragment, u.RawFragment = host, "", ""
	u.RawQuery = escaped(u.RawQuery)
	if u.Path == "" {
		u.Path = "/"
	}
	if len(u.String()) > maxLink { // escapes make it longer
		return nil, refuse(BadLink, "", nil)
	}
	return u, nil
}

// escaped writes a query in ASCII without spaces, as browsers send it.
func escaped(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

var errHost = errors.New("fetch: not a host name")

// asciiHost returns a host as it is dialled: an address in its usual form,
// IPv6 in brackets, or a name in punycode, lower case, without a final dot.
func asciiHost(host string) (string, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return bracket(a), nil
	}
	if !utf8.ValidString(host) { // an escape such as %80
		return "", errHost
	}
	name, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil {
		return "", err
	}
	if _, err := idna.Lookup.ToUnicode(name); err != nil {
		return "", err
	}
	name = strings.ToLower(name) // and again: idna makes dots of other signs
	if name == "" || len(name) > 253 || name[0] == '.' || name[len(name)-1] == '.' || strings.Contains(name, "..") || strings.ContainsAny(name, "%:/ ") {
		return "", errHost
	}
	if a, ok := oddIPv4(name); ok {
		return bracket(a), nil
	}
	return name, nil
}

func bracket(a netip.Addr) string {
	if a = a.Unmap(); a.Is6() {
		return "[" + a.String() + "]"
	}
	return a.String()
}

// oddIPv4 reads the spellings of IPv4 addresses that some resolvers accept
// (2130706433, 0x7f.1, 0177.0.0.1), as browsers do, so that what is dialled is
// what we judged. Source: the IPv4 parser of https://url.spec.whatwg.org.
func oddIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return netip.Addr{}, false
	}
	var value uint64
	for i, p := range parts {
		n, err := strconv.ParseUint(zeroX(p), 0, 32)
		last := i == len(parts)-1
		if err != nil || strings.ContainsAny(p, "_+-") || !last && n > 255 || last && n >= 1<<(8*(5-len(parts))) {
			return netip.Addr{}, false
		}
		if last {
			value |= n
		} else {
			value |= n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}), true
}

// zeroX reads a bare "0x" as browsers do: as 0.
func zeroX(s string) string {
	if s == "0x" || s == "0X" {
		return "0"
	}
	return s
}
