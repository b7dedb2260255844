package dense_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/article"
	"byline/llm"
	"byline/search/dense"
	"byline/search/dense/densetest"
	"byline/store"
)

const guild, other article.LibraryID = "100", "200"

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// A house is a store, a server of embedding models, and a clock.
type house struct {
	t      *testing.T
	db     *store.DB
	server *densetest.Server
	now    time.Time
	log    bytes.Buffer
}

func newHouse(t *testing.T, models ...string) *house {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "byline.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return &house{t: t, db: db, server: densetest.Serve(t, models...), now: noon}
}

// client returns what speaks to the server.
func (h *house) client() *llm.Client { return llm.New(llm.Config{BaseURL: h.server.URL + "/v1"}) }

func (h *house) logger() *slog.Logger { return slog.New(slog.NewTextHandler(&h.log, nil)) }

func (h *house) filler(model, owner string) *dense.Filler {
	return &dense.Filler{
		Work: h.db, Keep: h.db, Embedder: h.client(), Model: model, Owner: owner,
		Log: h.logger(), Now: func() time.Time { return h.now },
	}
}

func (h *house) finder() *dense.Finder {
	return &dense.Finder{Sets: h.db, Vectors: h.db, Embedder: h.client(), Log: h.logger(), Now: func() time.Time { return h.now }}
}

// load loads an article with a passage for each text, and returns its id.
func (h *house) load(lib article.LibraryID, ref string, texts ...string) article.ID {
	h.t.Helper()
	a := article.Article{Ref: ref, Text: strings.Join(texts, "\n\n"), Loaded: noon}
	it := store.Item{Article: a, Hash: store.ContentHash(&a)}
	at := 0
	for _, p := range texts {
		it.Passages = append(it.Passages, article.Passage{Span: article.Span{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	out, err := h.db.Load(h.t.Context(), lib, []store.Item{it}, func([]int) ([]byte, error) { return []byte("segment"), nil })
	if err != nil {
		h.t.Fatal(err)
	}
	return out[0].ID
}

func (h *house) fill(f *dense.Filler) {
	h.t.Helper()
	if err := f.Fill(h.t.Context(), nil); err != nil {
		h.t.Fatal(err)
	}
}

// find returns the texts that a finder finds in libs, best first.
func (h *house) find(f *dense.Finder, question string, libs ...article.LibraryID) []string {
	h.t.Helper()
	passages, err := h.db.Passages(h.t.Context(), libs, f.Nearest(h.t.Context(), libs, question, 10))
	if err != nil {
		h.t.Fatal(err)
	}
	var texts []string
	for _, p := range passages {
		arts, err := h.db.Articles(h.t.Context(), libs, []article.ID{p.Article})
		if err != nil || len(arts) != 1 {
			h.t.Fatal(arts, err)
		}
		texts = append(texts, p.Of(arts[0].Text))
	}
	return texts
}

func (h *house) first(f *dense.Finder, question, want string, libs ...article.LibraryID) {
	h.t.Helper()
	if found := h.find(f, question, libs...); len(found) == 0 || found[0] != want {
		h.t.Errorf("%q finds %q, want %q first", question, found, want)
	}
}

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
	finder.Bytes = 4000 // soon sketched
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

// Replies that cannot be right are never stored, and what is wrong with them
// does not matter.
func TestBadReplies(t *testing.T) {
	spoil := func(change func(r *densetest.Reply)) func(*densetest.Server) {
		return func(s *densetest.Server) { s.Change = change }
	}
	status := func(code int, header ...string) func(*densetest.Server) {
		return func(s *densetest.Server) {
			s.Before = func(_ int, _ []string, _ string, w http.ResponseWriter, _ *http.Request) bool {
				for i := 0; i+1 < len(header); i += 2 {
					w.Header().Set(header[i], header[i+1])
				}
				w.WriteHeader(code)
				fmt.Fprint(w, `{"error":{"message":"no"}}`)
				return true
			}
		}
	}
	for name, set := range map[string]func(*densetest.Server){
		"too few":           spoil(func(r *densetest.Reply) { r.Data = r.Data[1:] }),
		"too many":          spoil(func(r *densetest.Reply) { r.Data = append(r.Data, r.Data[0]) }),
		"none":              spoil(func(r *densetest.Reply) { r.Data = nil }),
		"an index twice":    spoil(func(r *densetest.Reply) { r.Data[len(r.Data)-1].Index = 7 }),
		"a zero vector":     spoil(func(r *densetest.Reply) { r.Data[0].Embedding = make([]float32, 64) }),
		"an empty vector":   spoil(func(r *densetest.Reply) { r.Data[0].Embedding = []float32{} }),
		"words":             spoil(func(r *densetest.Reply) { r.Data[0].Embedding = []string{"a"} }),
		"NaN as base64":     spoil(func(r *densetest.Reply) { r.Data[0].Embedding = "AADAfwAAwH8=" }),
		"base64 of 3 bytes": spoil(func(r *densetest.Reply) { r.Data[0].Embedding = "AAAA" }),
		"numbers too large": spoil(func(r *densetest.Reply) { r.Data[0].Embedding = json.RawMessage(`[1e300]`) }),
		"401":               status(http.StatusUnauthorized),
		"400":               status(http.StatusBadRequest),
		"404":               status(http.StatusNotFound),
		"429 for long":      status(http.StatusTooManyRequests, "Retry-After", "3600"),
		"500":               status(http.StatusInternalServerError, "Retry-After-Ms", "1"),
		"503":               status(http.StatusServiceUnavailable, "Retry-After-Ms", "1"),
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, "m")
			h.load(guild, "1", "The doctor healed the king.", "Bees make honey.")
			h.server.Set(set)
			if err := h.filler("m", "a").Fill(t.Context(), nil); err == nil {
				t.Error("no error")
			}
			if found := h.find(h.finder(), "physician", guild); len(found) != 0 {
				t.Errorf("found %q", found)
			}
			h.server.Set(func(s *densetest.Server) { s.Before, s.Change = nil, nil })
			h.fill(h.filler("m", "a")) // and nothing stands in the way of the next try
			h.first(h.finder(), "physician", "The doctor healed the king.", guild)
		})
	}
}

// Replies that are right in another form are taken: any order, base64, and a
// pause that the server asks for.
func TestOtherReplies(t *testing.T) {
	for name, set := range map[string]func(*densetest.Server){
		"any order": func(s *densetest.Server) { s.Change = func(r *densetest.Reply) { slices.Reverse(r.Data) } },
		"base64": func(s *densetest.Server) {
			s.Change = func(r *densetest.Reply) {
				for i := range r.Data {
					r.Data[i].Embedding = densetest.Base64(r.Data[i].Embedding.([]float32))
				}
			}
		},
		"without usage": func(s *densetest.Server) { s.Change = func(r *densetest.Reply) { r.Usage = densetest.Usage{} } },
		"busy at first": func(s *densetest.Server) {
			s.Before = func(n int, _ []string, _ string, w http.ResponseWriter, _ *http.Request) bool {
				if n%2 == 1 {
					w.Header().Set("Retry-After-Ms", "1")
					w.WriteHeader(http.StatusTooManyRequests)
				}
				return n%2 == 1
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, "m")
			h.load(guild, "1", "Bees make honey.", "The doctor healed the king.", "Ships sail.")
			h.server.Set(set)
			h.fill(h.filler("m", "a"))
			h.first(h.finder(), "physician", "The doctor healed the king.", guild)
			if n, err := h.db.EmbeddingTokens(t.Context(), noon); err != nil || n == 0 {
				t.Errorf("%d tokens counted, %v", n, err)
			}
		})
	}
}

