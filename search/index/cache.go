package index

import (
	"container/list"
	"sync"
)

// A key names a part of a segment: the range of its file from offset on, or, with
// union set, the union of several terms' postings. Segment ids are never
// reused, so a cached part never goes stale. Offset −1 is the open segment.
type key struct {
	segment, offset int64
	union           string
}

// opened is the offset under which open segments are cached.
const opened = -1

// A cache keeps what was used last, up to a number of bytes. It is safe for
// concurrent use; what it hands out must not be written to, and stays valid
// after it was dropped.
type cache struct {
	mu    sync.Mutex
	parts map[key]*list.Element
	order *list.List // of *part, last used first
	used  int64
	limit int64
}

// A part is one cached value.
type part struct {
	key   key
	value any // []byte or *segment
	size  int64
}

// partOverhead is about what a part costs beyond its value, in bytes.
const partOverhead = 200

// newCache returns a cache of at most limit bytes.
func newCache(limit int64) *cache {
	return &cache{parts: make(map[key]*list.Element), order: list.New(), limit: limit}
}

// get returns the value of k, nil when there is none.
func (c *cache) get(k key) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.parts[k]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*part).value
}

// put keeps value, of about size bytes, and drops what was used longest ago
// when there is too much. A value beyond the whole limit is not kept.
func (c *cache) put(k key, value any, size int64) {
	size += partOverhead
	if size > c.limit {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.parts[k]; ok {
		return
	}
	c.parts[k] = c.order.PushFront(&part{key: k, value: value, size: size})
	c.used += size
	for c.used > c.limit {
		e := c.order.Back()
		old := c.order.Remove(e).(*part)
		delete(c.parts, old.key)
		c.used -= old.size
	}
}
