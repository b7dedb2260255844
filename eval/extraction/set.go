package main

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A page is one page of the benchmark.
type page struct {
	id   string // its hash in the benchmark
	html []byte
	URL  string `json:"url"`
	Body string `json:"articleBody"`
}

// sharedDir finds the folder that holds bench/: BYLINE_SHARED, else a sibling
// named shared of the working directory or of one above it.
func sharedDir() (string, error) {
	if dir := os.Getenv("BYLINE_SHARED"); dir != "" {
		return dir, nil
	}
	at, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; at = filepath.Dir(at) {
		dir := filepath.Join(at, "shared")
		if _, err := os.Stat(filepath.Join(dir, "bench")); err == nil {
			return dir, nil
		}
		if at == filepath.Dir(at) {
			return "", errors.New("found no folder shared/bench: set BYLINE_SHARED to the folder that holds bench/extraction")
		}
	}
}

// readSet reads the benchmark's pages, ordered by id.
func readSet(shared string) ([]page, error) {
	dir := filepath.Join(shared, "bench", "extraction")
	truth, err := readGzip(filepath.Join(dir, "ground-truth.json.gz"))
	if err != nil {
		return nil, err
	}
	var byID map[string]page
	if err := json.Unmarshal(truth, &byID); err != nil {
		return nil, fmt.Errorf("ground truth: %w", err)
	}
	var pages []page
	for id, p := range byID {
		p.id = id
		if p.html, err = readGzip(filepath.Join(dir, "html", id+".html.gz")); err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b page) int {
		if a.id < b.id {
			return -1
		}
		return 1
	})
	return pages, nil
}

func readGzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(z)
}
