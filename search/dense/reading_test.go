package dense_test

import (
	"context"
	"sync"
	"testing"

	"byline/article"
	"byline/store"
)

// gate holds up who reads vectors first until it is opened.
type gate struct {
	*store.DB
	once         sync.Once
	reached, let chan struct{}
}

// Vectors implements dense.Vectors.
func (g *gate) Vectors(ctx context.Context, set, after int64, limit int) ([]article.Vector, error) {
	g.once.Do(func() {
		close(g.reached)
		<-g.let
	})
	return g.DB.Vectors(ctx, set, after, limit)
}

// Two questions come while a set is read for the first time: the second goes
// by words alone, or waits when sets are wanted whole.
func TestAskedWhileRead(t *testing.T) {
	for _, whole := range []bool{false, true} {
		h := newHouse(t, "m")
		h.load(guild, "1", "The doctor healed the king.", "Bees make honey.")
		h.fill(h.filler("m", "a"))
		g := &gate{DB: h.db, reached: make(chan struct{}), let: make(chan struct{})}
		finder := h.finder()
		finder.Vectors, finder.Whole = g, whole
		ask := func() chan int {
			c := make(chan int, 1)
			go func() { c <- len(finder.Nearest(t.Context(), []article.LibraryID{guild}, "physician", 5)) }()
			return c
		}
		first := ask()
		<-g.reached
		second := ask()
		if !whole {
			if n := <-second; n != 0 {
				t.Errorf("the second of two found %d passages before the set was read", n)
			}
		}
		close(g.let)
		if n := <-first; n != 2 {
			t.Errorf("whole %t: the first found %d passages, want 2", whole, n)
		}
		if whole {
			if n := <-second; n != 2 {
				t.Errorf("the second of two found %d passages, want 2", n)
			}
		}
	}
}
