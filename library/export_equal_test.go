package library_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"byline/article"
	"byline/ingest/formats"
	"byline/library"
)

// TestExportComesBack writes a library as JSON lines and loads the lines into
// another one, which must be equal but for numbers of the database.
func TestExportComesBack(t *testing.T) {
	ctx := context.Background()
	from, to := open(t), open(t)
	for _, s := range sections(t, "testdata/copies/wire.txtar") {
		it := plain(s.name, "  Ferry & “strike”", s.body)
		it.Article.Authors = []string{"Ann Lee", "Bo"}
		it.Article.URL = "https://ex.org/" + s.name
		it.Article.Published, it.Article.Updated = article.Day(noon), article.Moment(noon)
		it.Article.Source, it.Article.Dateline = "The Example", "Dunmore, March 1"
		it.Article.Teaser, it.Article.Warnings = true, []string{"teaser only, no more could be had"}
		load(t, from, it)
	}
	load(t, from, plain("changed", "Vote", "Ayre won by four votes."))
	load(t, from, plain("changed", "Vote", "Ayre won by nine votes.")) // counts as corrected
	load(t, from, plain("https://ex.org/bare", "", "Correction: this has no title.\r\n\tIt keeps its white space.  "))
	load(t, from, library.Item{Article: article.Article{Text: "It was pasted and has no name."}})
	load(t, from, plain("gone", "Gone", "It was removed."))
	gone, err := from.Store.Find(ctx, []article.LibraryID{guild}, "gone")
	if err != nil || len(gone) != 1 {
		t.Fatal(gone, err)
	}
	if err := from.Remove(ctx, guild, gone[0].ID, noon); err != nil {
		t.Fatal(err)
	}

	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	want := contents(t, from, func(a article.Article) error { return enc.Encode(formats.RecordOf(a)) })
	var items []library.Item
	err = formats.JSONL(&lines, formats.Limits{}, func(line int, a article.Article, err error) error {
		items = append(items, library.Item{Article: a, Err: err})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range load(t, to, items...) {
		if r.Err != nil {
			t.Error(r.Err)
		}
	}
	got := contents(t, to, func(article.Article) error { return nil })
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(article.Date{})); diff != "" {
		t.Errorf("the library that came back differs (-was +is):\n%s", diff)
	}
}

// contents returns the articles of a library without what its database numbers,
// and shows each to visit.
func contents(t *testing.T, l *library.Library, visit func(article.Article) error) []article.Article {
	t.Helper()
	var all []article.Article
	err := l.Store.Export(context.Background(), guild, func(a article.Article) error {
		if err := visit(a); err != nil {
			return err
		}
		a.ID, a.RevisionID, a.Revision, a.Story = 0, 0, 0, 0
		all = append(all, a)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
