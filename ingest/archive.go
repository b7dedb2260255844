package ingest

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"byline/article"
	"byline/ingest/formats"
)

// gzip reads what a gzip file holds, which may not be another archive.
func (j job) gzip(ctx context.Context, in io.Reader) error {
	if j.depth > 0 {
		return j.refuse(formats.Refuse(formats.Nested, nil))
	}
	j.depth++
	j.inner = strings.TrimSuffix(j.name, ".gz")
	z, err := formats.Gunzip(in, j.limits)
	if err != nil {
		return j.refuse(err)
	}
	return j.stream(ctx, bufio.NewReaderSize(z, formats.SniffBytes))
}

// zip reads a document that is a zip file, or each file of an archive.
func (j job) zip(ctx context.Context, data []byte) error {
	a, err := formats.OpenArchive(data, j.limits)
	if err != nil {
		return j.refuse(err)
	}
	switch a.Kind() {
	case formats.KindDOCX:
		art, err := formats.DOCX(a)
		return j.done(art, data, err)
	case formats.KindODT:
		art, err := formats.ODT(a)
		return j.done(art, data, err)
	case formats.KindEPUB:
		return j.book(a, data)
	case formats.KindZip:
		return j.members(ctx, a)
	}
	return j.refuse(formats.Refuse(formats.Unsupported, nil))
}

// members reads each file of an archive; a bomb among them ends it.
func (j job) members(ctx context.Context, a *formats.Archive) error {
	if j.depth > 0 {
		return j.refuse(formats.Refuse(formats.Nested, nil))
	}
	names := a.Files()
	if len(names) == 0 {
		return j.refuse(formats.Refuse(formats.Empty, nil))
	}
	for _, name := range names {
		one := j
		one.depth++
		one.inner = ""
		one.name, one.ref, one.declared = j.name+"/"+name, first(j.ref, j.name)+"/"+name, ""
		data, err := a.Read(name)
		if err == nil {
			err = one.bytes(ctx, data)
		} else {
			bomb := article.CodeOf(err) == formats.Bomb
			if err = one.refuse(err); err == nil && bomb {
				return nil
			}
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// book reads the chapters of a book as articles.
func (j job) book(a *formats.Archive, data []byte) error {
	chapters, err := formats.EPUB(a)
	if err != nil {
		return j.refuse(err)
	}
	for _, c := range chapters {
		one := j
		if len(chapters) > 1 {
			one.name, one.ref = j.name+"#"+c.Name, first(j.ref, j.name)+"#"+c.Name
		}
		if err := one.done(c.Article, data, nil); err != nil {
			return err
		}
	}
	return nil
}
