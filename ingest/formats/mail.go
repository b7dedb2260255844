package formats

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"

	"byline/article"
	"github.com/jhillyerd/enmime/v2"
)

// A Letter is a mail that was taken apart.
type Letter struct {
	Article article.Article // without Text: who wrote it, when, and what of
	HTML    string          // the letter as a page; empty when there is none
	Plain   string          // the letter as text; empty when there is none
}

// Mail takes a mail apart. Its attachments are named in a warning, not read.
func Mail(data []byte) (Letter, error) {
	e, err := enmime.ReadEnvelope(bytes.NewReader(data))
	if err != nil {
		return Letter{}, Refuse(Unreadable, err)
	}
	l := Letter{HTML: strings.ToValidUTF8(e.HTML, "\uFFFD"), Plain: strings.ToValidUTF8(e.Text, "\uFFFD")}
	if len(e.Errors) > 0 && l.HTML == "" && l.Plain == "" {
		return l, Refuse(Unreadable, e.Errors[0])
	}
	l.Article.Title = oneLine(e.GetHeader("Subject"))
	setDate(&l.Article.Published, e.GetHeader("Date"))
	if t, err := mail.ParseDate(e.GetHeader("Date")); err == nil {
		l.Article.Published = article.Moment(t)
	}
	if from, err := e.AddressList("From"); err == nil && len(from) > 0 {
		l.Article.Authors = []string{first(from[0].Name, from[0].Address)}
	}
	for _, part := range e.Attachments {
		l.Article.Warnings = append(l.Article.Warnings, fmt.Sprintf("attachment not read: %s", clip(part.FileName, 80)))
	}
	return l, nil
}

// Body sets the letter's text from what the HTML part was read as, if there
// is one, else from its plain part.
func (l Letter) Body(page article.Article, lim Limits) (article.Article, error) {
	art := l.Article
	art.Text, art.Language = page.Text, page.Language
	if strings.TrimSpace(art.Text) == "" {
		art.Text = Paragraphs(clean(l.Plain))
		readDateline(&art)
	}
	return art, check(&art, lim)
}
