package formats

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"path"
	"regexp"
	"strings"

	"byline/article"
)

// ReadAll reads r to its end, refusing what is longer than limit bytes.
func ReadAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if refused, ok := errors.AsType[*article.Error](err); ok {
		return nil, refused
	}
	if err != nil {
		return nil, Refuse(Unreadable, err)
	}
	if int64(len(data)) > limit {
		return nil, Refuse(TooLarge, fmt.Errorf("formats: over %d bytes", limit))
	}
	return data, nil
}

// Gunzip returns a reader of what r holds, compressed by gzip. It refuses as a
// Bomb what unpacks too well.
func Gunzip(r io.Reader, lim Limits) (io.Reader, error) {
	packed := &counter{r: r}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, Refuse(Unreadable, err)
	}
	return &inflating{r: z, packed: packed, ratio: lim.WithDefaults().Ratio}, nil
}

// A counter counts the bytes read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// freeBytes may be unpacked from any file before its ratio is looked at: small
// files of one repeated line compress very well.
const freeBytes = 1 << 20

// An inflating reader watches how much more comes out than went in.
type inflating struct {
	r      io.Reader
	packed *counter
	out    int64
	ratio  int64
}

func (z *inflating) Read(p []byte) (int, error) {
	n, err := z.r.Read(p)
	z.out += int64(n)
	switch {
	case z.out > freeBytes && z.out > z.ratio*z.packed.n:
		return 0, Refuse(Bomb, fmt.Errorf("formats: %d bytes from %d", z.out, z.packed.n))
	case err != nil && err != io.EOF:
		err = Refuse(Unreadable, err)
	}
	return n, err
}

// An Archive is a zip file whose unpacking is bounded as a whole. It is not
// safe for concurrent use.
type Archive struct {
	zip  *zip.Reader
	lim  Limits
	left int64 // bytes that may still be unpacked
}

// OpenArchive reads the directory of a zip file.
func OpenArchive(data []byte, lim Limits) (*Archive, error) {
	lim = lim.WithDefaults()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, Refuse(Unreadable, err)
	case len(z.File) > lim.Entries:
		return nil, Refuse(Bomb, fmt.Errorf("formats: %d entries", len(z.File)))
	}
	return &Archive{zip: z, lim: lim, left: lim.Archive}, nil
}

// Kind tells which document the archive is, or that it is none.
func (a *Archive) Kind() Kind { return ZipKind(a.zip) }

// Files returns the names of the archive's files in its order, without
// folders, hidden files and what macOS adds.
func (a *Archive) Files() []string {
	var names []string
	for _, f := range a.zip.File {
		if f.FileInfo().IsDir() || strings.HasPrefix(path.Base(f.Name), ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		names = append(names, f.Name)
	}
	return names
}

// Read unpacks one file. Refused: Unreadable (also when there is none), Bomb,
// Encrypted, TooLarge.
func (a *Archive) Read(name string) ([]byte, error) {
	for _, f := range a.zip.File {
		if f.Name == name {
			return a.unpack(f)
		}
	}
	return nil, Refuse(Unreadable, fmt.Errorf("formats: archive has no %s", name))
}

func (a *Archive) unpack(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, Refuse(Encrypted, nil)
	}
	r, err := f.Open()
	if err != nil {
		return nil, Refuse(Unreadable, fmt.Errorf("formats: %s: %w", f.Name, err))
	}
	defer r.Close()
	// The ratio is of what really comes out to the file's packed bytes, which
	// the directory gives and the reader holds it to.
	packed := &counter{n: int64(f.CompressedSize64)}
	data, err := ReadAll(&inflating{r: r, packed: packed, ratio: a.lim.Ratio}, min(a.lim.Entry, a.left))
	a.left -= int64(len(data))
	if article.CodeOf(err) == TooLarge {
		return nil, Refuse(Bomb, err)
	}
	return data, err
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?([a-z0-9_:.-]+)|<\?xml[^>]+encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// charsetBytes is how far into a page its own charset is looked for. The
// standard says 1,024 bytes; pages with long heads put it later.
const charsetBytes = 8 << 10

// Charset returns the charset that a content type declares, else the one that
// data, if it is HTML or XML, declares of itself; empty when neither does.
func Charset(contentType string, data []byte) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	m := metaCharset.FindSubmatch(data[:min(len(data), charsetBytes)])
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}
