package dense

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"byline/article"
)

// deadShare is the share of vectors, one in so many, that may be of passages
// deleted since before a set is read anew. Who searches leaves them out.
const deadShare = 20

// held is a set in memory.
type held struct {
	reading chan struct{} // holds one while somebody reads on
	newest  int64         // number of the latest vector read
	deleted int           // VectorSet.Deleted when the first was read

	mu   sync.RWMutex // of set
	set  *Set
	size atomic.Int64 // bytes
	used int64        // when it was used last; of Finder.mu
}

// hold returns the set in memory, empty when it is new there.
func (f *Finder) hold(s article.VectorSet) *held {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.held[s.ID]
	if h == nil {
		if f.held == nil {
			f.held = map[int64]*held{}
		}
		h = &held{reading: make(chan struct{}, 1), set: f.newSet(s.Dims), deleted: s.Deleted}
		f.held[s.ID] = h
	}
	f.uses++
	h.used = f.uses
	return h
}

// newSet returns an empty set that is sketched before it takes half of the
// memory.
func (f *Finder) newSet(dims int) *Set {
	fits := cmp.Or(f.Bytes, memory) / 2 / int64(padded(dims))
	return NewSet(dims, int(max(1, min(sketchBeyond, fits))))
}

// readOn reads the vectors that were stored since h was read last. What was
// read when ctx ends is kept. While another question reads, this one goes by
// what is there, unless sets are wanted whole.
func (f *Finder) readOn(ctx context.Context, h *held, s article.VectorSet) error {
	begun, err := f.begin(ctx, h)
	if !begun {
		return err
	}
	defer func() { <-h.reading }()
	if dead := s.Deleted - h.deleted; dead > page/deadShare && dead > h.set.Len()/deadShare {
		h.mu.Lock()
		h.set = f.newSet(s.Dims)
		h.mu.Unlock()
		h.newest, h.deleted = 0, s.Deleted
	}
	if h.newest >= s.Newest {
		return nil
	}
	defer f.makeRoom(h)
	for h.newest < s.Newest {
		vectors, err := f.Vectors.Vectors(ctx, s.ID, h.newest, page)
		if err != nil {
			return fmt.Errorf("dense: read the vectors of %s: %w", s.Library, err)
		}
		if err := h.add(vectors); err != nil {
			f.log().WarnContext(ctx, "dense: left out", "library", s.Library, "err", err)
		}
		if len(vectors) < page {
			h.newest = max(h.newest, s.Newest)
		}
	}
	return nil
}

// begin reports whether the caller is now the one who reads h on.
func (f *Finder) begin(ctx context.Context, h *held) (bool, error) {
	if !f.Whole {
		select {
		case h.reading <- struct{}{}:
			return true, nil
		default:
			return false, nil
		}
	}
	select {
	case h.reading <- struct{}{}:
		return true, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// add adds vectors in the order of their numbers. One that is damaged is left
// out; the last of these is told.
func (h *held) add(vectors []article.Vector) (damaged error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, v := range vectors {
		h.newest = v.Number
		if err := h.set.Add(v.Passage, v.Data); err != nil {
			damaged = fmt.Errorf("vector %d: %w", v.Number, err)
		}
	}
	h.size.Store(h.set.Bytes())
	return damaged
}

// makeRoom drops the sets used longest ago, but for keep, until the others fit.
func (f *Finder) makeRoom(keep *held) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for {
		var total int64
		oldest := int64(-1)
		for id, h := range f.held {
			total += h.size.Load()
			if h != keep && (oldest < 0 || h.used < f.held[oldest].used) {
				oldest = id
			}
		}
		if total <= cmp.Or(f.Bytes, memory) || oldest < 0 {
			return
		}
		delete(f.held, oldest)
	}
}

// Warm reads the serving sets of libs ahead of the first question.
func (f *Finder) Warm(ctx context.Context, libs []article.LibraryID) error {
	sets, err := f.Sets.VectorSets(ctx, libs)
	if err != nil {
		return err
	}
	for _, s := range sets {
		if err := f.readOn(ctx, f.hold(s), s); err != nil {
			return err
		}
	}
	return nil
}
