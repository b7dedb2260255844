package formats

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
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

// maxMultiparts bounds the parts of a mail that hold parts. A letter with
// pictures and attachments has three; the parser's time doubles with each that
// is opened inside another and not closed.
const maxMultiparts = 8

// maxMail bounds a mail, in bytes: what mail providers let through.
const maxMail = 25 << 20

// multipart matches what declares a part that holds parts.
var multipart = regexp.MustCompile(`(?i)\bmultipart\s*/`)

// Mail takes a mail apart. Its attachments are named in a warning, not read.
func Mail(data []byte) (Letter, error) {
	if len(data) > maxMail {
		return Letter{}, Refuse(TooLarge, nil)
	}
	if n := len(multipart.FindAllIndex(data, maxMultiparts+1)); n > maxMultiparts {
		return Letter{}, Refuse(Unreadable, errors.New("formats: a mail of too many nested parts"))
	}
	e, err := enmime.ReadEnvelope(bytes.NewReader(data))
	if err != nil {
		return Letter{}, Refuse(Unreadable, err)
	}
	l := Letter{HTML: valid(e.HTML), Plain: valid(e.Text)}
	if len(e.Errors) > 0 && l.HTML == "" && l.Plain == "" {
		return l, Refuse(Unreadable, e.Errors[0])
	}
	l.Article.Title = oneLine(valid(e.GetHeader("Subject")))
	setDate(&l.Article.Published, e.GetHeader("Date"))
	if t, err := mail.ParseDate(e.GetHeader("Date")); err == nil {
		l.Article.Published = article.Moment(t)
	}
	if from, err := e.AddressList("From"); err == nil && len(from) > 0 {
		l.Article.Authors = []string{valid(first(from[0].Name, from[0].Address))}
	}
	for _, part := range e.Attachments {
		l.Article.Warnings = append(l.Article.Warnings, fmt.Sprintf("attachment not read: %s", clip(valid(part.FileName), 80)))
	}
	return l, nil
}

// valid replaces what is no UTF-8: headers of old mail hold bytes of charsets
// that nothing in the letter names.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

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
