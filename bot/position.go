package bot

import (
	"strconv"
	"sync"
	"time"

	"byline/bot/rest"
)

// A position is how far the bot has read Discord: by shard the newest id that
// the gateway has brought, and the gaps that are still being read again.
type position struct {
	mu    sync.Mutex
	start uint64 // where an earlier run has left off
	seen  map[int]uint64
	gaps  map[*gap]bool
	fresh map[int]*gap // of sessions that have only just begun
}

// A gap is what a shard may have missed: everything after an id. The nil gap
// misses nothing.
type gap struct {
	after string
	open  int // what is still to be read again, servers and direct channels
	of    *position
}

// note keeps id when it is the newest of a shard.
func (p *position) note(shard int, id string) {
	v, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil {
		p.seen, p.gaps, p.fresh = map[int]uint64{}, map[*gap]bool{}, map[int]*gap{}
	}
	p.seen[shard] = max(p.seen[shard], v)
}

// leftOff says how far an earlier run has read.
func (p *position) leftOff(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.start, _ = strconv.ParseUint(id, 10, 64)
}

// get returns the id up to which everything was read, empty when that is
// nothing.
func (p *position) get() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.start
	for _, v := range p.seen {
		n = max(n, v)
	}
	for g := range p.gaps {
		if v, err := strconv.ParseUint(g.after, 10, 64); err == nil {
			n = min(n, v)
		}
	}
	if n == 0 {
		return ""
	}
	return strconv.FormatUint(n, 10)
}

// begin returns the gap before a new session of a shard: what is later than the
// newest id, less the overlap. The very first session has missed nothing.
func (p *position) begin(shard int, now time.Time) *gap {
	p.mu.Lock()
	seen := max(p.seen[shard], p.start)
	p.mu.Unlock()
	if seen == 0 {
		p.note(shard, rest.Snowflake(now.UnixMilli()))
		return nil
	}
	p.note(shard, strconv.FormatUint(seen, 10))
	p.mu.Lock()
	defer p.mu.Unlock()
	if g := p.fresh[shard]; g != nil {
		return g
	}
	g := &gap{after: before(strconv.FormatUint(seen, 10), overlap, now), open: 1, of: p}
	p.gaps[g], p.fresh[shard] = true, g
	return g
}

// stands returns the gap of a shard's session that stands now.
func (p *position) stands(shard int) *gap {
	p.mu.Lock()
	defer p.mu.Unlock()
	g := p.fresh[shard]
	delete(p.fresh, shard)
	return g
}

// more adds to what is to be read again.
func (g *gap) more(n int) {
	if g != nil {
		g.of.mu.Lock()
		defer g.of.mu.Unlock()
		g.open += n
	}
}

// done says that one of them was.
func (g *gap) done() {
	if g == nil {
		return
	}
	g.of.mu.Lock()
	defer g.of.mu.Unlock()
	if g.open--; g.open == 0 {
		delete(g.of.gaps, g)
	}
}

// later reports whether snowflake a is later than b.
func later(a, b string) bool {
	return len(a) > len(b) || len(a) == len(b) && a > b
}

// before returns the snowflake that is d before id, but not before the oldest
// that is worth reading.
func before(id string, d time.Duration, now time.Time) string {
	oldest := rest.Snowflake(now.Add(-maxGap).UnixMilli())
	v, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return ""
	}
	back := uint64(d.Milliseconds()) << 22
	if v < back {
		return oldest
	}
	if s := strconv.FormatUint(v-back, 10); later(s, oldest) {
		return s
	}
	return oldest
}
