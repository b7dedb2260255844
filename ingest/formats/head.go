package formats

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
	"byline/when/written"
)

// A title is at most maxTitle characters and maxTitleWords words; headlines
// rarely pass 120 characters, first sentences often do.
const (
	maxTitle      = 160
	maxTitleWords = 28
	maxHeadLine   = 100 // characters of a line that holds a name, a source or a date
	maxHeadLines  = 6   // such lines after a title
)

var (
	labelled = regexp.MustCompile(`(?i)^(title|headline|source|publisher|publication|date|published(?: on)?|updated|last updated|authors?|by|url|link|language|lang)\s*:\s+(\S.*)$`)
	byline   = regexp.MustCompile(`^(?:By|BY|Von|Par|Por|Автор:?)\s+(\p{Lu}.*)$`)
	dated    = regexp.MustCompile(`(?i)^(published|updated|last updated|posted|modified|first published)\b(?: on| at)?:?\s*`)
	clock    = regexp.MustCompile(`(?i)^(?:\s*(?:,|at|\||-|–|—|um)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:GMT|UTC|BST|CET|CEST|E[SD]?T|P[SD]?T|IST|MSK|Uhr)?)?\s*$`)
	weekday  = regexp.MustCompile(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?`)
	webLink  = regexp.MustCompile(`^https?://[^\s<>"]+$`)

	role   = regexp.MustCompile(`(?i)\b(?:staff|writer|reporter|correspondent|editor)\b`)
	agency = regexp.MustCompile(`^\((\p{Lu}[^()]{1,30})\) ?(?:—|–|--?) `)

	// dateline is a place, then a day, an agency or both, then a mark: "Moscow,
	// Oct 27 :", "WASHINGTON (Reuters) -", "BEIJING, Oct. 27 (Xinhua) --".
	dateline = regexp.MustCompile(`^(\p{Lu}[\p{L}.'’ -]{1,40}(?:, \p{Lu}[\p{L}.]+){0,2})` +
		`(?:,? ((?:\p{L}{3,10}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,10})(?:,? \d{4})?))?` +
		`(?: \(([^()]{2,40})\))?\s*(:|—|–|--?)\s+`)
)

// fromHead fills art from the head of plain text and sets art.Text to the
// rest: a title line, labelled lines ("Source: …"), a byline, a line that is
// only a source and a date. A line leaves the text only when all of it was
// understood. The dateline stays, since it is part of the first sentence as
// printed.
func fromHead(art *article.Article, text string) {
	rest := labels(art, text)
	rest = titleLine(art, rest)
	rest = labels(art, rest)
	rest = headLines(art, rest)
	art.Text = Paragraphs(rest)
	readDateline(art)
}

// labels takes lines like "Title: …" off the top. A single one must be
// followed by a blank line or another, lest the first sentence be taken.
func labels(art *article.Article, text string) string {
	rest := text
	for range 12 {
		line, after := cutLine(rest)
		m := labelled.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || utf8.RuneCountInString(line) > 2*maxTitle || !setField(art, m[1], m[2]) {
			break
		}
		rest = after
	}
	return rest
}

// setField sets the field that a label or a key of front matter names. It
// reports false, and changes nothing, when the value is none for it.
func setField(art *article.Article, label, value string) bool {
	value = strings.TrimSpace(value)
	switch strings.ToLower(label) {
	case "title", "headline":
		art.Title = value
	case "source", "publisher", "publication", "site", "sitename":
		art.Source = value
	case "author", "authors", "by", "byline", "creator":
		art.Authors = splitAuthors(value)
	case "url", "link", "canonical", "canonical_url", "permalink":
		if !webLink.MatchString(value) {
			return false
		}
		art.URL = value
	case "language", "lang", "locale":
		art.Language = PrimaryLanguage(value)
	case "updated", "last updated", "modified", "lastmod", "last_modified", "date_modified":
		return setDate(&art.Updated, value)
	case "date", "published", "published on", "published_at", "publishdate", "pubdate", "date_published":
		return setDate(&art.Published, value)
	default:
		return false
	}
	return true
}

func setDate(field *article.Date, value string) bool {
	d, ok := ParseDate(value)
	if ok {
		*field = d
	}
	return ok
}

// PrimaryLanguage returns the primary subtag of a language tag, lower case;
// empty for what is none, such as the "C" of a program without a locale.
func PrimaryLanguage(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return tag
}

// splitAuthors returns the names of "A. Writer, B. Reporter and C. Editor".
func splitAuthors(s string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(strings.NewReplacer(" and ", ",", " & ", ",", " und ", ",", " et ", ",").Replace(s), func(r rune) bool { return r == ',' || r == ';' }) {
		if name := strings.TrimSpace(part); name != "" && (len(names) == 0 || !role.MatchString(name)) {
			names = append(names, name)
		}
	}
	return names
}

// titleLine takes the title off the top: a short line of its own that does not
// end as a sentence does.
func titleLine(art *article.Article, text string) string {
	if art.Title != "" {
		return text
	}
	text = strings.TrimLeft(text, "\n\t ")
	line, rest := cutLine(text)
	line = strings.TrimSpace(line)
	next, _ := cutLine(rest)
	alone := strings.TrimSpace(next) == "" || isHeadLine(next) || standsAlone(line, next)
	if !alone || strings.TrimSpace(rest) == "" || !looksLikeTitle(line) {
		return text
	}
	art.Title = strings.TrimSpace(strings.TrimLeft(line, "#"))
	return rest
}

func looksLikeTitle(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(line)
	switch {
	case line == "", utf8.RuneCountInString(line) > maxTitle, len(strings.Fields(line)) > maxTitleWords:
		return false
	case strings.ContainsRune(".,;:。", last) && !strings.HasSuffix(line, "…") && !abbreviated(line):
		return false
	case unicode.IsLower(first), isItem(line), webLink.MatchString(line), dateline.MatchString(line) && strings.Contains(line, " ("):
		return false
	}
	return strings.ContainsFunc(line, unicode.IsLetter)
}

// abbreviated reports whether line ends in initials ("the U.S."), whose full
// stop does not end a sentence.
func abbreviated(line string) bool {
	word := line[strings.LastIndexByte(line, ' ')+1:]
	return strings.Count(word, ".") > 1
}

// standsAlone reports whether line is a heading above the long first line of a
// text that has one line a paragraph.
func standsAlone(line, next string) bool {
	return utf8.RuneCountInString(next) > maxWrap && 2*utf8.RuneCountInString(line) < utf8.RuneCountInString(next)
}

// headLines takes the byline, source and date lines off the top.
func headLines(art *article.Article, text string) string {
	for range maxHeadLines {
		text = strings.TrimLeft(text, "\n\t ")
		line, rest := cutLine(text)
		if strings.TrimSpace(rest) == "" || !takeHeadLine(art, strings.TrimSpace(line)) {
			break
		}
		text = rest
	}
	return text
}

// ReadHead sets from the short lines at the top of art's text who wrote it and
// when, where those are not known or only known of the file. The text stays as
// it is: in a document such lines are set apart by print, which art has lost,
// so they are understood less surely than in plain text.
func ReadHead(art *article.Article) {
	var found article.Article
	rest := art.Text
	for range maxHeadLines {
		line, after, ok := strings.Cut(rest, "\n\n")
		if !ok || !takeHeadLine(&found, line) {
			break
		}
		rest = after
	}
	if len(art.Authors) == 0 {
		art.Authors = found.Authors
	}
	art.Source = first(art.Source, found.Source)
	ofFile := slices.Index(art.Warnings, fileDate)
	if !found.Published.IsZero() && (art.Published.IsZero() || ofFile >= 0) {
		art.Published = found.Published
		if ofFile >= 0 {
			art.Warnings = slices.Delete(slices.Clone(art.Warnings), ofFile, ofFile+1)
		}
	}
	body := article.Article{Text: rest, Source: art.Source, Published: art.Published}
	readDateline(&body)
	art.Dateline, art.Source, art.Published = body.Dateline, body.Source, body.Published
}

func isHeadLine(line string) bool {
	var scratch article.Article
	return takeHeadLine(&scratch, strings.TrimSpace(line))
}

// takeHeadLine reports whether all of line says who wrote, who published or
// when, and if so sets that.
func takeHeadLine(art *article.Article, line string) bool {
	if line == "" || utf8.RuneCountInString(line) > maxHeadLine {
		return false
	}
	if m := labelled.FindStringSubmatch(line); m != nil {
		return setField(art, m[1], m[2])
	}
	if webLink.MatchString(line) {
		art.URL = line
		return true
	}
	if m := byline.FindStringSubmatch(line); m != nil && looksLikeNames(m[1]) {
		art.Authors = splitAuthors(m[1])
		return true
	}
	return sourceAndDate(art, line)
}

// looksLikeNames keeps sentences that begin with "By" out of the authors.
func looksLikeNames(s string) bool {
	if strings.HasSuffix(s, ".") || len(strings.Fields(s)) > 12 {
		return false
	}
	for _, word := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLower(r) && !strings.Contains(" and und et de da van von der den del la le bin al & ", " "+word+" ") {
			return false
		}
	}
	return true
}

