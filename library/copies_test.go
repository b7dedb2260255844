package library

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A sample is an article of the benchmark sets.
type sample struct {
	name, title, text string
	fingerprint
	bands []byte
}

// shared returns the folder of the benchmark sets, or skips the test.
func shared(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("BYLINE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		if _, err := os.Stat(filepath.Join(dir, "shared", "bench")); err == nil {
			return filepath.Join(dir, "shared")
		}
	}
	t.Skip("the benchmark sets are not here; set BYLINE_SHARED to their folder to measure on them")
	return ""
}

// samples reads every articles file of the sets and the gold texts of the
// extraction pages.
func samples(t *testing.T) []*sample {
	t.Helper()
	dir := filepath.Join(shared(t), "bench")
	files, err := filepath.Glob(filepath.Join(dir, "*", "articles.jsonl.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in %s: %v", dir, err)
	}
	var all []*sample
	add := func(name, title, text string) {
		s := &sample{name: name, title: title, text: text, fingerprint: fingerprintOf(title, text)}
		s.bands = signature(s.shingles)
		all = append(all, s)
	}
	for _, file := range files {
		r := bufio.NewReader(unzipped(t, file))
		dec := json.NewDecoder(r)
		for {
			var a struct{ ID, Title, Text string }
			err := dec.Decode(&a)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			add(filepath.Base(filepath.Dir(file))+"/"+a.ID, a.Title, a.Text)
		}
	}
	var pages map[string]struct{ ArticleBody string }
	if err := json.NewDecoder(unzipped(t, filepath.Join(dir, "extraction", "ground-truth.json.gz"))).Decode(&pages); err != nil {
		t.Fatal(err)
	}
	for id, p := range pages {
		add("extraction/"+id, "", p.ArticleBody)
	}
	return all
}

// unzipped opens a gzip file until t ends.
func unzipped(t *testing.T, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// shareBand reports whether two signatures would be compared.
func shareBand(a, b []byte) bool {
	found := false
	bandsOf := map[string]bool{}
	eachBand(a, func(at int, v uint32) { bandsOf[fmt.Sprint(at, v)] = true })
	eachBand(b, func(at int, v uint32) { found = found || bandsOf[fmt.Sprint(at, v)] })
	return found
}

// TestCopiesAreFound edits every article as outlets do and measures how many
// copies are still known; docs/copies.md has the figures.
func TestCopiesAreFound(t *testing.T) {
	all := samples(t)
	rng := rand.New(rand.NewPCG(1, 2))
	stranger := func() []string { return strings.Fields(all[rng.IntN(len(all))].text) }
	for _, edit := range []struct {
		name  string
		apply func(words []string) []string
	}{
		{"new head and tail", func(w []string) []string {
			n := max(len(w)/10, 1)
			other := stranger()
			n = min(n, len(other))
			return append(append(append([]string{}, other[:n]...), w[n:len(w)-n]...), other[len(other)-n:]...)
		}},
		{"cut to 70 %", func(w []string) []string { return w[:len(w)*7/10] }},
		{"cut to 50 %", func(w []string) []string { return w[:len(w)/2] }},
		{"one word in twelve changed", func(w []string) []string {
			w = append([]string{}, w...)
			other := stranger()
			for i := range w {
				if rng.IntN(12) == 0 {
					w[i] = other[rng.IntN(len(other))]
				}
			}
			return w
		}},
		{"25 % local text added", func(w []string) []string {
			at := rng.IntN(len(w))
			other := stranger()
			n := min(len(w)/4, len(other))
			return append(append(append([]string{}, w[:at]...), other[:n]...), w[at:]...)
		}},
	} {
		found, tried := 0, 0
		for _, s := range all {
			words := strings.Fields(s.text)
			if len(words) < 2*minShingles {
				continue
			}
			tried++
			copied := fingerprintOf(s.title, strings.Join(edit.apply(words), " "))
			if shareBand(s.bands, signature(copied.shingles)) && nearCopies(&s.fingerprint, &copied) {
				found++
			}
		}
		recall := float64(found) / float64(tried)
		t.Logf("%-28s %d of %d, %.1f %%", edit.name, found, tried, 100*recall)
		if recall < .95 && edit.name != "cut to 50 %" {
			t.Errorf("%s: recall %.3f, want at least .95", edit.name, recall)
		}
	}
}

// TestStrangersAreNotCopies compares every pair of articles that shares a band.
func TestStrangersAreNotCopies(t *testing.T) {
	all := samples(t)
	type band struct {
		at    int
		value uint32
	}
	having := map[band][]int{}
	compared, same := map[[2]int]bool{}, 0
	for i, a := range all {
		eachBand(a.bands, func(at int, v uint32) {
			for _, j := range having[band{at, v}] {
				compared[[2]int{j, i}] = true
			}
			having[band{at, v}] = append(having[band{at, v}], i)
		})
	}
	for pair := range compared {
		a, b := all[pair[0]], all[pair[1]]
		switch {
		case !nearCopies(&a.fingerprint, &b.fingerprint):
		case a.title == b.title && a.title != "":
			same++ // two sets hold the same page
		default:
			t.Errorf("one story: %s %q and %s %q", a.name, a.title, b.name, b.title)
		}
	}
	t.Logf("%d articles, %d pairs, %d compared, %d pages in two sets", len(all), len(all)*(len(all)-1)/2, len(compared), same)
}
