package cli

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"byline/sample"
)

// TestFirstPage: the first page of a new database lists the sample library, and
// what it offers to ask is answered but for the last, which shows how the
// articles' silence looks.
func TestFirstPage(t *testing.T) {
	t.Chdir(t.TempDir())
	var out, errs bytes.Buffer
	term := &terminal{World: testWorld(nil, "", &out, &errs)}
	a, err := term.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	if err := term.welcome(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var g errgroup.Group
	defer func() { stop(); _ = g.Wait() }()
	where, err := a.serve(ctx, &g, term.Now)
	if err != nil {
		t.Fatal(err)
	}
	first := getPage(t, where+"/")
	for _, want := range append([]string{"9 articles, all of them samples", "Container ship Ever Given"}, sample.Asks...) {
		if !strings.Contains(first, want) {
			t.Errorf("the first page lacks %q:\n%s", want, first)
		}
	}
	for i, q := range sample.Asks {
		answer := getPage(t, where+"/?q="+strings.ReplaceAll(q, " ", "+"))
		if answered := strings.Contains(answer, `<ol class="claims">`); answered != (i < len(sample.Asks)-1) {
			t.Errorf("%q answered: %v:\n%s", q, answered, answer)
		}
	}
}

func getPage(t *testing.T, url string) string {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %d, %v", url, res.StatusCode, err)
	}
	return string(body)
}