// A passage that the model does not take costs no other its vector; one that is
// too long is read in part.
func TestRefusedPassage(t *testing.T) {
	h := newHouse(t, "m")
	long := strings.Repeat("The harbour was quiet. ", 30)
	texts := []string{"poison", "The doctor healed the king.", long, "Bees make honey."}
	for i := range 70 {
		texts = append(texts, fmt.Sprintf("Line %d.", i))
	}
	h.load(guild, "1", texts...)
	h.server.Set(func(s *densetest.Server) {
		s.Before = func(_ int, texts []string, _ string, w http.ResponseWriter, _ *http.Request) bool {
			for _, text := range texts {
				if text == "poison" || len(text) > 400 {
					w.WriteHeader(http.StatusBadRequest)
					return true
				}
			}
			return false
		}
	})
	h.fill(h.filler("m", "a"))
	states, err := h.db.Embeddings(t.Context())
	if err != nil || len(states) != 1 || states[0].Vectors != len(texts) || states[0].Refused != 1 {
		t.Errorf("%+v, %v: want all done and one refused", states, err)
	}
	h.first(h.finder(), "quiet harbour", long, guild)
	asked := h.server.Requests()
	h.fill(h.filler("m", "a"))
	if h.server.Requests() != asked {
		t.Error("the refused passage is asked for again")
	}
}

// A model whose vectors change their length is another model: the old vectors
// serve nobody who asks with the new length, and all passages are read anew.
func TestLengthChanges(t *testing.T) {
	h := newHouse(t, "m")
	h.load(guild, "1", "The doctor healed the king.")
	h.fill(h.filler("m", "a"))
	h.server.Set(func(s *densetest.Server) { s.Models["m"] = 32 })
	h.load(guild, "2", "Bees make honey.")
	h.fill(h.filler("m", "a"))
	h.first(h.finder(), "physician", "The doctor healed the king.", guild)
	states, err := h.db.Embeddings(t.Context())
	if err != nil || len(states) != 1 || states[0].Dims != 32 || states[0].Vectors != 2 {
		t.Errorf("%+v, %v", states, err)
	}
	// One reply of another length is a fault and no new model.
	h.load(guild, "3", "Ships sail.")
	h.server.Set(func(s *densetest.Server) {
		s.Change = func(r *densetest.Reply) {
			if len(r.Data) == 1 && r.Usage.Total == densetest.Tokens("Ships sail.") {
				r.Data[0].Embedding = []float32{1, 2, 3}
			}
		}
	})
	if err := h.filler("m", "a").Fill(t.Context(), nil); err == nil {
		t.Error("a reply of another length is no error")
	}
	if states, _ := h.db.Embeddings(t.Context()); len(states) != 1 || states[0].Dims != 32 {
		t.Errorf("%+v: want the set as it was", states)
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
