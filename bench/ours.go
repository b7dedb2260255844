package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"byline/article"
	"byline/search/index"
	"byline/text"
)

// lib is the library all passages are in.
const lib = article.Shared

// docOf returns a passage's terms as the library loads them.
func docOf(a *text.Analyzer, p passage) index.Doc {
	return index.Doc{Title: termsOf(a, p.title, true), Body: termsOf(a, p.body, false)}
}

// termsOf returns the terms of s, with or without stop words.
func termsOf(a *text.Analyzer, s string, stops bool) []string {
	var terms []string
	for _, t := range a.Tokens(nil, s) {
		if stops || !t.Stop {
			terms = append(terms, t.Term)
		}
	}
	return terms
}

// questionTerms returns the terms of a question, each once.
func questionTerms(a *text.Analyzer, question string) []index.Term {
	var terms []index.Term
	seen := make(map[string]bool)
	for _, t := range termsOf(a, question, false) {
		if !seen[t] {
			seen[t] = true
			terms = append(terms, index.Term{Alternatives: []string{t}, Weight: 1})
		}
	}
	return terms
}

// segments is a store of segments in memory.
type segments struct {
	mu    sync.RWMutex
	lists map[article.LibraryID]article.SegmentList
	files [][]byte
	docs  int
}

func (s *segments) Segments(_ context.Context, lib article.LibraryID) (article.SegmentList, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.lists[lib], nil
}

func (s *segments) ReadSegment(_ context.Context, id int64, off int64, n int) ([]byte, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if id < 0 || id >= int64(len(s.files)) || off+int64(n) > int64(len(s.files[id])) {
		return nil, fmt.Errorf("segment %d has no %d bytes at %d", id, n, off)
	}
	return s.files[id][off : off+int64(n)], nil
}

// add appends a segment of the next docs passages.
func (s *segments) add(lib article.LibraryID, file []byte, docs int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lists[lib]
	l.Generation++
	l.Segments = append(l.Segments, article.SegmentInfo{
		ID: int64(len(s.files)), Library: lib, Docs: docs, Size: int64(len(file)), First: article.PassageID(s.docs),
	})
	s.lists[lib] = l
	s.files = append(s.files, file)
	s.docs += docs
}

// ReplaceSegments puts a merged segment in the place of others.
func (s *segments) ReplaceSegments(_ context.Context, lib article.LibraryID, old []article.SegmentInfo, merged []byte, passages []article.PassageID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := article.SegmentList{Generation: s.lists[lib].Generation + 1}
	gone := make(map[int64]bool)
	for _, o := range old {
		gone[o.ID] = true
		s.files[o.ID] = nil
	}
	for _, seg := range s.lists[lib].Segments {
		if !gone[seg.ID] {
			l.Segments = append(l.Segments, seg)
		}
	}
	l.Segments = append(l.Segments, article.SegmentInfo{
		ID: int64(len(s.files)), Library: lib, Docs: len(passages), Size: int64(len(merged)),
		First: passages[0], Passages: article.PackPassages(passages),
	})
	s.files = append(s.files, merged)
	s.lists[lib] = l
	return nil
}

// ours is Byline's index over a store of segments.
type ours struct {
	index    *index.Index
	analyzer *text.Analyzer
	lib      article.LibraryID
}

func (o ours) search(ctx context.Context, question string, k int) ([]int, error) {
	hits, err := o.index.Search(ctx, []article.LibraryID{o.lib}, questionTerms(o.analyzer, question), k, nil)
	found := make([]int, len(hits))
	for i, h := range hits {
		found[i] = int(h.Passage)
	}
	return found, err
}

// batchPassages is how many passages are built into a segment at once.
const batchPassages = 4096

// build makes the index of n passages and says how fast.
func (o *options) build(ctx context.Context, n int) (ours, error) {
	m := newMaker(1, o.articles)
	s := &segments{lists: make(map[article.LibraryID]article.SegmentList)}
	x := index.New(s, 1<<30)
	a := text.For("en")
	var spent time.Duration
	bytes := 0
	for done := 0; done < n; {
		docs := make([]passage, min(batchPassages, n-done))
		for i := range docs {
			docs[i] = m.next()
			bytes += len(docs[i].body)
		}
		before := cpu()
		terms := make([]index.Doc, len(docs))
		for i, p := range docs {
			terms[i] = docOf(a, p)
		}
		file, err := index.Build(terms)
		if err != nil {
			return ours{}, err
		}
		spent += cpu() - before
		s.add(lib, file, len(docs))
		done += len(docs)
	}
	before := cpu()
	for {
		merged, err := x.Merge(ctx, s, lib)
		if err != nil {
			return ours{}, err
		}
		if !merged {
			break
		}
	}
	merging := cpu() - before
	size, words := int64(0), 0
	for _, seg := range s.lists[lib].Segments {
		size += seg.Size
	}
	fmt.Printf("build %d passages of %d bytes, %.0f/s a core and merging %.0f/s; %d segments, %d bytes a passage; coined %d %d\n",
		n, bytes/n, float64(n)/spent.Seconds(), float64(n)/merging.Seconds(), len(s.lists[lib].Segments), size/int64(n), m.coined, words)
	return ours{x, a, lib}, nil
}
