package gateway

import "sync"

// maxAhead is how many events may have come after one that is missing before
// that is given up.
const maxAhead = 100

// A counter says up to which event of a session everything has come. Events
// may come twice and in any order; a RESUME that named the newest one would
// lose those before it that are still on their way. The zero counter is ready.
type counter struct {
	mu    sync.Mutex
	all   int64          // everything up to here has come
	ahead map[int64]bool // has come although something before it has not
}

// begin starts a session with its first event.
func (c *counter) begin(seq int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all, c.ahead = seq, map[int64]bool{}
}

// note counts an event and returns what a RESUME has to name.
func (c *counter) note(seq int64) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ahead == nil {
		c.ahead = map[int64]bool{}
	}
	if seq > c.all {
		c.ahead[seq] = true
	}
	for c.ahead[c.all+1] {
		c.all++
		delete(c.ahead, c.all)
	}
	if len(c.ahead) > maxAhead {
		for s := range c.ahead {
			c.all = max(c.all, s)
		}
		clear(c.ahead)
	}
	return c.all
}

// last is what note returned last.
func (c *counter) last() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all
}
