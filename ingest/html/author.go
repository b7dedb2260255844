package html

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// maxAuthors bounds the names of one article.
const maxAuthors = 12

var authorKeys = []string{
	"author", "article:author", "authors", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.aut",
	"citation_author", "dcsext.author", "rbauthors",
}

var (
	// byWords begin a byline, in the languages we met.
	byWords = regexp.MustCompile(`(?i)^(?:(?:written|posted|reported|analysis|opinion|review|story|text|words|posted on .{4,30}|.{6,20} [-–|] publicado|publicado|escrito) )?(?:by|von|par|por|di|door|av|af|текст|автор|autor)(?:\s*:\s*|\s+)`)
	// byEnd is where a byline stops being names: a day, a word for one, a bar.
	byEnd = regexp.MustCompile(`(?i)\s*(?:\||•|·|/|\s–\s|\s-\s|\s\d|\s@|\b(?:on|updated|published|publiziert|publish date|last updated|posted|follow|email|am|categoria|about|how to|is an?)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d)`)
	byCut = regexp.MustCompile(`(?i)\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*`)
	// roles are words of what somebody is, not of whom.
	roles = regexp.MustCompile(`(?i)\b(?:writers?|editors?|editor-at-large|reporters?|correspondents?|staff|contributors?|columnists?|analysts?|press|news|agency|magazine|today|times|post|cnn|bbc|ap|afp|reuters|bureau|team|desk|m\.?d\.?|ph\.?d\.?|contributing|senior|chief|special|for the)\b`)
)

// authors finds who wrote the article. What a byline shows after a word such
// as "by" comes first, then the page's data, then what is marked as a byline.
func authors(f facts, ld ldArticle, source string) []string {
	for _, b := range f.bylines {
		if byWords.MatchString(b) {
			if list := names(b, source); len(list) > 0 {
				return list
			}
		}
	}
	if list := namesOf(ld.people, source); len(list) > 0 {
		return list
	}
	for v := range f.each(authorKeys) {
		if list := names(v, source); len(list) > 0 {
			return list
		}
	}
	for _, b := range f.bylines {
		if list := names(b, source); len(list) > 0 {
			return list
		}
	}
	return nil
}

// isByline reports whether a block begins as bylines do and is as short,
// whatever it is marked as.
func isByline(b block) bool {
	return len(b.text) <= maxByline && !strings.HasSuffix(b.text, ".") && byWords.MatchString(oneLine(b.text))
}

// headBylines returns the bylines up to the article's first block.
func headBylines(all []block, first block) []string {
	var out []string
	for _, b := range all {
		if isByline(b) {
			out = addFact(out, b.text)
		}
		if b.text == first.text {
			break
		}
	}
	return out
}

func namesOf(lines []string, source string) []string {
	var out []string
	for _, l := range lines {
		for _, n := range names(l, source) {
			if len(out) < maxAuthors && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, n) }) {
				out = append(out, n)
			}
		}
	}
	return out
}

// names reads a byline: "By Ada Stone and Ben Yu, AP writers" names two.
func names(line, source string) []string {
	line = byWords.ReplaceAllString(strings.TrimSpace(line), "")
	if i := byEnd.FindStringIndex(line); i != nil {
		line = line[:i[0]]
	}
	if strings.Contains(line, "://") || strings.Contains(line, "{{") {
		return nil
	}
	var out []string
	rest := ""
	for i, part := range byCut.Split(line, -1) {
		part = strings.Trim(part, " .:–—-\"“”()[]")
		words := len(strings.Fields(part))
		switch {
		case words == 0 || words > 5 || len(part) < 2 || !strings.ContainsFunc(part, unicode.IsLetter):
		case i > 0 && words == 1 && strings.Contains(strings.TrimSpace(line), " "):
		case roles.MatchString(part) || source != "" && strings.Contains(strings.ToLower(source), strings.ToLower(part)):
			if rest == "" && i == 0 {
				rest = part
			}
		default:
			out = append(out, cased(part))
		}
	}
	if len(out) == 0 && rest != "" {
		return []string{cased(rest)}
	}
	return out[:min(len(out), maxAuthors)]
}

// cased writes a name that is all capitals as names are written.
func cased(name string) string {
	if strings.ToUpper(name) != name || strings.ToLower(name) == name || len(name) <= 4 {
		return name
	}
	first := true
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && r != '\'' {
			first = true
			return r
		}
		if first {
			first = false
			return r
		}
		return unicode.ToLower(r)
	}, name)
}
