package index

// A cursor walks one term's postings in one segment, always forward.
type cursor struct {
	postings
	weight int    // of the term in this question
	limit  uint32 // documents of the segment
	bound  int    // the most a posting adds to a score, in the window at hand

	block   int // the block looked at; blocks before it are done with
	decoded int // the block in docs, −1 before the first
	n       int // documents in docs
	pos     int // of the next document in docs
	docs    [blockDocs]uint32
	impacts []byte // of docs
	one     [1]byte
	err     error // corrupt postings; the cursor is then at its end
}

// reset puts the cursor before the first posting.
func (c *cursor) reset(p postings, weight int, limit uint32) {
	c.postings, c.weight, c.limit = p, weight, limit
	c.block, c.decoded, c.n, c.pos, c.err = 0, -1, 0, 0, nil
	if p.df < blockDocs {
		c.load()
	}
}

// load decodes the block looked at.
func (c *cursor) load() {
	c.decoded, c.pos = c.block, 0
	if c.df == 1 {
		c.docs[0], c.one[0] = c.doc, c.max
		c.n, c.impacts = 1, c.one[:]
		return
	}
	c.n, c.impacts, c.err = c.decode(c.block, &c.docs, c.limit)
	if c.err != nil {
		c.n, c.block, c.decoded = 0, c.blocks(), c.blocks()
	}
}

// advance moves on to the first block that may have a document from doc on and
// reports whether there is one. It decodes nothing.
func (c *cursor) advance(doc uint32) bool {
	if len(c.skip) == 0 {
		return c.n > 0 && c.docs[c.n-1] >= doc
	}
	for n := c.blocks(); c.block < n; c.block++ {
		if c.last(c.block) >= doc {
			return true
		}
	}
	return false
}

// boundIn returns the most that a posting in [lo, hi) can add to a score.
func (c *cursor) boundIn(lo, hi uint32) int {
	if !c.advance(lo) {
		return 0
	}
	if c.decoded == c.block {
		c.skipTo(lo)
		if c.pos < c.n && c.docs[c.pos] >= hi {
			return 0
		}
	}
	if len(c.skip) == 0 {
		return c.weight * int(c.max)
	}
	top := c.top(c.block)
	for i, n := c.block, c.blocks(); c.last(i)+1 < hi && i+1 < n; {
		i++
		top = max(top, c.top(i))
	}
	return c.weight * int(top)
}

// skipTo moves pos to the first document of the decoded block from doc on.
func (c *cursor) skipTo(doc uint32) {
	for c.pos < c.n && c.docs[c.pos] < doc {
		c.pos++
	}
}

// seek moves to the first posting from doc on, decodes its block, and reports
// whether there is one.
func (c *cursor) seek(doc uint32) bool {
	if !c.advance(doc) {
		return false
	}
	if c.decoded != c.block {
		if c.load(); c.err != nil {
			return false
		}
	}
	c.skipTo(doc)
	return true
}

// at returns what the term adds to doc's score. Documents are asked in ascending
// order. Unless the best of the block that may hold doc reaches need, the block
// is left undecoded and the answer is 0.
func (c *cursor) at(doc uint32, need int) int {
	if c.pos < c.n && c.docs[c.n-1] >= doc {
		return c.find(doc)
	}
	if !c.advance(doc) {
		return 0
	}
	if c.decoded != c.block {
		if c.weight*int(c.top(c.block)) < need {
			return 0
		}
		if c.load(); c.err != nil {
			return 0
		}
	}
	return c.find(doc)
}

// find is at when doc can only be in the decoded block.
func (c *cursor) find(doc uint32) int {
	pos := c.pos
	for pos < c.n && c.docs[pos&(blockDocs-1)] < doc {
		pos++
	}
	c.pos = pos
	if pos < c.n && c.docs[pos&(blockDocs-1)] == doc {
		return c.weight * int(c.impacts[pos])
	}
	return 0
}
