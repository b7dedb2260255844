package ingest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"byline/article"
	"byline/ingest/formats"
)

// A Page is what a link led to.
type Page struct {
	URL  string // where it was found in the end, after redirects
	Type string // Content-Type
	Body []byte
}

// A Reader reads sources. The zero Reader reads files; links need Fetch.
// It is safe for concurrent use.
type Reader struct {
	In     io.Reader // standard input, for "-"; nil: there is none
	Limits formats.Limits

	// Fetch gets a link; nil: links are refused.
	Fetch func(ctx context.Context, url string) (Page, error)
	// HTML extracts the article of a page; nil: the page's whole text.
	HTML func(ctx context.Context, p Page) (article.Article, error)
	// PDF reads a PDF; nil: they are refused.
	PDF func(ctx context.Context, data []byte) (article.Article, error)
}

// Read reads source and calls emit for each item, in order: one for a file or
// a link, many for a folder, an archive or JSON lines. What cannot be read is
// an Item with Err. Read itself errs only with emit's error or ctx's.
func (r *Reader) Read(ctx context.Context, source Source, emit func(Item) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	job := job{reader: r, limits: r.Limits.WithDefaults(), name: source.String(), emit: emit}
	switch {
	case source.Data != nil:
		job.ref, job.url, job.declared = first(source.URL, source.Name), source.URL, source.Type
		return job.bytes(ctx, source.Data)
	case source.URL != "":
		return job.link(ctx, source.URL)
	case source.Path == "-":
		return job.stdin(ctx)
	}
	job.ref = source.Path
	return job.path(ctx, source.Path)
}

// A job is the reading of one source.
type job struct {
	reader   *Reader
	limits   formats.Limits
	name     string // for reports
	inner    string // the name of what a gzip file holds; empty outside of one
	ref      string // Article.Ref of what has none of its own; empty for what has no name
	url      string
	declared string // content type
	depth    int    // archives we are in
	emit     func(Item) error
}

// refuse emits the item that says why there is no article.
func (j job) refuse(err error) error {
	if _, ok := errors.AsType[*article.Error](err); !ok {
		err = formats.Refuse(formats.Unreadable, err)
	}
	return j.emit(Item{Name: j.name, Err: err})
}

// done emits the item for an article that was read from raw, or its refusal.
func (j job) done(art article.Article, raw []byte, err error) error {
	if err != nil {
		return j.refuse(err)
	}
	art.Ref = first(art.Ref, first(art.URL, j.ref))
	if art.Ref == "" {
		art.Ref = refOf(j.name, art)
	}
	return j.emit(Item{Name: j.name, Article: art, Raw: raw})
}

// refOf names an article that came without a name, from standard input or
// pasted, by its title, so that a corrected text becomes its next revision and
// another text does not; without a title by its text.
func refOf(name string, art article.Article) string {
	sum := sha256.Sum256([]byte(first(art.Title, art.Text)))
	return name + " " + hex.EncodeToString(sum[:6])
}

// stdin reads standard input.
func (j job) stdin(ctx context.Context) error {
	if j.reader.In == nil {
		return j.refuse(formats.Refuse(formats.Empty, nil))
	}
	return j.stream(ctx, j.reader.In)
}

// path reads a file, or all files of a folder.
func (j job) path(ctx context.Context, name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return j.refuse(&article.Error{Kind: article.NotFound, Code: "missing", Public: "There is no such file. Check the name and the folder.", Err: err})
	case err != nil:
		return j.refuse(noAccess(err))
	case info.IsDir():
		return j.folder(ctx, name)
	}
	return j.file(ctx, name)
}

// file reads one file. A folder here is one that a walk could not open, or a
// link to one.
func (j job) file(ctx context.Context, name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return j.refuse(noAccess(err))
	case info.IsDir() && linked(name):
		return j.refuse(&article.Error{Kind: article.Forbidden, Code: "no-access", Public: "This is a link to a folder, which I do not follow. Add the folder by its own name.",
			Err: fmt.Errorf("ingest: %s is a link to a folder", name)})
	case info.IsDir():
		return j.refuse(noAccess(fmt.Errorf("ingest: %s is a folder that is not followed", name)))
	case !info.Mode().IsRegular():
		return j.refuse(formats.Refuse(formats.Unsupported, fmt.Errorf("ingest: %s is no regular file", name)))
	}
	f, err := os.Open(name)
	if err != nil {
		return j.refuse(noAccess(err))
	}
	defer f.Close()
	return j.stream(ctx, f)
}

