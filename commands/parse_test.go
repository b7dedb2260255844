package commands

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text, prefix string
		plain        bool
		row, arg     string // row "" : nothing is found
		nearest      string
	}{
		{text: "!who proposed the moratorium", row: "ask", arg: "who proposed the moratorium"},
		{text: "  !When was it signed? ", row: "ask", arg: "When was it signed?"},
		{text: "!what’s the INF treaty", row: "ask", arg: "what’s the INF treaty"},
		{text: "!did he say it", row: "ask", arg: "did he say it"},
		{text: "!and in 2019?", row: "ask", arg: "and in 2019?"},
		{text: "!And who paid for it", row: "ask", arg: "And who paid for it"},
		{text: "!in what year was that", row: "ask", arg: "in what year was that"},
		{text: "!since when?", row: "ask", arg: "since when?"},
		{text: "!for how much", row: "ask", arg: "for how much"},
		{text: "!by whom", row: "ask", arg: "by whom"},
		{text: "!and"},
		{text: "!in the end"},
		{text: "!for sale"},
		{text: "!ask why", row: "ask", arg: "why"},
		{text: "!ASK why", row: "ask", arg: "why"},
		{text: "!ask\nwhy\nnot", row: "ask", arg: "why\nnot"},
		{text: "!search Aegis Ashore", row: "search", arg: "Aegis Ashore"},
		{text: "!articles", row: "articles"},
		{text: "!article list INF", row: "articles", arg: "INF"},
		{text: "!article 12", row: "article", arg: "12"},
		{text: "!article history 12", row: "article history", arg: "12"},
		{text: "!article  remove INF treaty", row: "article remove", arg: "INF treaty"},
		{text: "!feeds", row: "feeds"},
		{text: "!help", row: "help"},
		{text: "!help summary", row: "help", arg: "summary"},
		{text: "!!!"},
		{text: "!"},
		{text: "! wait"},
		{text: "!1"},
		{text: "!important"},
		{text: "!whoever"},
		{text: "hello"},
		{text: ""},
		{text: "!serach NATO", nearest: "search"},
		{text: "!sumary 3", nearest: "summary"},
		{text: "!artcle 3", nearest: "article"},
		{text: "!hlep", nearest: "help"},
		{text: "!proof 3"}, // a button, not a command
		{text: "who proposed it", plain: true, row: "ask", arg: "who proposed it"},
		{text: "Help", plain: true, row: "help"},
		{text: "?", plain: true, row: "help"},
		{text: "??", plain: true, row: "help"},
		{text: "?"},
		{text: "…!", plain: true},
		{text: "/search NATO", plain: true, row: "search", arg: "NATO"},
		{text: "!search NATO", plain: true, row: "search", arg: "NATO"},
		{text: "?!", plain: true},
		{text: "!!!", plain: true},
		{text: "?who won", prefix: "?", row: "ask", arg: "who won"},
		{text: "!who won", prefix: "?"},
		{text: "Byline who won", prefix: "byline", row: "ask", arg: "who won"},
		{text: "bylines are fun", prefix: "byline"},
	}
	for _, tt := range tests {
		got := parse(tt.text, tt.prefix, tt.plain)
		if got.row.Name != tt.row || got.arg != tt.arg || got.nearest != tt.nearest || got.found != (tt.row != "") {
			t.Errorf("parse(%q, prefix %q, plain %v) = %q %q nearest %q, want %q %q nearest %q",
				tt.text, tt.prefix, tt.plain, got.row.Name, got.arg, got.nearest, tt.row, tt.arg, tt.nearest)
		}
	}
}

