package formats

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"

	xunicode "golang.org/x/text/encoding/unicode"
)

// detectBytes is how much of a file is looked at to tell its encoding; a few
// kilobytes decide, and the detector's cost grows with the length.
const detectBytes = 64 << 10

// minConfidence is the least confidence (0…100) at which a detected encoding
// is believed. Below it the detector's guesses on short texts are often wrong.
const minConfidence = 25

// Decode returns data as UTF-8 without byte order mark, NULs and soft hyphens,
// with "\n" for every line end. The encoding is told by, in order: a byte order
// mark, being valid UTF-8, the declared charset (which may be empty), and
// detection. Refused: Empty, Binary, Encoding.
func Decode(data []byte, declared string) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", Refuse(Empty, nil)
	}
	s, err := decode(data, declared)
	if err != nil {
		return "", err
	}
	if s = clean(s); strings.TrimSpace(s) == "" {
		return "", Refuse(Empty, nil)
	}
	if share := controls(s); share > 0.02 {
		return "", Refuse(Binary, fmt.Errorf("formats: %.0f %% control characters", 100*share))
	}
	return s, nil
}

func decode(data []byte, declared string) (string, error) {
	if e, n := byteOrderMark(data); e != nil {
		return convert(e, data[n:])
	}
	if e := wide(data); e != nil {
		return convert(e, data)
	}
	head := data[:min(len(data), detectBytes)]
	zeros := bytes.Count(head, []byte{0})
	if utf8.Valid(data) && zeros <= len(head)/50 {
		return string(data), nil
	}
	if zeros > 0 {
		return "", Refuse(Binary, errors.New("formats: zero bytes in no wide encoding"))
	}
	if e, name := charset.Lookup(declared); e != nil && name != "utf-8" {
		return convert(e, data)
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	}
	return detect(data)
}

// byteOrderMark returns the encoding that data's first bytes declare, and how
// many there are; nil when there is no mark.
func byteOrderMark(data []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return encoding.Nop, 3
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), 2
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), 2
	}
	return nil, 0
}

// wide recognises UTF-16 without a mark by where its zero bytes are: text in
// any script has spaces and digits, whose other byte is zero, always on one side.
func wide(data []byte) encoding.Encoding {
	head := data[:min(len(data), 4096)&^1]
	var even, odd int
	for i, b := range head {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	floor := len(head) / 20
	switch {
	case len(head) < 8:
		return nil
	case odd > floor && even == 0:
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	case even > floor && odd == 0:
		return xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 reports whether data is UTF-8 with a rare broken byte, as a text
// cut in the middle of a character is.
func mostlyUTF8(data []byte) bool {
	var good, bad int
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good >= 20*bad
}

func detect(data []byte) (string, error) {
	found, err := chardet.NewTextDetector().DetectAll(data[:min(len(data), detectBytes)])
	if err != nil {
		return "", Refuse(Encoding, err)
	}
	for _, guess := range found {
		if guess.Confidence < minConfidence {
			break
		}
		e, _ := charset.Lookup(guess.Charset)
		if e == nil {
			continue
		}
		if s, err := convert(e, data); err == nil && !strings.ContainsRune(s, utf8.RuneError) && controls(s) == 0 {
			return s, nil
		}
	}
	return "", Refuse(Encoding, errors.New("formats: no encoding is likely enough"))
}

func convert(e encoding.Encoding, data []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", Refuse(Encoding, err)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), nil
}

// clean drops what no reader sees and gives every line end the same form.
func clean(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n",
		"\f", "\n\n", "\x00", "", "\u00AD", "", "\uFEFF", "").Replace(s)
}

// controls returns the share of s's characters that no text has.
func controls(s string) float64 {
	var bad, all int
	for _, r := range s {
		all++
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			bad++
		}
	}
	return float64(bad) / float64(max(all, 1))
}
