package html

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// metaWindow is how far into a page a <meta charset> is looked for, in bytes.
// Browsers look at 1,024; real pages put long scripts before it.
const metaWindow = 8 << 10

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)

// decode returns the page as UTF-8 without the characters that only ever hide
// words: NUL and the soft hyphen. Bytes that are valid UTF-8, or nearly, are
// taken as that, whatever the page declares: declarations are wrong more often
// than whole pages are valid UTF-8 by chance.
func decode(data []byte, contentType string) string {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !nearlyUTF8(data) {
		if out, err := encodingOf(data, contentType).NewDecoder().Bytes(data); err == nil {
			data = out
		}
	}
	return invisible.Replace(strings.ToValidUTF8(string(data), "\ufffd"))
}

var invisible = strings.NewReplacer("\x00", "", "\u00ad", "", "&shy;", "", "&#173;", "")

// nearlyUTF8 reports whether data is UTF-8 but for a few broken characters:
// at least 20 good multi-byte characters for each bad byte.
func nearlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return false
	}
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 20*bad
}

// encodingOf says how to read bytes that are not UTF-8: by the byte order
// mark, the header, the page's own word, by its letters, else as windows-1252.
func encodingOf(data []byte, contentType string) encoding.Encoding {
	e, name, sure := charset.DetermineEncoding(data, contentType)
	if sure && name != "utf-8" || name != "windows-1252" && name != "utf-8" {
		return e
	}
	head := data[:min(len(data), metaWindow)]
	if m := metaCharset.FindSubmatch(head); m != nil {
		if found, name := charset.Lookup(string(m[1])); found != nil && name != "utf-8" {
			return found
		}
	}
	if guessed := byLetters(data); guessed != nil {
		return guessed
	}
	fallback, _ := charset.Lookup("windows-1252")
	return fallback
}

const (
	// guessWindow is how much of a page its encoding is guessed from, in bytes.
	guessWindow = 64 << 10
	// minConfidence is the least confidence (0…100) of a guess that is believed,
	// as for text files.
	minConfidence = 25
)

// western are the detector's names of encodings of the Latin letters.
var western = regexp.MustCompile(`^(?:ISO-8859-(?:1|2|3|4|9|10|13|14|15|16)|windows-125[0247])$`)

// byLetters guesses the encoding of a page that says nothing or nothing true of
// it, in which letters beyond ASCII stand side by side, as in other alphabets
// than the Latin; nil when there is none likely enough.
func byLetters(data []byte) encoding.Encoding {
	data = data[:min(len(data), guessWindow)]
	if !otherAlphabet(data) {
		return nil
	}
	guesses, err := chardet.NewHtmlDetector().DetectAll(data)
	if err != nil {
		return nil
	}
	for _, g := range guesses {
		e, _ := charset.Lookup(g.Charset)
		if g.Confidence < minConfidence || e == nil || western.MatchString(g.Charset) {
			continue
		}
		if out, err := e.NewDecoder().Bytes(data); err == nil && bytes.Count(out, []byte("\ufffd")) <= 1 { // the window may cut a character
			return e
		}
	}
	return nil
}

// otherAlphabet reports whether most bytes beyond ASCII stand three or more in a
// row. In Latin texts they are single letters inside words.
func otherAlphabet(data []byte) bool {
	high, together := 0, 0
	for i := 0; i < len(data); {
		n := 0
		for i+n < len(data) && data[i+n] >= utf8.RuneSelf {
			n++
		}
		if high += n; n >= 3 {
			together += n
		}
		i += n + 1
	}
	return 2*together > high
}
