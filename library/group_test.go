package library_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"byline/article"
	"byline/library"
)

// A section is one "-- name --" part of a test file.
type section struct{ name, body string }

// sections reads a test file in the form of txtar, without its comment.
func sections(t *testing.T, path string) []section {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []section
	for line := range strings.Lines(string(data)) {
		name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		if name, end := strings.CutSuffix(name, " --"); ok && end {
			all = append(all, section{name: name})
		} else if len(all) > 0 {
			all[len(all)-1].body += line
		}
	}
	return all
}

// TestGroup loads the articles of each file. One marked "same" belongs to the
// story of the last one before it that is not; every other is a story alone.
func TestGroup(t *testing.T) {
	files, err := filepath.Glob("testdata/copies/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no test files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			l := open(t)
			want := map[string]string{}
			head := ""
			var items []library.Item
			for _, s := range sections(t, file) {
				name, same := strings.CutSuffix(s.name, " same")
				if !same {
					head = name
				}
				want[name] = head
				title, body, _ := strings.Cut(strings.TrimSpace(s.body), "\n\n")
				it := plain(name, title, strings.TrimSpace(body))
				it.Article.Published = article.Day(noon.AddDate(0, 0, len(items)))
				items = append(items, it)
			}
			load(t, l, items...)
			for name, head := range storiesOf(t, l) {
				if head != want[name] {
					t.Errorf("%s is in the story of %s, want %s", name, head, want[name])
				}
			}
		})
	}
}

// storiesOf returns the ref of each article's story.
func storiesOf(t *testing.T, l *library.Library) map[string]string {
	t.Helper()
	refs := map[article.ID]string{}
	heads := map[string]article.ID{}
	err := l.Store.Export(context.Background(), guild, func(a article.Article) error {
		refs[a.ID] = a.Ref
		heads[a.Ref] = a.Story
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	stories := map[string]string{}
	for ref, head := range heads {
		stories[ref] = refs[head]
	}
	return stories
}

// TestHead adds and removes copies of one story and says which leads it.
func TestHead(t *testing.T) {
	ctx := context.Background()
	l := open(t)
	all := sections(t, "testdata/copies/wire.txtar")
	copyOf := func(ref string, published string, cut bool) library.Item {
		_, body, _ := strings.Cut(strings.TrimSpace(all[0].body), "\n\n")
		if cut {
			body = body[:strings.LastIndex(body, "\n\n")]
		}
		it := plain(ref, "Ferry strike ends", body)
		date, err := article.ParseDate(published)
		if err != nil {
			t.Fatal(err)
		}
		it.Article.Published = date
		return it
	}
	lead := func(want string) {
		t.Helper()
		if err := l.Tidy(ctx, guild); err != nil {
			t.Fatal(err)
		}
		for ref, head := range storiesOf(t, l) {
			if head != want {
				t.Errorf("%s is in the story of %q, want %q", ref, head, want)
			}
		}
	}
	load(t, l, copyOf("undated", "", false))
	load(t, l, copyOf("short", "2026-02-03", true))
	lead("short") // a date beats none
	whole := load(t, l, copyOf("whole", "2026-02-03", false))[0]
	lead("whole") // of one day's, the most complete
	early := load(t, l, copyOf("early", "2026-02-02", true))[0]
	lead("early")
	if err := l.Remove(ctx, guild, early.Article, noon); err != nil {
		t.Fatal(err)
	}
	lead("whole")
	if err := l.Restore(ctx, guild, early.Article, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	lead("early")
	it := copyOf("early", "2026-02-02", true)
	it.Article.Text = "Nothing of the strike is left in this text.\n\nIt is about a new school on the island, and about nothing else at all, from its first word to its last."
	load(t, l, it)
	if err := l.Tidy(ctx, guild); err != nil {
		t.Fatal(err)
	}
	if got := storiesOf(t, l); got["early"] != "early" || got["short"] != "whole" {
		t.Errorf("after the head changed: %v", got)
	}
	copies, err := l.Store.Story(ctx, []article.LibraryID{guild}, whole.Article)
	if err != nil || len(copies) != 3 || copies[0].Ref != "whole" {
		t.Errorf("story %v, %v", copies, err)
	}
}
