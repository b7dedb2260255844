package html

import (
	"strings"
	"unicode"
)

// A titleSet is what a page calls itself, in plain words.
type titleSet map[string]bool

// has reports whether text is one of the titles: a heading that would only
// repeat what is shown above every quote.
func (t titleSet) has(text string) bool { return t[plain(text)] }

// titleSeparators stand between an article's title and its site's name.
var titleSeparators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "}

// titlesOf gathers the titles of a page: <title> with and without the site's
// name, og:title, and a first heading that agrees with one of them.
func titlesOf(f facts) titleSet {
	t := titleSet{}
	for _, s := range append([]string{f.title}, append(f.meta["og:title"], f.meta["twitter:title"]...)...) {
		t.add(s)
		for _, sep := range titleSeparators {
			if i := strings.LastIndex(s, sep); i > 0 {
				t.add(s[:i])
			}
		}
	}
	none := len(t) == 0
	for _, h := range f.headings {
		if h = plain(h); none || t.agrees(h) {
			t.add(h)
		}
	}
	return t
}

// title is the article's title: the main heading that the page's data agrees
// with, else the data's own, without the site's name.
func title(f facts, ld ldArticle, source string) string {
	said := []string{ld.headline, f.first("og:title"), f.first("twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title", "title"), f.title}
	var headings []string
	for _, h := range f.headings {
		if strings.Contains(h, " ") && !related(plain(h), plain(source)) {
			headings = append(headings, h)
		}
	}
	if h := agreeing(headings, said); h != "" {
		return h
	}
	for _, s := range said {
		if s = withoutSite(s, source); s != "" {
			return s
		}
	}
	if len(headings) > 0 {
		return headings[0]
	}
	return ""
}

// agreeing returns the heading that is most like one of the titles: at least
// half, or a little when there is no other heading of a headline's length.
func agreeing(headings, titles []string) string {
	best, most := "", 0.5
	if len(headings) == 1 && len(strings.Fields(headings[0])) >= 4 {
		most = 0.1
	}
	for _, h := range headings {
		for _, t := range titles {
			if s := likeness(h, t); s > most {
				best, most = h, s
			}
		}
	}
	return best
}

// likeness is the share of the words of the shorter text that the other has,
// a little less the more their lengths differ.
func likeness(a, b string) float64 {
	x, y := strings.Fields(plain(a)), strings.Fields(plain(b))
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	have := map[string]bool{}
	for _, w := range y {
		have[w] = true
	}
	n := 0
	for _, w := range x {
		if have[w] {
			n++
		}
	}
	return float64(n)/float64(len(x)) - 0.2*(1-float64(len(x))/float64(len(y)))
}

// withoutSite cuts the site's name off a title's end, or its beginning.
func withoutSite(t, source string) string {
	site := plain(source)
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(t, sep); i > 0 {
			head, tail := plain(t[:i]), plain(t[i+len(sep):])
			switch {
			case related(tail, site) || strings.Count(tail, " ") < 3 && strings.Count(head, " ") >= 3 && (sep == " | " || site == ""):
				return strings.TrimSpace(t[:i])
			case related(head, site):
				return strings.TrimSpace(t[i+len(sep):])
			}
		}
	}
	return strings.TrimSpace(t)
}

// related reports whether a piece of a title is the site's name, in full or in
// part, with or without spaces.
func related(piece, site string) bool {
	a, b := strings.ReplaceAll(piece, " ", ""), strings.ReplaceAll(site, " ", "")
	return len(a) > 1 && len(b) > 1 && (strings.Contains(a, b) || strings.Contains(b, a))
}

// add adds a title of at least two words; one word may well be a heading.
func (t titleSet) add(title string) {
	if p := plain(title); strings.Contains(p, " ") || unspaced(p) {
		t[p] = true
	}
}

// unspaced reports whether s is of several words in a script that does not part
// them; what is of one word may be a heading of its own.
func unspaced(s string) bool {
	const least = 4 // characters
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			return false
		}
		n++
	}
	return n >= least
}

func (t titleSet) agrees(heading string) bool {
	for title := range t {
		if heading != "" && (strings.Contains(title, heading) || strings.Contains(heading, title)) {
			return true
		}
	}
	return false
}
