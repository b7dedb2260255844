package dense_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/search/dense/densetest"
)

const guild, other article.LibraryID = "100", "200"

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// What is added, changed and removed is followed by a finder that has the set
// in memory.
func TestFollows(t *testing.T) {
	h := newHouse(t, "m")
	filler, finder := h.filler("m", "a"), h.finder()
	h.load(guild, "1", "The doctor healed the king.", "Bees make honey.")
	h.fill(filler)
	h.first(finder, "physician of the monarch", "The doctor healed the king.", guild)
	id := h.load(guild, "2", "A physician cured the monarch of the isle.")
	h.fill(filler)
	h.first(finder, "the isle: physician, monarch", "A physician cured the monarch of the isle.", guild)
	h.load(guild, "1", "The surgeon left.", "Bees make honey.")
	h.fill(filler)
	if found := h.find(finder, "doctor king", guild); slices.Contains(found, "The doctor healed the king.") {
		t.Errorf("found %q: an old revision's passage", found)
	}
	if err := h.db.Remove(t.Context(), guild, id, noon); err != nil {
		t.Fatal(err)
	}
	h.first(finder, "physician of the monarch", "The surgeon left.", guild)
	if n := h.server.Answered("m")["Bees make honey."]; n != 2 {
		t.Errorf("the passage that was stored twice was embedded %d times", n)
	}
}

// Sets that do not fit in memory are sketched or dropped and read again, and
// find the same.
func TestLittleMemory(t *testing.T) {
	h := newHouse(t, "m")
	filler := h.filler("m", "a")
	libs := []article.LibraryID{"100", "200", "300"}
	for i, lib := range libs {
		texts := make([]string, 300)
		for j := range texts {
			texts[j] = fmt.Sprintf("word%d of place%d at mark%d", j, i, j*7)
		}
		h.load(lib, "1", texts...)
	}
	h.fill(filler)
	finder := h.finder()
	finder.Bytes = 20_000 // 156 vectors of 64 dimensions
	for range 2 {
		for i, lib := range libs {
			for _, j := range []int{0, 200, 299} {
				h.first(finder, fmt.Sprintf("mark%d word%d", j*7, j), fmt.Sprintf("word%d of place%d at mark%d", j, i, j*7), lib)
			}
		}
	}
}

// Questions come side by side, also while vectors are added.
func TestSideBySide(t *testing.T) {
	h := newHouse(t, "m")
	h.load(guild, "1", "The doctor healed the king.", "Bees make honey.")
	h.fill(h.filler("m", "a"))
	finder := h.finder()
	finder.Bytes = 4000                                                // soon sketched
	h.first(finder, "physician", "The doctor healed the king.", guild) // while a set is first read, others go by words alone
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 10 {
				if ids := finder.Nearest(t.Context(), []article.LibraryID{guild}, fmt.Sprintf("physician %d of the monarch", i*j), 5); len(ids) < 2 {
					t.Errorf("%d passages found", len(ids))
				}
			}
		})
	}
	for i := range 5 {
		h.load(guild, fmt.Sprint("late ", i), strings.Repeat(fmt.Sprintf("Line %d. ", i), 3), "Ships sail.")
		h.fill(h.filler("m", "a"))
	}
	all.Wait()
	h.first(finder, "physician", "The doctor healed the king.", guild)
}

// A model that fails is told of once, left alone for a while, and asked again.
func TestRests(t *testing.T) {
	h := newHouse(t, "m")
	h.load(guild, "1", "The doctor healed the king.")
	h.fill(h.filler("m", "a"))
	finder := h.finder()
	h.server.Set(func(s *densetest.Server) {
		s.Before = func(_ int, _ []string, _ string, w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(http.StatusBadRequest)
			return true
		}
	})
	before := h.server.Requests()
	for i := range 5 {
		if found := h.find(finder, fmt.Sprint("question ", i), guild); len(found) != 0 {
			t.Errorf("found %q without a vector", found)
		}
	}
	if n := h.server.Requests() - before; n != 1 {
		t.Errorf("%d requests for five questions, want 1", n)
	}
	h.now = h.now.Add(time.Minute)
	h.find(finder, "question 6", guild)
	if n := strings.Count(h.log.String(), "by words alone"); n != 1 {
		t.Errorf("told %d times:\n%s", n, h.log.String())
	}
	h.server.Set(func(s *densetest.Server) { s.Before = nil })
	h.now = h.now.Add(time.Minute)
	h.first(finder, "physician", "The doctor healed the king.", guild)
}

// A model that does not answer in time is not waited for.
func TestImpatient(t *testing.T) {
	h := newHouse(t, "m")
	h.load(guild, "1", "The doctor healed the king.")
	h.fill(h.filler("m", "a"))
	finder := h.finder()
	finder.Patience = time.Millisecond
	h.server.Set(func(s *densetest.Server) {
		s.Before = func(_ int, _ []string, _ string, _ http.ResponseWriter, r *http.Request) bool {
			<-r.Context().Done()
			return true
		}
	})
	if found := h.find(finder, "physician", guild); len(found) != 0 {
		t.Errorf("found %q", found)
	}
}

