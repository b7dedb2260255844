package config

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// A Network is a range of addresses and the ports on it that may be reached.
type Network struct {
	Prefix netip.Prefix
	Ports  []PortRange // empty: every port
}

// A PortRange is the ports First to Last, both included.
type PortRange struct{ First, Last uint16 }

// networks reads "10.0.0.0/8, 127.0.0.1/32:8080, fd00::/8:8000-8999". A piece
// that is only a port belongs to the network before it.
func (l *loader) networks(name string) []Network {
	var out []Network
	for _, piece := range strings.FieldsFunc(l.get(name, ""), isListSpace) {
		if ports, err := parsePorts(piece); err == nil && len(out) > 0 {
			last := &out[len(out)-1]
			last.Ports = append(last.Ports, ports)
			continue
		}
		n, err := parseNetwork(piece)
		if err != nil {
			l.fail(name, piece, "networks such as 10.0.0.0/8 or 127.0.0.1/32:8080, separated by commas")
			continue
		}
		out = append(out, n)
	}
	return out
}

func isListSpace(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == '\t' || r == '\n' }

// parseNetwork reads one CIDR prefix or address with an optional port or range.
func parseNetwork(s string) (Network, error) {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return Network{single(ap.Addr()), []PortRange{{ap.Port(), ap.Port()}}}, nil
	}
	if a, err := netip.ParseAddr(strings.Trim(s, "[]")); err == nil {
		return Network{Prefix: single(a)}, nil
	}
	slash := strings.IndexByte(s, '/')
	if slash < 0 {
		return Network{}, fmt.Errorf("config: network %q has no prefix length", s)
	}
	bits, ports, hasPorts := strings.Cut(s[slash:], ":")
	prefix, err := netip.ParsePrefix(strings.Trim(s[:slash], "[]") + strings.TrimSuffix(bits, "]"))
	if err != nil {
		return Network{}, fmt.Errorf("config: network %q: %w", s, err)
	}
	n := Network{Prefix: prefix.Masked()}
	if hasPorts {
		r, err := parsePorts(ports)
		if err != nil {
			return Network{}, err
		}
		n.Ports = []PortRange{r}
	}
	return n, nil
}

func single(a netip.Addr) netip.Prefix { return netip.PrefixFrom(a, a.BitLen()) }

// parsePorts reads "8080" or "8000-8999".
func parsePorts(s string) (PortRange, error) {
	first, last, isRange := strings.Cut(s, "-")
	if !isRange {
		last = first
	}
	a, err := strconv.ParseUint(first, 10, 16)
	if err != nil {
		return PortRange{}, fmt.Errorf("config: port %q: %w", first, err)
	}
	b, err := strconv.ParseUint(last, 10, 16)
	if err != nil {
		return PortRange{}, fmt.Errorf("config: port %q: %w", last, err)
	}
	if a == 0 || b < a {
		return PortRange{}, fmt.Errorf("config: ports %q are no range", s)
	}
	return PortRange{uint16(a), uint16(b)}, nil
}
