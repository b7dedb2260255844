package index

import (
	"context"
	"fmt"
	"sync"

	"byline/article"
)

// memory is a store of segments in memory, a consistent one: lists and files
// change together.
type memory struct {
	mu    sync.Mutex
	lists map[article.LibraryID]article.SegmentList
	files map[int64][]byte
	next  int64
	reads int
}

func newMemory() *memory {
	return &memory{lists: make(map[article.LibraryID]article.SegmentList), files: make(map[int64][]byte)}
}

func (m *memory) Segments(_ context.Context, lib article.LibraryID) (article.SegmentList, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.lists[lib], nil
}

func (m *memory) ReadSegment(_ context.Context, id int64, off int64, n int) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads++
	file, ok := m.files[id]
	if !ok {
		return nil, &article.Error{Kind: article.NotFound, Err: fmt.Errorf("segment %d", id)}
	}
	if off < 0 || off+int64(n) > int64(len(file)) {
		return nil, fmt.Errorf("segment %d: read beyond the end", id)
	}
	return file[off : off+int64(n)], nil
}

// add stores file as a segment of the passages ids.
func (m *memory) add(lib article.LibraryID, file []byte, ids []article.PassageID) article.SegmentInfo {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.insert(lib, nil, file, ids)
}

// insert replaces the segments whose ids are in old by one of the passages ids.
func (m *memory) insert(lib article.LibraryID, old map[int64]bool, file []byte, ids []article.PassageID) article.SegmentInfo {
	m.next++
	info := article.SegmentInfo{ID: m.next, Library: lib, Docs: len(ids), Size: int64(len(file)), Passages: article.PackPassages(ids)}
	l := article.SegmentList{Generation: m.lists[lib].Generation + 1}
	for _, s := range m.lists[lib].Segments {
		if old[s.ID] {
			delete(m.files, s.ID)
			continue
		}
		l.Segments = append(l.Segments, s)
	}
	if len(ids) > 0 {
		info.First = ids[0]
		m.files[info.ID] = file
		l.Segments = append(l.Segments, info)
	}
	m.lists[lib] = l
	return info
}

// remove marks passage p of lib deleted.
func (m *memory) remove(lib article.LibraryID, p article.PassageID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := article.SegmentList{Generation: m.lists[lib].Generation + 1}
	for _, s := range m.lists[lib].Segments {
		if doc, ok := s.Doc(p); ok {
			deleted := make([]byte, (s.Docs+7)/8)
			copy(deleted, s.Deleted)
			deleted[doc/8] |= 1 << (doc % 8)
			s.Deleted = deleted
		}
		l.Segments = append(l.Segments, s)
	}
	m.lists[lib] = l
}

// passagesFrom returns n consecutive passages from first on.
func passagesFrom(first article.PassageID, n int) []article.PassageID {
	ids := make([]article.PassageID, n)
	for i := range ids {
		ids[i] = first + article.PassageID(i)
	}
	return ids
}
