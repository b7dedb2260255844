package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"byline/article"
)

// notes is what we read on the pages: the main heading, the names in the
// byline (none where it names nobody), the day it prints, in the zone it
// prints it in, and the link the page gives as its own, where that stays on
// the site.
//
//go:embed pages.jsonl
var notes []byte

// A note is one page's line of notes.
type note struct {
	Page      string   `json:"page"`
	Title     string   `json:"title"`
	Authors   []string `json:"authors"`
	Published string   `json:"published"`
	Canonical string   `json:"canonical"`
}

// readNotes returns the notes by page.
func readNotes() (map[string]note, error) {
	out := map[string]note{}
	lines := bufio.NewScanner(bytes.NewReader(notes))
	for lines.Scan() {
		var n note
		if err := json.Unmarshal(lines.Bytes(), &n); err != nil {
			return nil, fmt.Errorf("pages.jsonl: %w", err)
		}
		out[n.Page] = n
	}
	return out, lines.Err()
}

// rights counts the pages whose facts are right.
type rights struct {
	title, authors, date, link int
}

// check compares an article with the note of its page and returns what is wrong.
func (r *rights) check(n note, a article.Article) []string {
	var wrong []string
	count := func(at *int, ok bool, what string, got, want any) {
		if ok {
			*at++
			return
		}
		wrong = append(wrong, fmt.Sprintf("%s %q, want %q", what, got, want))
	}
	count(&r.title, folded(a.Title) == folded(n.Title), "title", a.Title, n.Title)
	count(&r.authors, sameNames(a.Authors, n.Authors), "authors", a.Authors, n.Authors)
	count(&r.date, sameDay(a.Published, n.Published), "date", a.Published, n.Published)
	count(&r.link, a.URL == n.Canonical, "link", a.URL, n.Canonical)
	return wrong
}

// folded is s as titles are compared: letters and digits, lower case.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }), " ")
}

// sameNames compares names whatever their order and case.
func sameNames(a, b []string) bool {
	fold := func(list []string) []string {
		var out []string
		for _, s := range list {
			out = append(out, folded(s))
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(fold(a), fold(b))
}

// sameDay reports whether d is on the printed day: that day itself when d is a
// day, that day somewhere on Earth (UTC-12 to UTC+14) when d is a moment.
func sameDay(d article.Date, printed string) bool {
	day, err := time.Parse(time.DateOnly, printed)
	if err != nil || d.IsZero() {
		return d.IsZero() && printed == ""
	}
	if d.DayOnly() {
		return d.Time().Equal(day)
	}
	return !d.Time().Before(day.Add(-14*time.Hour)) && d.Time().Before(day.Add(36*time.Hour))
}
