package ingest

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/article"
)

var update = flag.Bool("update", false, "rewrite the wanted sections of testdata")

// TestScripts reads the file of each case in testdata/read and compares what
// comes of it. A case is a sentence, then "-- in NAME --" with the file, then
// "-- out --" with the items as show prints them.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name, in, want := parseCase(t, string(raw))
			got := show(read(t, &Reader{}, Source{Data: []byte(in), Name: name}))
			if *update {
				head, _, _ := strings.Cut(string(raw), "-- out --\n")
				if err := os.WriteFile(file, []byte(head+"-- out --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s\nIf the new form is right, run: go test ./ingest -run Scripts -update", got, want)
			}
		})
	}
}

func parseCase(t *testing.T, raw string) (name, in, want string) {
	t.Helper()
	_, rest, ok := strings.Cut(raw, "-- in ")
	name, rest, ok2 := strings.Cut(rest, " --\n")
	in, want, ok3 := strings.Cut(rest, "-- out --\n")
	if !ok || !ok2 || !ok3 {
		t.Fatal(`a case needs "-- in NAME --" and "-- out --"`)
	}
	return name, in, want
}

// read returns all items of source.
func read(t testing.TB, r *Reader, source Source) []Item {
	t.Helper()
	var items []Item
	err := r.Read(context.Background(), source, func(i Item) error { items = append(items, i); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// show prints items as lines, fields that are empty left out.
func show(items []Item) string {
	var b bytes.Buffer
	for _, i := range items {
		a := i.Article
		if i.Err != nil {
			fmt.Fprintf(&b, "refused %s: %s\n", i.Name, article.CodeOf(i.Err))
			continue
		}
		fmt.Fprintf(&b, "read %s as %s\n", i.Name, a.Ref)
		for _, f := range [][2]string{
			{"title", a.Title}, {"source", a.Source}, {"authors", strings.Join(a.Authors, "; ")}, {"published", a.Published.String()},
			{"updated", a.Updated.String()}, {"url", a.URL}, {"language", a.Language}, {"dateline", a.Dateline}, {"warnings", strings.Join(a.Warnings, "; ")},
		} {
			if f[1] != "" {
				fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
			}
		}
		fmt.Fprintf(&b, "\n%s\n\n", a.Text)
	}
	return b.String()
}