// Libraries that different models have read are searched together.
func TestTwoModels(t *testing.T) {
	h := newHouse(t, "old", "new")
	h.load(guild, "1", "The doctor healed the king.", "Bees make honey.")
	h.fill(h.filler("old", "a"))
	h.load(other, "1", "A surgeon cured the ruler.", "Ships sail.")
	h.server.Set(func(s *densetest.Server) { delete(s.Models, "old") })
	finder := h.finder()
	if err := h.filler("new", "a").Fill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	found := h.find(finder, "physician of the monarch", guild, other)
	if len(found) < 2 || !slices.Contains(found[:2], "The doctor healed the king.") || !slices.Contains(found[:2], "A surgeon cured the ruler.") {
		t.Errorf("found %q", found)
	}
}

// A set has one owner, until it shows no life.
func TestOneOwner(t *testing.T) {
	h := newHouse(t, "m")
	h.load(guild, "1", "The doctor healed the king.")
	_, err := h.db.ClaimVectors(t.Context(), guild, "m", 64, "other", h.now, h.now.Add(2*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	h.fill(h.filler("m", "a"))
	if n := len(h.server.Answered("m")); n != 0 {
		t.Errorf("%d texts were embedded beside the owner", n)
	}
	h.now = h.now.Add(3 * time.Minute)
	h.fill(h.filler("m", "a"))
	h.first(h.finder(), "physician", "The doctor healed the king.", guild)
}

// Run goes on by itself: after failures, past the end of a day's budget, and
// with what is loaded meanwhile. When it is told to stop, what was asked of the
// model is still stored.
func TestRun(t *testing.T) {
	h := newHouse(t, "m")
	for i := range 3 {
		h.load(guild, fmt.Sprint(i), fmt.Sprintf("%d %s", i, strings.Repeat("The doctor healed the king. ", 10)))
	}
	ctx, stop := context.WithCancel(t.Context())
	f := h.filler("m", "a")
	f.Budget = 160 // two passages of three
	h.server.Set(func(s *densetest.Server) {
		s.Change = func(r *densetest.Reply) { r.Usage.Prompt, r.Usage.Total = 70*len(r.Data), 70*len(r.Data) }
		s.Before = func(n int, _ []string, _ string, w http.ResponseWriter, _ *http.Request) bool {
			if n <= 2 { // the batch, and the word that asks whose fault it is
				w.Header().Set("Retry-After", "3600")
				w.WriteHeader(http.StatusBadGateway)
			}
			return n <= 2
		}
	})
	var pauses []time.Duration
	f.Wait = func(_ context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		h.now = h.now.Add(d)
		states, err := h.db.Embeddings(t.Context())
		if err != nil {
			t.Error(err)
		}
		if len(states) == 1 && states[0].Vectors >= 3 && h.now.Day() > noon.Day() {
			h.load(guild, "late", "Bees make honey.")
			if len(h.server.Answered("m")) == 4 {
				stop()
				return ctx.Err()
			}
		}
		if len(pauses) > 1000 {
			stop()
			return errors.New("no end")
		}
		return nil
	}
	if err := f.Run(ctx); err != nil {
		t.Error(err)
	}
	if len(pauses) > 1000 || pauses[0] < 10*time.Second {
		t.Errorf("%d pauses, the first %v", len(pauses), pauses[0])
	}
	for text, n := range h.server.Answered("m") {
		if n != 1 {
			t.Errorf("%q was embedded %d times", text, n)
		}
	}
	for _, note := range []string{"embedding waits", "embedding goes on\"", "budget is used up"} {
		if n := strings.Count(h.log.String(), note); n != 1 {
			t.Errorf("%q is in the log %d times:\n%s", note, n, h.log.String())
		}
	}
}

// A request that is under way when the program ends is still stored.
func TestStopsPolitely(t *testing.T) {
	h := newHouse(t, "m")
	h.load(guild, "1", "The doctor healed the king.")
	ctx, stop := context.WithCancel(t.Context())
	h.server.Set(func(s *densetest.Server) {
		s.Before = func(int, []string, string, http.ResponseWriter, *http.Request) bool {
			stop()
			return false
		}
	})
	if err := h.filler("m", "a").Run(ctx); err != nil {
		t.Error(err)
	}
	states, err := h.db.Embeddings(t.Context())
	if err != nil || len(states) != 1 || states[0].Vectors != 1 {
		t.Errorf("%+v, %v: want the vector of the request under way", states, err)
	}
	if _, err := h.db.ClaimVectors(t.Context(), guild, "m", 64, "b", h.now, h.now); err != nil {
		t.Errorf("the claim was not given back: %v", err)
	}
}
