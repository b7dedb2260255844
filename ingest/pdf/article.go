package pdf

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"byline/article"
)

// article makes an article of what PDFium found, or says why there is none.
func (d document) article() (article.Article, error) {
	paragraphs := assemble(d.pages)
	var art article.Article
	paragraphs = d.title(&art, paragraphs)
	var text strings.Builder
	page, inList := 0, false
	for _, p := range paragraphs {
		switch {
		case text.Len() > 0 && inList && startsItem(p.text): // a list's items stand one a line
			text.WriteString("\n")
		case text.Len() > 0:
			text.WriteString("\n\n")
		}
		inList = startsItem(p.text)
		for ; page < p.page; page++ {
			art.Pages = append(art.Pages, text.Len())
		}
		text.WriteString(clean(p.text))
	}
	art.Text = text.String()
	if !strings.ContainsFunc(art.Text, isWordRune) {
		return art, refuse(NoText, nil)
	}
	d.describe(&art)
	return art, nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// clean drops what a font maps to no character that can be read.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\uFEFF' || r == '\u00AD' || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// title sets art's title to the largest print at the top of the first page, if
// it is larger than the text, else to the file's own title; and returns the
// paragraphs without it.
func (d document) title(art *article.Article, paragraphs []paragraph) []paragraph {
	own := strings.TrimSpace(d.tags["Title"])
	if junk.MatchString(own) {
		own = ""
	}
	art.Title = own
	largest := -1
	for i, p := range paragraphs {
		if p.page > 0 || i > 5 {
			break
		}
		if utf8.RuneCountInString(p.text) <= maxTitle && p.size > 1.15*bodySize(paragraphs) && (largest < 0 || p.size > paragraphs[largest].size) {
			largest = i
		}
	}
	if largest >= 0 && len(paragraphs) > 1 {
		art.Title = clean(paragraphs[largest].text)
		paragraphs = append(paragraphs[:largest:largest], paragraphs[largest+1:]...)
	}
	if len(paragraphs) > 1 && strings.EqualFold(paragraphs[0].text, art.Title) {
		paragraphs = paragraphs[1:]
	}
	return paragraphs
}

// maxTitle is the longest a title is taken to be, in characters.
const maxTitle = 200

// junk matches titles that programs put there.
var junk = regexp.MustCompile(`(?i)^(?:microsoft (?:word|powerpoint)\b.*|untitled.*|document\d*|.*\.(?:docx?|odt|rtf|tex|dvi|indd|qxd|pdf|pptx?))$`)

// bodySize returns the font size of most of the text, in points.
func bodySize(paragraphs []paragraph) float64 {
	weight := map[float64]int{}
	var size float64
	for _, p := range paragraphs {
		if weight[p.size] += len(p.text); weight[p.size] > weight[size] {
			size = p.size
		}
	}
	return size
}

// describe sets what the file says of itself, and warns of pages without text.
func (d document) describe(art *article.Article) {
	if author := strings.TrimSpace(d.tags["Author"]); author != "" {
		for name := range strings.SplitSeq(author, ";") {
			if name = strings.TrimSpace(name); name != "" {
				art.Authors = append(art.Authors, name)
			}
		}
	}
	if t, ok := date(d.tags["CreationDate"]); ok {
		art.Published = article.Moment(t)
		art.Warnings = append(art.Warnings, "the date is that of the file")
	}
	var blank int
	for _, p := range d.pages {
		if len(p.lines) == 0 {
			blank++
		}
	}
	if d.left > 0 {
		art.Warnings = append(art.Warnings, fmt.Sprintf("only the first %d of %d pages were read in the time for one file", len(d.pages), len(d.pages)+d.left))
	}
	if blank > 0 {
		art.Warnings = append(art.Warnings, fmt.Sprintf("%d of %d pages have no text", blank, len(d.pages)))
	}
}

// date reads a PDF's date, "D:20200131093000+02'00'".
func date(s string) (time.Time, bool) {
	s = strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(s, "D:"), "'", ""), " ")
	for _, layout := range []string{"20060102150405-0700", "20060102150405Z0000", "20060102150405Z", "20060102150405", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1980 {
			return t, true
		}
	}
	return time.Time{}, false
}
