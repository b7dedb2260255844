package dense_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"byline/search/dense/densetest"
)

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

// A model that needs longer for a batch than one request may take is sent
// smaller ones, and bigger ones when it is quick again.
func TestSlowModel(t *testing.T) {
	h := newHouse(t, "m")
	texts := make([]string, 150)
	for i := range texts {
		texts[i] = fmt.Sprintf("word%d of a doctor", i)
	}
	h.load(guild, "1", texts...)
	var mu sync.Mutex // of sizes: a request may still be read when the next one comes
	var sizes []int
	h.server.Set(func(s *densetest.Server) {
		s.Before = func(_ int, texts []string, _ string, _ http.ResponseWriter, r *http.Request) bool {
			mu.Lock()
			sizes = append(sizes, len(texts))
			n := len(sizes)
			mu.Unlock()
			if len(texts) <= 20 || n > 7 {
				return false
			}
			<-r.Context().Done() // until the client has had enough
			return true
		}
	})
	filler := h.filler("m", "a")
	filler.Slow = time.Second
	h.fill(filler)
	mu.Lock()
	defer mu.Unlock()
	for _, text := range texts {
		if n := h.server.Answered("m")[text]; n != 1 {
			t.Fatalf("%q was embedded %d times, by requests of %v", text, n, sizes)
		}
	}
	if biggest := slices.Max(sizes[7:]); biggest <= 20 || !strings.Contains(h.log.String(), "fewer passages") {
		t.Errorf("requests of %v texts, log %s", sizes, h.log.String())
	}
}