func TestTakeOptions(t *testing.T) {
	tests := []struct {
		text, left string
		want       Options
	}{
		{"who since:2020-01-01 said until:2020 it", "who said it", Options{Since: "2020-01-01", Until: "2020"}},
		{`what article:"INF treaty" limit:3`, "what", Options{Article: "INF treaty", Limit: 3}},
		{"article:12 what", "what", Options{Article: "12"}},
		{"at 12:30 he said: no", "at 12:30 he said: no", Options{}},
		{"limit:none since: x", "limit:none", Options{Since: "x"}},
		{"since: 2020-10 who said it", "who said it", Options{Since: "2020-10"}},
		{"who said it until: last week please", "who said it please", Options{Until: "last week"}},
		{"since:“last week” who said it", "who said it", Options{Since: "last week"}},
		{"what happened since: \"last week\"", "what happened", Options{Since: "last week"}},
		{"the note says since:", "the note says since:", Options{}},
		{"article: 3 is long", "article: 3 is long", Options{}},
		{"two  spaces\nand a line", "two  spaces\nand a line", Options{}},
		{`article:"unclosed title`, "title", Options{Article: `"unclosed`}},
	}
	for _, tt := range tests {
		left, got := takeOptions(tt.text)
		if left != tt.left || got.Article != tt.want.Article || got.Since != tt.want.Since || got.Until != tt.want.Until || got.Limit != tt.want.Limit {
			t.Errorf("takeOptions(%q) = %q %+v, want %q %+v", tt.text, left, got, tt.left, tt.want)
		}
	}
}

// Every row can be said, is described within Discord's limits, and runs.
func TestRows(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range Rows() {
		for _, name := range append([]string{row.Name}, row.Also...) {
			if seen[name] {
				t.Errorf("two rows are called %q", name)
			}
			seen[name] = true
			if got := parse("!"+name, "", false); !row.Hidden && got.row.Name != row.Name {
				t.Errorf("!%s is parsed as %q, want %q", name, got.row.Name, row.Name)
			}
		}
		if row.run == nil {
			t.Errorf("%s has nothing to run", row.Name)
		}
		if n := utf8.RuneCountInString(row.Help); !row.Hidden && (n == 0 || n > 100) {
			t.Errorf("the help of %s has %d characters, want 1 to 100", row.Name, n)
		}
		for _, o := range append(row.Options, row.Arg) {
			if n := utf8.RuneCountInString(o.Help); o.Name != "" && (n == 0 || n > 100) {
				t.Errorf("the help of %s %s has %d characters, want 1 to 100", row.Name, o.Name, n)
			}
		}
		if strings.Count(row.Name, " ") > 1 {
			t.Errorf("%q has more than two words", row.Name)
		}
	}
}

func TestPeriod(t *testing.T) {
	now := time.Date(2023, 10, 12, 9, 0, 0, 0, time.UTC)
	for in, want := range map[string]string{
		"2020":       "2020-01-01 2021-01-01",
		"2020-12":    "2020-12-01 2021-01-01",
		"2020-02-28": "2020-02-28 2020-02-29",
		"":           "0001-01-01 0001-01-01",
		"yesterday":  "2023-10-11 2023-10-12",
		"last week":  "2023-10-02 2023-10-09",
	} {
		first, after, err := period("since", in, now)
		if got := first.Format("2006-01-02") + " " + after.Format("2006-01-02"); err != nil || got != want {
			t.Errorf("period(%q) = %s, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"soon", "2020-13", "3/4/2020"} {
		if _, _, err := period("since", in, now); err == nil {
			t.Errorf("period(%q) is read", in)
		}
	}
	if _, _, err := bounds(Options{Since: "2021", Until: "2020"}, now); err == nil {
		t.Error("bounds accepts since after until")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("!who since:2020 article:\"x y\" z", "!", false)
	f.Add("byline ask x", "byline", true)
	f.Fuzz(func(t *testing.T, text, prefix string, plain bool) {
		p := parse(text, prefix, plain)
		if p.found != (p.row.Name != "") || p.found && p.nearest != "" {
			t.Errorf("parse(%q, %q, %v) = %+v", text, prefix, plain, p)
		}
		if len(p.arg) > len(text) {
			t.Errorf("the argument %q is longer than the text %q", p.arg, text)
		}
	})
}
