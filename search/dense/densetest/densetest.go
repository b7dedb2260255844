// Package densetest is an embedding model for tests: a server on the loopback
// that speaks as OpenAI's does. Its vectors follow from the words alone, and
// words of one meaning have one vector, so that a paraphrase lies near what it
// paraphrases. It counts what it was asked, and fails as it is told to.
package densetest

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"unicode"
)

// meanings are groups of words that mean the same to the models.
var meanings = [][]string{
	{"doctor", "physician", "surgeon", "medic"},
	{"healed", "cured", "restored", "treated"},
	{"king", "monarch", "sovereign", "ruler"},
	{"ship", "vessel", "freighter", "boat"},
	{"sank", "foundered", "submerged"},
	{"storm", "tempest", "gale"},
	{"built", "constructed", "erected"},
	{"bridge", "viaduct", "crossing"},
	{"fire", "blaze", "inferno"},
	{"destroyed", "ruined", "razed", "consumed"},
	{"library", "archive", "bookshelves"},
	{"teacher", "instructor", "tutor"},
	{"resigned", "quit", "departed"},
	{"bees", "pollinators"},
	{"honey", "nectar"},
}

// empty are words without meaning to the models.
var empty = map[string]bool{"the": true, "a": true, "an": true, "of": true, "in": true, "on": true, "by": true, "who": true, "what": true,
	"which": true, "did": true, "was": true, "to": true, "and": true, "when": true, "where": true, "is": true, "at": true, "for": true}

// A Server offers embedding models. Change its fields before it is asked.
type Server struct {
	*httptest.Server
	Models map[string]int // names and dimensions
	// Before, when set, may answer a request instead, and then returns true. n
	// counts requests from 1.
	Before func(n int, texts []string, model string, w http.ResponseWriter, r *http.Request) bool
	// Change, when set, may change a reply before it is sent.
	Change func(*Reply)

	mu       sync.Mutex
	requests int
	texts    map[string]map[string]int // answered: by model and text
}

// A Reply is the body of a response.
type Reply struct {
	Object string `json:"object"`
	Model  string `json:"model"`
	Data   []Item `json:"data"`
	Usage  Usage  `json:"usage"`
}

// An Item is one vector, as an array of numbers or as base64.
type Item struct {
	Object    string `json:"object"`
	Index     int    `json:"index"`
	Embedding any    `json:"embedding"`
}

// Usage counts tokens.
type Usage struct {
	Prompt int `json:"prompt_tokens"`
	Total  int `json:"total_tokens"`
}

// Serve starts a server of the given models, of 64 dimensions each, until t
// ends. Its API is at URL + "/v1".
func Serve(t testing.TB, models ...string) *Server {
	t.Helper()
	s := &Server{Models: map[string]int{}, texts: map[string]map[string]int{}}
	for _, m := range models {
		s.Models[m] = 64
	}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// ServeHTTP answers POST …/embeddings.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Model string   `json:"model"`
		Input []string `json:"input"`
	}
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/v1/embeddings") || json.NewDecoder(r.Body).Decode(&body) != nil {
		http.Error(w, `{"error":{"message":"not an embeddings request"}}`, http.StatusNotFound)
		return
	}
	s.mu.Lock()
	s.requests++
	n := s.requests
	dims, known := s.Models[body.Model]
	before, change := s.Before, s.Change
	s.mu.Unlock()
	if before != nil && before(n, body.Input, body.Model, w, r) {
		return
	}
	if !known {
		http.Error(w, `{"error":{"message":"model not found","type":"invalid_request_error","code":"model_not_found"}}`, http.StatusNotFound)
		return
	}
	reply := Reply{Object: "list", Model: body.Model}
	for i, text := range body.Input {
		reply.Data = append(reply.Data, Item{"embedding", i, Vector(body.Model, dims, text)})
		reply.Usage.Prompt += Tokens(text)
	}
	reply.Usage.Total = reply.Usage.Prompt
	if change != nil {
		change(&reply)
	}
	s.count(body.Model, body.Input)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(reply) // the client may have gone
}

func (s *Server) count(model string, texts []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts[model] == nil {
		s.texts[model] = map[string]int{}
	}
	for _, t := range texts {
		s.texts[model][t]++
	}
}

// Set changes s while it runs.
func (s *Server) Set(change func(*Server)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

// Answered returns how often each text was answered by model.
func (s *Server) Answered(model string) map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]int{}
	for t, n := range s.texts[model] {
		out[t] = n
	}
	return out
}

// Requests returns how many requests came.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Tokens is what the models count for a text: its words.
func Tokens(text string) int { return len(strings.Fields(text)) }

// Vector is what model makes of text: the sum of its words' meanings, each in
// a direction of its own.
func Vector(model string, dims int, text string) []float32 {
	v := make([]float32, dims)
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if empty[w] {
			continue
		}
		h := fnv.New64a()
		h.Write([]byte(model + "\n" + meaningOf(w)))
		seed := rand.New(rand.NewPCG(h.Sum64(), 1))
		for i := range v {
			v[i] += float32(seed.NormFloat64())
		}
	}
	if len(v) > 0 {
		v[0] += .01 // a text without words has a direction too
	}
	return v
}

func meaningOf(word string) string {
	for _, group := range meanings {
		for _, w := range group {
			if w == word {
				return group[0]
			}
		}
	}
	return word
}

// Base64 packs a vector as servers do when asked for base64.
func Base64(v []float32) string {
	var raw []byte
	for _, x := range v {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
	}
	return base64.StdEncoding.EncodeToString(raw)
}
