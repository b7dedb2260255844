package html

import (
	"regexp"

	"golang.org/x/net/html"
)

var (
	displayNone = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)
	hiddenClass = regexp.MustCompile(`(?i)(^|[\s_-])(sr-only|visually-?hidden|screen-reader(-text)?|tooltip|popover|hover-?card|rollover\S*-block)([\s_-]|$)`)
)

// hidden reports whether an element shows its text only after something has
// happened, a pointer resting on a name for instance, or never. Some sites
// hide the article itself until a script has run: body looks again with
// everything shown when too little is left.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if displayNone.MatchString(a.Val) {
				return true
			}
		case "class":
			if hiddenClass.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}
