package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"byline/article"
	"byline/store"
)

func TestTrace(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	a, id := answered(t, db, item("a", "Vote", "Ayre won."))
	libs := []article.LibraryID{guild}
	// What comes later does not change what is told of an answer.
	load(t, db, guild, item("a", "Vote", "Brede won, it turned out."), item("b", "Again", "Ayre won again."))
	got, err := db.Trace(ctx, libs, id)
	if err != nil {
		t.Fatal(err)
	}
	v := got.Answer.Checked[0]
	if v.Text != "Brede won." || v.Failed != "name" || v.Marks != "[1.1][9.9]" || len(v.Against) != 1 || v.Against[0].Text() != "Ayre won." {
		t.Errorf("checked %+v", v)
	}
	if want := (article.Call{Step: "answer", Hash: "abc", Model: "m", In: 20, Out: 10, Took: time.Second, Problem: "cut: Brede"}); len(got.Answer.Calls) != 1 || got.Answer.Calls[0] != want {
		t.Errorf("calls %+v, want %+v", got.Answer.Calls, want)
	}
	c := got.Weighed.Candidates[0]
	if c.Article.RevisionID != a.RevisionID || c.Span.Of(c.Article.Text) != "Ayre won." || c.Score != 2 || !reflect.DeepEqual(c.Values, []float32{.5}) ||
		got.Weighed.Terms[0] != (article.Measure{Name: "Brede", Value: 1.2346}) || got.Weighed.Features[0] != "words" || got.Asked != noon {
		t.Errorf("weighed %+v", got.Weighed)
	}
	if _, err := db.Trace(ctx, []article.LibraryID{other}, id); article.KindOf(err) != article.NotFound {
		t.Errorf("another library's: %v", err)
	}
}

func TestTraceOfRemovedArticle(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	a, id := answered(t, db, item("a", "Vote", "Ayre won."))
	if err := db.Remove(ctx, guild, a.ID, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Purge(ctx, noon.Add(store.UndoFor)); err != nil {
		t.Fatal(err)
	}
	got, err := db.Trace(ctx, []article.LibraryID{guild}, id)
	if err != nil || len(got.Weighed.Candidates) != 1 || got.Weighed.Candidates[0].Article != nil || got.Answer.Checked[0].Against[0].Article != nil {
		t.Errorf("trace %+v, %v; want spans of no article", got, err)
	}
}
