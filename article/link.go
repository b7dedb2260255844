package article

import "strings"

// Link returns s when it is a link of the web, its scheme in lower case: phones
// capitalise it. ok is false when s begins with neither http:// nor https://.
func Link(s string) (link string, ok bool) {
	scheme, rest, found := strings.Cut(s, "://")
	scheme = strings.ToLower(scheme)
	if !found || scheme != "http" && scheme != "https" {
		return "", false
	}
	return scheme + "://" + rest, true
}
