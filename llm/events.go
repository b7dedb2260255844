package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// done is the event that ends a stream.
const done = "[DONE]"

// An eventStream reads the data of server-sent events as the WHATWG's HTML standard,
// 9.2.6, has them: lines that end in LF, CR LF or CR, comments, a byte order
// mark, data in several lines. It is lenient where servers are: an event counts
// as ended as soon as its data is whole JSON, whether or not an empty line follows.
type eventStream struct {
	from  *bufio.Reader
	begun bool
	cr    bool // the line before ended in CR, so that a LF belongs to it
	data  []byte
	tried int // length of data when it was last found not to be whole
}

// next returns the data of the next event. It ends with io.EOF after done, and
// with io.ErrUnexpectedEOF where the stream ends without.
func (e *eventStream) next() ([]byte, error) {
	for {
		line, err := e.line()
		if piece, ok := field(line); ok {
			if len(e.data) > 0 {
				e.data = append(e.data, '\n')
			}
			e.data = append(e.data, piece...)
		}
		if whole := bytes.TrimSpace(e.data); len(whole) > 0 && (len(line) == 0 && err == nil || string(whole) == done || e.whole(err != nil)) {
			e.data, e.tried = nil, 0
			if string(whole) == done {
				return nil, io.EOF
			}
			return whole, nil
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
	}
}

// whole reports whether the data so far is whole JSON. So that an event of many
// lines is not read again for each, it is looked at only when it has doubled
// since, or is the last.
func (e *eventStream) whole(last bool) bool {
	if !last && len(e.data) < 2*e.tried {
		return false
	}
	e.tried = len(e.data)
	return json.Valid(e.data)
}

// line returns the next line without its end.
func (e *eventStream) line() ([]byte, error) {
	var line []byte
	for {
		b, err := e.from.ReadByte()
		if err != nil {
			return line, err
		}
		if b == '\n' && e.cr && len(line) == 0 {
			e.cr = false
			continue
		}
		if e.cr = b == '\r'; e.cr || b == '\n' {
			if !e.begun {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			e.begun = true
			return line, nil
		}
		line = append(line, b)
	}
}

// field returns what a line carries, if it carries data. llama.cpp's server has
// sent failures as a field of their own name.
func field(line []byte) ([]byte, bool) {
	if d, ok := bytes.CutPrefix(line, []byte("data:")); ok {
		return bytes.TrimPrefix(d, []byte(" ")), true
	}
	if d, ok := bytes.CutPrefix(line, []byte("error:")); ok {
		if d = bytes.TrimSpace(d); !bytes.HasPrefix(d, []byte(`{"error"`)) {
			d = append(append([]byte(`{"error":`), d...), '}')
		}
		return d, true
	}
	return nil, false
}
