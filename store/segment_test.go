package store_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"byline/article"
	"byline/store"
)

// TestMergeKeepsTombstones changes an article while a merge is under way.
func TestMergeKeepsTombstones(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	load(t, db, guild, item("a", "A", "One.\n\nTwo."))
	load(t, db, guild, item("b", "B", "Three."))
	list, err := db.Segments(ctx, guild)
	if err != nil {
		t.Fatal(err)
	}
	ids := live(t, db, guild)
	load(t, db, guild, item("a", "A", "Uno.")) // One and Two die meanwhile
	if err := db.ReplaceSegments(ctx, guild, list.Segments, []byte("merged"), ids); err != nil {
		t.Fatal(err)
	}
	if got := words(t, db, guild, live(t, db, guild)); got != "Uno.|Three." && got != "Three.|Uno." {
		t.Errorf("indexed %q", got)
	}
	if err := db.Check(ctx); err != nil {
		t.Error(err)
	}
	if err := db.ReplaceSegments(ctx, guild, list.Segments, []byte("merged"), ids); article.KindOf(err) != article.Busy {
		t.Errorf("merged what was merged before: %v", err)
	}
}

// TestReadSegment reads parts of a segment that spans several rows.
func TestReadSegment(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	data := make([]byte, 100_000)
	for i := range data {
		data[i] = byte(i * i >> 4)
	}
	if _, err := db.Load(ctx, guild, []store.Item{item("a", "A", "One.")}, func([]int) ([]byte, error) { return data, nil }); err != nil {
		t.Fatal(err)
	}
	list, err := db.Segments(ctx, guild)
	if err != nil || len(list.Segments) != 1 || list.Segments[0].Size != int64(len(data)) {
		t.Fatal(list, err)
	}
	id := list.Segments[0].ID
	for _, tt := range []struct{ off, n int }{{0, 1}, {0, 100_000}, {32_767, 2}, {32_768, 32_768}, {65_000, 35_000}, {99_999, 10}, {70_000, 0}} {
		want := data[tt.off:min(tt.off+tt.n, len(data))]
		if got, err := db.ReadSegment(ctx, id, int64(tt.off), tt.n); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes from %d: got %d bytes, %v", tt.n, tt.off, len(got), err)
		}
	}
	if _, err := db.ReadSegment(ctx, id+1, 0, 1); article.KindOf(err) != article.NotFound {
		t.Errorf("a segment that is not there: %v", err)
	}
}

// TestSegmentsAreRemembered reads the list again only when it changed.
func TestSegmentsAreRemembered(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	if list, err := db.Segments(ctx, guild); err != nil || len(list.Segments) > 0 {
		t.Fatal(list, err)
	}
	load(t, db, guild, item("a", "A", "One."))
	first, err := db.Segments(ctx, guild)
	if err != nil {
		t.Fatal(err)
	}
	load(t, db, other, item("a", "A", "One."))
	second, err := db.Segments(ctx, guild)
	if err != nil || first.Generation != second.Generation || &first.Segments[0] != &second.Segments[0] {
		t.Errorf("another library's load changed the list: %v, %v, %v", first, second, err)
	}
	load(t, db, guild, item("b", "B", "Two."))
	third, err := db.Segments(ctx, guild)
	if err != nil || third.Generation == first.Generation || slices.ContainsFunc(third.Segments, func(s article.SegmentInfo) bool { return s.Library != guild }) {
		t.Errorf("after a load: %v, %v", third, err)
	}
}
