package article

import (
	"reflect"
	"testing"
)

func TestPackPassages(t *testing.T) {
	tests := []struct {
		name string
		ids  []PassageID
		runs []PassageRun
	}{
		{"consecutive", []PassageID{7, 8, 9}, []PassageRun{{7, 3}}},
		{"one", []PassageID{12}, []PassageRun{{12, 1}}},
		{"gaps", []PassageID{1, 2, 9, 300, 301}, []PassageRun{{1, 2}, {9, 1}, {300, 2}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := SegmentInfo{Docs: len(tt.ids), First: tt.ids[0], Passages: PackPassages(tt.ids)}
			runs, err := s.Runs()
			if err != nil || !reflect.DeepEqual(runs, tt.runs) {
				t.Errorf("Runs() = %v, %v; want %v", runs, err, tt.runs)
			}
			for want, id := range tt.ids {
				if doc, ok := s.Doc(id); !ok || doc != want {
					t.Errorf("Doc(%d) = %d, %v; want %d", id, doc, ok, want)
				}
			}
			if doc, ok := s.Doc(8000); ok {
				t.Errorf("Doc(8000) = %d; want none", doc)
			}
		})
	}
}

func TestRunsOfCorruptBytes(t *testing.T) {
	for _, b := range [][]byte{{}, {1}, {1, 0}, {1, 9}, {1, 1}, {0xff}} {
		s := SegmentInfo{Docs: 2, Passages: b}
		if runs, err := s.Runs(); err == nil {
			t.Errorf("Runs of %v = %v; want an error", b, runs)
		}
	}
}

func TestIsDeleted(t *testing.T) {
	s := SegmentInfo{Docs: 20, Deleted: []byte{0b1000_0001, 1}}
	for doc := range s.Docs {
		if got, want := s.IsDeleted(doc), doc == 0 || doc == 7 || doc == 8; got != want {
			t.Errorf("IsDeleted(%d) = %v; want %v", doc, got, want)
		}
	}
}
