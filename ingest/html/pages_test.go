package html_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"byline/article"
	"byline/ingest/html"
)

// What {LONG}, {MORE}, {LAST} and {SHORT} of testdata/pages.txt stand for.
const (
	longProse = `The ferry between Kello and the mainland sailed again on Monday after four months in the yard, the harbour office said.
 Repairs to the ramp cost 1.2 million crowns, twice the sum that the council had set aside in its spring budget for the whole fleet.
 Nine hundred people crossed on the first day, which is more than anyone on the island can remember, and the queue reached the old mill.
 Fares stay as they were until the end of the year, when the council will look at the figures and decide anew.
 The engineer had advised against the work in winter, since the ice moves the pier by a hand's breadth every night.`
	moreProse = `Orla Ayre, who keeps the bakery by the pier, said that winter had been quiet but that nobody had gone without bread.
 She had flour brought over by the fishermen, forty sacks in all, and paid them in loaves when the bank's machine gave out in January.
 The school sent its older pupils home for a fortnight because their teachers live across the sound and could not be sure to get back.
 Now the teachers have asked for rooms on the island, and the old customs house, empty for nine years, might become their lodging.`
	lastProse = `A second ferry, smaller and driven by batteries, is to come from a yard in the north when its hull has passed the tests.
 It will carry twelve cars and a hundred people and should need no more than a quarter of an hour for the way.
 The yard has built eleven of its kind so far, of which two had to go back because salt water came into the cells.
 Insurers want a report on that before they name a price, and the council wants the price before it signs.`
	shortProse = "The ferry between Kello and the mainland sailed again on Monday, the harbour office said today."
)

// TestPages holds each page of testdata/pages.txt to its state and its facts.
func TestPages(t *testing.T) {
	data, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i, section := range strings.Split(string(data), "\n=== ") {
		if i == 0 {
			continue
		}
		head, rest, _ := strings.Cut(section, "\n")
		state, name, _ := strings.Cut(head, " ")
		t.Run(name, func(t *testing.T) {
			var page, wants []string
			for line := range strings.Lines(rest) {
				if want, ok := strings.CutPrefix(line, "? "); ok {
					wants = append(wants, strings.TrimSpace(want))
				} else {
					page = append(page, line)
				}
			}
			src := strings.NewReplacer("{LONG}", longProse, "{MORE}", moreProse, "{LAST}", lastProse, "{SHORT}", shortProse).Replace(strings.Join(page, ""))
			a, err := html.Extract([]byte(src), html.Options{URL: "https://www.herald.example/2026/ferry?utm_source=mail"})
			if err != nil {
				if got := article.CodeOf(err); got != state {
					t.Errorf("%s (%v), want %s", got, err, state)
				}
				return
			}
			if state != "ok" {
				t.Fatalf("read as an article, want %s:\n%s", state, a.Text)
			}
			for _, want := range wants {
				check(t, a, want)
			}
		})
	}
}

// check holds an article to one line of what must come of its page.
func check(t *testing.T, a article.Article, want string) {
	t.Helper()
	key, value, _ := strings.Cut(want, " ")
	got := map[string]string{
		"title": a.Title, "authors": strings.Join(a.Authors, "; "), "published": a.Published.String(), "updated": a.Updated.String(),
		"source": a.Source, "language": a.Language, "url": a.URL, "teaser": strconv.FormatBool(a.Teaser),
	}
	switch key {
	case "text":
		if !strings.Contains(a.Text, value) {
			t.Errorf("text lacks %q:\n%s", value, a.Text)
		}
	case "without":
		if strings.Contains(a.Text, value) {
			t.Errorf("text holds %q:\n%s", value, a.Text)
		}
	case "correction":
		if value == "" && a.Correction != "" || !strings.HasPrefix(a.Correction, value) {
			t.Errorf("correction %q, want %q", a.Correction, value)
		}
	case "warning":
		if !strings.Contains(strings.Join(a.Warnings, "; "), value) {
			t.Errorf("warnings %q lack %q", a.Warnings, value)
		}
	default:
		if g, ok := got[key]; !ok || g != value {
			t.Errorf("%s %q, want %q", key, g, value)
		}
	}
}
