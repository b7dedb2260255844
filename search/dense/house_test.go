package dense_test

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/llm"
	"byline/search/dense"
	"byline/search/dense/densetest"
	"byline/store"
)

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
	return &dense.Finder{Sets: h.db, Vectors: h.db, Embedder: h.client(), Log: h.logger(), Now: func() time.Time { return h.now }, Patience: time.Hour}
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
