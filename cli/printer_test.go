package cli

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"byline/article"
	"byline/commands"
)

// TestRepliesFitTheTerminal: nothing of a reply is cut by the edge of a terminal,
// and in a pipe nothing is broken.
func TestRepliesFitTheTerminal(t *testing.T) {
	art := &article.Article{ID: 6, Title: "Container ship Ever Given floats again in the Suez Canal after six days of digging", Source: "Sample Desk",
		Published: article.Day(time.Date(2021, 3, 30, 0, 0, 0, 0, time.UTC)), Text: "About 12 percent of the world's trade passes through it."}
	quote := article.Quote{Article: art, Span: article.Span{End: len(art.Text)}, Copies: []*article.Article{art}}
	r := commands.Reply{Title: "Checked against the articles", Answer: &article.Answer{
		Claims: []article.Claim{{Text: art.Text, Quotes: []article.Quote{quote}}},
		Notes:  []string{strings.Repeat("what there is to note ", 6)}, Withheld: 1, AsOf: art.Published, Mode: article.Model,
	}, Items: []commands.Item{{ID: "6", Label: art.Title + " once more", Note: "Sample Desk, 2021-03-30, shared"}, {Label: "!article", Text: strings.Repeat("everything known of it ", 5)}, {Label: "supported", Quote: &quote, Note: strings.Repeat("another number ", 8)}}}
	var wide, narrow strings.Builder
	if err := (printer{}).reply(&wide, r); err != nil {
		t.Fatal(err)
	}
	if err := (printer{width: 60}).reply(&narrow, r); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(narrow.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, " \n")); n > 60 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if a, b := strings.Join(strings.Fields(wide.String()), " "), strings.Join(strings.Fields(narrow.String()), " "); a != b {
		t.Errorf("other words when wrapped:\n%s\n%s", a, b)
	}
	if !strings.Contains(wide.String(), "[1] "+art.Title+", Sample Desk, 2021-03-30 (article 6, bytes 0–56)\n") {
		t.Errorf("broken in a pipe:\n%s", wide.String())
	}
}
