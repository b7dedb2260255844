package fetch

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

var (
	errTooLarge = errors.New("fetch: body larger than wanted")
	errStalled  = errors.New("fetch: the body stopped coming")
	errEncoding = errors.New("fetch: content encoding not asked for")
)

// compressedSlack is how many bytes a compressed body may be larger than what
// it holds. A body can also hold nothing and never end.
const compressedSlack = 64 << 10

// zstdWindow is the most memory a zstd frame may ask for, in bytes; RFC 8878
// recommends that decoders support this much.
const zstdWindow = 8 << 20

// read reads an answer: decompressed, at most r.maxBytes, never waiting longer
// than the stall time for the next bytes. stop ends the request.
func (c *Client) read(resp *http.Response, r request, stop func()) (*Page, error) {
	page := &Page{Status: resp.StatusCode, Header: resp.Header, ContentType: resp.Header.Get("Content-Type")}
	if isRedirect(resp.StatusCode) || resp.StatusCode == http.StatusNotModified {
		return page, nil
	}
	limit, cut := r.maxBytes, r.cut
	if resp.StatusCode != http.StatusOK {
		limit, cut = min(limit, maxErrorBody), true
	}
	if resp.ContentLength > limit && !cut {
		return nil, errTooLarge
	}
	wire := &stallReader{in: resp.Body, stop: stop, after: c.config.Stall, left: limit + compressedSlack}
	plain, closeAll, err := decompressed(wire, resp.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, wire.cause(err)
	}
	defer closeAll()
	body, err := io.ReadAll(io.LimitReader(plain, limit+1))
	if int64(len(body)) > limit {
		if !cut {
			return nil, errTooLarge
		}
		body, err = body[:limit], nil
	}
	if err != nil && resp.StatusCode == http.StatusOK {
		return nil, wire.cause(err)
	}
	page.Body = body
	return page, nil
}

// decompressed undoes the content encodings, the last one first.
func decompressed(in io.Reader, header []string) (out io.Reader, closeAll func(), err error) {
	closeAll = func() {}
	names := strings.Split(strings.ToLower(strings.Join(header, ",")), ",")
	if len(names) > 2 { // nobody honest compresses more than twice
		return nil, nil, fmt.Errorf("%w: %d of them", errEncoding, len(names))
	}
	for i := len(names) - 1; i >= 0; i-- {
		switch name := strings.TrimSpace(names[i]); name {
		case "", "identity":
		case "gzip", "x-gzip":
			in, err = gzip.NewReader(in)
		case "deflate":
			in, err = zlib.NewReader(in)
		case "br":
			in = brotli.NewReader(in)
		case "zstd":
			z, zerr := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
			if zerr != nil {
				return nil, nil, zerr
			}
			closeAll, in = z.Close, z
		default:
			return nil, nil, fmt.Errorf("%w: %q", errEncoding, name)
		}
		if err == io.EOF { // compressed nothing
			return bytes.NewReader(nil), closeAll, nil
		}
		if err != nil {
			closeAll()
			return nil, nil, err
		}
	}
	return in, closeAll, nil
}

// A stallReader ends a request whose body brings no byte for a while.
type stallReader struct {
	in      io.Reader
	stop    func() // ends the request; Read then returns
	after   time.Duration
	left    int64 // bytes that may still come
	stalled bool
}

func (s *stallReader) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, errTooLarge
	}
	hit := make(chan struct{})
	timer := time.AfterFunc(s.after, func() { close(hit); s.stop() })
	n, err := s.in.Read(p)
	s.left -= int64(n)
	if !timer.Stop() {
		<-hit
		s.stalled = true
	}
	return n, err
}

// cause says what err came of.
func (s *stallReader) cause(err error) error {
	if s.stalled {
		return errStalled
	}
	return err
}
