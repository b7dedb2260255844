package html

import (
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"unicode"
)

// Bounds of reading JSON-LD.
const (
	maxLD      = 512 << 10 // bytes of one script
	maxLDDepth = 12
	maxLDNodes = 5000
)

// An ldArticle is one article that a page's JSON-LD describes.
type ldArticle struct {
	headline, published, modified, publisher, language, url string
	people, organizations                                   []string // authors
	locked                                                  bool     // isAccessibleForFree is false
	page                                                    bool     // of type WebPage: less telling than an article
}

// ldTypes are the types of schema.org that are articles.
var ldTypes = map[string]bool{
	"Article": true, "NewsArticle": true, "ReportageNewsArticle": true, "AnalysisNewsArticle": true, "OpinionNewsArticle": true,
	"BackgroundNewsArticle": true, "ReviewNewsArticle": true, "AskPublicNewsArticle": true, "BlogPosting": true, "LiveBlogPosting": true,
	"SocialMediaPosting": true, "TechArticle": true, "ScholarlyArticle": true, "Report": true, "MedicalWebPage": true, "WebPage": true,
}

// readLD reads one script of JSON-LD. It takes what it can of broken ones and
// follows no link: contexts are not fetched.
func readLD(src string) []ldArticle {
	if len(src) > maxLD {
		return nil
	}
	r := ldReader{ids: map[string]map[string]any{}}
	roots := decodeAll(src)
	if len(roots) == 0 {
		roots = decodeAll(mend(src))
	}
	for _, v := range roots {
		r.index(v, 0)
	}
	for _, v := range roots {
		r.walk(v, 0)
	}
	return r.articles
}

// decodeAll decodes the values of src, one after the other, until a broken one.
func decodeAll(src string) []any {
	var out []any
	d := json.NewDecoder(strings.NewReader(src))
	for {
		var v any
		if err := d.Decode(&v); err != nil {
			if err == io.EOF || len(out) > 0 {
				return out
			}
			return nil
		}
		out = append(out, v)
	}
}

var (
	ldWrapping = regexp.MustCompile(`<!--|-->|//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>`)
	ldComma    = regexp.MustCompile(`,(\s*[}\]])`)
)

// mend repairs what is commonly broken: comments around the script, line ends
// inside strings, a comma before a closing bracket.
func mend(src string) string {
	src = ldWrapping.ReplaceAllString(src, "")
	src = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, src)
	return strings.TrimRight(strings.TrimSpace(ldComma.ReplaceAllString(src, "$1")), ";")
}

// An ldReader walks decoded JSON-LD.
type ldReader struct {
	ids      map[string]map[string]any // nodes by @id
	seen     int
	articles []ldArticle
}

// index notes the nodes that others may refer to.
func (r *ldReader) index(v any, depth int) {
	if depth > maxLDDepth || len(r.ids) > maxLDNodes {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.index(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			r.ids[id] = v
		}
		for _, e := range v {
			r.index(e, depth+1)
		}
	}
}

// walk gathers the articles under v.
func (r *ldReader) walk(v any, depth int) {
	if r.seen++; depth > maxLDDepth || r.seen > maxLDNodes {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.walk(e, depth+1)
		}
	case map[string]any:
		if page, ok := isArticle(v); ok {
			a := r.article(v)
			a.page = page
			r.articles = append(r.articles, a)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			r.walk(v[key], depth+1)
		}
	}
}

// isArticle reports whether a node is an article, or a page that says as much.
func isArticle(v map[string]any) (page, ok bool) {
	for _, t := range stringsOf(v["@type"]) {
		t = t[strings.LastIndexAny(t, "/:")+1:]
		if ldTypes[t] {
			return t == "WebPage" || t == "MedicalWebPage", true
		}
	}
	return false, false
}

func (r *ldReader) article(v map[string]any) ldArticle {
	a := ldArticle{
		headline:  fact(textIn(v["headline"])),
		published: textIn(v["datePublished"]),
		modified:  textIn(v["dateModified"]),
		language:  textIn(v["inLanguage"]),
		url:       textIn(v["url"]),
		publisher: fact(r.name(v["publisher"])),
		locked:    isFalse(v["isAccessibleForFree"]),
	}
	if a.published == "" {
		a.published = textIn(v["dateCreated"])
	}
	if a.headline == "" {
		a.headline = fact(textIn(v["name"]))
	}
	author := v["author"]
	if author == nil {
		author = v["creator"]
	}
	r.authors(&a, author, 0)
	return a
}

// authors reads a string, an object, a reference to one, or a list of these.
func (r *ldReader) authors(a *ldArticle, v any, depth int) {
	switch v := v.(type) {
	case string:
		a.people = addFact(a.people, v)
	case []any:
		for _, e := range v {
			if depth < 2 {
				r.authors(a, e, depth+1)
			}
		}
	case map[string]any:
		kind := strings.Join(stringsOf(r.resolve(v)["@type"]), " ")
		for _, name := range stringsOf(r.resolve(v)["name"]) {
			if strings.Contains(kind, "Organization") {
				a.organizations = addFact(a.organizations, name)
			} else {
				a.people = addFact(a.people, name)
			}
		}
	}
}

// name returns a node's name, or the string it is.
func (r *ldReader) name(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return textIn(r.resolve(v)["name"])
	case []any:
		if len(v) > 0 {
			if m, ok := v[0].(map[string]any); ok {
				return textIn(r.resolve(m)["name"])
			}
		}
	}
	return textIn(v)
}

// resolve follows a node that is only a reference.
func (r *ldReader) resolve(v map[string]any) map[string]any {
	if id, ok := v["@id"].(string); ok && v["name"] == nil && r.ids[id] != nil {
		return r.ids[id]
	}
	return v
}

// textIn returns the first string in v: itself, of a list, or of a @value or
// name.
func textIn(v any) string {
	if s := stringsOf(v); len(s) > 0 {
		return strings.TrimSpace(s[0])
	}
	return ""
}

func stringsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	case map[string]any:
		for _, key := range []string{"@value", "name", "@id"} {
			if s, ok := v[key].(string); ok {
				return []string{s}
			}
		}
	}
	return nil
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(strings.TrimSpace(v), "false")
	}
	return false
}
