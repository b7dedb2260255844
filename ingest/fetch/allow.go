package fetch

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// A Network is a range of addresses, with ports, that may be reached although
// it is private.
type Network struct {
	Prefix netip.Prefix
	Ports  []PortRange // empty: every port
}

// A PortRange is the ports from First to Last, both included.
type PortRange struct{ First, Last uint16 }

// ParseAllow reads the setting BYLINE_FETCH_ALLOW: networks separated by
// commas or spaces, each a CIDR or an address, with ports after a colon when
// only some are meant: "10.1.0.0/16, 127.0.0.1/32:8080,9000-9010, fd00::/8:80".
// A bare number or range is one more port of the network before it.
func ParseAllow(s string) ([]Network, error) {
	var out []Network
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == '\t' }) {
		if ports, err := parsePorts(field); err == nil && len(out) > 0 && len(out[len(out)-1].Ports) > 0 {
			last := &out[len(out)-1]
			last.Ports = append(last.Ports, ports)
			continue
		}
		n, err := parseNetwork(field)
		if err != nil {
			return nil, fmt.Errorf("fetch: network %q: want a CIDR such as 10.1.0.0/16 or 127.0.0.1/32:8080: %w", field, err)
		}
		out = append(out, n)
	}
	return out, nil
}

// parseNetwork reads "10.0.0.0/8", "10.0.0.0/8:8080", "127.0.0.1:8080",
// "fd00::/8:80", "[fd00::1]:80" or "[fd00::/8]:80".
func parseNetwork(s string) (Network, error) {
	address, ports := s, ""
	if i := strings.LastIndex(s, "]:"); i > 0 {
		address, ports = s[:i+1], s[i+2:]
	} else if head, tail, ok := strings.Cut(s, "/"); ok {
		bits, rest, _ := strings.Cut(tail, ":")
		address, ports = head+"/"+bits, rest
	} else if strings.Count(s, ":") == 1 {
		address, ports, _ = strings.Cut(s, ":")
	}
	prefix, err := parsePrefix(strings.Trim(address, "[]"))
	if err != nil {
		return Network{}, err
	}
	n := Network{Prefix: prefix}
	if ports != "" {
		p, err := parsePorts(ports)
		if err != nil {
			return Network{}, err
		}
		n.Ports = []PortRange{p}
	}
	return n, nil
}

func parsePrefix(s string) (netip.Prefix, error) {
	if strings.Contains(s, "/") {
		p, err := netip.ParsePrefix(s)
		return p.Masked(), err
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, err
	}
	return a.Prefix(a.BitLen())
}

func parsePorts(s string) (PortRange, error) {
	first, last, isRange := strings.Cut(s, "-")
	a, err := strconv.ParseUint(first, 10, 16)
	if err != nil {
		return PortRange{}, err
	}
	b := a
	if isRange {
		if b, err = strconv.ParseUint(last, 10, 16); err != nil {
			return PortRange{}, err
		}
	}
	if a == 0 || b < a {
		return PortRange{}, fmt.Errorf("ports %q: want 1 to 65535, the smaller first", s)
	}
	return PortRange{uint16(a), uint16(b)}, nil
}

// allowed reports whether one of the networks names the address and port.
func allowed(networks []Network, ap netip.AddrPort) bool {
	for _, n := range networks {
		if n.Prefix.Contains(ap.Addr()) && n.hasPort(ap.Port()) {
			return true
		}
	}
	return false
}

func (n Network) hasPort(port uint16) bool {
	for _, p := range n.Ports {
		if p.First <= port && port <= p.Last {
			return true
		}
	}
	return len(n.Ports) == 0
}