// linked reports whether name is a symbolic link.
func linked(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// noAccess refuses what the system does not let us read.
func noAccess(err error) error {
	return &article.Error{Kind: article.Forbidden, Code: "no-access", Public: "The file may not be read. Give Byline's user the right to read it.", Err: err}
}

// stream reads JSON lines as they come, however many, and everything else as a
// whole within the limit of a file.
func (j job) stream(ctx context.Context, in io.Reader) error {
	head := bufio.NewReaderSize(in, formats.SniffBytes)
	first, _ := head.Peek(formats.SniffBytes) // an error shows again when reading
	if formats.Magic(first) == formats.KindGzip {
		return j.gzip(ctx, head)
	}
	if formats.Magic(first) == "" && isJSONL(first) {
		return j.jsonl(head)
	}
	data, err := formats.ReadAll(head, j.limits.File)
	if err != nil {
		return j.refuse(err)
	}
	return j.bytes(ctx, data)
}

// isJSONL reports whether head begins JSON lines in UTF-8.
func isJSONL(head []byte) bool {
	return formats.TextKind(strings.ToValidUTF8(string(head), "\uFFFD"), "") == formats.KindJSONL
}

// jsonl emits an item for each line.
func (j job) jsonl(in io.Reader) error {
	var stopped error
	err := formats.JSONL(in, j.limits, j.eachLine("line", &stopped))
	if err != nil && stopped == nil {
		return j.refuse(err)
	}
	return stopped
}

// eachLine returns the emit for readers of many articles in one file. It notes
// in stopped the error that our own emit ended with, as against the file's.
func (j job) eachLine(unit string, stopped *error) func(int, article.Article, error) error {
	return func(line int, art article.Article, err error) error {
		one := j
		one.name = fmt.Sprintf("%s %s %d", j.name, unit, line)
		if j.ref != "" {
			one.ref = fmt.Sprintf("%s#%d", j.ref, line)
		}
		*stopped = one.done(art, nil, err)
		return *stopped
	}
}

// bytes reads a whole file.
func (j job) bytes(ctx context.Context, data []byte) error {
	if int64(len(data)) > j.limits.File {
		return j.refuse(formats.Refuse(formats.TooLarge, nil))
	}
	switch kind := formats.Magic(data[:min(len(data), formats.SniffBytes)]); kind {
	case "":
		return j.text(ctx, data)
	case formats.KindGzip:
		return j.gzip(ctx, bytes.NewReader(data))
	case formats.KindZip:
		return j.zip(ctx, data)
	case formats.KindPDF:
		return j.pdf(ctx, data)
	default:
		return j.refuse(formats.Refuse(formats.Unsupported, nil))
	}
}

func (j job) pdf(ctx context.Context, data []byte) error {
	if j.reader.PDF == nil {
		return j.refuse(formats.Refuse(formats.Unsupported, errors.New("ingest: no PDF reader")))
	}
	art, err := j.reader.PDF(ctx, data)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && len(art.Text) > j.limits.Text {
		err = formats.Refuse(formats.TooLarge, nil)
	}
	formats.ReadHead(&art)
	return j.done(art, data, err)
}

// text reads a file that is made of characters.
func (j job) text(ctx context.Context, data []byte) error {
	text, err := formats.Decode(data, formats.Charset(j.declared, data))
	if err != nil {
		return j.refuse(err)
	}
	file := first(j.inner, j.name)
	kind := formats.TextKind(text, file)
	if formats.Mislabelled(file, kind) {
		return j.refuse(formats.Refuse(formats.Unreadable, fmt.Errorf("ingest: %s in a file of another kind", kind)))
	}
	var stopped error
	switch kind {
	case formats.KindHTML:
		art, err := j.html(ctx, data, text)
		return j.done(art, data, err)
	case formats.KindMarkdown:
		art, err := formats.Markdown(text, j.limits)
		return j.done(art, data, err)
	case formats.KindMail:
		return j.mail(ctx, data)
	case formats.KindFeed:
		return j.refuse(&article.Error{Kind: article.Invalid, Code: "feed", Public: "This is a feed, a list of links. Add it with: feeds add URL."})
	case formats.KindOther:
		return j.refuse(formats.Refuse(formats.Unsupported, nil))
	case formats.KindJSONL:
		err = formats.JSONL(strings.NewReader(text), j.limits, j.eachLine("line", &stopped))
	case formats.KindJSON:
		err = formats.JSON(text, j.limits, j.eachLine("item", &stopped))
	case formats.KindCSV:
		err = formats.CSV(text, j.limits, j.eachLine("line", &stopped))
	default:
		art, err := formats.Text(text, j.limits)
		return j.done(art, data, err)
	}
	if err != nil && stopped == nil {
		return j.refuse(err)
	}
	return stopped
}

// html extracts a page, whose bytes are data and whose characters are text.
func (j job) html(ctx context.Context, data []byte, text string) (article.Article, error) {
	if j.reader.HTML == nil {
		return formats.HTML(text, j.limits)
	}
	art, err := j.reader.HTML(ctx, Page{URL: j.url, Type: j.declared, Body: data})
	if err != nil || j.url != "" || !formats.AllContent(text) {
		return art, err
	}
	// A file without a site's furniture is all article: an extractor that
	// looks for furniture could only lose its lists and tables.
	whole, err := formats.HTML(text, j.limits)
	if err != nil {
		return art, nil
	}
	art.Text, art.Title = whole.Text, first(whole.Title, art.Title)
	return art, nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
