package html_test

import (
	"strings"
	"testing"

	"byline/article"
	"byline/ingest/html"
)

// story is a page with an article in the middle of a site's furniture.
const story = `<!doctype html><html><head><title>Ferry returns to Kello</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry returns to Kello</h1>
<p>The ferry between Kello and the mainland sailed again on Monday after four months in the yard, the harbour office said.</p>
<p>Repairs to the ramp cost 1.2 million crowns, twice the sum the council had set aside in its spring budget for the whole fleet.</p>
<h2>Timetable</h2><ul><li>First departure from the island pier at 06:10 on working days</li><li>Last departure from the mainland at 22:40 every day of the week</li></ul>
<blockquote>We carried nine hundred people on the first day, which is more than anyone here can remember.</blockquote>
<p>Fares stay as they were until the end of the year, when the council will look at the figures and decide anew.</p>
</article><footer>All rights reserved. Terms of use.</footer></body></html>`

func TestExtractKeepsTheStoryAndNoFurniture(t *testing.T) {
	a, err := html.Extract([]byte(story), html.Options{URL: "https://kello.example/ferry"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\n\nRepairs to the ramp cost 1.2 million crowns", "\n\nTimetable\n\nFirst departure from the island pier at 06:10 on working days\n\nLast departure",
		"\n\nWe carried nine hundred people", "decide anew.",
	} {
		if !strings.Contains(a.Text, want) {
			t.Errorf("text lacks %q:\n%s", want, a.Text)
		}
	}
	for _, not := range []string{"Home", "rights reserved"} {
		if strings.Contains(a.Text, not) {
			t.Errorf("text holds %q", not)
		}
	}
	if a.Title != "Ferry returns to Kello" {
		t.Errorf("title %q", a.Title)
	}
}

func TestExtractNamesWhatItRefuses(t *testing.T) {
	for code, page := range map[string]string{
		html.Empty:  " \n ",
		html.NoText: "<html><body><script>let a = 1</script></body></html>",
	} {
		if _, err := html.Extract([]byte(page), html.Options{}); article.CodeOf(err) != code {
			t.Errorf("%q: code %q, want %q", page, article.CodeOf(err), code)
		}
	}
}

// TestExtractDropsATitleWithoutSpaces: the heading that repeats the title is no
// part of the text, also where words are not parted by spaces.
func TestExtractDropsATitleWithoutSpaces(t *testing.T) {
	const title, said = "旧北桟橋を閉鎖", "港湾評議会は火曜日、約二年間の修理のために古い北桟橋を閉鎖することを決議した。"
	page := "<!doctype html><html lang=ja><head><meta charset=utf-8><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" +
		strings.Repeat(said, 4) + "</p><p>" + strings.Repeat("漁師たちはそれまで東の岸壁に係留する。", 6) + "</p></article></body></html>"
	a, err := html.Extract([]byte(page), html.Options{})
	if err != nil || a.Title != title || strings.Contains(a.Text, title) || !strings.Contains(a.Text, said) {
		t.Errorf("%v, title %q, text\n%s", err, a.Title, a.Text)
	}
}