// sourceAndDate reads "27 October 2020", "Published: …" and "Name — 27 October 2020, 10:15".
func sourceAndDate(art *article.Article, line string) bool {
	field := &art.Published
	if m := dated.FindString(line); m != "" {
		if first := strings.ToLower(m[:1]); first == "u" || first == "l" || first == "m" {
			field = &art.Updated
		}
		line = line[len(m):]
	}
	d, at := FindDate(line)
	if d.IsZero() {
		if m, ok := ParseDate(line); ok {
			*field = m
			return true
		}
		return false
	}
	if !clock.MatchString(line[at.End:]) {
		return false
	}
	name := strings.Trim(weekday.ReplaceAllString(line[:at.Start], ""), " ,|-–—·:()")
	first, _ := utf8.DecodeRuneInString(name)
	if name != "" && unicode.IsDigit(first) && clock.MatchString(name) {
		name = "" // the time before the day
	}
	if name != "" && (len(strings.Fields(name)) > 6 || !unicode.IsUpper(first) && !wideScript(first)) {
		return false
	}
	*field = d
	if name != "" {
		art.Source = name
	}
	return true
}

// readDateline sets art.Dateline, and Published and Source where it names a
// day with its year and an agency. Without a year there is no date to set.
func readDateline(art *article.Article) {
	if m := agency.FindStringSubmatch(art.Text); m != nil && art.Source == "" {
		art.Source = m[1]
	}
	m := dateline.FindStringSubmatchIndex(art.Text)
	if m == nil {
		return
	}
	place := art.Text[m[2]:m[3]]
	if m[4] < 0 && strings.ToUpper(place) != place {
		return // "Brexit: what now", "The Port Authority (PA) - "; without a day a place must be in capitals
	}
	end := m[3]
	if m[4] >= 0 {
		words := art.Text[m[4]:m[5]]
		if !namesMonth(words) {
			return
		}
		end = m[5]
		if d, at := FindDate(words); at.Len() > 0 && art.Published.IsZero() {
			art.Published = d
		}
	}
	if m[6] >= 0 && art.Source == "" {
		art.Source = art.Text[m[6]:m[7]]
	}
	art.Dateline = art.Text[:end]
}

func namesMonth(words string) bool {
	for word := range strings.FieldsSeq(words) {
		if written.Month(strings.Trim(word, ".,")) > 0 {
			return true
		}
	}
	return false
}

// cutLine returns the first line of s and what follows it.
func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return line, rest
}
