package search

import (
	"container/list"
	"sync"

	"byline/article"
	"byline/text"
)

// readings keeps what was read last, within a bound: the latest as they are,
// and of many more what the analysis of their text found, in a sixth of the
// memory, so that the text is fetched again but not analysed again.
type readings struct {
	bound int64 // bytes

	mu    sync.Mutex
	whole recent[*reading]
	brief recent[*packed]
}

// wholeShare is the part of the bound for readings as they are: one in so many.
const wholeShare = 4

// get returns a reading that is kept as it is, else nil.
func (c *readings) get(rev article.RevisionID) *reading {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.whole.get(rev)
}

// packed returns what is kept of a revision's text, else nil.
func (c *readings) packed(rev article.RevisionID) *packed {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.brief.get(rev)
}

// put keeps r, and packs what has to go for it.
func (c *readings) put(r *reading) {
	c.mu.Lock()
	defer c.mu.Unlock()
	whole := c.bound / wholeShare
	for _, old := range c.whole.put(r.art.RevisionID, r, whole) {
		if rev := old.art.RevisionID; c.brief.get(rev) == nil {
			c.brief.put(rev, pack(old), c.bound-whole)
		}
	}
}

// size estimates the memory of r in bytes.
func (r *reading) size() int64 {
	return int64(len(r.art.Text) + 24*(len(r.words)+len(r.title)) + 48*len(r.sentences) + 512)
}

// A packed is what was found in a text: its sentences and words.
type packed struct {
	words text.Packed
	count int     // of the words
	ends  []int32 // of the sentences: start, end, start, end, …
}

func pack(r *reading) *packed {
	p := &packed{words: text.Pack(r.words), count: len(r.words), ends: make([]int32, 0, 2*len(r.sentences))}
	for _, s := range r.sentences {
		p.ends = append(p.ends, int32(s.Start), int32(s.End))
	}
	return p
}

// size estimates the memory of p in bytes.
func (p *packed) size() int64 { return int64(4*cap(p.words) + 4*cap(p.ends) + 256) }

// spans returns the sentences of text, which p is of, or which is analysed
// when p is nil.
func (p *packed) spans(s string) []article.Span {
	if p == nil {
		return text.Sentences(s)
	}
	out := make([]article.Span, 0, len(p.ends)/2)
	for i := 0; i < len(p.ends); i += 2 {
		out = append(out, article.Span{Start: int(p.ends[i]), End: int(p.ends[i+1])})
	}
	return out
}

// A recent keeps what was used last. The zero value is ready.
type recent[V interface{ size() int64 }] struct {
	used  int64
	order list.List // of held[V], the latest used in front
	byRev map[article.RevisionID]*list.Element
}

// A held is a value with what it is of.
type held[V any] struct {
	rev   article.RevisionID
	value V
}

// get returns what is kept of rev, the zero V when nothing is.
func (c *recent[V]) get(rev article.RevisionID) (v V) {
	e := c.byRev[rev]
	if e == nil {
		return v
	}
	c.order.MoveToFront(e)
	return e.Value.(held[V]).value
}

// put keeps v unless something is kept of rev, and returns what goes for it
// when all is larger than bound, in bytes: v itself if it alone is.
func (c *recent[V]) put(rev article.RevisionID, v V, bound int64) (gone []V) {
	if c.byRev[rev] != nil {
		return nil
	}
	if v.size() > bound {
		return []V{v}
	}
	if c.byRev == nil {
		c.byRev = make(map[article.RevisionID]*list.Element)
	}
	c.byRev[rev] = c.order.PushFront(held[V]{rev, v})
	for c.used += v.size(); c.used > bound; {
		old := c.order.Remove(c.order.Back()).(held[V])
		c.used -= old.value.size()
		delete(c.byRev, old.rev)
		gone = append(gone, old.value)
	}
	return gone
}
