package formats

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"byline/article"
	"go.yaml.in/yaml/v3"
)

// maxFrontMatter bounds front matter, in bytes; real ones are under 2 kB.
const maxFrontMatter = 64 << 10

// frontMatter reads the YAML between two lines of "---" at the top of text and
// returns what follows. Text whose top is no such thing is returned whole.
func frontMatter(text string) (article.Article, string) {
	var art article.Article
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, "\n"), "---\n")
	if !ok {
		return art, text
	}
	end := strings.Index(rest[:min(len(rest), maxFrontMatter)], "\n---")
	if end < 0 {
		return art, text
	}
	var fields map[string]any
	if err := yaml.Unmarshal([]byte(rest[:end+1]), &fields); err != nil {
		if fields = plainMatter(rest[:end+1]); len(fields) > 0 {
			art.Warnings = append(art.Warnings, "front matter is no valid YAML; read line by line")
		}
	}
	if len(fields) == 0 {
		return art, text
	}
	for key, value := range fields {
		setMatter(&art, strings.ToLower(strings.TrimSpace(key)), value)
	}
	_, body := cutLine(rest[end+1:])
	return art, body
}

// matterLine is a line that sets a key, as most of front matter is; restLine is
// one that goes on or says nothing.
var (
	matterLine = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]{0,40}):(?:[ \t]+(.*))?$`)
	restLine   = regexp.MustCompile(`^(?:[ \t#-].*)?$`)
)

// plainMatter reads front matter that YAML refuses, as for a title with a colon
// in it or a quotation mark that is not closed. It is empty where a line is no
// line of front matter, or none names what we know: then a text merely begins
// with a rule, and none of it may be lost.
func plainMatter(matter string) map[string]any {
	fields, known := map[string]any{}, false
	for line := range strings.SplitSeq(matter, "\n") {
		m := matterLine.FindStringSubmatch(strings.TrimRight(line, " \t"))
		if m == nil && !restLine.MatchString(line) {
			return nil
		}
		if m != nil && m[2] != "" && !strings.ContainsAny(m[2][:1], "[{&*!|>") {
			fields[m[1]] = strings.TrimSpace(strings.Trim(m[2], `"'`))
			known = known || setField(&article.Article{}, m[1], fields[m[1]].(string))
		}
	}
	if !known {
		return nil
	}
	return fields
}

// setMatter sets the field that key names; keys of no field are left alone.
func setMatter(art *article.Article, key string, value any) {
	switch v := value.(type) {
	case nil:
	case string:
		if !setField(art, key, v) && isDateKey(key) && v != "" {
			art.Warnings = append(art.Warnings, fmt.Sprintf("date not understood: %q", clip(v, 40)))
		}
	case time.Time:
		setField(art, key, v.Format(time.RFC3339))
		if d := article.Day(v); d.Time().Equal(v) {
			setField(art, key, d.String())
		}
	case []any:
		if key == "author" || key == "authors" || key == "by" {
			for _, one := range v {
				art.Authors = append(art.Authors, authorName(one)...)
			}
		}
	case map[string]any:
		if key == "author" || key == "authors" {
			art.Authors = authorName(v)
		}
	default:
		setField(art, key, fmt.Sprint(v))
	}
}

func isDateKey(key string) bool {
	return strings.Contains(key, "date") || strings.HasPrefix(key, "published") || key == "modified"
}

// authorName returns the name in an entry of a list of authors: a string, or
// an object with a name.
func authorName(v any) []string {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			return []string{v}
		}
	case map[string]any:
		if name, ok := v["name"]; ok {
			return authorName(name)
		}
	}
	return nil
}

// clip returns at most n characters of s.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
