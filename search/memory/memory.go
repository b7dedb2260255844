// Package memory holds articles as a store does, in memory: for training the
// ranking, and for tests that ask questions.
package memory

import (
	"context"
	"fmt"
	"slices"

	"byline/article"
	"byline/search/index"
	"byline/text"
)

// A Store is one library, article.Shared, of articles that do not change.
type Store struct {
	articles []*article.Article // their ids are positions, counted from 1
	passages []article.Passage  // likewise
	segment  []byte
}

// New returns a Store of articles. It sets their ids, revisions and, where it
// is empty, the language.
func New(articles []*article.Article) (*Store, error) {
	s := &Store{articles: articles}
	var docs []index.Doc
	for i, a := range articles {
		a.ID, a.RevisionID, a.Revision, a.Library = article.ID(i+1), article.RevisionID(i+1), 1, article.Shared
		if a.Language == "" {
			a.Language, _ = text.Detect(a.Text)
		}
		an := text.For(a.Language)
		title := terms(an, a.Title+"\n"+a.Source)
		for _, p := range text.Passages(a.Text) {
			p.ID, p.Article, p.RevisionID = article.PassageID(len(s.passages)+1), a.ID, a.RevisionID
			s.passages = append(s.passages, p)
			docs = append(docs, index.Doc{Title: title, Body: append(terms(an, p.Of(a.Text)), an.Marks(p.Of(a.Text))...)})
		}
	}
	var err error
	if s.segment, err = index.Build(docs); err != nil {
		return nil, fmt.Errorf("memory: %w", err)
	}
	return s, nil
}

func terms(an *text.Analyzer, s string) []string {
	var out []string
	for _, t := range an.Tokens(nil, s) {
		if !t.Stop {
			out = append(out, t.Term)
		}
	}
	return out
}

// Segments implements index.Segments.
func (s *Store) Segments(_ context.Context, lib article.LibraryID) (article.SegmentList, error) {
	if lib != article.Shared || len(s.passages) == 0 {
		return article.SegmentList{}, nil
	}
	return article.SegmentList{Generation: 1, Segments: []article.SegmentInfo{{
		ID: 1, Library: lib, Docs: len(s.passages), Size: int64(len(s.segment)), First: 1,
	}}}, nil
}

// ReadSegment implements index.Segments.
func (s *Store) ReadSegment(_ context.Context, _ int64, off int64, n int) ([]byte, error) {
	if off < 0 || off+int64(n) > int64(len(s.segment)) {
		return nil, fmt.Errorf("memory: %d bytes at %d of %d", n, off, len(s.segment))
	}
	return s.segment[off : off+int64(n)], nil
}

// Passages returns those of ids that exist, if libs has article.Shared.
func (s *Store) Passages(_ context.Context, libs []article.LibraryID, ids []article.PassageID) ([]article.Passage, error) {
	var out []article.Passage
	for _, id := range ids {
		if id >= 1 && int(id) <= len(s.passages) && slices.Contains(libs, article.Shared) {
			out = append(out, s.passages[id-1])
		}
	}
	return out, nil
}

// Articles returns those of ids that exist, if libs has article.Shared.
func (s *Store) Articles(_ context.Context, libs []article.LibraryID, ids []article.ID) ([]*article.Article, error) {
	var out []*article.Article
	for _, id := range ids {
		if id >= 1 && int(id) <= len(s.articles) && slices.Contains(libs, article.Shared) {
			out = append(out, s.articles[id-1])
		}
	}
	return out, nil
}
