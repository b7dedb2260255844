package ingest

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"byline/article"
)

// write makes files below a new folder.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFolderIsReadInOrderAndSurvivesBadFiles(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": "Second text of the folder.", "a/z.md": "# First\n\nIts text.", "c.bin": "\x00\x01\x02\x03", "d.txt": "",
		".hidden": "Not read.", ".git/config": "Not read.", "e.jsonl": `{"text":"One."}` + "\n" + `{"text":"Two."}` + "\n",
	})
	if err := os.Symlink(filepath.Join(dir, "a"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	want := "a/z.md: read|b.txt: read|c.bin: binary|d.txt: empty|e.jsonl line 1: read|e.jsonl line 2: read|link: no-access"
	for _, workers := range []int{0, 1, 3} {
		var got []string
		note := func(i Item) error {
			state := "read"
			if i.Err != nil {
				state = article.CodeOf(i.Err)
			}
			got = append(got, strings.TrimPrefix(i.Name, dir+"/")+": "+state)
			return nil
		}
		var err error
		if r := (&Reader{}); workers == 0 {
			err = r.Read(context.Background(), Source{Path: dir}, note)
		} else {
			err = r.ReadAll(context.Background(), workers, []Source{{Path: dir}}, note)
		}
		if err != nil || strings.Join(got, "|") != want {
			t.Errorf("%d workers: %v\ngot  %s\nwant %s", workers, err, strings.Join(got, "|"), want)
		}
	}
}

// TestFortyLinks reads forty links at once: each ends for itself, reports come
// in the order of the links, and no more than the workers are under way.
func TestFortyLinks(t *testing.T) {
	var now, most int
	var mu sync.Mutex
	gate := make(chan struct{})
	r := &Reader{Fetch: func(ctx context.Context, url string) (Page, error) {
		mu.Lock()
		now++
		most = max(most, now)
		if now == 8 {
			close(gate) // the rest need not wait: eight at once were seen
		}
		mu.Unlock()
		<-gate
		mu.Lock()
		now--
		mu.Unlock()
		if strings.HasSuffix(url, "7") {
			return Page{}, &article.Error{Kind: article.NotFound, Code: "not-found", Public: "That page is not there."}
		}
		return Page{URL: url, Type: "text/html", Body: []byte("<h1>Title</h1><p>Text of " + url + "</p>")}, nil
	}}
	var sources []Source
	for i := range 40 {
		sources = append(sources, ParseSource(fmt.Sprintf("https://site%d.example/%d", i, i)))
	}
	var n, refused int
	err := r.ReadAll(context.Background(), 8, sources, func(i Item) error {
		if i.Name != sources[n].URL {
			t.Errorf("item %d is %s", n, i.Name)
		}
		if n++; i.Err != nil {
			refused++
		}
		return nil
	})
	if err != nil || n != 40 || refused != 4 {
		t.Errorf("%d items, %d refused, %v; want 40, 4", n, refused, err)
	}
	if most > 8 {
		t.Errorf("%d at once, want at most 8", most)
	}
}

func TestReadAllStopsWithItsCaller(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": strings.Repeat(`{"text":"Same again."}`+"\n", 1000), "b.txt": "More text."})
	enough := errors.New("enough")
	n := 0
	err := (&Reader{}).ReadAll(context.Background(), 2, []Source{{Path: dir}}, func(Item) error {
		if n++; n == 5 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 5 {
		t.Errorf("stopped with %v after %d items", err, n)
	}
}

// textRef is the end of the ref of the text piped in below.
const textRef = "deb3580406c1"

func TestStandardInput(t *testing.T) {
	var packed strings.Builder
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(`{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"Two."}`)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		in   string
		refs string
	}{
		"text":          {"A plain text, piped in.", "standard input " + textRef},
		"JSON lines":    {`{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"Two."}`, "a b"},
		"packed lines":  {packed.String(), "a b"},
		"a broken line": {`{"id":"a","text":"One."}` + "\n" + `{"id":`, "a bad-line"},
		"nothing":       {"", "empty"},
	} {
		var refs []string
		for _, i := range read(t, &Reader{In: strings.NewReader(c.in)}, ParseSource("-")) {
			if i.Err != nil {
				refs = append(refs, article.CodeOf(i.Err))
				continue
			}
			refs = append(refs, i.Article.Ref)
		}
		if got := strings.Join(refs, " "); got != c.refs {
			t.Errorf("%s: %q, want %q", name, got, c.refs)
		}
	}
}

// TestPastedTextsAreToldApart: another text is another article, the same title
// with a corrected text the same article.
func TestPastedTextsAreToldApart(t *testing.T) {
	ref := func(text string) string {
		return read(t, &Reader{}, Source{Data: []byte(text)})[0].Article.Ref
	}
	first, corrected := ref("Bridge closes\n\nIt closes on Monday."), ref("Bridge closes\n\nIt closes on Tuesday.")
	other := ref("Ferry runs\n\nIt runs on Monday.")
	if first != corrected || first == other || !strings.HasPrefix(first, "pasted text ") {
		t.Errorf("refs %q, %q and %q; want the first two equal", first, corrected, other)
	}
}
