package formats

import (
	"errors"
	"strings"
	"unicode"

	"byline/article"
)

// Text reads plain text that has been decoded: front matter if there is any,
// else the text's own head.
func Text(text string, lim Limits) (article.Article, error) {
	art, body := frontMatter(text)
	fromHead(&art, body)
	return art, check(&art, lim)
}

// check refuses what is not worth storing and what is too long to be.
func check(art *article.Article, lim Limits) error {
	art.Title = oneLine(art.Title)
	switch {
	case !strings.ContainsFunc(art.Text, isWordRune):
		return Refuse(NoText, nil)
	case len(art.Text) > lim.WithDefaults().Text:
		return Refuse(TooLarge, errors.New("formats: text over the limit"))
	}
	return nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// oneLine returns s with every run of spaces and line ends as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
