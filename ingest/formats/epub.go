package formats

import (
	"encoding/xml"
	"errors"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"byline/article"
)

// A Chapter is one file of a book's reading order.
type Chapter struct {
	Name    string // its path inside the book
	Article article.Article
}

// minChapter is the fewest characters of a chapter's text. Shorter files are
// covers, title pages and part headings, which answer nothing.
const minChapter = 80

// EPUB reads a book's chapters in reading order, each as an article of its
// own: an answer that cites a chapter can be found again, one that cites a
// book cannot. The book's title stands before the chapter's. A book of only
// short files is one article.
func EPUB(a *Archive) ([]Chapter, error) {
	pack, err := openPackage(a)
	if err != nil {
		return nil, err
	}
	var chapters, short []Chapter
	for _, name := range pack.spine {
		data, err := a.Read(name)
		if code := article.CodeOf(err); err != nil && code != Unreadable {
			return nil, err
		}
		if err != nil {
			continue // named and not there, as stripped previews are
		}
		c, err := pack.chapter(name, data, a.lim)
		switch {
		case article.CodeOf(err) == NoText || article.CodeOf(err) == Empty:
		case err != nil:
			return nil, err
		case utf8.RuneCountInString(c.Article.Text) < minChapter:
			short = append(short, c)
		default:
			chapters = append(chapters, c)
		}
	}
	switch {
	case len(chapters) == 0 && len(short) == 0:
		return nil, Refuse(NoText, nil)
	case len(chapters) == 0:
		return []Chapter{joined(short)}, nil
	}
	return chapters, nil
}

// joined returns short chapters as one.
func joined(short []Chapter) Chapter {
	all := short[0]
	for _, c := range short[1:] {
		all.Article.Text += "\n\n" + c.Article.Text
	}
	return all
}

// An epubPackage is a book's description: its properties and reading order.
type epubPackage struct {
	properties
	spine []string // paths inside the archive
}

func openPackage(a *Archive) (epubPackage, error) {
	if rights, err := a.Read("META-INF/rights.xml"); err == nil && len(rights) > 0 {
		return epubPackage{}, Refuse(Encrypted, errors.New("formats: book with rights management"))
	}
	container, err := a.Read("META-INF/container.xml")
	if err != nil {
		return epubPackage{}, err
	}
	var root string
	err = tokens(container, func(e xml.StartElement) {
		if e.Name.Local == "rootfile" {
			root = first(root, attr(e, "full-path"))
		}
	}, func(xml.EndElement) {}, func(string) {})
	if err != nil {
		return epubPackage{}, err
	}
	data, err := a.Read(root)
	if err != nil {
		return epubPackage{}, err
	}
	return readPackage(data, path.Dir(root))
}

// readPackage reads the package file; names in it are relative to dir.
func readPackage(data []byte, dir string) (epubPackage, error) {
	props, err := readProperties(data)
	if err != nil {
		return epubPackage{}, err
	}
	p := epubPackage{properties: props}
	files, listed := map[string]string{}, map[string]bool{}
	err = tokens(data, func(e xml.StartElement) {
		switch e.Name.Local {
		case "item":
			if strings.Contains(attr(e, "media-type"), "html") && !strings.Contains(attr(e, "properties"), "nav") {
				files[attr(e, "id")] = inside(dir, attr(e, "href"))
			}
		case "itemref":
			if name := files[attr(e, "idref")]; name != "" && !listed[name] {
				listed[name] = true
				p.spine = append(p.spine, name)
			}
		}
	}, func(xml.EndElement) {}, func(string) {})
	return p, err
}

// inside returns the archive's path of a link in one of its files.
func inside(dir, href string) string {
	if i := strings.IndexByte(href, '#'); i >= 0 {
		href = href[:i]
	}
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	return strings.TrimPrefix(path.Join(dir, href), "/")
}

func (p epubPackage) chapter(name string, data []byte, lim Limits) (Chapter, error) {
	page, err := Decode(data, Charset("", data))
	if err != nil {
		return Chapter{}, err
	}
	art, err := HTML(page, lim)
	if err != nil {
		return Chapter{}, err
	}
	switch {
	case art.Title == "" || strings.EqualFold(art.Title, path.Base(name)):
		art.Title = p.title
	case p.title != "" && !sameWords(art.Title, p.title):
		art.Title = p.title + ": " + art.Title
	}
	art.Authors, art.Source, art.Language = p.creators, p.publisher, PrimaryLanguage(p.language)
	setDate(&art.Published, first(p.created, p.modified)) // dc:date is the book's date of publication
	return Chapter{Name: name, Article: art}, nil
}
