package formats

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/article"
)

// Text reads plain text that has been decoded: front matter if there is any,
// else the text's own head.
func Text(text string, lim Limits) (article.Article, error) {
	art, body := frontMatter(text)
	fromHead(&art, body)
	return art, check(&art, lim)
}

// check refuses what could not be read, what is not worth storing and what is
// too long to be.
func check(art *article.Article, lim Limits) error {
	if garbled(art.Text) {
		return Refuse(Encoding, errors.New("formats: too many characters that could not be read"))
	}
	return worth(art, lim)
}

// worth is check for a text that was not decoded here.
func worth(art *article.Article, lim Limits) error {
	art.Title = oneLine(art.Title)
	switch {
	case !strings.ContainsFunc(art.Text, isWordRune):
		return Refuse(NoText, nil)
	case len(art.Text) > lim.WithDefaults().Text:
		return Refuse(TooLarge, errors.New("formats: text over the limit"))
	}
	return nil
}

// garbled reports whether more than one character in twenty could not be read, as
// where an attachment is damaged.
func garbled(text string) bool {
	broken := strings.Count(text, string(utf8.RuneError))
	return broken > 0 && 20*broken > utf8.RuneCountInString(text)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// oneLine returns s with every run of spaces and line ends as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
