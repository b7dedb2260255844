package pdf

import (
	"math"
	"regexp"
	"strings"
)

// margin is the share of a page's height, above and below, in which running
// heads and page numbers stand.
const margin = 0.15

var (
	digits     = regexp.MustCompile(`[0-9]+`)
	pageNumber = regexp.MustCompile(`(?i)^(?:[-–—|\s]*(?:page|seite|p\.|стр\.?|página)?\s*[0-9ivxlc]{1,5}(?:\s*(?:of|/|von|из|de)\s*[0-9]{1,5})?[-–—|\s]*|第?\s*[0-9]{1,5}\s*[页頁])$`)
)

// withoutFurniture returns the pages without running heads, running feet and
// page numbers: lines in the margins that repeat, numbers aside, at the same
// height on other pages, and numbers that stand alone there.
func withoutFurniture(pages []page) []page {
	seen := map[string]int{}
	for _, p := range pages {
		onPage := map[string]bool{}
		for _, l := range p.lines {
			if p.inMargin(l) {
				onPage[p.place(l)] = true
			}
		}
		for place := range onPage {
			seen[place]++
		}
	}
	// Heads may alternate between left and right pages, so a third is enough.
	least := max(2, len(pages)/3)
	out := make([]page, len(pages))
	for i, p := range pages {
		out[i] = p
		out[i].lines = nil
		for _, l := range p.lines {
			if p.inMargin(l) && (seen[p.place(l)] >= least || pageNumber.MatchString(l.text) && p.outermost(l)) {
				continue
			}
			out[i].lines = append(out[i].lines, l)
		}
	}
	return out
}

func (p page) inMargin(l line) bool {
	return l.bottom > (1-margin)*p.height || l.top < margin*p.height
}

// place names a line's words, numbers aside, and its height on the page.
func (p page) place(l line) string {
	return digits.ReplaceAllString(strings.ToLower(l.text), "#") + "@" + string(rune(int(math.Round(l.bottom/4))+32))
}

// outermost reports whether no line of the page is nearer to its edge.
func (p page) outermost(l line) bool {
	above := l.bottom > p.height/2
	for _, m := range p.lines {
		if above && m.bottom > l.top || !above && m.top < l.bottom {
			return false
		}
	}
	return true
}
