package pdf

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	pdfium "github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// Limits that no honest article meets; a page of small print has 10,000
// characters.
const (
	defaultMaxPages  = 2000
	maxCharsPage     = 100_000
	maxCharsDocument = 5_000_000
)

// A char is one character as it stands on a page. Its box is in points, from
// the page's lower left; PDFium's own spaces and line ends may have none.
type char struct {
	r                   rune
	x0, x1, bottom, top float64
}

// A document is what PDFium finds in a file.
type document struct {
	tags  map[string]string // "Title", "Author", "CreationDate", …
	pages []page
	left  int // pages that there was no time for
}

// A page is its lines in the order they are drawn in.
type page struct {
	width, height float64 // points
	lines         []line
	pictures      bool // it holds something besides text
}

// extract runs PDFium over a file. ctx's end stops it. With short set, a file
// that should be read by compiled code is errLong.
func (r *Reader) extract(ctx context.Context, data []byte, short bool) (document, error) {
	p, err := r.instance(ctx)
	if err != nil {
		return document{}, err
	}
	stop := context.AfterFunc(ctx, func() { p.Kill() }) // the run then fails, and says so
	longest := orDefault(r.MaxPages, defaultMaxPages)
	doc, err := extractWith(ctx, p, data, longest, short)
	if stop() {
		if cerr := p.Close(); cerr != nil && err == nil {
			err = fmt.Errorf("pdf: close PDFium: %w", cerr)
		}
		return doc, err
	}
	return doc, errors.Join(err, r.closeLocked()) // what was killed is not used again
}

// longFile is how many pages are worth compiling for, if that can be done:
// interpreting them takes as long.
const longFile = 40

// errLong says that a file should be read by compiled code.
var errLong = errors.New("pdf: too long to interpret")

// extractWith reads up to maxPages pages, as many as there is time for. With
// short set, a file that is long or takes long is errLong.
func extractWith(ctx context.Context, p pdfium.Pdfium, data []byte, maxPages int, short bool) (doc document, err error) {
	defer func() { // the generated calls panic when the module below them is gone
		if broken := recover(); broken != nil {
			err = refuse(Unreadable, fmt.Errorf("pdf: PDFium stopped: %v", broken))
		}
	}()
	opened, err := p.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return doc, refuse(Encrypted, err)
	case err != nil:
		return doc, refuse(Unreadable, err)
	}
	defer p.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	switch {
	case err != nil || count.PageCount == 0:
		return doc, refuse(Unreadable, err)
	case count.PageCount > maxPages:
		return doc, refuse(TooLarge, fmt.Errorf("pdf: %d pages", count.PageCount))
	case short && count.PageCount > longFile:
		return doc, errLong
	}
	doc.tags = tags(p, opened.Document)
	var total int
	for i := range count.PageCount {
		doc.left = count.PageCount - i
		if i > 0 && nearEnd(ctx) {
			if short {
				return doc, errLong
			}
			return doc, nil
		}
		one, chars, err := readPage(p, opened.Document, i)
		if total += chars; total > maxCharsDocument || chars > maxCharsPage {
			return doc, refuse(TooLarge, fmt.Errorf("pdf: %d characters up to page %d", total, i+1))
		}
		if err != nil && i == 0 {
			return doc, refuse(Unreadable, fmt.Errorf("pdf: page 1: %w", err))
		}
		if ctx.Err() != nil {
			return doc, ctx.Err()
		}
		doc.pages = append(doc.pages, one) // a broken page is empty, and warned of
	}
	doc.left = 0
	return doc, nil
}

// nearEnd reports whether a page more may not be done before ctx's deadline.
func nearEnd(ctx context.Context) bool {
	at, ok := ctx.Deadline()
	return ok && time.Until(at) < lastPage
}

// lastPage is the time left below which no page is begun; a page of much text
// takes a fifth of a second to interpret.
const lastPage = 300 * time.Millisecond

// readPage returns page i, counting from 0, and how many characters it has.
func readPage(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, i int) (page, int, error) {
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}
	n, err := countChars(p, at)
	if err != nil || n > maxCharsPage {
		return page{}, n, err
	}
	size, err := p.GetPageSize(&requests.GetPageSize{Page: at})
	if err != nil {
		return page{}, 0, err
	}
	one := page{width: size.Width, height: size.Height}
	one.pictures = n == 0
	if n == 0 {
		return one, 0, nil
	}
	chars, err := p.GetPageTextStructured(&requests.GetPageTextStructured{Page: at, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return page{}, 0, err
	}
	fonts, err := p.GetPageTextStructured(&requests.GetPageTextStructured{Page: at, Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true})
	if err != nil {
		return page{}, 0, err
	}
	one.lines = lines(plainChars(chars.Chars))
	sizeLines(one.lines, fonts.Rects)
	return one, n, nil
}

// countChars asks for the number alone, before anything is copied out.
func countChars(p pdfium.Pdfium, at requests.Page) (int, error) {
	text, err := p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: at})
	if err != nil {
		return 0, err
	}
	defer p.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	n, err := p.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return 0, err
	}
	return max(n.Count, 0), nil
}

func plainChars(found []*responses.GetPageTextStructuredChar) []char {
	out := make([]char, 0, len(found))
	for _, c := range found {
		r, _ := utf8.DecodeRuneInString(c.Text)
		if r == utf8.RuneError {
			r = ' '
		}
		b := c.PointPosition
		out = append(out, char{r, b.Left, b.Right, b.Bottom, b.Top})
	}
	return out
}

// sizeLines sets each line's font size from the run of text that covers most of it.
func sizeLines(lines []line, runs []*responses.GetPageTextStructuredRect) {
	for i := range lines {
		l := &lines[i]
		var most float64
		for _, run := range runs {
			b := run.PointPosition
			across := min(l.x1, b.Right) - max(l.x0, b.Left)
			down := min(l.top, b.Top) - max(l.bottom, b.Bottom)
			if run.FontInformation != nil && across > 0 && down > 0 && across*down > most {
				most, l.size = across*down, run.FontInformation.RenderedSize
			}
		}
	}
}

// tags returns what the file says of itself; nil when it says nothing.
func tags(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) map[string]string {
	found, err := p.GetMetaData(&requests.GetMetaData{Document: doc})
	if err != nil {
		return nil // a title that cannot be had is no reason to refuse the text
	}
	out := map[string]string{}
	for _, t := range found.Tags {
		out[t.Tag] = t.Value
	}
	return out
}
