package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is this module's path, the first element of our import paths.
const module = "byline"

// layers says which of our packages each package may import; "*" is any of
// them. A package that is missing here fails the test, so that adding one is
// a decision. README.md shows the same table with the reasons.
var layers = map[string][]string{
	".":       {"cli"},
	"article": {},
	"text":    {"article"},
	"when":    {},
	"config":  {},

	"when/written": {},

	"text/vectors":      {},
	"text/vectors/make": {"text", "text/vectors"},

	"search/index":           {"article"},
	"search/dense":           {"article"},
	"search/dense/densetest": {},
	"search/trees":           {},
	"search/reader/learn":    {"article", "text", "search/trees", "search/reader", "eval"},
	"search/reader":          {"article", "text", "search/trees"},
	"search":                 {"article", "text", "text/vectors", "when", "search/index", "search/reader", "search/trees"},
	"search/memory":          {"article", "text", "search/index"},
	"search/train":           {"article", "text", "search", "search/index", "search/memory", "search/trees"},

	"prompts":          {"article"},
	"llm":              {"article", "prompts"},
	"answer":           {"article", "text", "prompts", "answer/check", "answer/refer"},
	"answer/refer":     {"article", "text"},
	"answer/check":     {"article", "text", "text/vectors"},
	"answer/checktest": {"article", "text", "answer/check"},

	"answer/check/thesaurus": {},
	"answer/check/support":   {"answer/check"},

	"store":   {"article"},
	"library": {"article", "text", "search", "search/index", "store"},
	"sample":  {"article"},

	"ingest":         {"article", "text", "ingest/fetch", "ingest/html", "ingest/worker", "ingest/formats", "ingest/pdf", "ingest/feed"},
	"ingest/fetch":   {"article"},
	"ingest/html":    {"article", "text", "when/written"},
	"ingest/worker":  {"article"},
	"ingest/formats": {"article", "text", "when/written"},
	"ingest/pdf":     {"article", "text"},
	"ingest/feed":    {"article", "ingest/formats"},

	"ingest/html/dateparser": {},

	"commands":        {"article", "text", "when"},
	"bot":             {"article", "commands", "bot/gateway", "bot/render", "bot/rest"},
	"web":             {"article", "commands"},
	"eval":            {"article"},
	"eval/extraction": {"article", "ingest/html"},
	"cli":             {"*"},

	"bot/gateway":     {"article"},
	"bot/render":      {"article", "commands"},
	"bot/rest":        {},
	"bot/discordtest": {},
}

// onlyIn names outside packages that one of ours keeps to itself. Entries end
// in "/" when they stand for everything below.
var onlyIn = map[string]string{
	"github.com/bwmarrin/discordgo":     "bot",
	"github.com/mattn/go-sqlite3":       "store",
	"database/sql":                      "store",
	"github.com/sashabaranov/go-openai": "llm",
}

// TestArrows reads the files rather than asking the go command, whose answer
// the test cache would keep after another package broke the rule.
func TestArrows(t *testing.T) {
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			name := d.Name()
			if name != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "bench" || name == "data") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") || p == "deps.go" { // deps.go names modules, it uses none
			return nil
		}
		checkFile(t, filepath.ToSlash(p))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkFile reports the imports of the file that the table does not allow. A
// test file may also import packages made for tests, and anything a test of
// the whole needs, but keeps to onlyIn.
func checkFile(t *testing.T, file string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	from := path.Dir(file)
	allowed, known := layers[from]
	if !known {
		t.Errorf("%s: package %q is not in the table of arrows_test.go; add it with what it may import", file, from)
		return
	}
	isTest := strings.HasSuffix(file, "_test.go")
	for _, spec := range f.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if owner, ok := onlyIn[to]; ok && owner != from && !strings.HasPrefix(from, owner+"/") && !(isTest && strings.HasPrefix(from, owner)) {
			t.Errorf("%s imports %s, which only %s may", file, to, owner)
		}
		own, ok := strings.CutPrefix(to, module+"/")
		if !ok || isTest || slices.Contains(allowed, "*") || slices.Contains(allowed, own) {
			continue
		}
		t.Errorf("%s imports %s; package %s may import only %v", file, to, from, allowed)
	}
}
