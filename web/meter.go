package web

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"byline/commands"
)

// A Meter runs requests for all edges and counts how they end. It is safe for
// concurrent use.
type Meter struct {
	Next Runner

	mu      sync.Mutex
	ended   map[ending]int
	seconds float64 // spent on requests that were not ignored
	count   int
}

// An ending is what a request came to.
type ending struct{ command, result string }

// Run implements Runner.
func (m *Meter) Run(ctx context.Context, req commands.Request) commands.Reply {
	began := time.Now()
	reply := m.Next.Run(ctx, req)
	if reply.Ignored {
		return reply
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ended == nil {
		m.ended = map[ending]int{}
	}
	m.ended[ending{reply.Command, resultOf(reply)}]++
	m.seconds += time.Since(began).Seconds()
	m.count++
	return reply
}

func resultOf(r commands.Reply) string {
	switch {
	case r.Failed:
		return "failed"
	case r.Answer != nil && r.Answer.Abstained:
		return "abstained"
	case r.Answer != nil:
		return "answered"
	}
	return "done"
}

// Write writes the counts in Prometheus' text format. Command names come from
// the table of commands, so their number is bounded.
func (m *Meter) Write(w io.Writer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	lines := make([]string, 0, len(m.ended))
	for e, n := range m.ended {
		lines = append(lines, fmt.Sprintf("byline_requests_total{command=%q,result=%q} %d\n", e.command, e.result, n))
	}
	slices.Sort(lines)
	if _, err := io.WriteString(w, "# HELP byline_requests_total Requests by command and how they ended.\n# TYPE byline_requests_total counter\n"); err != nil {
		return err
	}
	for _, line := range lines {
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "# HELP byline_request_seconds Time spent on requests.\n# TYPE byline_request_seconds summary\n"+
		"byline_request_seconds_sum %g\nbyline_request_seconds_count %d\n", m.seconds, m.count)
	return err
}
