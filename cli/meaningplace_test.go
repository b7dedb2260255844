package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/search/dense/densetest"
	"byline/store"
)

// A place is a database with an embedding server that it is configured for.
type place struct {
	t      *testing.T
	dir    string
	server *densetest.Server
	env    map[string]string
	now    time.Time
}

func newPlace(t *testing.T, models ...string) *place {
	t.Helper()
	p := &place{t: t, dir: t.TempDir(), server: densetest.Serve(t, models...), now: noon}
	p.env = map[string]string{
		"BYLINE_DB": filepath.Join(p.dir, "byline.db"), "BYLINE_HTTP_ADDR": "127.0.0.1:0",
		"OPENAI_BASE_URL": p.server.URL + "/v1", "OPENAI_EMBEDDING_MODEL": models[0],
	}
	return p
}

// run runs a command and returns its status and what it said.
func (p *place) run(in string, args ...string) (status int, out, errs string) {
	p.t.Helper()
	var o, e bytes.Buffer
	w := testWorld(args, in, &o, &e)
	w.Lookup = func(name string) (string, bool) { v, ok := p.env[name]; return v, ok }
	w.Now = func() time.Time { return p.now }
	status = Run(context.Background(), w)
	return status, o.String(), e.String()
}

// add loads texts, one article each, and returns what was said of it.
func (p *place) add(lib string, texts ...string) string {
	p.t.Helper()
	var lines strings.Builder
	for i, text := range texts {
		line, err := json.Marshal(map[string]string{"id": fmt.Sprintf("%s-%d-%.12s", lib, i, text), "text": text})
		if err != nil {
			p.t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	file := filepath.Join(p.dir, "articles.jsonl")
	if err := os.WriteFile(file, []byte(lines.String()), 0o644); err != nil {
		p.t.Fatal(err)
	}
	status, out, errs := p.run("", "add", "--library", lib, file)
	if status != 0 {
		p.t.Fatalf("add ends with %d:\n%s%s", status, out, errs)
	}
	return errs
}

// search returns the texts that a query finds, best first.
func (p *place) search(lib, query string) []string {
	p.t.Helper()
	status, out, errs := p.run("", "search", "--json", "--library", lib, query)
	var reply searchJSON
	if err := json.Unmarshal([]byte(out), &reply); err != nil || status != 0 {
		p.t.Fatalf("search ends with %d: %s%s", status, out, errs)
	}
	var found []string
	for _, r := range reply.Results {
		found = append(found, r.Passage.Text)
	}
	return found
}

// states returns how far the database's vectors are.
func (p *place) states() []store.EmbeddingState {
	p.t.Helper()
	db, err := store.Open(context.Background(), p.env["BYLINE_DB"])
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	all, err := db.Embeddings(context.Background())
	if err != nil {
		p.t.Fatal(err)
	}
	return all
}
