package formats

import (
	"encoding/xml"
	"regexp"
	"strings"

	"byline/article"
)

// fileDate is the warning on dates that are the file's and not the article's.
const fileDate = "the date is that of the file"

// properties are what a document says of itself.
type properties struct {
	title, creator, publisher, created, modified, language string
	creators                                               []string
}

// readProperties reads Dublin Core elements, and the two of OpenDocument that
// are like them, from any XML; the first of each counts.
func readProperties(data []byte) (properties, error) {
	var p properties
	var name xml.Name
	var words strings.Builder
	err := tokens(data,
		func(e xml.StartElement) { name = e.Name; words.Reset() },
		func(e xml.EndElement) {
			if e.Name == name {
				p.set(name, strings.TrimSpace(words.String()))
			}
			name = xml.Name{}
		},
		func(s string) { words.WriteString(s) })
	return p, err
}

func (p *properties) set(name xml.Name, value string) {
	if value == "" || !strings.Contains(name.Space, "purl.org/dc") && !strings.Contains(name.Space, "opendocument") {
		return
	}
	switch name.Local {
	case "title":
		p.title = first(p.title, value)
	case "creator":
		p.creators = append(p.creators, value)
	case "initial-creator":
		p.creator = first(p.creator, value)
	case "publisher":
		p.publisher = first(p.publisher, value)
	case "created", "creation-date":
		p.created = first(p.created, value)
	case "modified":
		p.modified = first(p.modified, value)
	case "date":
		p.modified = first(p.modified, value)
	case "language":
		p.language = first(p.language, value)
	}
}

// describe fills art's empty fields from p.
func (p properties) describe(art *article.Article) {
	if art.Title == "" && !isJunkTitle(p.title) {
		art.Title = p.title
	}
	art.Authors = p.creators
	if p.creator != "" {
		art.Authors = []string{p.creator}
	}
	art.Source = first(art.Source, p.publisher)
	art.Language = first(art.Language, PrimaryLanguage(p.language))
	if setDate(&art.Published, p.created) {
		art.Warnings = append(art.Warnings, fileDate)
	}
}

var junkTitle = regexp.MustCompile(`(?i)^(?:microsoft word\b|untitled|document\d*$|unbenannt|sans nom|.*\.(?:docx?|odt|rtf|tex|dvi|indd|pdf)$)`)

// isJunkTitle reports whether a title was put there by a program.
func isJunkTitle(s string) bool { return junkTitle.MatchString(strings.TrimSpace(s)) }
