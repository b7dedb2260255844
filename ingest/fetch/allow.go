package fetch

import "net/netip"

// A Network is a range of addresses, with ports, that may be reached although
// it is private.
type Network struct {
	Prefix netip.Prefix
	Ports  []PortRange // empty: every port
}

// A PortRange is the ports from First to Last, both included.
type PortRange struct{ First, Last uint16 }

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
