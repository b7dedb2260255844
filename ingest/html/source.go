package html

import (
	"net/url"
	"strings"

	"byline/text"
)

// source is the publisher's name, else the host.
func source(f facts, ld ldArticle, base *url.URL) string {
	for _, s := range []string{f.first("og:site_name"), ld.publisher, f.first("publisher", "dc.publisher", "application-name", "apple-mobile-web-app-title")} {
		s = withoutTagline(s)
		if s != "" && len(s) <= 80 && !strings.Contains(s, "://") && !strings.HasPrefix(s, "@") {
			return s
		}
	}
	return strings.TrimPrefix(base.Hostname(), "www.")
}

// withoutTagline cuts "The Herald | News you can use" to the name.
func withoutTagline(s string) string {
	for _, sep := range titleSeparators {
		if i := strings.Index(s, sep); i > 0 {
			s = s[:i]
		}
	}
	return strings.TrimSpace(s)
}

// detectBytes is how much of a text its language is told from.
const detectBytes = 4000

// language is what the words are in, else what the page declares: templates
// declare the language of the site, not of the article.
func language(f facts, ld ldArticle, body string) string {
	if lang, sure := text.Detect(strings.ToValidUTF8(body[:min(len(body), detectBytes)], "")); sure {
		return lang
	}
	for _, s := range []string{ld.language, f.lang, f.first("og:locale", "inlanguage", "dc.language", "content-language", "language")} {
		primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
		if len(primary) == 2 || len(primary) == 3 {
			return primary
		}
	}
	lang, _ := text.Detect(strings.ToValidUTF8(body[:min(len(body), detectBytes)], ""))
	return lang
}
